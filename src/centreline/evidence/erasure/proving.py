"""Looking through everything for somebody who should not be there any more."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from centreline.evidence.erasure.looking import Names, Seen, look_into
from centreline.evidence.erasure.plan import FOLDER
from centreline.evidence.tombstones import FILE

__all__ = ["WRITTEN", "OtherPlace", "files_naming", "places_naming", "proof_of"]

WRITTEN = frozenset(
    {
        ".csv", ".db", ".gz", ".html", ".json", ".jsonl", ".log", ".md", ".ndjson", ".ods", ".parquet", ".pdf",
        ".sqlite", ".svg", ".tsv", ".txt", ".xes", ".xlsx", ".xml", ".zip",
    }
)  # fmt: skip
"""Endings of files that reports and exports are written to: one that names the person is deleted."""

ALLOWED = (FILE, FOLDER)
"""Where a person who was erased is still named, so that nobody brings them back; one list is beside the secret."""

UNKEYED = {"incoming": "waits to be brought: names in it are not keyed yet; it is deleted within a day"}
"""Folders in which nobody can be looked for by a pseudonym, and why."""

SKIPPED = {".git": "older versions that git keeps"}
"""Folders nobody looks into, and why: the proof says so."""


class OtherPlace(Protocol):
    """A place besides the files of a folder that may name people: the database of a served workspace."""

    def forget(self, people: Collection[str], contacts: Collection[str]) -> Sequence[str]:
        """Take what can be made anew and what rests on these people out; returns what that was, in words."""

    def naming(self, people: Collection[str], contacts: Collection[str]) -> Sequence[str]:
        """Return what names them, in words somebody can find it by."""


def files_naming(
    people: Iterable[str], *, below: Path, besides: Path, contacts: Iterable[tuple[str, str]] = ()
) -> list[Path]:
    """Return the reports, exports and other written files of a workspace that name one of these people.

    Args:
        people: Pseudonyms.
        below: The workspace.
        besides: The lake, which is looked through by itself.
        contacts: Their contacts: source and contact_id.
    """
    names = _names(people, contacts)
    files = (file for file in _files(below, besides) if file.suffix.lower() in WRITTEN)
    return sorted(file for file in files if look_into(file, names).named)


def places_naming(people: Iterable[str], *, lake_folder: Path) -> list[str]:
    """Return every place of the lake that names one of these people: tables of any version, logs, and all other files.

    Parquet is read value by value, in every column; everything else byte by byte.
    """
    names = Names(sorted(people))
    return [str(file.relative_to(lake_folder)) for file in _in_lake(lake_folder) if look_into(file, names).named]


def _names(people: Iterable[str], contacts: Iterable[tuple[str, str]]) -> Names:
    return Names(sorted(people), sorted({contact for _source, contact in contacts}))


def _in_lake(folder: Path) -> list[Path]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return sorted(file for file in files if file.relative_to(folder).parts[0] not in ALLOWED)


def _files(workspace: Path, lake_folder: Path) -> Iterator[Path]:
    for file in workspace.rglob("*"):
        first = file.relative_to(workspace).parts[0]
        if not file.is_relative_to(lake_folder) and first not in {*UNKEYED, *SKIPPED, FILE} and file.is_file():
            yield file


def proof_of(
    people: Iterable[str],
    *,
    lake_folder: Path,
    workspace: Path,
    contacts: Iterable[tuple[str, str]] = (),
    others: Iterable[OtherPlace] = (),
) -> dict[str, object]:
    """Return what was looked through, where any of these people is still named, and what could not be looked through.

    Args:
        people: Pseudonyms.
        lake_folder: The lake; ids of contacts are not looked for there, for other systems may use the same.
        workspace: The folder, of which every file is looked into, whatever it is packed in.
        contacts: Their contacts: source and contact_id.
        others: What else may name them.
    """
    names, alone = _names(people, contacts), Names(sorted(people))
    seen = {str(file.relative_to(lake_folder)): look_into(file, alone) for file in _in_lake(lake_folder)}
    files = sorted(_files(workspace, lake_folder))
    seen |= {str(file.relative_to(workspace)): look_into(file, names) for file in files}
    named = [place for place, one in seen.items() if one.named]
    named += [found for place in others for found in place.naming(names.people, names.contacts)]
    return {
        "files_looked_through": sum(1 for one in seen.values() if not one.unread),
        "still_named_in": named,
        "not_looked_through": [*_unread(seen), *_closed(workspace)],
    }


def _unread(seen: dict[str, Seen]) -> list[str]:
    return [f"{place}: {one.unread}" for place, one in seen.items() if one.unread]


def _closed(workspace: Path) -> list[str]:
    because: dict[str, Any] = {**SKIPPED, **UNKEYED}
    held = {name: workspace / name for name in because}
    return [f"{name}: {because[name]}" for name, place in held.items() if place.is_dir() and any(place.iterdir())]
