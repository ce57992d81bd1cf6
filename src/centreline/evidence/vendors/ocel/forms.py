"""The three forms of an OCEL 2.0 log, each as the objects and events of its JSON, one by one."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from centreline.evidence.ingest.guarded import head_of, starts_with, unreadable
from centreline.evidence.vendors.large_json import values_at
from centreline.evidence.vendors.large_xml import elements

__all__ = ["EVENTS", "OBJECTS", "SQLITE", "parts_of"]

OBJECTS: Final = "objects[]"
EVENTS: Final = "events[]"
SQLITE: Final = b"SQLite format 3\0"
TABLES: Final = frozenset({"event", "object", "event_object", "event_map_type", "object_map_type"})
NAMED: Final = frozenset({"ocel_id", "ocel_time", "ocel_changed_field"})
"""Columns that are no attributes."""


def parts_of(path: Path) -> Iterator[tuple[str, Any]]:
    """Return the objects and events of a log in JSON, XML or SQLite, as JSON writes them, in constant memory.

    Yields:
        `OBJECTS` or `EVENTS`, and one of them.

    Raises:
        FileUnreadable: it is no such file, or is damaged or cut off.
    """
    if starts_with(path, SQLITE):
        yield from _in_sqlite(path)
    elif head_of(path).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        yield from _in_xml(path)
    else:
        yield from ((place, value) for place, value in values_at(path, OBJECTS, EVENTS) if place in (OBJECTS, EVENTS))


def _in_xml(path: Path) -> Iterator[tuple[str, Any]]:
    part: dict[str, Any] | None = None
    begins: list[bool] = []
    is_log = False
    for name, attributes, text in elements(path):
        is_log = is_log or name in ("objects", "events")
        if attributes is not None:
            begins.append(part is None and name in ("event", "object"))
            if begins[-1]:
                part = {**attributes, "attributes": [], "relationships": []}
            elif part is not None:
                _open_inside(part, name, attributes)
        elif begins.pop() and part is not None:
            yield (EVENTS if name == "event" else OBJECTS), part
            part = None
        elif name == "attribute" and part is not None:
            part["attributes"][-1]["value"] = text
    if not is_log:
        what = f"{path.name!r} is no OCEL log: it names no objects and no events"
        raise unreadable(path, what, fix="export the log as OCEL 2.0")


def _open_inside(part: dict[str, Any], name: str, attributes: Mapping[str, str]) -> None:
    if "object-id" in attributes:  # It is called relationship, relobj or object, by whoever wrote the log.
        part["relationships"].append(
            {"objectId": attributes["object-id"], "qualifier": attributes.get("qualifier", "")}
        )
    elif name == "attribute":
        part["attributes"].append({**attributes, "value": ""})


def _in_sqlite(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            # Nothing a file brings along is run: no views, no functions in its schema.
            database.execute("PRAGMA trusted_schema = OFF")
            found = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            if not found >= TABLES:
                what = f"{path.name!r} is a database without the tables {', '.join(sorted(TABLES - found))}"
                raise unreadable(path, what, fix="export the log as OCEL 2.0")
            for kind, table in _typed(database, "object", found):
                yield from ((OBJECTS, value) for value in _objects(database, kind, table, found=found))
            for kind, table in _typed(database, "event", found):
                yield from ((EVENTS, value) for value in _events(database, kind, table))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise unreadable(
            path, f"{path.name!r} is a damaged database ({error})", fix="copy or export it again"
        ) from None


def _typed(database: sqlite3.Connection, of: str, found: set[str]) -> list[tuple[str, str]]:
    """Return each type with the table of its rows."""
    rows = database.execute(f"SELECT ocel_type, ocel_type_map FROM {of}_map_type ORDER BY ocel_type")
    return [(kind, f"{of}_{named}") for kind, named in rows if f"{of}_{named}" in found]


def _rows(database: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    cursor = database.execute(f"SELECT * FROM {_quoted(table)} ORDER BY ocel_id")
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _events(database: sqlite3.Connection, kind: str, table: str) -> Iterator[Mapping[str, Any]]:
    related = _Related(database, "event", kind)
    for row in _rows(database, table):
        attributes = [{"name": name, "value": value} for name, value in row.items() if _is_said(name, value)]
        yield {
            "id": row["ocel_id"], "type": kind, "time": row["ocel_time"], "attributes": attributes,
            "relationships": related.of(row["ocel_id"]),
        }  # fmt: skip


def _objects(database: sqlite3.Connection, kind: str, table: str, *, found: set[str]) -> Iterator[Mapping[str, Any]]:
    """Return the objects of a type: the first row of one has all its attributes, each later one a change of one."""
    related = _Related(database, "object", kind) if "object_object" in found else None
    held: dict[str, Any] | None = None
    for row in _rows(database, table):
        if held is None or held["id"] != row["ocel_id"]:
            if held is not None:
                yield held
            relationships = related.of(row["ocel_id"]) if related else []
            held = {"id": row["ocel_id"], "type": kind, "attributes": [], "relationships": relationships}
        changed = row.get("ocel_changed_field")
        held["attributes"] += [
            {"name": name, "time": row.get("ocel_time"), "value": value}
            for name, value in row.items()
            if _is_said(name, value) and changed in (None, "", name)
        ]
    if held is not None:
        yield held


def _is_said(name: str, value: Any) -> bool:
    return name not in NAMED and value is not None and not isinstance(value, bytes)


class _Related:
    """The relationships of the rows of one type, read beside them: both are in the order of their names."""

    def __init__(self, database: sqlite3.Connection, of: str, kind: str) -> None:
        table, own, other = (
            ("event_object", "ocel_event_id", "ocel_object_id")
            if of == "event"
            else ("object_object", "ocel_source_id", "ocel_target_id")
        )
        self._rows = database.execute(
            f"SELECT r.{own}, r.{other}, r.ocel_qualifier FROM {table} r JOIN {of} o ON o.ocel_id = r.{own} "
            f"WHERE o.ocel_type = ? ORDER BY r.{own}, r.{other}",
            (kind,),
        )
        self._next = self._rows.fetchone()

    def of(self, name: str) -> list[dict[str, Any]]:
        """Return those of one row; names may only be asked for in their order."""
        found = []
        while self._next is not None and self._next[0] <= name:
            if self._next[0] == name:
                found.append({"objectId": self._next[1], "qualifier": self._next[2] or ""})
            self._next = self._rows.fetchone()
        return found
