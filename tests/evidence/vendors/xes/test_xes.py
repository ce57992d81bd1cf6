"""XES: event logs in and out."""

import gzip
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xes_made import event, log, repairs, write_log, wrong_in

from centreline.evidence.vendors.log_writing import LogCase, LogEvent, inert
from centreline.evidence.vendors.source import Assembled, Record, Sample, Unreadable
from centreline.evidence.vendors.xes.reader import XES
from centreline.evidence.vendors.xes.writing import write_xes
from centreline.kernel.errors import FileUnreadable

Check = Callable[..., Any]
NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


def taken(path: Path) -> list[Record]:
    found = list(XES.records(path, zone="UTC"))
    assert not [each for each in found if isinstance(each, Unreadable)]
    return [each for each in found if isinstance(each, Record)]


def read(path: Path) -> dict[str, Assembled]:
    records = taken(path)
    subjects = dict.fromkeys(record.subject for record in records)
    return {
        name: XES.assemble(name, [each for each in records if each.subject == name], zone="UTC") for name in subjects
    }


def written(tmp_path: Path, *cases: LogCase, one_source: bool = True) -> Path:
    path = tmp_path / "log.xes"
    with path.open("w", encoding="utf-8", newline="\n") as out:
        write_xes(cases, out, one_source=one_source)
    return path


def refused(tmp_path: Path, content: str) -> str:
    path = tmp_path / "log.xes"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileUnreadable) as stopped:
        list(XES.records(path, zone="UTC"))
    return stopped.value.what


def test_a_trace_is_a_case_and_its_events_are_rows(tmp_path: Path) -> None:
    write_log(tmp_path / "log.xes", repairs())

    found = read(tmp_path / "log.xes")

    rows = found["17"].rows["event"]
    names = [row["event_no"] for row in rows]
    assert [{key: value for key, value in row.items() if key != "event_no"} for row in rows] == [
        {
            "case_id": "17",
            "at": datetime(2026, 4, 1, 7, tzinfo=UTC),
            "activity": "reported",
            "team": "front desk",
            "person": "Ann",
            "queue": None,
            "customer_id": None,
        },
        {
            "case_id": "17",
            "at": datetime(2026, 4, 1, 8, tzinfo=UTC),
            "activity": "repair (start)",
            "team": None,
            "person": None,
            "queue": "workshop",
            "customer_id": None,
        },
        {
            "case_id": "17",
            "at": datetime(2026, 4, 1, 9, 30, tzinfo=UTC),
            "activity": "repair",
            "team": None,
            "person": None,
            "queue": None,
            "customer_id": None,
        },
    ]
    assert len(set(names)) == 3
    [named] = found["18"].rows["event"]
    assert (named["event_no"], named["customer_id"]) == ("e-18", "Maria Keller")
    assert "contact" not in found["17"].rows


def test_events_that_say_the_same_are_still_two(tmp_path: Path) -> None:
    twice = [event("1", "2026-04-01T09:00:00Z", "called")] * 2
    write_log(tmp_path / "log.xes", twice)

    rows = read(tmp_path / "log.xes")["1"].rows["event"]

    assert len({row["event_no"] for row in rows}) == 2


def test_nested_attributes_and_unknown_ones_are_kept_with_their_event(tmp_path: Path) -> None:
    nested = '<string key="a" value="x"><int key="b" value="7"/></string><boolean key="c" value="true"/>'
    (tmp_path / "log.xes").write_text(
        log(event("1", "2026-04-01T09:00:00Z", "called", mood="good"), of_trace=nested), encoding="utf-8"
    )

    called, trace = taken(tmp_path / "log.xes")

    assert called.body["mood"] == "good"
    assert trace.body == {"concept:name": "1", "a": "x", "a/b": 7, "c": True}


def test_a_packed_log_reads_the_same(tmp_path: Path) -> None:
    (tmp_path / "log.xes.gz").write_bytes(gzip.compress(log(*repairs()).encode()))
    write_log(tmp_path / "log.xes", repairs())

    assert taken(tmp_path / "log.xes.gz") == taken(tmp_path / "log.xes")


def test_events_that_cannot_be_placed_are_told_and_the_others_stand(tmp_path: Path) -> None:
    bad = [event("1", "soon", "called"), {"case": "1", "time:timestamp": "2026-04-01T09:00:00Z"}]
    write_log(tmp_path / "log.xes", [*bad, *repairs()])

    found = list(XES.records(tmp_path / "log.xes", zone="UTC"))

    assert [each.because for each in found if isinstance(each, Unreadable)] == [
        "it has no time:timestamp that can be read",
        "it has no concept:name",
    ]
    assert len([each for each in found if isinstance(each, Record) and each.kind == "event"]) == 4


BOMB = """<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n"""
OUTSIDE = """<!DOCTYPE log [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n"""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (log(*repairs(), head=BOMB), "names a type of document or entities"),
        (log(*repairs(), head=OUTSIDE), "names a type of document or entities"),
        (log(*repairs(), head='<!DOCTYPE log SYSTEM "http://nowhere.example/x.dtd">\n'), "names a type of document"),
        ("<log>" + "<trace>" * 50_000 + "</trace>" * 50_000 + "</log>", "nested deeper than 64 levels"),
        (log(*repairs())[:-30], "is cut off"),
        (log(*repairs()).replace("</trace>", "</tracé>", 1), "no well-formed XML"),
        (log(*repairs()).replace('encoding="UTF-8"', 'encoding="klingon"'), "not known|no well-formed XML"),
        (log(*repairs()).replace('"17"', '"&nothing;"', 1), "no well-formed XML|names a type of document"),
    ],
    ids=["entities", "a file", "another document", "depth", "cut off", "garbled", "encoding", "unknown entity"],
)
def test_what_is_no_honest_log_is_refused(tmp_path: Path, content: str, says: str) -> None:
    assert re.search(says, refused(tmp_path, content))


