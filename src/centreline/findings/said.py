"""What people said of each touchpoint, ready to be held against the records."""

from dataclasses import dataclass

from centreline.blueprint.claim import Claim, Claims, Question
from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Recognition, Touchpoint
from centreline.evidence.engine import Evidence
from centreline.journeys.recognise import described
from centreline.kernel.said import said, said_of

__all__ = ["ASK", "Said", "recognition_in", "who_said_yes"]

ASK = said(
    "ask the deep-dive questions and write the answers down as claims; bring the contacts with `recognised_by` told"
)
"""What to bring where nobody said yes of anything that the records could tell of."""


@dataclass(frozen=True, slots=True)
class Said:
    """Everybody who said yes to one question about one touchpoint.

    Attributes:
        touchpoint: What it is about.
        question: Which of the twelve questions.
        yes: The claims that say yes; at least one.
        asked: How many were asked.
    """

    touchpoint: Touchpoint
    question: Question
    yes: tuple[Claim, ...]
    asked: int

    def __str__(self) -> str:
        """Return who said yes to what, as the beginning of a sentence."""
        people = said_of("{n} person", "{n} people").filled(n=len(self.yes))
        return said("{people} of {asked} said yes to “{asks}” about “{title}”").filled(
            people=people, asked=self.asked, asks=self.question.asks, title=self.touchpoint.title
        )

    @property
    def by_whom(self) -> str:
        """Who said it, how they were asked and when; then how the touchpoint's contacts are recognised."""
        told = self.touchpoint.recognised_by
        who = ", ".join(f"{claim.who} ({claim.how.replace('_', ' ')}, {claim.on})" for claim in self.yes[:3])
        more = said(" and {n} more").filled(n=len(self.yes) - 3) if len(self.yes) > 3 else ""
        return said("Said by {who}{more}").filled(who=who, more=more) + (
            said("; its contacts: {recognised_by}").filled(recognised_by=described(told)) if told else ""
        )


def who_said_yes(blueprint: Blueprint, claims: Claims, question: Question) -> tuple[Said, ...]:
    """Return, for each touchpoint of the blueprint about which somebody said yes to the question, who did."""
    found = []
    for touchpoint in blueprint.touchpoints:
        answers = [claim for claim in claims.claims if (claim.touchpoint, claim.question) == (touchpoint.id, question)]
        yes = tuple(claim for claim in answers if claim.answer == "yes")
        if yes:
            found.append(Said(touchpoint, question, yes, len(answers)))
    return tuple(found)


def recognition_in(evidence: Evidence, touchpoint: Touchpoint) -> Recognition | None:
    """Return how the contacts of a touchpoint are recognised; None where the records cannot tell."""
    told = touchpoint.recognised_by
    return None if told is not None and told.activities and not evidence.has("event") else told
