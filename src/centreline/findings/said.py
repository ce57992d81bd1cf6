"""What people said of each touchpoint, ready to be held against the records."""

from dataclasses import dataclass

from centreline.blueprint.claim import Claim, Claims, Question
from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Touchpoint
from centreline.journeys.recognise import described

__all__ = ["Said", "who_said_yes"]


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
        people = "1 person" if len(self.yes) == 1 else f"{len(self.yes)} people"
        return f"{people} of {self.asked} said yes to “{self.question.asks}” about “{self.touchpoint.title}”"

    @property
    def by_whom(self) -> str:
        """Who said it, how they were asked and when; then how the touchpoint's contacts are recognised."""
        told = self.touchpoint.recognised_by
        who = ", ".join(f"{claim.who} ({claim.how.replace('_', ' ')}, {claim.on})" for claim in self.yes[:3])
        more = f" and {len(self.yes) - 3} more" if len(self.yes) > 3 else ""
        return f"Said by {who}{more}" + (f"; its contacts: {described(told)}" if told else "")


def who_said_yes(blueprint: Blueprint, claims: Claims, question: Question) -> tuple[Said, ...]:
    """Return, for each touchpoint of the blueprint about which somebody said yes to the question, who did."""
    found = []
    for touchpoint in blueprint.touchpoints:
        answers = [claim for claim in claims.claims if (claim.touchpoint, claim.question) == (touchpoint.id, question)]
        yes = tuple(claim for claim in answers if claim.answer == "yes")
        if yes:
            found.append(Said(touchpoint, question, yes, len(answers)))
    return tuple(found)