def test_a_log_without_end_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    with gzip.open(path, "wb", compresslevel=1) as out:
        out.write(b'<log xes.version="1.0"><trace><string key="x" value="')
        for _ in range(80):
            out.write(bytes(1024 * 1024).replace(b"\0", b"x"))

    with pytest.raises(FileUnreadable, match=r"longer than 64 MB|grows more than"):
        list(XES.records(path, zone="UTC"))


def test_it_knows_its_own_files_and_not_those_of_others() -> None:
    def sure(head: str) -> float:
        return XES.recognise(Sample(Path("file"), head.encode()))

    assert min(sure(log(*repairs())), sure(log(*repairs(), head="<!-- made by hand -->\n"))) >= 0.9
    assert max(sure('{"events": []}'), sure("BEGIN:VCALENDAR"), sure("<html><body>log</body></html>"), sure("")) <= 0.5


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
        return None if word is None else inert(word).strip() or None

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
@given(st.lists(EVENTS, min_size=1, max_size=5, unique_by=lambda one: one.event_no), NAMED)
def test_what_is_written_is_read_again(events: list[LogEvent], case_id: str) -> None:
    case = LogCase("s", case_id, "p_" + "0" * 20, {}, events)
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), case)
        [assembled] = read(path).values()

        assert wrong_in(path) == []
    expected = sorted((as_row(case, one) for one in events), key=lambda row: (row["at"], row["event_no"]))
    assert list(assembled.rows["event"]) == expected


def test_a_contact_comes_back_with_all_it_said(tmp_path: Path) -> None:
    said = {
        "channel": "voice",
        "outcome": "handled",
        "offered_at": NOON,
        "wait_ms": 21034,
        "transferred": True,
        "reason": "tax",
    }
    path = written(tmp_path, LogCase("s", "c-1", None, said, [LogEvent("1", NOON, "contact offered")]))

    [row] = read(path)["c-1"].rows["contact"]

    assert {name: row[name] for name in said} == said
    assert {value for name, value in row.items() if name not in said} == {"c-1", None}


def test_cases_of_two_systems_stay_two_for_programs_that_go_by_the_name(tmp_path: Path) -> None:
    cases = [LogCase(source, "1", None, {}, [LogEvent("1", NOON, "called")]) for source in ("a", "b")]

    text = written(tmp_path, *cases, one_source=False).read_text(encoding="utf-8")

    assert 'value="a: 1"' in text
    assert 'value="b: 1"' in text


@pytest.mark.parametrize("sly", ["=1+1", "@x", "+4", "-1", "  =1", "＝1", "\t=1", "\x00=1"], ids=ascii)
def test_no_text_of_a_log_is_taken_for_a_formula(tmp_path: Path, sly: str) -> None:
    path = written(tmp_path, LogCase("s", "1", None, {}, [LogEvent("1", NOON, sly)]))

    [row] = read(path)["1"].rows["event"]

    assert row["activity"][0] in "'�"


def test_logs_give_the_same_tables_however_they_come(
    same_tables_however_delivered: Check, undone_as_if_never_brought: Check
) -> None:
    named = [{**each, "identity:id": f"e-{place}"} for place, each in enumerate(repairs())]

    tables = same_tables_however_delivered(XES, named, write=write_log, suffix=".xes", examples=2)
    undone_as_if_never_brought(XES, named, write=write_log, suffix=".xes")

    assert len(tables["event"]) == 4
    [maria] = [row["customer_id"] for row in tables["event"] if row["customer_id"]]
    assert maria.startswith("p_")


def test_the_same_log_twice_changes_nothing_where_events_have_no_names(delivery: Check) -> None:
    with delivery(XES, write=write_log, suffix=".xes") as lake:
        lake.bring(repairs())
        first = lake.tables()
        again = lake.bring(repairs()[::-1])

        assert lake.tables() == first
        assert again.counts.created == 0


@pytest.mark.nightly
def test_a_million_events_stream_in_the_memory_of_a_few(tmp_path: Path) -> None:
    path = tmp_path / "large.xes"
    with path.open("w", encoding="utf-8") as out:
        cases = (
            LogCase("s", str(case), None, {}, [LogEvent(str(n), NOON, "called", queue="q") for n in range(10)])
            for case in range(100_000)
        )
        assert write_xes(cases, out, one_source=True) == (100_000, 1_000_000)

    # The high-water mark of the process itself: that of `resource` begins with what its parent held.
    program = (
        "import re, sys; from pathlib import Path; from centreline.evidence.vendors.xes.reader import XES\n"
        "count = sum(1 for _ in XES.records(Path(sys.argv[1]), zone='UTC'))\n"
        "print(count, re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    said = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True).stdout

    count, peak_kb = map(int, said.split())
    assert count == 1_100_000
    assert peak_kb < 400_000
