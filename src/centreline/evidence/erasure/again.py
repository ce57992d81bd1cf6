"""After a restore: an older copy of the evidence holds people again who were erased since, and has to lose them again.

Who may not come back is written twice: in the lake, and beside the secret of the workspace. Where the lake knows less
than that second list, it was restored from before, and is not read until those people were erased again.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from centreline.evidence.contracts.record import RECORD
from centreline.evidence.delta import current_rows
from centreline.evidence.engine import Evidence, open_engine
from centreline.evidence.erasure.finding import contacts_of, subjects_of
from centreline.evidence.erasure.leaving import PeopleLeaving
from centreline.evidence.erasure.proving import OtherPlace, files_naming, proof_of
from centreline.evidence.erasure.rejected import without_rejected
from centreline.evidence.erasure.removing import removal_counts, remove_rows
from centreline.evidence.lake import Lake
from centreline.evidence.ledger.decisions import forget_decisions
from centreline.evidence.locking import only_writer
from centreline.evidence.scope import Scope
from centreline.evidence.tombstones import Tombstones, contact_hash, read_tombstones, write_tombstones
from centreline.kernel.errors import EvidenceConflict
from centreline.kernel.identity import content_hash

__all__ = ["erase_again", "keep_second_list", "lake_of", "runs_missing"]

EVERY_ROW = Scope.whole_centre("erasure")


def keep_second_list(tombstones: Tombstones, *, workspace: Path) -> None:
    """Write who may not come back beside the secret of the workspace, where restoring the evidence leaves it alone."""
    write_tombstones(workspace, tombstones)


def runs_missing(lake_folder: Path, *, workspace: Path) -> tuple[str, ...]:
    """Return the erasures that were run here and of which the lake knows nothing: it was restored from before."""
    known = set(read_tombstones(lake_folder).runs)
    return tuple(run for run in read_tombstones(workspace).runs if run not in known)


def lake_of(workspace: Path) -> Lake:
    """Return the lake of a workspace.

    Raises:
        EvidenceConflict: it was restored from before an erasure, and holds the people again who were erased.
    """
    lake = Lake(workspace / "evidence")
    if missing := runs_missing(lake.folder, workspace=workspace):
        raise EvidenceConflict(
            f"the evidence is from before {len(missing)} erasures that were run here, and holds those people again",
            where=str(lake.folder),
            fix=f"erase them again: `centreline erase again -w {workspace}`",
        )
    return lake


def erase_again(workspace: Path, *, others: Sequence[OtherPlace] = ()) -> dict[str, Any]:
    """Take the people out again who were erased since the evidence was copied, and prove it.

    They are listed in the lake before the first row leaves, and the erasures count as known after the last one did:
    whenever the machine is switched off, this is done anew.

    Args:
        workspace: The folder of the workspace.
        others: What else may name them: the database of a served workspace.

    Raises:
        EvidenceConflict: somebody else is writing.
    """
    lake, second = Lake(workspace / "evidence"), read_tombstones(workspace)
    missing = runs_missing(lake.folder, workspace=workspace)
    if not missing:
        return {"again": 0, "rows": {}, "files": [], "proof": {}}
    with only_writer(lake.folder):
        leaving = _leaving(lake, second)
        kept_out = _together(read_tombstones(lake.folder), second)
        write_tombstones(lake.folder, kept_out)
        files = files_naming(leaving.people, below=workspace, besides=lake.folder, contacts=leaving.contacts)
        without_rejected(workspace / "rejected", leaving.people)
        for file in files:
            file.unlink(missing_ok=True)
        removed = remove_rows(lake, leaving, run=content_hash(["again", *missing])[:12])
        forget_decisions(lake.folder, leaving.people)
        for place in others:
            place.forget(leaving.people, {contact for _source, contact in leaving.contacts})
        write_tombstones(lake.folder, replace(kept_out, runs=(*kept_out.runs, *missing)))
        proof = proof_of(
            leaving.people, lake_folder=lake.folder, workspace=workspace, contacts=leaving.contacts, others=others
        )
    named = [str(file.relative_to(workspace)) for file in files]
    return {"again": len(missing), "rows": removal_counts(removed), "files": named, "proof": proof}


def _together(lakes: Tombstones, second: Tombstones) -> Tombstones:
    names = ("people", "contacts", "subjects", "mentioned")
    held = {name: getattr(lakes, name) | getattr(second, name) for name in names}
    return Tombstones(**held, runs=lakes.runs)


def _leaving(lake: Lake, second: Tombstones) -> PeopleLeaving:
    """Return everything of theirs: by their pseudonyms, and by hashes of contacts and subjects that name nobody."""
    evidence = lake.evidence(scope=EVERY_ROW)
    contacts = contacts_of(evidence, second.people) | _hashed_contacts(evidence, second)
    every = _subjects(lake)
    hashed = {one for one in every if contact_hash(*one) in second.subjects}
    mentioned = {one for one in every if contact_hash(*one) in second.mentioned}
    subjects = (subjects_of(lake, second.people) | hashed) - mentioned
    return PeopleLeaving(second.people, contacts, frozenset(subjects), frozenset(mentioned))


def _hashed_contacts(evidence: Evidence, second: Tombstones) -> frozenset[tuple[str, str]]:
    if not evidence.has("contact"):
        return frozenset()
    rows = evidence.rows(evidence.table("contact").select("source", "contact_id").distinct())
    keys = ((row["source"], row["contact_id"]) for row in rows)
    return frozenset(key for key in keys if contact_hash(*key) in second.contacts)


def _subjects(lake: Lake) -> set[tuple[str, str]]:
    records = current_rows(open_engine(), lake.folder / RECORD.name, contract=RECORD)
    if records is None:
        return set()
    rows = records.select("source", "subject").distinct().to_pyarrow().to_pylist()
    return {(row["source"], row["subject"]) for row in rows}
