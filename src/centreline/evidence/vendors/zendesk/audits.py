"""Audits as the history of a ticket: its status, its team, its person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from centreline.evidence.vendors.source import Record
from centreline.evidence.vendors.values import blocks, instant, text

__all__ = ["Change", "changes_in", "event_rows", "teams_of"]

FIELDS = {"status": "status", "group_id": "team", "assignee_id": "person"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that one audit set.

    Attributes:
        name: Of audit and event.
        at: When.
        of: "status", "team" or "person".
        before: What it was; None where it was nothing, or the audit does not say.
        after: What it became.
        team: Who held the ticket when the audit was done.
        person: Which agent held it then.
    """

    name: str
    at: datetime
    of: str
    before: str | None
    after: str | None
    team: str | None
    person: str | None


def changes_in(audits: Iterable[Record]) -> list[Change]:
    """Return the changes of status, team and person that audits tell, the earliest first."""
    dated = [(at, record) for record in audits if (at := instant(record.body.get("created_at"))) is not None]
    dated.sort(key=lambda each: (each[0], len(each[1].id), each[1].id))
    held = _held_at_first([record.body for _, record in dated])
    changes = []
    for at, record in dated:
        found = list(_told(record.body))
        held |= {of: after for _, of, _, after in found if of != "status"}
        changes += [
            Change(f"{record.id}.{name}", at, of, before, after, held["team"], held["person"])
            for name, of, before, after in found
        ]
    return changes


def _told(audit: Mapping[str, Any]) -> Iterable[tuple[str, str, str | None, str | None]]:
    for place, event in enumerate(blocks(audit.get("events")), start=1):
        of = FIELDS.get(str(event.get("field_name")))
        if of is not None and event.get("type") in ("Create", "Change"):
            name = text(event.get("id")) or str(place)
            yield name, of, text(event.get("previous_value")), text(event.get("value"))


def _held_at_first(audits: Sequence[Mapping[str, Any]]) -> dict[str, str | None]:
    """Return who held the ticket before the first audit: what the first change says it changed from."""
    held: dict[str, str | None] = {"team": None, "person": None}
    for of in held:
        first = next((before for audit in audits for _, each, before, _ in _told(audit) if each == of), None)
        held[of] = first
    return held


def teams_of(changes: Sequence[Change]) -> list[str]:
    """Return the teams that held the ticket, one after the other."""
    moves = [change for change in changes if change.of == "team"]
    names = [moves[0].before, *(change.after for change in moves)] if moves else []
    held = [name for name in names if name is not None]
    return [name for place, name in enumerate(held) if place == 0 or name != held[place - 1]]


def event_rows(changes: Sequence[Change], *, ticket_id: str, customer_id: str | None) -> list[dict[str, Any]]:
    """Return one event for each change: a status by its name, a new team or person as an assignment.

    `person` is the agent who then held the ticket. Who made the change is not told: an author may be the customer.
    """
    return [
        {
            "case_id": ticket_id,
            "event_no": change.name,
            "at": change.at,
            "activity": _activity(change),
            "team": change.team,
            "person": change.person,
            "customer_id": customer_id,
        }
        for change in changes
    ]


def _activity(change: Change) -> str:
    if change.of == "status":
        return change.after or "status cleared"
    given = "assigned" if change.after is not None else "unassigned"
    return f"{given} {'to' if change.after is not None else 'from'} {change.of}"
