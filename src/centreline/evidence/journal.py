"""What was brought, when, from which file and by which mapping: read from the tables' own commits.

Every import is one commit of one Delta table, and its entry here is that commit's metadata. Rows and journal therefore
cannot disagree, whenever the machine is switched off.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from deltalake import CommitProperties

from centreline.evidence.delta import open_table
from centreline.kernel.identity import content_hash

__all__ = [
    "Counts",
    "Import",
    "Origin",
    "commit_of_compaction",
    "commit_of_import",
    "commit_of_removal",
    "commit_of_undo",
    "read_journal",
    "version_of",
]

ENTRY = "centreline"
"""Name of the journal's entry in a commit's metadata."""


REMOVAL = "centreline_removal"
"""Name of the run in the metadata of a commit that took rows out for good."""

COMPACTION = "centreline_compaction"
"""Name of what a commit that only tidies says in its metadata."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows come from.

    Attributes:
        file: Name of the file, without its folder.
        sha256: Hash of the file's bytes.
        mapping: Name of the mapping that read it.
        mapping_hash: Hash of the mapping's content.
    """

    file: str
    sha256: str
    mapping: str
    mapping_hash: str

    @property
    def mapping_version(self) -> str:
        """The mapping's name and the first characters of its hash, as rows carry them."""
        return f"{self.mapping}@{self.mapping_hash[:12]}"


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of one file; together they are all rows that were read.

    Attributes:
        created: Rows whose key was not there before.
        changed: Rows that took the place of an older one.
        same: Rows that were there already, or stand in the file twice.
        older: Rows that a newer one of the same key kept out.
        skipped: Rows that the mapping says to skip.
        rejected: Rows that could not be read; each is in the rejected file with its reason.
    """

    created: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    skipped: int = 0
    rejected: int = 0

    @property
    def kept(self) -> int:
        """Rows that could be read and were not skipped."""
        return self.created + self.changed + self.same + self.older

    @property
    def read(self) -> int:
        """All rows of the file."""
        return self.kept + self.skipped + self.rejected


@dataclass(frozen=True, slots=True)
class Import:
    """One file that was brought into one table.

    Attributes:
        id: Its number in the lake and the first characters of the file's hash: "000007-1f3a9c2b".
        table: The contract it filled.
        origin: The file and the mapping.
        at: When it was brought.
        counts: What became of its rows.
        decided_by_order: Changed rows of which the source does not say which copy is newer: the later import stayed.
        version_before: Version of the Delta table before, None where the import made the table.
        version_after: Version of the Delta table after.
        undone_at: When it was taken back; None while it stands.
        fills: Tables whose rows are read from what it brought, where it brought records.
    """

    id: str
    table: str
    origin: Origin
    at: datetime
    counts: Counts
    decided_by_order: int = 0
    version_before: int | None = None
    version_after: int = 0
    undone_at: datetime | None = None
    fills: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether nobody has taken it back."""
        return self.undone_at is None


def commit_of_import(entry: Import) -> CommitProperties:
    """Return what the commit that writes an import's rows has to carry."""
    return _commit({"kind": "import", **asdict(entry), "at": entry.at.isoformat()})


def commit_of_undo(import_id: str, *, now: datetime) -> CommitProperties:
    """Return what the commit that takes an import back has to carry."""
    return _commit({"kind": "undo", "id": import_id, "at": now.isoformat()})


def commit_of_removal(run: str) -> CommitProperties:
    """Return what the commit that takes rows out for good has to carry; it is no entry of the journal of imports."""
    return CommitProperties(custom_metadata={REMOVAL: run})


def commit_of_compaction() -> CommitProperties:
    """Return what a commit has to carry that changes no row; it is no entry of the journal of imports."""
    return CommitProperties(custom_metadata={COMPACTION: "rows as they were"})


def _commit(entry: Mapping[str, Any]) -> CommitProperties:
    return CommitProperties(custom_metadata={ENTRY: json.dumps(entry, default=str)})


def read_journal(tables: Iterable[Path]) -> tuple[Import, ...]:
    """Return every import into these Delta tables, those that were taken back too, in the order they came."""
    imports = [entry for folder in tables for entry in _journal_of(folder)]
    return tuple(sorted(imports, key=lambda entry: entry.id))


def _journal_of(folder: Path) -> tuple[Import, ...]:
    """Return the imports into one table; read again only when a commit came, since pages ask for it all day."""
    newest = max(entry.name for entry in (folder / "_delta_log").iterdir() if entry.suffix == ".json")
    written = (folder / "_delta_log" / newest).stat()
    return _read_journal(folder, (newest, written.st_ino, written.st_mtime_ns))


@lru_cache(maxsize=512)
def _read_journal(folder: Path, _: tuple[str, int, int]) -> tuple[Import, ...]:
    commits = sorted(open_table(folder).history(), key=lambda commit: int(commit["version"]))
    held: dict[str, Import] = {}
    for commit in commits:
        if ENTRY not in commit:
            continue
        entry = json.loads(commit[ENTRY])
        if entry.pop("kind") == "undo":
            held[entry["id"]] = replace(held[entry["id"]], undone_at=datetime.fromisoformat(entry["at"]))
        else:
            held[entry["id"]] = _import_of(entry, version=int(commit["version"]))
    return tuple(held.values())


def _import_of(entry: Mapping[str, Any], *, version: int) -> Import:
    return Import(
        id=entry["id"],
        table=entry["table"],
        origin=Origin(**entry["origin"]),
        at=datetime.fromisoformat(entry["at"]),
        counts=Counts(**entry["counts"]),
        decided_by_order=entry["decided_by_order"],
        version_before=version - 1 if version else None,
        version_after=version,
        fills=tuple(entry.get("fills", ())),
    )


def version_of(imports: Iterable[Import], *, without: Iterable[str] = ()) -> str:
    """Return twelve characters that name the evidence these imports make up.

    The same files under the same mappings have the same version, in whatever order they came, unless the order
    decided which copy of a row stayed.

    Args:
        imports: The journal.
        without: The runs that took rows out for good, in their order.
    """
    standing = [entry for entry in imports if entry.stands]
    brought = [(entry.table, entry.origin.sha256, entry.origin.mapping_hash) for entry in standing]
    if not any(entry.decided_by_order for entry in standing):
        brought.sort()
    removals = list(without)
    return content_hash([brought, removals] if removals else brought)[:12]
