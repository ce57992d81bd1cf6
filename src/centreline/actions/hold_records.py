"""Find what is held on a customer, keep it from leaving while a case is open, and let go of it again.

The trail says who did so and when. Neither the person nor the reason stands in it: a line of the trail stays for good,
and nobody could be erased without a trace.
"""

from collections.abc import Collection

from centreline.actions.act import act
from centreline.actions.erase import Identifiers, person_in
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.erasure.finding import Person
from centreline.evidence.erasure.holds import Hold, held_people, keep_hold, lift, new_hold, reason_without
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, NotPermitted
from centreline.kernel.identity import content_hash

__all__ = ["find_records", "hold_records", "lift_hold"]

KIND = "hold"
"""What lines of the trail about holds are about; their key is the id of the hold."""

SIGNS = 16
IN_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""Digits as letters: what the trail keeps passes a door that takes long numbers for cards."""


@act(needs="hold_records")
def find_records(step: Step, *, workspace: FolderWorkspace, identifiers: Identifiers) -> Person:
    """Find a customer by any identifier; what was typed is keyed before anything is looked for, and kept nowhere.

    Args:
        step: The step it is done in.
        workspace: The centre, as somebody sees it who may see every row.
        identifiers: What is known of them.

    Raises:
        NotPermitted: whoever looks sees a part of the rows alone.
        EvidenceMissing: nothing is held on anybody of that name.
        EvidenceConflict: several people go by it.
    """
    _check_sees_every_row(step)
    person = person_in(workspace, identifiers)
    print_of_them = content_hash(sorted(person.leaving.people))[:SIGNS].translate(IN_LETTERS)
    step.note("customer", f"customer {print_of_them}", says="looked for what is held on one customer")
    return person


@act(needs="hold_records")
def hold_records(step: Step, *, workspace: FolderWorkspace, people: Collection[str], because: str) -> Hold:
    """Keep everything of a customer from leaving until the hold is lifted.

    Args:
        step: The step it is done in.
        workspace: The centre, as somebody sees it who may see every row.
        people: Pseudonyms by which they were found.
        because: The case it is placed for, in words.

    Raises:
        NotPermitted: whoever places it sees a part of the rows alone.
        ArgumentInvalid: without a reason, or with one that names the person.
        EvidenceMissing: nothing is held on them any more.
    """
    _check_sees_every_row(step)
    theirs = person_in(workspace, [(one, "customer") for one in people]).leaving.people
    said = _reason(step, workspace, theirs, because)
    hold = new_hold(theirs, because=said, by=step.actor.name, now=step.now)
    # The line comes first: whoever else would write waits for this step to end.
    step.note(KIND, hold.id, says="nothing of one customer leaves from now on")
    return keep_hold(workspace.lake.folder, hold)


@act(needs="hold_records")
def lift_hold(step: Step, *, workspace: FolderWorkspace, hold: str, because: str) -> Hold:
    """Lift a hold: retention and an erasure may take out again what it kept. It stays in the list.

    Args:
        step: The step it is done in.
        workspace: The centre.
        hold: Id of a hold that stands.
        because: Why it is lifted, in words.

    Raises:
        NotPermitted: whoever lifts it sees a part of the rows alone.
        ArgumentInvalid: without a reason, or with one that names the person.
        EvidenceConflict: no hold of that id stands.
    """
    _check_sees_every_row(step)
    held = next((one.people for one in held_people(workspace.lake.folder) if one.id == hold), frozenset[str]())
    said = _reason(step, workspace, held, because)
    step.note(KIND, hold, says="what it kept may leave again")
    return lift(workspace.lake.folder, hold, by=step.actor.name, now=step.now, because=said)


def _reason(step: Step, workspace: FolderWorkspace, people: Collection[str], because: str) -> str:
    if not because.strip():
        raise ArgumentInvalid("nobody said why", where="the field Why", fix="name the case in a sentence")
    kept = reason_without(people, because.strip(), door=workspace.door)
    step.taken_out.update(kept.found)
    return kept.text


def _check_sees_every_row(step: Step) -> None:
    if not step.actor.scope.sees_every_row:
        raise NotPermitted(
            "you see a part of the rows, and a person may have others",
            where="the rows you may see",
            fix="ask somebody of the centre who sees every row",
        )
