"""What is still to be read: subjects are noted before their records are committed, and struck out when rows follow.

    evidence/.touched/7.parquet   the subjects whose records version 7 of the table `record` changed

The machine may be switched off at any moment: whoever writes next finds the note and reads those subjects again.
"""

import os
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from ibis.expr.types import Table

from centreline.evidence.contracts.record import RECORD
from centreline.evidence.delta import current_rows, delta_version
from centreline.evidence.engine import open_engine
from centreline.evidence.lake import MERGING_MEMORY_MB, Lake
from centreline.evidence.records.assembling import ReadSubjects, assemble_subjects, raw_ref_of
from centreline.evidence.records.replacing import replace_rows
from centreline.evidence.records.report import RowCounts
from centreline.evidence.records.standing import SUBJECT
from centreline.evidence.vendors.book import reader_named
from centreline.evidence.vendors.source import Source

__all__ = ["is_settled", "note_touched", "raw_refs_of", "read_before", "settle"]


def _readers(names: Collection[str], *, known: tuple[Source, ...]) -> Mapping[str, Source]:
    others = {source.name: source for source in known}
    return {name: others.get(name) or reader_named(name) for name in names}


def raw_refs_of(touched: Table) -> Table:
    """Return what rows of the touched subjects carry: columns `source` and `raw_ref`."""
    return touched.select("source", raw_ref=_raw_ref_of_column(touched))


def _raw_ref_of_column(touched: Table) -> Any:
    """Return `raw_ref_of` for every subject."""
    return touched.reader + raw_ref_of("", "") + touched.subject


def note_touched(lake: Lake, touched: Table) -> int:
    """Note the subjects of which the next commit of the records will say something else; returns its version."""
    before = delta_version(lake.folder / RECORD.name)
    version = 0 if before is None else before + 1
    folder = _folder(lake)
    folder.mkdir(exist_ok=True)
    half = folder / f"{version}.half"
    pq.write_table(touched.to_pyarrow(), half)
    with half.open("rb") as file:
        os.fsync(file.fileno())
    half.replace(folder / f"{version}.parquet")
    return version


def is_settled(lake: Lake) -> bool:
    """Say whether all rows have been read that follow from the records."""
    return not any(_folder(lake).glob("*.parquet"))


def settle(
    lake: Lake, *, known: tuple[Source, ...] = (), read: ReadSubjects | None = None
) -> tuple[ReadSubjects, Mapping[str, RowCounts]]:
    """Read the noted subjects anew, and put their rows into the tables. Only the one writer may.

    Args:
        lake: The evidence.
        known: Readers that are not in the book.
        read: What the records of the noted subjects say, where that is known already.

    Returns:
        What their records say, and what became of the rows of each table.
    """
    notes = sorted(_folder(lake).glob("*.parquet"))
    version = delta_version(lake.folder / RECORD.name)
    found, counts = read or ReadSubjects(), dict[str, RowCounts]()
    if notes and version is not None:
        with tempfile.TemporaryDirectory(prefix="centreline-") as folder:
            found, counts = _settle(lake, notes, known=known, folder=Path(folder), version=version, read=read)
    for note in notes:
        note.unlink()
    if _folder(lake).is_dir():
        for half in _folder(lake).iterdir():
            half.unlink()
        _folder(lake).rmdir()
    return found, counts


def read_before(records: Table, touched: Table, *, folder: Path, known: tuple[Source, ...] = ()) -> ReadSubjects:
    """Read the touched subjects before the records are committed: what a reader stumbles over then changes nothing.

    Args:
        records: The records that will stand.
        touched: The subjects.
        folder: Where the rows are staged.
        known: Readers that are not in the book.
    """
    names = touched.reader.as_table().distinct().to_pyarrow()[0].to_pylist()
    return assemble_subjects(records, touched, sources=_readers(names, known=known), folder=folder)


def _settle(  # noqa: PLR0913 - everything it needs comes in by name
    lake: Lake,
    notes: list[Path],
    *,
    known: tuple[Source, ...],
    folder: Path,
    version: int,
    read: ReadSubjects | None,
) -> tuple[ReadSubjects, dict[str, RowCounts]]:
    connection = open_engine(memory_mb=MERGING_MEMORY_MB)
    noted = connection.create_table("noted", pa.concat_tables(pq.read_table(note) for note in notes), temp=True)
    touched = connection.create_table("noted_once", noted[list(SUBJECT)].distinct(), temp=True)
    sources = _readers(touched.reader.as_table().distinct().to_pyarrow()[0].to_pylist(), known=known)
    tables = tuple(sorted({table for source in sources.values() for table in source.tables}))
    records = current_rows(connection, lake.folder / RECORD.name, contract=RECORD)
    if read is None and records is not None:
        read = assemble_subjects(records, touched, sources=sources, folder=folder)
    read = read or ReadSubjects()
    refs = connection.create_table("noted_refs", raw_refs_of(touched), temp=True)
    counts = replace_rows(connection, lake.folder, read.files, tables=tables, touched=refs, version=version)
    return read, dict(counts)


def _folder(lake: Lake) -> Path:
    return lake.folder / ".touched"
