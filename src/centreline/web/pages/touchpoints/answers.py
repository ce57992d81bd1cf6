"""The twelve questions about a touchpoint: who said what, for which party, and whether anything stands behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.actions.undo_change import is_theirs_to_take_back
from centreline.blueprint.claim import Claim, Question
from centreline.findings.finding import Finding
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.claim import Said
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.pages.touchpoints.seen import Found, Seen
from centreline.web.records.store import DjangoState

__all__ = ["Answer", "Asked", "answer_words", "asked_at", "claims_at", "way_words"]

SEEN_WITH_EYES = frozenset({"document", "site_visit"})
"""Ways of asking by which somebody saw a sample of the work, rather than hearing about it."""

AGAINST_RECORDS = "CLR"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Attributes:
        entry: As it is kept.
        claim: What was said.
        says: The answer in a word.
        party: For whom they speak.
        way: How they were asked.
        evidence: hearsay, sampled or measured.
        chip: What the chip says instead of the usual word; may be empty.
        undo: Address that takes it back; empty where the reader may not.
        history: Address of its history.
    """

    entry: Entry
    claim: Claim
    says: str
    party: str
    way: str
    evidence: str
    chip: str
    undo: str
    history: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the twelve questions with its answers.

    Attributes:
        question: Which.
        asks: As a person would ask it.
        centre: Answers of the centre's own people, newest first.
        partners: Answers of a partner's people, newest first.
        contradicted: Whether one of them says yes and another no.
        against: What was found against an answer, as sentences.
    """

    question: Question
    asks: str
    centre: tuple[Answer, ...]
    partners: tuple[Answer, ...]
    contradicted: bool
    against: tuple[str, ...]

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers, those of the centre first."""
        return (*self.centre, *self.partners)


def claims_at(seen: Seen) -> tuple[Entry, ...]:
    """Return the claims about a touchpoint that the reader may hear, newest first."""
    heard = [
        one
        for one in DjangoState().entries("claim", within=seen.touchpoint.id)
        if isinstance(one.body, Said) and seen.reading.claim(one.body)
    ]
    return tuple(sorted(heard, key=lambda one: (one.fields["on"], one.made_at), reverse=True))


def asked_at(actor: Actor, seen: Seen, claims: Iterable[Entry], *, found: Found | None) -> tuple[Asked, ...]:
    """Return the twelve questions, in their order.

    Args:
        actor: Who reads.
        seen: The touchpoint as they see it.
        claims: Claims about it that they may hear.
        found: What was found last there; None where nobody looked.
    """
    held = list(claims)
    findings = found.findings if found else ()
    return tuple(
        _asked(actor, seen, question, held, tuple(one for one in findings if one.question is question))
        for question in Question
    )


def answer_words() -> dict[str, str]:
    """Return what each answer is called."""
    return {"yes": _("Yes"), "no": _("No"), "partly": _("Partly"), "do_not_know": _("Don’t know")}


def way_words() -> dict[str, str]:
    """Return what each way of asking is called."""
    return {
        "workshop": _("Workshop"),
        "site_visit": _("Site visit"),
        "skip_level": _("Skip-level meeting"),
        "agent_interview": _("Interview of an agent"),
        "document": _("Document"),
    }


def _asked(
    actor: Actor, seen: Seen, question: Question, claims: Sequence[Entry], against: tuple[Finding, ...]
) -> Asked:
    said = [(one, one.body) for one in claims if isinstance(one.body, Said)]
    answers = [_answer(actor, seen, one, claim, against) for one, claim in said if claim.question == question]
    return Asked(
        question,
        from_book(question.asks),
        tuple(one for one in answers if one.claim.partner is None),
        tuple(one for one in answers if one.claim.partner is not None),
        {"yes", "no"} <= {one.claim.answer for one in answers},
        tuple(dict.fromkeys(one.says for one in against)),
    )


def _answer(actor: Actor, seen: Seen, entry: Entry, claim: Claim, against: tuple[Finding, ...]) -> Answer:
    evidence, chip = _stands(claim, against)
    own = is_theirs_to_take_back(actor, by=entry.changed_by)
    undo = reverse("touchpoint_undo", args=[seen.touchpoint.id, "claim", entry.key, entry.version])
    organisation = seen.reading.blueprint.organisation.name
    return Answer(
        entry,
        claim,
        answer_words()[claim.answer],
        organisation if claim.partner is None else seen.names.partner(claim.partner),
        way_words()[claim.how],
        evidence,
        chip,
        undo if own else "",
        reverse("history", args=["claim", entry.key]),
    )


def _stands(claim: Claim, against: tuple[Finding, ...]) -> tuple[str, str]:
    """Return how an answer is known, and the words of its chip: hearsay until somebody looked at the work."""
    if any(one.check.startswith(AGAINST_RECORDS) for one in against):
        if claim.answer == "yes":
            return "measured", _("Records say otherwise")
        if claim.answer == "no":
            return "measured", _("Records agree")
    return ("sampled", "") if claim.how in SEEN_WITH_EYES else ("hearsay", "")
