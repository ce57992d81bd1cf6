"""Find a person, erase them when two people agree, keep them under a hold, take out what is older than it may be."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.contract import Retention
from centreline.evidence.erasure.finding import Person, find_person
from centreline.evidence.erasure.holds import Hold, lift, place_hold, reason_without
from centreline.evidence.erasure.plan import Erasure, approved, planned
from centreline.evidence.erasure.proving import OtherPlace
from centreline.evidence.erasure.removing import RowsLeaving, count_leaving
from centreline.evidence.erasure.retention import KeptFor, RowsDue, due_rows, remove_due
from centreline.evidence.erasure.running import preview_erasure, run_erasure
from centreline.kernel.identity import content_hash

__all__ = [
    "approve_erasure",
    "ask_erasure",
    "erase",
    "hold_person",
    "lift_hold",
    "person_in",
    "rows_due",
    "rows_due_by",
    "rows_of",
    "take_due_out",
    "what_leaves",
]

Identifiers = Sequence[tuple[str, str | None]]
"""What is known of a person, and what each of it is: phone, email, account, customer, or None."""


def person_in(workspace: FolderWorkspace, identifiers: Identifiers) -> Person:
    """Find a person by any identifier.

    Raises:
        EvidenceMissing: nothing is held on anybody of that name.
    """
    evidence = workspace.evidence_or_stop()
    return find_person(workspace.lake, evidence, workspace.door, identifiers=identifiers)


def rows_of(workspace: FolderWorkspace, person: Person) -> dict[str, RowsLeaving]:
    """Say how many rows of each table are a person's; nothing is written."""
    return count_leaving(workspace.lake, person.leaving)


def what_leaves(workspace: FolderWorkspace, person: Person) -> dict[str, Any]:
    """Say what erasing a person would take out; nothing is written."""
    return preview_erasure(workspace.lake, person, workspace=workspace.folder)


def ask_erasure(
    workspace: FolderWorkspace, identifiers: Identifiers, *, because: str, by: str, now: datetime
) -> Erasure:
    """Ask for the erasure of a person; nothing leaves before somebody else approves and it is run."""
    person = person_in(workspace, identifiers)
    found = what_leaves(workspace, person)
    people = person.leaving.people
    return planned(workspace.lake.folder, people=people, because=because, by=by, now=now, found=found)


def approve_erasure(workspace: FolderWorkspace, plan_id: str, *, by: str, now: datetime) -> Erasure:
    """Approve an erasure somebody else asked for."""
    return approved(workspace.lake.folder, plan_id, by=by, now=now)


def erase(workspace: FolderWorkspace, plan_id: str, *, now: datetime, others: Sequence[OtherPlace] = ()) -> Erasure:
    """Run an erasure that was approved, and look through everything for what may be left.

    Args:
        workspace: Whose person.
        plan_id: Of a plan that was approved.
        now: When this happens.
        others: What else may name them: the database of a served workspace.
    """
    place = workspace.folder
    ended = run_erasure(workspace.lake, plan_id, door=workspace.door, workspace=place, now=now, others=others)
    workspace.forget_evidence()
    return ended


def hold_person(workspace: FolderWorkspace, identifiers: Identifiers, *, because: str, by: str, now: datetime) -> Hold:
    """Keep everything of a person from leaving until the hold is lifted."""
    people = person_in(workspace, identifiers).leaving.people
    said = reason_without(people, because, door=workspace.door).text
    return place_hold(workspace.lake.folder, people, because=said, by=by, now=now)


def lift_hold(workspace: FolderWorkspace, hold_id: str, *, by: str, now: datetime) -> Hold:
    """Lift a hold."""
    return lift(workspace.lake.folder, hold_id, by=by, now=now)


def rows_due(workspace: FolderWorkspace, *, on: date) -> dict[str, RowsLeaving]:
    """Say how many rows of each table are older on a day than their class is kept; nothing is written."""
    return count_leaving(workspace.lake, _due(workspace, on))


def rows_due_by(
    workspace: FolderWorkspace, times: Mapping[Retention, KeptFor | None], *, on: date
) -> dict[str, RowsLeaving]:
    """Say what `rows_due` would say if rows of each class were kept for other times; nothing is written."""
    return count_leaving(workspace.lake, due_rows(workspace.lake, times=times, on=on))


def take_due_out(workspace: FolderWorkspace, *, on: date) -> dict[str, RowsLeaving]:
    """Take the rows out that `rows_due` counts."""
    due = _due(workspace, on)
    run = content_hash(["retention", on.isoformat(), workspace.lake.version])[:12]
    removed = remove_due(workspace.lake, due, run=run)
    workspace.forget_evidence()
    return removed


def _due(workspace: FolderWorkspace, on: date) -> RowsDue:
    return due_rows(workspace.lake, times=workspace.retention, on=on)
