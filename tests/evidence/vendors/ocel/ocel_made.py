"""Made-up OCEL logs, and what the standard says a log holds."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

Made = dict[str, Any]

NAME = {"type": "string", "minLength": 1}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
VALUE = {"type": ["string", "number", "boolean"]}


def of(required: Mapping[str, Any], **optional: Any) -> Made:
    return {"type": "object", "required": list(required), "properties": {**required, **optional}}


def many(item: Mapping[str, Any]) -> Made:
    return {"type": "array", "items": item}


RELATED = many(of({"objectId": NAME, "qualifier": {"type": "string"}}))
KINDS = many(
    of(
        {
            "name": NAME,
            "attributes": many(of({"name": NAME, "type": {"enum": ["string", "time", "integer", "float", "boolean"]}})),
        }
    )
)
OBJECT = of(
    {"id": NAME, "type": NAME}, attributes=many(of({"name": NAME, "time": TIME, "value": VALUE})), relationships=RELATED
)
EVENT = of(
    {"id": NAME, "type": NAME, "time": TIME}, attributes=many(of({"name": NAME, "value": VALUE})), relationships=RELATED
)
SCHEMA = of({"objectTypes": KINDS, "eventTypes": KINDS, "objects": many(OBJECT), "events": many(EVENT)})


def thing(name: str, kind: str, **attributes: Any) -> Made:
    said = [{"name": key, "time": "2026-04-01T00:00:00Z", "value": value} for key, value in attributes.items()]
    return {"id": name, "type": kind, "attributes": said, "relationships": []}


THINGS = {
    each["id"]: each
    for each in (
        thing("t-1", "ticket", priority="high"),
        thing("t-2", "ticket"),
        thing("Maria Keller", "customer"),
        thing("ann", "employee"),
        thing("billing", "queue"),
        thing("box-9", "parcel"),
    )
}


def event(name: str, kind: str, time: str, *objects: str, **attributes: Any) -> Made:
    return {
        "id": name,
        "type": kind,
        "time": time,
        "attributes": [{"name": key, "value": value} for key, value in attributes.items()],
        "relationships": [{"objectId": each, "qualifier": "about"} for each in objects],
    }


def tickets() -> list[Made]:
    return [
        event("e1", "opened", "2026-04-01T09:00:00Z", "t-1", "Maria Keller", "billing", "box-9"),
        event("e2", "merged", "2026-04-01T09:30:00+00:00", "t-1", "t-2", "ann", team="two"),
        event("e3", "packed", "2026-04-01T09:45:00Z", "box-9", "ann"),
        event("e4", "closed", "2026-04-01T10:00:00Z", "t-1", "ann"),
    ]


def log(events: Iterable[Mapping[str, Any]]) -> Made:
    events = list(events)
    used = dict.fromkeys(each["objectId"] for event in events for each in event["relationships"])
    kinds = sorted({THINGS[name]["type"] for name in used})
    return {
        "objectTypes": [{"name": kind, "attributes": []} for kind in kinds],
        "eventTypes": [{"name": kind, "attributes": []} for kind in sorted({each["type"] for each in events})],
        "objects": [THINGS[name] for name in used],
        "events": events,
    }


def write_log(path: Path, events: Iterable[Mapping[str, Any]]) -> None:
    path.write_text(json.dumps(log(events)), encoding="utf-8")


def write_xml(path: Path, events: Iterable[Mapping[str, Any]]) -> None:
    """Write a log as the XML form of the standard."""
    made = log(events)
    root = ElementTree.Element("log")
    for of in ("object", "event"):
        kinds = ElementTree.SubElement(root, f"{of}-types")
        for kind in made[f"{of}Types"]:
            ElementTree.SubElement(kinds, f"{of}-type", name=kind["name"])
        parts = ElementTree.SubElement(root, f"{of}s")
        for each in made[f"{of}s"]:
            own = {key: each[key] for key in ("id", "type", "time") if key in each}
            part = ElementTree.SubElement(parts, of, own)
            said = ElementTree.SubElement(part, "attributes")
            for attribute in each["attributes"]:
                named = {key: attribute[key] for key in ("name", "time") if key in attribute}
                ElementTree.SubElement(said, "attribute", named).text = attribute["value"]
            related = ElementTree.SubElement(part, "objects")
            for to in each["relationships"]:
                ElementTree.SubElement(
                    related, "relationship", {"object-id": to["objectId"], "qualifier": to["qualifier"]}
                )
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def write_sqlite(path: Path, events: Iterable[Mapping[str, Any]]) -> None:
    """Write a log as the SQLite form of the standard: a table for each type."""
    made = log(events)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT)")
        database.execute("CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT)")
        for of in ("object", "event"):
            database.execute(f"CREATE TABLE {of} (ocel_id TEXT, ocel_type TEXT)")
            database.execute(f"CREATE TABLE {of}_map_type (ocel_type TEXT, ocel_type_map TEXT)")
            for kind in made[f"{of}Types"]:
                of_kind = [each for each in made[f"{of}s"] if each["type"] == kind["name"]]
                _write_type(database, of, kind["name"], of_kind)


def _write_type(database: sqlite3.Connection, of: str, kind: str, parts: Iterable[Mapping[str, Any]]) -> None:
    parts = list(parts)
    names = sorted({attribute["name"] for part in parts for attribute in part["attributes"]})
    columns = ["ocel_id", "ocel_time", *(["ocel_changed_field"] if of == "object" else []), *names]
    table = f'"{of}_{kind.title()}"'
    database.execute(f"INSERT INTO {of}_map_type VALUES (?, ?)", (kind, kind.title()))
    database.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
    for part in parts:
        said = {attribute["name"]: attribute["value"] for attribute in part["attributes"]}
        row = {"ocel_id": part["id"], "ocel_time": part.get("time", "2026-04-01T00:00:00Z"), **said}
        marks = ", ".join("?" for _ in columns)
        database.execute(f"INSERT INTO {table} VALUES ({marks})", [row.get(name) for name in columns])
        database.execute(f"INSERT INTO {of} VALUES (?, ?)", (part["id"], kind))
        for to in part["relationships"]:
            related = (part["id"], to["objectId"], to["qualifier"])
            database.execute("INSERT INTO event_object VALUES (?, ?, ?)", related)
