"""OCEL 2.0: event logs about many objects, in and out."""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ocel_made import SCHEMA, event, log, tickets, write_log

from centreline.evidence.vendors.log_writing import LogCase, LogEvent, inert
from centreline.evidence.vendors.ocel.reader import OCEL
from centreline.evidence.vendors.ocel.writing import write_ocel
from centreline.evidence.vendors.ocel.written import OcelJson
from centreline.evidence.vendors.source import Assembled, Record, Sample, Unreadable
from centreline.kernel.errors import FileUnreadable

Check = Callable[..., Any]
NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
STANDARD = jsonschema.Draft202012Validator(SCHEMA)


def taken(path: Path) -> list[Record]:
    found = list(OCEL.records(path, zone="UTC"))
    assert not [each for each in found if isinstance(each, Unreadable)]
    return [each for each in found if isinstance(each, Record)]


def read(path: Path) -> dict[str, Assembled]:
    records = taken(path)
    subjects = dict.fromkeys(record.subject for record in records)
    return {
        name: OCEL.assemble(name, [each for each in records if each.subject == name], zone="UTC") for name in subjects
    }


def written(tmp_path: Path, *cases: LogCase, one_source: bool = True) -> Path:
    path = tmp_path / "log.json"
    with path.open("w", encoding="utf-8", newline="\n") as out:
        write_ocel(lambda: cases, OcelJson(out), one_source=one_source)
    return path


def of_content(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "log.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_an_event_is_told_in_each_of_its_cases(tmp_path: Path) -> None:
    write_log(tmp_path / "log.json", tickets())

    found = read(tmp_path / "log.json")

    assert [dict(row) for row in found["t-1"].rows["event"]] == [
        {
            "case_id": "t-1",
            "event_no": "e1",
            "at": datetime(2026, 4, 1, 9, tzinfo=UTC),
            "activity": "opened",
            "team": None,
            "person": None,
            "queue": "billing",
            "customer_id": "Maria Keller",
        },
        {
            "case_id": "t-1",
            "event_no": "e2",
            "at": datetime(2026, 4, 1, 9, 30, tzinfo=UTC),
            "activity": "merged",
            "team": "two",
            "person": "ann",
            "queue": None,
            "customer_id": None,
        },
        {
            "case_id": "t-1",
            "event_no": "e4",
            "at": datetime(2026, 4, 1, 10, tzinfo=UTC),
            "activity": "closed",
            "team": None,
            "person": "ann",
            "queue": None,
            "customer_id": None,
        },
    ]
    assert [row["activity"] for row in found["t-2"].rows["event"]] == ["merged"]
    assert [row["activity"] for row in found["box-9"].rows["event"]] == ["packed"]
    assert all("contact" not in each.rows for each in found.values())


def test_customers_stand_where_they_are_keyed(tmp_path: Path) -> None:
    write_log(tmp_path / "log.json", tickets())

    opened = next(record for record in taken(tmp_path / "log.json") if record.id == "t-1 e1")

    assert [each["objectId"] for each in opened.body["customers"]] == ["Maria Keller"]
    assert "Maria Keller" not in json.dumps(opened.body["relationships"])
    assert [(each.path, each.of) for each in OCEL.identifiers] == [("customers[].objectId", "customer")]


def test_what_nobody_foresaw_is_kept_and_changes_no_row(tmp_path: Path) -> None:
    plain = read(of_content(tmp_path, log(tickets())))
    grown = [{**each, "mood": "good"} for each in tickets()]

    records = taken(of_content(tmp_path, {**log(grown), "newThing": [1]}))

    assert {record.body.get("mood") for record in records if record.kind == "event"} == {"good"}
    assert {name: each.rows for name, each in read(tmp_path / "log.json").items()} == {
        name: each.rows for name, each in plain.items()
    }


@given(st.integers(0, 2**32))
def test_the_order_of_a_log_changes_no_row(seed: int) -> None:
    dice = random.Random(seed)
    shuffled = log(tickets())
    for part in shuffled.values():
        dice.shuffle(part)
    parts = list(shuffled.items())
    dice.shuffle(parts)
    with tempfile.TemporaryDirectory() as folder:
        expected = read(of_content(Path(folder), log(tickets())))
        found = read(of_content(Path(folder), dict(parts)))

    assert found == expected


def test_events_that_cannot_be_placed_are_told_and_the_others_stand(tmp_path: Path) -> None:
    made = log(tickets())
    made["events"] += [
        event("e5", "opened", "soon", "t-1"),
        event("e6", "opened", "2026-04-01T09:00:00Z", "nobody-said"),
        event("e7", "paused", "2026-04-01T09:00:00Z", "ann"),
        7,
    ]

    found = list(OCEL.records(of_content(tmp_path, made), zone="UTC"))

    assert [each.because for each in found if isinstance(each, Unreadable)] == [
        "it has no time that can be read",
        "it is related to no object that could be its case",
        "it is related to no object that could be its case",
        "it is no JSON object",
    ]
    assert len([each for each in found if isinstance(each, Record) and each.kind == "event"]) == 5


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (json.dumps(log(tickets()))[:-80], "is cut off"),
        ('{"objects": [' + "[" * 300_000, "nested deeper than 64 levels"),
        ('{"objects": [' + '{"a":' * 300_000, "nested deeper than 64 levels"),
        ('{"objects": [{"id": NaN}]}', "no valid JSON"),
        ('{"objects": [{"id": ' + "9" * 5000 + "}]}", "no valid JSON"),
        ('{"objects": [{"id": "1", "id": "2"}]}', "the name 'id' comes twice"),
        ('{"objects": [{"id": "\\u0000"}]}', "holds a NUL character"),
        ("", "is empty"),
        ("<log></log>", "names no objects and no events"),
    ],
    ids=["cut off", "lists", "objects", "no number", "a long number", "twice", "nul", "nothing", "another form"],
)
def test_what_is_no_honest_log_is_refused(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(FileUnreadable, match=says):
        list(OCEL.records(of_content(tmp_path, content), zone="UTC"))


def test_it_knows_its_own_files_and_not_those_of_others() -> None:
    def sure(value: Any, *, cut: int = 10**6) -> float:
        head = json.dumps(value).encode()[:cut]
        return OCEL.recognise(Sample(Path("file"), head, () if cut < 10**6 else (value,)))

    assert min(sure(log(tickets())), sure(log(tickets() * 90), cut=4000)) >= 0.9
    assert max(sure({"events": [], "objects": []}), sure({"conversations": []}), sure([])) <= 0.5


NAMED = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12).filter(str.strip)
EVENTS = st.builds(
    LogEvent,
    event_no=st.uuids().map(str),
    at=st.integers(0, 10**9).map(lambda us: NOON + timedelta(microseconds=us)),
    activity=NAMED,
    team=st.none() | NAMED,
    person=st.none() | NAMED,
    queue=st.none() | NAMED,
)


