"""Running an erasure that was approved, and proving that nothing of the person is left."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from centreline.evidence.engine import Evidence
from centreline.evidence.erasure.again import keep_second_list
from centreline.evidence.erasure.finding import Person, find_person
from centreline.evidence.erasure.holds import forget_lifted, held_people
from centreline.evidence.erasure.leaving import PeopleLeaving
from centreline.evidence.erasure.plan import Erasure, plan_named, write_plan
from centreline.evidence.erasure.proving import OtherPlace, files_naming, proof_of
from centreline.evidence.erasure.rejected import without_rejected
from centreline.evidence.erasure.removing import count_leaving, removal_counts, remove_rows
from centreline.evidence.lake import Lake
from centreline.evidence.ledger.decisions import forget_decisions
from centreline.evidence.locking import only_writer
from centreline.evidence.privacy.door import Door
from centreline.evidence.scope import Scope
from centreline.evidence.tombstones import contact_hash, read_tombstones, write_tombstones
from centreline.kernel.errors import EvidenceConflict, EvidenceMissing

__all__ = ["preview_erasure", "run_erasure"]

EVERY_ROW = Scope.whole_centre("erasure")


def preview_erasure(lake: Lake, person: Person, *, workspace: Path) -> dict[str, Any]:
    """Say what would leave: rows by table, and files that would be deleted; writes nothing."""
    files = _written_of(lake, person, workspace)
    return {
        "customers": len(person.customers),
        "contacts": len(person.leaving.contacts),
        "rows": removal_counts(count_leaving(lake, person.leaving)),
        "files": [str(file.relative_to(workspace)) for file in files],
        "shared_identifiers_that_stay": len(person.shared),
    }


def run_erasure(  # noqa: PLR0913 - what is erased, where, and when come in by name
    lake: Lake, plan_id: str, *, door: Door, workspace: Path, now: datetime, others: Sequence[OtherPlace] = ()
) -> Erasure:
    """Erase the person of an approved plan, everything that came since it was asked for included.

    The person is listed among those who may not come back before the first row leaves: when the machine is switched
    off in between, the erasure is run again.

    Args:
        lake: The evidence.
        plan_id: Of a plan that was approved.
        door: The workspace's.
        workspace: Where reports and exports lie; those that name the person are deleted.
        now: When this happens.
        others: What else may name them: the database of a served workspace.

    Raises:
        EvidenceConflict: it was not approved, a legal hold stands against it, or somebody else is writing.
    """
    plan = plan_named(lake.folder, plan_id)
    _stop_unless_approved(plan, lake=lake)
    with only_writer(lake.folder):
        person = _found_again(lake, plan, door=door)
        _stop_at_holds(lake, person.leaving.people)
        _keep_out(lake, person.leaving, run=plan.id, workspace=workspace)
        without_rejected(workspace / "rejected", person.leaving.people)
        # By the ids of contacts too: these are known for as long as the rows are there.
        deleted = _delete(_written_of(lake, person, workspace), below=workspace)
        removed = remove_rows(lake, person.leaving, run=plan.id)
        forget_decisions(lake.folder, person.leaving.people)
        forget_lifted(lake.folder, person.leaving.people)
        forgotten = _forget_elsewhere(person, others)
        ended = replace(
            plan,
            people=(),
            run_at=now.isoformat(),
            removed={"rows": removal_counts(removed), "files": deleted, "elsewhere": forgotten},
            proof=_proof(lake, person, workspace, others),
        )
        write_plan(lake.folder, ended)
    return ended


def _written_of(lake: Lake, person: Person, workspace: Path) -> list[Path]:
    leaving = person.leaving
    return files_naming(leaving.people, below=workspace, besides=lake.folder, contacts=leaving.contacts)


def _forget_elsewhere(person: Person, others: Sequence[OtherPlace]) -> list[str]:
    ids = {contact for _source, contact in person.leaving.contacts}
    return [said for place in others for said in place.forget(person.leaving.people, ids)]


def _proof(lake: Lake, person: Person, workspace: Path, others: Sequence[OtherPlace]) -> dict[str, object]:
    leaving = person.leaving
    return proof_of(
        leaving.people, lake_folder=lake.folder, workspace=workspace, contacts=leaving.contacts, others=others
    )


def _keep_out(lake: Lake, leaving: PeopleLeaving, *, run: str, workspace: Path) -> None:
    theirs = {"contacts": leaving.contacts, "subjects": leaving.subjects, "mentioned": leaving.mentioned}
    hashes = {name: {contact_hash(*key) for key in keys} for name, keys in theirs.items()}
    kept_out = read_tombstones(lake.folder).with_run(run, people=leaving.people, **hashes)
    write_tombstones(lake.folder, kept_out)
    keep_second_list(kept_out, workspace=workspace)


def _stop_unless_approved(plan: Erasure, *, lake: Lake) -> None:
    if plan.state != "approved":
        raise EvidenceConflict(
            f"the erasure {plan.id} is {plan.state}, not approved",
            where=str(lake.folder),
            fix=f"let a second person approve it: `centreline erase approve {plan.id} --by NAME`",
        )
    _stop_at_holds(lake, frozenset(plan.people))


def _stop_at_holds(lake: Lake, people: frozenset[str]) -> None:
    for hold in held_people(lake.folder):
        if hold.people & people:
            raise EvidenceConflict(
                f"a legal hold of {hold.by} stands against this erasure: {hold.because}",
                where=str(lake.folder),
                fix=f"wait until it is lifted: `centreline hold lift {hold.id}`",
            )


def _found_again(lake: Lake, plan: Erasure, *, door: Door) -> Person:
    """Look for the person once more: files may have come since, and a run may have been interrupted."""
    evidence: Evidence = lake.evidence(scope=EVERY_ROW)
    asked: list[tuple[str, str | None]] = [(pseudonym, "customer") for pseudonym in plan.people]
    try:
        found = find_person(lake, evidence, door, identifiers=asked)
    except EvidenceMissing:
        found = Person(frozenset(), frozenset(), frozenset(), {}, PeopleLeaving(frozenset()))
    everybody = found.leaving.people | set(plan.people)
    return replace(found, leaving=replace(found.leaving, people=everybody))


def _delete(files: list[Path], *, below: Path) -> list[str]:
    for file in files:
        file.unlink()
    return [str(file.relative_to(below)) for file in files]
