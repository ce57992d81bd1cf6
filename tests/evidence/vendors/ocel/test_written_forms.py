"""A log is written as JSON, XML and SQLite: each as the standard says, and read again as the very same."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from ocel_made import SCHEMA, Made

from centreline.evidence.vendors.log_writing import LogCase, LogEvent
from centreline.evidence.vendors.ocel.forms import EVENTS, OBJECTS, parts_of
from centreline.evidence.vendors.ocel.reader import OCEL
from centreline.evidence.vendors.ocel.writing import write_ocel
from centreline.evidence.vendors.ocel.written import OcelJson, OcelXml
from centreline.evidence.vendors.ocel.written_database import OcelDatabase
from centreline.evidence.vendors.recognition import recognise_file, the_one
from centreline.evidence.vendors.source import Record

STANDARD = jsonschema.Draft202012Validator(SCHEMA)
NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
MARIA = "p_" + "1" * 20
NAMES = ["log.json", "log.xml", "log.sqlite"]
CASES = [
    LogCase(
        "desk",
        "c-1",
        MARIA,
        {"channel": "chat", "outcome": "handled", "offered_at": NOON, "wait_ms": 21034, "transferred": False},
        [
            LogEvent("1", NOON, "contact offered", queue="billing"),
            LogEvent("2", NOON.replace(minute=5), 'said "a < b & c"\n', person="ann", team="one"),
            LogEvent("3", NOON.replace(minute=9), "Object", person="ann"),
        ],
    ),
    LogCase("desk", "c-2", MARIA, {}, [LogEvent("1", NOON, "object", queue="billing")]),
]


def written(folder: Path, name: str, cases: Sequence[LogCase] = CASES) -> Path:
    file = folder / name
    if file.suffix == ".sqlite":
        with OcelDatabase(file) as database:
            counted = write_ocel(lambda: cases, database, one_source=True)
    else:
        with file.open("w", encoding="utf-8", newline="\n") as out:
            sink = OcelXml(out) if file.suffix == ".xml" else OcelJson(out)
            counted = write_ocel(lambda: cases, sink, one_source=True)
    assert counted == (len(cases), sum(len(list(case.events)) for case in cases))
    return file


def types_in(file: Path) -> Made:
    """Return the types a log names, read without the reader that is tested."""
    if file.suffix == ".json":
        made = json.loads(file.read_text(encoding="utf-8"))
        return {name: made[name] for name in ("objectTypes", "eventTypes")}
    if file.suffix == ".xml":
        root = ElementTree.parse(file).getroot()
        return {
            f"{of}Types": [
                {"name": kind.get("name"), "attributes": [dict(each.attrib) for each in kind.iter("attribute")]}
                for kind in root.iter(f"{of}-type")
            ]
            for of in ("object", "event")
        }
    with closing(sqlite3.connect(file)) as database:
        return {f"{of}Types": types_of(database, of) for of in ("object", "event")}


def types_of(database: sqlite3.Connection, of: str) -> list[Made]:
    words = {"TEXT": "string", "TIMESTAMP": "time", "INTEGER": "integer", "REAL": "float", "BOOLEAN": "boolean"}
    rows = database.execute(f"SELECT ocel_type, ocel_type_map FROM {of}_map_type ORDER BY rowid").fetchall()
    columns = {kind: database.execute(f'PRAGMA table_info("{of}_{named}")').fetchall() for kind, named in rows}
    return [
        {"name": kind, "attributes": [{"name": name, "type": words[word]} for _, name, word, *_ in found]}
        for kind, found in (
            (kind, [each for each in columns[kind] if not each[1].startswith("ocel_")]) for kind, _ in rows
        )
    ]


def tables_of(file: Path) -> dict[str, Any]:
    records = [each for each in OCEL.records(file, zone="UTC") if isinstance(each, Record)]
    subjects = sorted({record.subject for record in records})
    return {
        name: OCEL.assemble(name, [each for each in records if each.subject == name], zone="UTC") for name in subjects
    }


@pytest.mark.parametrize("name", NAMES)
def test_each_form_is_what_the_standard_says(tmp_path: Path, name: str) -> None:
    file = written(tmp_path, name)

    parts = list(parts_of(file))
    log = {
        of: [value for place, value in parts if place == part]
        for of, part in (("objects", OBJECTS), ("events", EVENTS))
    }
    STANDARD.validate(log | types_in(file))
    assert types_in(file) == types_in(written(tmp_path, "same.json"))
    assert {each["type"] for each in log["events"]} <= {each["name"] for each in types_in(file)["eventTypes"]}
    assert (len(log["objects"]), len(log["events"])) == (6, 4)
    one = the_one(recognise_file(file))
    assert one is not None
    assert one.source is OCEL


@pytest.mark.parametrize("name", NAMES[1:])
def test_each_form_is_read_again_as_the_same_tables(tmp_path: Path, name: str) -> None:
    expected = tables_of(written(tmp_path, "log.json"))

    assert tables_of(written(tmp_path, name)) == expected
    [contact] = expected["contact:c-1"].rows["contact"]
    assert (contact["transferred"], contact["wait_ms"], contact["customer_id"]) == (False, 21034, MARIA)


@pytest.mark.parametrize("name", NAMES)
def test_a_log_without_cases_is_still_a_log_in_each_form(tmp_path: Path, name: str) -> None:
    assert list(parts_of(written(tmp_path, name, []))) == []


def test_a_log_in_a_database_holds_together(tmp_path: Path) -> None:
    with closing(sqlite3.connect(written(tmp_path, "log.sqlite"))) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        mapped = dict(database.execute("SELECT ocel_type, ocel_type_map FROM event_map_type"))
    assert mapped["Object"].lower() != mapped["object"].lower()
