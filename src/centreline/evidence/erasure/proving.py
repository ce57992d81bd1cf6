"""Looking through everything for somebody who should not be there any more."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from centreline.evidence.erasure.plan import FOLDER
from centreline.evidence.tombstones import FILE

__all__ = ["WRITTEN", "files_naming", "places_naming", "proof_of"]

WRITTEN = frozenset({".csv", ".html", ".json", ".jsonl", ".md", ".ndjson", ".svg", ".tsv", ".txt", ".xes", ".xml"})
"""Endings of files that reports and exports are written to."""

ALLOWED = (FILE, FOLDER)
"""Where a person who was erased is still named, so that nobody brings them back."""


def files_naming(people: Iterable[str], *, below: Path, besides: Path) -> list[Path]:
    """Return the reports, exports and other written files of a workspace that name one of these people.

    Args:
        people: Pseudonyms.
        below: The workspace.
        besides: The lake, which is looked through by itself.
    """
    wanted = sorted(people)
    files = (file for file in _files(below) if not file.is_relative_to(besides) and file.suffix.lower() in WRITTEN)
    return sorted(file for file in files if _holds(file, wanted))


def places_naming(people: Iterable[str], *, lake_folder: Path) -> list[str]:
    """Return every place of the lake that names one of these people: tables of any version, logs, and all other files.

    Parquet is read value by value, in every column; everything else byte by byte.
    """
    wanted = sorted(people)
    found = []
    for file in sorted(_files(lake_folder)):
        place = file.relative_to(lake_folder)
        if place.parts[0] in ALLOWED:
            continue
        if _parquet_holds(file, wanted) if file.suffix == ".parquet" else _holds(file, wanted):
            found.append(str(place))
    return found


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file() and ".git" not in file.parts)


def _holds(file: Path, wanted: list[str]) -> bool:
    held = file.read_bytes()
    return any(one.encode() in held for one in wanted)


def _parquet_holds(file: Path, wanted: list[str]) -> bool:
    if _holds(file, wanted):  # The statistics of a file are not packed.
        return True
    if not wanted:
        return False
    pattern = "|".join(wanted)
    with pq.ParquetFile(file) as parquet:
        texts = [field.name for field in parquet.schema_arrow if pa.types.is_string(field.type)]
        for batch in parquet.iter_batches(columns=texts):
            for column in batch.columns:
                if pc.any(pc.match_substring_regex(pc.fill_null(column, ""), pattern)).as_py():
                    return True
    return False


def proof_of(people: Iterable[str], *, lake_folder: Path, workspace: Path) -> dict[str, object]:
    """Return what was looked through, and where any of these people is still named."""
    people = sorted(people)
    named = places_naming(people, lake_folder=lake_folder)
    files = [str(file) for file in files_naming(people, below=workspace, besides=lake_folder)]
    looked = sum(1 for _ in _files(lake_folder))
    return {"files_looked_through": looked, "still_named_in": [*named, *files]}
