"""Cases of a log from evidence: each contact, leg and event in its place, and nothing else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from centreline.evidence.engine import Evidence
from centreline.evidence.privacy.door import Door
from centreline.evidence.scope import Scope
from centreline.evidence.vendors.log_cases import cases_of, has_one_source
from centreline.evidence.vendors.log_writing import LogCase
from centreline.evidence.vendors.ocel.reader import OCEL
from centreline.evidence.vendors.ocel.writing import write_ocel
from centreline.evidence.vendors.ocel.written import OcelJson
from centreline.evidence.vendors.source import Record
from centreline.evidence.vendors.xes.reader import XES
from centreline.evidence.vendors.xes.writing import write_xes
from centreline.kernel.errors import EvidenceMissing
from centreline.kernel.period import Period

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
DOOR = Door(b"s" * 32)


def after(minutes: int, *, days: int = 0) -> datetime:
    return NINE + timedelta(minutes=minutes, days=days)


def contact(name: str, **more: Any) -> dict[str, Any]:
    row = {
        "source": "s",
        "contact_id": name,
        "customer_id": "maria",
        "channel": "voice",
        "queue": "billing",
        "agent": None,
    }
    times = {
        "opened_at": NINE,
        "offered_at": after(1),
        "answered_at": None,
        "closed_at": after(9),
        "outcome": "handled",
    }
    return {**row, **times, "partner": None, "reason": None, **more}


CONTACTS = [
    contact("1", answered_at=after(2), agent="ann"),  # with a leg
    contact("2", queue="orders", opened_at=None, reason="=SUM(A1)"),  # without
    contact("3", offered_at=after(0, days=40), opened_at=None, closed_at=None, partner="acme"),  # in February
]
LEGS = [
    {"source": "s", "contact_id": "1", "leg_no": 1, "queue": "billing", "agent": "ann", "enqueued_at": after(1),
     "answered_at": after(2), "ended_at": after(9)},
]  # fmt: skip
EVENTS = [
    {
        "source": "s",
        "case_id": "1",
        "event_no": "a",
        "at": after(3),
        "activity": "looked up",
        "person": "ann",
        "queue": None,
    },
    {
        "source": "s",
        "case_id": "t-9",
        "event_no": "b",
        "at": after(4),
        "activity": "reported",
        "person": None,
        "queue": "orders",
    },
]


def evidence(**more: Any) -> Evidence:
    tables = {"contact": CONTACTS, "leg": LEGS, "event": EVENTS} | more
    return Evidence.of({name: pa.Table.from_pylist(rows) for name, rows in tables.items() if rows})


def shown(cases: list[LogCase]) -> dict[str, list[tuple[str, int]]]:
    """Return what happened in each case, and how many minutes after nine."""
    return {
        case.case_id: [(one.activity, round((one.at - NINE).total_seconds() / 60)) for one in case.events]
        for case in cases
    }


def test_each_case_is_told_in_the_order_it_happened() -> None:
    assert shown(list(cases_of(evidence(), door=DOOR))) == {
        "1": [
            ("contact opened", 0),
            ("leg queued", 1),
            ("leg answered", 2),
            ("looked up", 3),
            ("contact closed", 9),
            ("leg ended", 9),
        ],
        "2": [("contact offered", 1), ("contact closed", 9)],
        "3": [("contact offered", 40 * 24 * 60)],
        "t-9": [("reported", 4)],
    }


def test_a_case_carries_what_its_contact_says_and_its_customer_nameless() -> None:
    first = next(cases_of(evidence(), door=DOOR))

    assert first.customer_id == DOOR.pseudonym("maria")
    assert first.contact["offered_at"] == after(1)
    assert (first.contact["outcome"], first.contact["agent"], first.source) == ("handled", "ann", "s")
    assert "customer_id" not in first.contact


@pytest.mark.parametrize(
    ("period", "queue", "expected"),
    [
        ("2026-01", None, ["1", "2", "t-9"]),
        ("2026-02", None, ["3"]),
        (None, "orders", ["2", "t-9"]),
        ("2026-01", "billing", ["1"]),
        ("2025", None, []),
    ],
)
def test_a_period_and_a_queue_choose_whole_cases(period: str | None, queue: str | None, expected: list[str]) -> None:
    chosen = Period.parse(period) if period else None

    found = shown(list(cases_of(evidence(), door=DOOR, period=chosen, queue=queue)))

    assert list(found) == expected
    assert "1" not in found or len(found["1"]) == 6


def test_what_the_reader_may_not_see_is_not_in_the_log() -> None:
    of_acme = evidence().within(Scope.of_partner("acme", reader="somebody of acme"))

    assert list(shown(list(cases_of(of_acme, door=DOOR)))) == ["3"]


def test_texts_pass_the_door_again() -> None:
    said = [{**EVENTS[0], "activity": "paid with 4111 1111 1111 1111"}]

    cases = list(cases_of(evidence(event=said), door=DOOR))

    assert not any("4111 1111" in one.activity for case in cases for one in case.events)


def test_events_alone_are_a_log_too_and_nothing_is_none() -> None:
    assert list(shown(list(cases_of(evidence(contact=[], leg=[]), door=DOOR)))) == ["1", "t-9"]
    with pytest.raises(EvidenceMissing, match="no contacts and no events"):
        list(cases_of(evidence(contact=[], leg=[], event=[]), door=DOOR))


def test_one_system_is_told_from_two() -> None:
    assert has_one_source(evidence())
    assert not has_one_source(evidence(event=[{**EVENTS[0], "source": "other"}]))


@pytest.mark.parametrize("source", [XES, OCEL], ids=["xes", "ocel"])
def test_evidence_written_and_read_again_says_the_same(tmp_path: Path, source: Any) -> None:
    cases = list(cases_of(evidence(), door=DOOR))
    with (tmp_path / "log").open("w", encoding="utf-8") as out:
        if source is XES:
            write_xes(cases, out, one_source=True)
        else:
            write_ocel(lambda: cases, OcelJson(out), one_source=True)
    records = [each for each in source.records(tmp_path / "log", zone="UTC") if isinstance(each, Record)]

    rows: dict[str, list[Any]] = {"event": [], "contact": []}
    for subject in sorted({each.subject for each in records}):
        own = [each for each in records if each.subject == subject]
        for name, found in source.assemble(subject, own, zone="UTC").rows.items():
            rows[name].extend(found)

    expected = {(case.case_id, one.event_no, one.at, one.activity, one.person) for case in cases for one in case.events}
    assert {(r["case_id"], r["event_no"], r["at"], r["activity"], r["person"]) for r in rows["event"]} == expected
    assert len(rows["event"]) == len(expected) == 10
    assert {(r["contact_id"], r["outcome"], r["queue"], r["reason"]) for r in rows["contact"]} == {
        ("1", "handled", "billing", None),
        ("2", "handled", "orders", "'=SUM(A1)"),
        ("3", "handled", "billing", None),
    }
