"""Who was erased, so that nobody brings them back: a later import of the same rows leaves them out.

The file `evidence/.erased.json` holds pseudonyms of people and hashes of their contacts and of what their records
belong to, and nothing else of them.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from centreline.evidence.belonging import SEPARATOR, THEIRS, person_columns
from centreline.evidence.contracts import KEPT
from centreline.evidence.contracts.record import RECORD, SAID
from centreline.evidence.passing import rewritten_bodies
from centreline.evidence.whole_files import write_whole
from centreline.kernel.errors import EvidenceConflict

__all__ = ["Tombstones", "contact_hash", "read_tombstones", "turn_away", "write_tombstones"]

FILE = ".erased.json"


@dataclass(frozen=True, slots=True)
class Tombstones:
    """Who and what may not come back.

    Attributes:
        people: Pseudonyms of those who were erased.
        contacts: Hashes of their contacts.
        subjects: Hashes of what their records belong to: of a chain of calls not every record names who called.
        mentioned: Hashes of what belongs to others and mentions them: its records come without them.
        runs: Names of the runs that took rows out, in their order: the evidence is another one after each.
    """

    people: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    runs: tuple[str, ...] = field(default=())
    mentioned: frozenset[str] = frozenset()

    def with_run(
        self,
        run: str,
        *,
        people: Iterable[str] = (),
        contacts: Iterable[str] = (),
        subjects: Iterable[str] = (),
        mentioned: Iterable[str] = (),
    ) -> "Tombstones":
        """Return these and those of one more run."""
        held = (self.people | set(people), self.contacts | set(contacts), self.subjects | set(subjects))
        return Tombstones(*held, (*self.runs, run), self.mentioned | set(mentioned))


def contact_hash(source: str, contact_id: str) -> str:
    """Return what stands for a contact that was erased, or for what its records belong to."""
    return hashlib.sha256(f"{source}{SEPARATOR}{contact_id}".encode()).hexdigest()[:32]


def read_tombstones(folder: Path) -> Tombstones:
    """Return who was erased from this lake.

    Raises:
        EvidenceConflict: the file is there and cannot be read: nothing may be brought before it is mended.
    """
    file = folder / FILE
    if not file.exists():
        return Tombstones()
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        subjects = frozenset(held.get("subjects", ()))  # Older versions kept none.
        mentioned = frozenset(held.get("mentioned", ()))
        people, contacts = frozenset(held["people"]), frozenset(held["contacts"])
        return Tombstones(people, contacts, subjects, tuple(held["runs"]), mentioned)
    except (ValueError, KeyError, TypeError) as error:
        raise EvidenceConflict(
            "the list of people who were erased cannot be read, so nobody can tell whom to leave out",
            where=str(file),
            fix="restore the file from a backup before anything is brought",
        ) from error


def write_tombstones(folder: Path, tombstones: Tombstones) -> None:
    """Keep the list; it is whole or as it was, whenever the machine is switched off."""
    held = {name: sorted(getattr(tombstones, name)) for name in ("people", "contacts", "subjects", "mentioned")}
    write_whole(folder / FILE, {"format": 1, **held, "runs": list(tombstones.runs)})


def turn_away(staged: Path, *, table: str, tombstones: Tombstones) -> int:
    """Take the rows of people who were erased out of a staged file; returns how many those were.

    A record of somebody else that mentions them stays, rewritten as the one that was here.

    Only the one writer may: it is the last door before the tables, and nobody can be erased while it is passed.
    """
    if not tombstones.people and not tombstones.contacts and not tombstones.subjects:
        return 0
    gone = counted = 0
    for batch in _batches(staged):
        theirs = batch.filter(_theirs(batch, table, tombstones))
        gone += theirs.num_rows
        # What records say of customers was not counted when it came either.
        counted += theirs.num_rows if table != RECORD.name else pc.sum(pc.not_equal(theirs["kind"], SAID)).as_py() or 0
    if gone or (table == RECORD.name and tombstones.mentioned):
        half = staged.with_suffix(".half")
        with pq.ParquetWriter(half, pq.read_schema(staged), compression="zstd") as writer:
            for batch in _batches(staged):
                staying = batch.filter(pc.invert(_theirs(batch, table, tombstones)))
                writer.write_table(_rewritten(staying, tombstones) if table == RECORD.name else staying)
        half.replace(staged)
    return counted


def _batches(staged: Path) -> Iterable[pa.Table]:
    with pq.ParquetFile(staged) as file:
        for batch in file.iter_batches():
            yield pa.Table.from_batches([batch])


def _theirs(rows: pa.Table, table: str, tombstones: Tombstones) -> pa.ChunkedArray:
    """Return whether each row is of somebody who was erased."""
    theirs = pa.chunked_array([pa.repeat(False, rows.num_rows)])
    if table == RECORD.name:
        named = _named_in(rows["body"], tombstones.people)
        named = pc.and_not(named, _hashed_in(rows, "subject", tombstones.mentioned))
        return pc.or_(named, _hashed_in(rows, "subject", tombstones.subjects))
    for name in person_columns(KEPT[table]):
        theirs = pc.or_(theirs, pc.is_in(rows[name], pa.array(sorted(tombstones.people), pa.string())))
    reached = THEIRS.get(table, {})
    own = next((name for name, of_contact in reached.items() if of_contact == "contact_id"), None)
    if own and "source" in reached:
        theirs = pc.or_(theirs, _hashed_in(rows, own, tombstones.contacts))
    return theirs


def _rewritten(records: pa.Table, tombstones: Tombstones) -> pa.Table:
    named = _named_in(records["body"], tombstones.people)
    return rewritten_bodies(records, named, tombstones.people) if pc.any(named).as_py() else records


def _hashed_in(rows: pa.Table, name: str, hashes: frozenset[str]) -> pa.ChunkedArray:
    """Return whether source and name of each row together are among what was erased."""
    if not hashes:
        return pa.chunked_array([pa.repeat(False, rows.num_rows)])
    keys = zip(rows["source"].to_pylist(), rows[name].to_pylist(), strict=True)
    return pa.chunked_array([pa.array([contact_hash(source, key or "") in hashes for source, key in keys], pa.bool_())])


def _named_in(bodies: pa.ChunkedArray, people: frozenset[str]) -> pa.ChunkedArray:
    named = pc.match_substring_regex(pc.fill_null(bodies, ""), "|".join(sorted(people)) or "$^")
    return pc.fill_null(named, False)
