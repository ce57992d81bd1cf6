"""Decisions past a shut gate: which of them count, who is asked to approve which, and who could be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.actions.approve_decision import decision_said, may_approve
from centreline.actions.found import key_of
from centreline.findings.few import is_about_somebody
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.decision import Approval, DecisionLane
from centreline.governance.people import KnownPerson
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.web.reading.findings import Seen
from centreline.web.records.people import known_people
from centreline.web.records.store import DjangoState

__all__ = [
    "Asked", "approval_of", "approvals_of", "approvers_for", "asked_words", "check_reads_decision", "counts",
    "decision_told", "decisions_for", "lane_of", "shut_since", "waits_words",
]  # fmt: skip

IN_PLACE_OF_A_LANE = (Approval.WAITS, Approval.REFUSED)
"""How a decision stands that is none yet: that is told in place of its lane."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision past a shut gate that waits for an approval of its reader.

    Attributes:
        entry: The decision.
        about: What people call what the finding is about.
        by: What people call whoever decided.
        url: Where it is read and answered.
    """

    entry: Entry
    about: str
    by: str
    url: str


def counts(entry: Entry) -> bool:
    """Say whether something is decided: not while an approval is waited for, and not where it was refused."""
    return decision_said(entry.body).counts


def lane_of(entry: Entry) -> str:
    """Return the lane of a decision, or in its place `waits` or `refused` where it counts for none."""
    said = decision_said(entry.body)
    return str(said.lane if said.counts else said.approval)


def waits_words() -> dict[str, str]:
    """Return what is said in place of a lane while a decision counts for none, in the reader's language."""
    return {str(Approval.WAITS): _("Waits for approval"), str(Approval.REFUSED): _("Approval refused")}


def decisions_for(actor: Actor) -> tuple[Entry, ...]:
    """Return the decisions somebody is told of: a partner's people only those that count."""
    every = DjangoState().entries("decision")
    return tuple(every) if actor.partner is None else tuple(one for one in every if counts(one))


def decision_told(actor: Actor, *, check: str, element: str) -> Entry | None:
    """Return the decision about a finding that somebody is told of; None where there is none."""
    entry = DjangoState().entry("decision", key_of(check, element))
    is_told = entry is not None and entry.stands and (actor.partner is None or counts(entry))
    return entry if is_told else None


def approval_of(entry: Entry, *, people: Sequence[KnownPerson], shut: Sequence[str] = ()) -> dict[str, Any]:
    """Return how a decision stands with whoever is asked to approve it.

    Args:
        entry: The decision.
        people: Everybody, by whose titles they are named.
        shut: Gates that are not passed now.
    """
    said, titles = decision_said(entry.body), _titles(people)
    return {
        "state": str(said.approval),
        "counts": said.counts,
        "who": titles.get(said.approver, said.approver) or said.approved_by,
        "approver": said.approver,
        "despite": said.despite,
        "refused": said.refused if said.approval is Approval.REFUSED else "",
        "content": said.content,
        "shut_since": shut_since(entry, shut),
        "moved": said.approval not in (Approval.NOT_NEEDED, Approval.REFUSED) and set(shut) != set(said.hindered),
    }


def shut_since(entry: Entry, shut: Sequence[str]) -> tuple[str, ...]:
    """Return the gates that were open when it was decided to automate, and are not passed now.

    A decision with such gates stands as it is and counts, and is not handed to a change before it is approved anew.

    Args:
        entry: The decision.
        shut: Gates that are not passed now.
    """
    said = decision_said(entry.body)
    automates = said.lane is DecisionLane.AUTOMATE and said.counts
    return tuple(one for one in shut if one not in said.hindered) if automates else ()


def asked_words(entry: Entry, *, people: Sequence[KnownPerson]) -> str:
    """Return whose approval a decision waits for, or who refused it; empty where it counts."""
    said = decision_said(entry.body)
    who = {"who": _titles(people).get(said.approver, said.approver)}
    if said.approval is Approval.WAITS:
        return str(_("waits for the approval of %(who)s") % who)
    return str(_("%(who)s refused to approve it") % who) if said.approval is Approval.REFUSED else ""


def approvals_of(actor: Actor, seen: Seen | None) -> tuple[Asked, ...]:
    """Return the decisions that wait for an approval of somebody, oldest first.

    Args:
        actor: Who reads; people who may approve nothing are asked nothing.
        seen: What they see of the newest look, for the names of things.
    """
    if not may(actor, "approve_past_gates"):
        return ()
    waiting = [one for one in DjangoState().entries("decision") if _waits_for(actor, one)]
    titles: Mapping[str, str] = _titles(known_people()) if waiting else {}
    return tuple(
        Asked(
            one,
            seen.names.about(one.fields["element"]) if seen else one.fields["element"],
            titles.get(one.changed_by, one.changed_by),
            f"{reverse('decision', args=[one.key])}#approval",
        )
        for one in waiting
    )


def approvers_for(actor: Actor, element: str, *, people: Sequence[KnownPerson]) -> list[tuple[str, str]]:
    """Return who could be asked to approve what somebody decides about an element: names, and what people call them."""
    able = [one for one in people if may_approve(one, by=actor.name, element=element)]
    return [(one.name, one.title or one.name) for one in able]


def check_reads_decision(actor: Actor, key: str) -> str:
    """Return the element of a decision whose reasons somebody reads: it rests on rows of the whole centre.

    Raises:
        NotThere: there is none, or it is not theirs to read.
    """
    entry = DjangoState().entry("decision", key)
    if entry is not None and entry.stands and actor.partner is None:
        element = str(entry.fields["element"])
        if may(actor, "see_people") or not is_about_somebody(element):
            return element
    raise NotThere(
        f"there is no decision {key!r}", where="the board", fix="reload the board; somebody may have taken it back"
    )


def _waits_for(actor: Actor, entry: Entry) -> bool:
    said = decision_said(entry.body)
    reads = may(actor, "see_people") or not is_about_somebody(said.element)
    return said.approver == actor.name and said.approval is Approval.WAITS and reads


def _titles(people: Sequence[KnownPerson]) -> dict[str, str]:
    return {one.name: one.title or one.name for one in people}
