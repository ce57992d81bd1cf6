"""The form of an OCEL 2.0 log that is a database: SQLite, with a table for each type of object and event."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from centreline.evidence.vendors.ocel.writing import Kinds

__all__ = ["OcelDatabase"]

COLUMN_TYPES = {"string": "TEXT", "time": "TIMESTAMP", "integer": "INTEGER", "float": "REAL", "boolean": "BOOLEAN"}
"""SQLite's words for the standard's types."""

SHARED = """
    CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
    CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
    CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES event_map_type);
    CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES object_map_type);
    CREATE TABLE event_object (
        ocel_event_id TEXT REFERENCES event, ocel_object_id TEXT REFERENCES object, ocel_qualifier TEXT,
        PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier)
    );
    CREATE TABLE object_object (
        ocel_source_id TEXT REFERENCES object, ocel_target_id TEXT REFERENCES object, ocel_qualifier TEXT,
        PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier)
    );
"""
OWN = {"event": "ocel_id TEXT PRIMARY KEY, ocel_time TIMESTAMP", "object": "ocel_id TEXT, ocel_time TIMESTAMP"}
BEGINNING = "1970-01-01T00:00:00.000000+00:00"
"""Since when an object has attributes that name no time."""


class OcelDatabase:
    """A log as SQLite; use it in a `with` block.

    Args:
        file: Where; an empty file or none.
    """

    types_first = True

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, isolation_level=None)
        self._of = ""
        self._statements: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}

    def types(self, objects: Sequence[Kinds], events: Sequence[Kinds]) -> None:
        """Make the tables."""
        # Whoever is interrupted finds no file at all, so there is nothing to roll back.
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + SHARED)
        for of, kinds in (("object", objects), ("event", events)):
            for kind, mapped in _mapped(kinds):
                self._make(of, kind, mapped)

    def _make(self, of: str, kind: Kinds, mapped: str) -> None:
        own = {each["name"]: COLUMN_TYPES[each["type"]] for each in kind["attributes"]}
        columns = [OWN[of], *(["ocel_changed_field TEXT"] if of == "object" else [])]
        columns += [f"{_quoted(name)} {type_}" for name, type_ in own.items()]
        self._database.execute(f"CREATE TABLE {_quoted(f'{of}_{mapped}')} ({', '.join(columns)})")
        self._database.execute(f"INSERT INTO {of}_map_type VALUES (?, ?)", (kind["name"], mapped))
        named = ", ".join(("ocel_id", "ocel_time", *(_quoted(name) for name in own)))
        marks = ", ".join("?" * (len(own) + 2))
        into = f"INSERT INTO {_quoted(f'{of}_{mapped}')} ({named}) VALUES ({marks})"
        self._statements[of, kind["name"]] = into, tuple(own)

    def begin(self, of: str) -> None:
        """Begin with objects or events."""
        self._of = of.removesuffix("s")

    def item(self, value: Mapping[str, Any]) -> None:
        """Write one object or event."""
        statement, names = self._statements[self._of, value["type"]]
        said = {each["name"]: _kept(each["value"]) for each in value["attributes"]}
        at = value.get("time") or next((each["time"] for each in value["attributes"]), BEGINNING)
        self._database.execute(statement, (value["id"], at, *(said.get(name) for name in names)))
        self._database.execute(f"INSERT INTO {self._of} VALUES (?, ?)", (value["id"], value["type"]))
        related = "event_object" if self._of == "event" else "object_object"
        self._database.executemany(
            f"INSERT OR IGNORE INTO {related} VALUES (?, ?, ?)",
            [(value["id"], each["objectId"], each["qualifier"]) for each in value["relationships"]],
        )

    def end(self) -> None:
        """Keep what was written."""
        self._database.execute("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self._database.close()


def _mapped(kinds: Sequence[Kinds]) -> Iterator[tuple[Kinds, str]]:
    """Return each type with the name of its table: letters and figures alone, no two the same to SQLite."""
    taken = {"object"}  # event_object and object_object are tables of the standard.
    for kind in kinds:
        plain = "".join(part for part in kind["name"].title() if part.isascii() and part.isalnum()) or "Type"
        name = next(each for each in _numbered(plain) if each.lower() not in taken)
        taken.add(name.lower())
        yield kind, name


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}{number}"
        number += 1


def _kept(value: Any) -> Any:
    """Return a value as SQLite keeps it: it has no words for true and false, and would make them numbers."""
    return ("true" if value else "false") if isinstance(value, bool) else value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
