"""The same file again: known by its bytes and by how it is read; and what of a file is put aside."""

import hashlib
import shutil
from pathlib import Path

from centreline.evidence.ingest.guarded import open_guarded
from centreline.evidence.ingest.packed import opened
from centreline.evidence.journal import Counts, Import, Origin
from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door

__all__ = ["brought_before", "counts_again", "keep_rejected", "nothing_changed", "origin_of"]


def origin_of(path: Path, *, read_by: str, reading: str, door: Door) -> Origin:
    """Return where the rows of a file come from.

    Args:
        path: The file.
        read_by: Name of the mapping or of the source that reads it.
        reading: Hash of everything that decides how it is read.
        door: What its name passes: it may name a person.

    Raises:
        FileUnreadable: it cannot be read.
    """
    open_guarded(path).close()
    with opened(path) as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Origin(door.redact_label(path.name).text, sha256, read_by, reading)


def brought_before(lake: Lake, origin: Origin, *, table: str) -> Import | None:
    """Return the import that brought the same file, read the same way; None where there is none that stands."""
    for entry in lake.imports():
        is_same = (entry.origin.sha256, entry.origin.mapping_hash) == (origin.sha256, origin.mapping_hash)
        if entry.stands and entry.table == table and is_same:
            return entry
    return None


def counts_again(earlier: Import) -> Counts:
    """Return what becomes of the rows of a file that was brought before: those that were kept are there already."""
    counts = earlier.counts
    return Counts(same=counts.kept - counts.older, older=counts.older, skipped=counts.skipped, rejected=counts.rejected)


def nothing_changed(earlier: Import) -> str:
    """Say in a sentence that a file was brought before."""
    return f"This file was brought before, as import {earlier.id}; nothing was changed."


def keep_rejected(beside: Path, folder: Path, origin: Origin, import_id: str) -> Path | None:
    """Put the file of rejected rows where people look for it, and return where that is; None where there is none."""
    if not beside.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{import_id}-{origin.file.split('.')[0]}.csv"
    shutil.move(beside, kept)
    return kept