def as_row(case: LogCase, one: LogEvent) -> Mapping[str, Any]:
    def kept(word: str | None) -> str | None:
        return None if word is None else inert(word).strip()

    return {
        "case_id": kept(case.case_id),
        "event_no": one.event_no,
        "at": one.at,
        "activity": kept(one.activity),
        "team": kept(one.team),
        "person": kept(one.person),
        "queue": kept(one.queue),
        "customer_id": case.customer_id,
    }


@settings(deadline=None, max_examples=60)
@given(st.lists(EVENTS, min_size=1, max_size=5, unique_by=lambda one: one.event_no), st.uuids())
def test_what_is_written_is_read_again(events: list[LogEvent], case_id: Any) -> None:
    case = LogCase("s", str(case_id), "p_" + "0" * 20, {}, events)
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), case)
        [assembled] = read(path).values()

        STANDARD.validate(json.loads(path.read_text(encoding="utf-8")))
    expected = sorted((as_row(case, one) for one in events), key=lambda row: (row["at"], row["event_no"]))
    assert [dict(row) for row in assembled.rows["event"]] == expected


def test_a_contact_comes_back_with_all_it_said(tmp_path: Path) -> None:
    said = {"channel": "chat", "outcome": "handled", "offered_at": NOON, "wait_ms": 21034, "transferred": False}
    path = written(tmp_path, LogCase("s", "c-1", "p_" + "1" * 20, said, [LogEvent("1", NOON, "contact offered")]))

    [row] = read(path)["contact:c-1"].rows["contact"]

    assert {name: row[name] for name in said} == said
    assert (row["contact_id"], row["customer_id"]) == ("c-1", "p_" + "1" * 20)


def test_an_object_of_many_events_is_written_once(tmp_path: Path) -> None:
    events = [LogEvent(str(n), NOON, "called", person="ann", queue="billing") for n in range(3)]
    path = written(tmp_path, *(LogCase("s", case, "p_" + "0" * 20, {}, events) for case in ("1", "2")))

    made = json.loads(path.read_text(encoding="utf-8"))

    names = sorted(each["id"] for each in made["objects"])
    assert names == ["agent:ann", "contact:1", "contact:2", "p_" + "0" * 20, "queue:billing"]
    assert len({each["id"] for each in made["events"]}) == len(made["events"]) == 6
    STANDARD.validate(made)


def test_a_log_without_cases_is_still_a_log(tmp_path: Path) -> None:
    made = json.loads(written(tmp_path).read_text(encoding="utf-8"))

    STANDARD.validate(made)
    assert (made["objects"], made["events"], made["eventTypes"]) == ([], [], [])


def test_the_schema_refuses_what_is_no_log() -> None:
    for wrong in ({}, {**log([]), "events": [{"id": "1"}]}, {**log([]), "objects": [{"id": "", "type": "x"}]}):
        with pytest.raises(jsonschema.ValidationError):
            STANDARD.validate(wrong)


def test_logs_give_the_same_tables_however_they_come(
    same_tables_however_delivered: Check, undone_as_if_never_brought: Check
) -> None:
    tables = same_tables_however_delivered(OCEL, tickets(), write=write_log, examples=2)
    undone_as_if_never_brought(OCEL, tickets(), write=write_log)

    assert len(tables["event"]) == 5
    [maria] = [row["customer_id"] for row in tables["event"] if row["customer_id"]]
    assert maria.startswith("p_")


@pytest.mark.nightly
def test_a_million_events_stream_in_the_memory_of_a_few(tmp_path: Path) -> None:
    path = tmp_path / "large.json"

    def cases() -> Any:
        called = [LogEvent(str(n), NOON, "called", queue="q") for n in range(10)]
        return (LogCase("s", str(case), None, {}, called) for case in range(100_000))

    with path.open("w", encoding="utf-8") as out:
        assert write_ocel(cases, OcelJson(out), one_source=True) == (100_000, 1_000_000)
    # The high-water mark of the process itself: that of `resource` begins with what its parent held.
    program = (
        "import re, sys; from pathlib import Path; from centreline.evidence.vendors.ocel.reader import OCEL\n"
        "count = sum(1 for _ in OCEL.records(Path(sys.argv[1]), zone='UTC'))\n"
        "print(count, re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    said = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True).stdout

    count, peak_kb = map(int, said.split())
    assert count == 1_100_000
    assert peak_kb < 400_000
