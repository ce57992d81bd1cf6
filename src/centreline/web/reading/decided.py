"""What operating reviews decided, and about which findings."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.held_reviews import findings_in, is_theirs
from centreline.governance.rights import may
from centreline.kernel.kept_words import SAID, said_again
from centreline.web.frame.addresses import address_of
from centreline.web.frame.spoken import spoken
from centreline.web.records.store import DjangoState

__all__ = ["About", "Decided", "decided_about", "decided_in", "findings_to_decide", "outcome_words"]


@dataclass(frozen=True, slots=True)
class About:
    """A finding that a decision is about.

    Attributes:
        name: Its check and element.
        check: Id of the check.
        says: What it said when the review was held.
        severity: How heavy it was then.
        url: Where it is read now.
    """

    name: str
    check: str
    says: str
    severity: str
    url: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of a review: what it says, its outcome in words, and the findings it is about."""

    entry: Entry
    said: Any
    outcome: str
    review: Entry
    about: tuple[About, ...]


def decided_in(review: Entry) -> list[Decided]:
    """Return what a review decided, oldest first."""
    return [_decided(one, review) for one in DjangoState().entries("review_decision", within=review.key)]


def decided_about(actor: Actor, *, check: str, element: str) -> list[Decided]:
    """Return what the reviews that somebody may read decided about a finding, the newest first."""
    if not may(actor, "see_review"):
        return []
    name, state = f"{check} {element}", DjangoState()
    every = [one for one in state.entries("review_decision") if name in one.fields["about"]]
    reviews = {one.key: one for one in state.entries("operating_review")} if every else {}
    theirs = [one for one in reversed(every) if one.within in reviews and is_theirs(actor, reviews[one.within])]
    return [_decided(one, reviews[one.within]) for one in theirs]


def findings_to_decide(review: Entry) -> list[About]:
    """Return the findings of a review, in its order, which a decision of it may be about."""
    made = review.fields["review"].get(SAID, {})
    return [
        About(
            name,
            one["check"],
            spoken(said_again(one["says"], made)),
            one["severity"],
            address_of(one["check"], one["element"]),
        )
        for name, one in findings_in(review).items()
    ]


def outcome_words() -> dict[str, str]:
    """Return what may become of what a review decides, in words."""
    return {
        "approve": _("Approve"),
        "reject": _("Reject"),
        "ask_evidence": _("Ask for evidence"),
        "defer": _("Defer"),
    }


def _decided(entry: Entry, review: Entry) -> Decided:
    standing = {one.name: one for one in findings_to_decide(review)} if entry.fields["about"] else {}
    about = tuple(standing[name] for name in entry.fields["about"] if name in standing)
    return Decided(entry, entry.body, outcome_words()[entry.fields["outcome"]], review, about)
