"""The proposals one person may read, and what was seen of their evidence when somebody looked last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from centreline.actions.proposed import said_in
from centreline.findings.few import is_about_somebody
from centreline.findings.finding import State
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.proposal import Evidence, Said, Standing
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.web.frame.addresses import address_of
from centreline.web.reading.findings import Seen
from centreline.web.records.published import published_versions
from centreline.web.records.store import DjangoState

__all__ = [
    "IN_FLIGHT",
    "Witness",
    "in_flight",
    "look_words",
    "may_read_proposal",
    "outcome_words",
    "proposal_for",
    "proposals_by_finding",
    "proposals_for",
    "state_words",
    "witnesses",
]

IN_FLIGHT = (Standing.PROPOSED, Standing.APPROVED, Standing.PUBLISHED)
"""Standings in which a change is on its way, or published and not closed with what was measured."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One finding that spoke for a change, as the newest look has it.

    Attributes:
        check: Id of the check.
        about: What people call what it was found at.
        said: What it said when the change was proposed.
        kind: still, gone, set_aside, not_examined, or not_looked where nobody has looked since the change.
        says: The same in words.
        url: Page of the finding; empty where it is not found.
    """

    check: str
    about: str
    said: str
    kind: str
    says: str
    url: str


def proposals_for(actor: Actor, *, subject: str | None = None) -> tuple[Entry, ...]:
    """Return the proposals somebody may read, oldest first: people of a partner read those of their own people.

    Args:
        actor: Who reads.
        subject: What they are about, such as metric:occupancy; anything where None.
    """
    return tuple(one for one in DjangoState().entries("proposal", within=subject) if may_read_proposal(actor, one))


def proposal_for(actor: Actor, key: str) -> Entry:
    """Return one proposal.

    Raises:
        NotThere: there is none, or it is not theirs to read.
    """
    entry = DjangoState().entry("proposal", key)
    if entry is None or not entry.stands or not may_read_proposal(actor, entry):
        raise NotThere(
            f"there is no proposal {key!r}", where="the list of proposals", fix="open the list and choose one of them"
        )
    return entry


def proposals_by_finding(actor: Actor) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Return the proposals somebody may read, by check and element of each finding that speaks for them."""
    found: dict[tuple[str, str], tuple[Entry, ...]] = {}
    for entry in proposals_for(actor) if may(actor, "see_proposals") else ():
        for one in said_in(entry).evidence:
            found[one.check, one.element] = (*found.get((one.check, one.element), ()), entry)
    return found


def in_flight(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return those that are on their way, or published and not closed: the next day first, those without a day last."""
    flying = [one for one in entries if said_in(one).state in IN_FLIGHT]
    return tuple(sorted(flying, key=lambda one: (one.fields["next_on"] is None, one.fields["next_on"] or "")))


def witnesses(entry: Entry, *, seen: Seen | None) -> tuple[Witness, ...]:
    """Return each finding that speaks for a change, and whether it was found again in the newest look.

    Args:
        entry: The proposal.
        seen: What its reader sees of the newest look; None where nobody has looked.
    """
    said = said_in(entry)
    return tuple(_witness(one, said, seen) for one in said.evidence)


def state_words() -> dict[str, str]:
    """Return the word for each standing, in the order in which a proposal takes them."""
    words = {
        Standing.DRAFT: _("Being written"), Standing.PROPOSED: _("Proposed"), Standing.APPROVED: _("Approved"),
        Standing.PUBLISHED: _("Published"), Standing.CLOSED: _("Closed"),
        Standing.REJECTED: _("Rejected"), Standing.WITHDRAWN: _("Withdrawn"),
    }  # fmt: skip
    return {str(one): word for one, word in words.items()}


def look_words() -> dict[str, str]:
    """Return the words for what the newest look says of a finding."""
    return {
        "still": _("Still found"),
        "gone": _("Not found any more"),
        "set_aside": _("Still there, accepted for a while"),
        "not_examined": _("Not examined: no pass"),
        "not_looked": _("Nobody has looked since"),
    }


def outcome_words() -> dict[str, str]:
    """Return what becomes of a change once it was measured, by key."""
    return {"keep": _("Keep it"), "adapt": _("Adapt it"), "stop": _("Stop it")}


def _witness(one: Evidence, said: Said, seen: Seen | None) -> Witness:
    kind = _kind(one, said, seen)
    about = seen.names.about(one.element) if seen else one.element
    url = address_of(one.check, one.element) if kind in ("still", "set_aside") else ""
    return Witness(one.check, about, one.says, kind, look_words()[kind], url)


def _kind(one: Evidence, said: Said, seen: Seen | None) -> str:
    if seen is None or not _looked_since(seen, number=said.published_as):
        return "not_looked"
    if seen.at(one.check, one.element):
        return "still"
    if any((waived.finding.check, waived.finding.element) == (one.check, one.element) for waived in seen.waived):
        return "set_aside"
    states: Mapping[str, Any] = {outcome.check: outcome.state for outcome in seen.examination.outcomes}
    return "not_examined" if states.get(one.check, State.NOT_EXAMINED) == State.NOT_EXAMINED else "gone"


def _looked_since(seen: Seen, *, number: int | None) -> bool:
    """Say whether what was looked at is the version the change became, or a later one."""
    if number is None:
        return True
    later = {version["hash"] for version in published_versions() if version["number"] >= number}
    return seen.examination.blueprint_hash in later


def may_read_proposal(actor: Actor, entry: Entry) -> bool:
    """Say whether somebody reads a proposal: their own party's, and about single people only who works with them."""
    said = said_in(entry)
    if actor.partner is not None and said.party != actor.partner:
        return False
    about = (said.subject, *(one.element for one in said.evidence))
    return may(actor, "see_people") or not any(map(is_about_somebody, about))
