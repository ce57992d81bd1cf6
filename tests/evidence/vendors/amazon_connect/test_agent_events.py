"""Amazon Connect agent events become stretches in which agents were in one state."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from connect_made import ITO, LEE, MORNING, clock
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.vendors.amazon_connect.agent_events import AMAZON_CONNECT_AGENT_EVENTS
from centreline.evidence.vendors.source import Record, Sample


def instant(minute: int) -> datetime:
    return datetime(2026, 3, 2, 9, minute, tzinfo=UTC)


def stretches(events: Sequence[dict[str, Any]], *, agent: str = LEE) -> list[tuple[Any, ...]]:
    kinds = [
        Record("heartbeat" if each["EventType"] == "HEART_BEAT" else "event", each["EventId"], agent, when(each), each)
        for each in events
        if each["AgentARN"] == agent
    ]
    rows = AMAZON_CONNECT_AGENT_EVENTS.assemble(agent, kinds, zone="UTC").rows["agent_state"]
    return [(row["category"], row["started_at"], row["ended_at"], row["contact_id"]) for row in rows]


def when(each: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(each["EventTimestamp"])


def test_a_morning_is_waiting_work_waiting_and_lunch() -> None:
    assert stretches(MORNING) == [
        ("available", instant(0), instant(3), None),
        ("on_queue_work", instant(3), instant(9), "c-1"),  # the work after the call belongs to it
        ("available", instant(9), instant(20), None),
        ("meal", instant(20), instant(50), None),  # and nothing while offline
    ]


def test_stretches_lie_without_gaps_between_log_in_and_log_out() -> None:
    found = stretches(MORNING)

    assert all(before[2] == after[1] for before, after in pairwise(found))
    assert sum((each[2] - each[1] for each in found), timedelta()) == timedelta(minutes=50)


def test_heartbeats_change_no_stretch() -> None:
    assert stretches([each for each in MORNING if each["EventType"] != "HEART_BEAT"]) == stretches(MORNING)


def test_heartbeats_alone_make_no_stretch() -> None:
    assert stretches([each for each in MORNING if each["EventType"] == "HEART_BEAT"]) == []


def test_an_event_that_was_lost_is_told_by_the_one_after_it() -> None:
    # The event at minute 20, when lunch began, never came.
    assert stretches([each for each in MORNING if each["EventId"] != "e-6"])[-1] == (
        "meal", instant(20), instant(50), None,
    )  # fmt: skip


@given(st.permutations([each for each in MORNING if each["AgentARN"] == LEE]))
def test_the_order_of_the_events_does_not_matter(events: list[dict[str, Any]]) -> None:
    assert stretches(events) == stretches(MORNING)


def test_a_state_of_a_name_nobody_foresaw_is_other_and_counted() -> None:
    [record] = [Record("event", "e-9", ITO, instant(30), MORNING[-1])]

    found = AMAZON_CONNECT_AGENT_EVENTS.assemble(ITO, [record], zone="UTC")

    assert [row["category"] for row in found.rows["agent_state"]] == ["meeting", "other"]
    assert found.strange == (("agent_state.category", "Zumba"),)


def test_the_agent_is_named_with_team_and_partner() -> None:
    source = AMAZON_CONNECT_AGENT_EVENTS.under("partner=Level1")
    [row] = source.assemble(LEE, [Record("event", "e-1", LEE, instant(0), MORNING[0])], zone="UTC").rows["agent_state"]

    assert (row["agent"], row["partner"], row["team"], row["ended_at"]) == ("lee", "BPO One", "Lisbon", None)


def test_of_the_heartbeats_of_one_state_the_latest_is_kept(delivery: Callable[..., Any]) -> None:
    with delivery(AMAZON_CONNECT_AGENT_EVENTS) as lake:
        report = lake.bring(MORNING)
        kept = [body for body in lake.bodies() if "HEART_BEAT" in body]

    assert report.counts.older == 2
    assert [clock(56) in body for body in kept] == [True]


def test_agent_events_are_recognised_by_their_fields() -> None:
    sure = AMAZON_CONNECT_AGENT_EVENTS.recognise(Sample(Path("x"), b"", values=tuple(MORNING)))
    other = AMAZON_CONNECT_AGENT_EVENTS.recognise(Sample(Path("x"), b"", values=({"ContactId": "c"},)))

    assert (sure, other) == (1.0, 0.0)


def test_the_same_stretches_however_the_events_are_delivered(same_tables_however_delivered: Callable[..., Any]) -> None:
    tables = same_tables_however_delivered(AMAZON_CONNECT_AGENT_EVENTS, MORNING)

    assert len(tables["agent_state"]) == 6


def test_each_file_can_be_taken_back(undone_as_if_never_brought: Callable[..., Any]) -> None:
    first, second = undone_as_if_never_brought(AMAZON_CONNECT_AGENT_EVENTS, MORNING)

    assert first != second


def test_a_field_nobody_foresaw_is_kept(unknown_fields_are_kept: Callable[..., Any]) -> None:
    assert set(unknown_fields_are_kept(AMAZON_CONNECT_AGENT_EVENTS, MORNING, inside="CurrentAgentSnapshot")) <= set(
        AMAZON_CONNECT_AGENT_EVENTS.tables
    )


def test_a_kind_of_state_nobody_foresaw_becomes_other(unknown_word_becomes_other: Callable[..., Any]) -> None:
    report = unknown_word_becomes_other(
        AMAZON_CONNECT_AGENT_EVENTS, MORNING, at="CurrentAgentSnapshot.AgentStatus.Type", column="agent_state.category"
    )

    assert report.counts.rejected == 0
