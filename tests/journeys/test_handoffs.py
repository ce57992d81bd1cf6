"""Work that changed hands is counted from legs, events and transfers."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.evidence.engine import Evidence
from centreline.journeys.handoffs import moves, observed_handoffs

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def legs(*chains: str, wait_s: int = 30) -> pa.Table:
    """Return one contact for each chain of queues; a leg every ten minutes, answered after `wait_s`."""
    rows = [
        {
            "source": "made-up",
            "contact_id": f"c{number}",
            "leg_no": place,
            "queue": queue,
            "enqueued_at": NOON + timedelta(minutes=10 * place),
            "answered_at": NOON + timedelta(minutes=10 * place, seconds=wait_s),
        }
        for number, chain in enumerate(chains)
        for place, queue in enumerate(chain, start=1)
    ]
    return pa.Table.from_pylist(rows)


def events(*rows: tuple[str, str, str | None, int]) -> pa.Table:
    """Return events with case, number, team and minute."""
    return pa.Table.from_pylist(
        [
            {
                "source": "made-up",
                "case_id": case,
                "event_no": number,
                "team": team,
                "at": NOON + timedelta(minutes=minute),
                "activity": "worked on",
            }
            for case, number, team, minute in rows
        ]
    )


def test_each_change_of_queue_is_a_move() -> None:
    found = observed_handoffs(Evidence.of({"leg": legs("AB", "AB", "BC", "A")}))

    assert [(handoff.sender, handoff.receiver, handoff.moves, handoff.cases) for handoff in found] == [
        ("A", "B", 2, 2),
        ("B", "C", 1, 1),
    ]


def test_staying_in_the_queue_is_no_move() -> None:
    [handoff] = observed_handoffs(Evidence.of({"leg": legs("AABB")}))

    assert (handoff.sender, handoff.receiver, handoff.moves) == ("A", "B", 1)


def test_work_that_goes_back_is_marked_as_returned() -> None:
    found = {
        (handoff.sender, handoff.receiver): handoff.returned
        for handoff in observed_handoffs(Evidence.of({"leg": legs("ABA", "ABC")}))
    }

    assert found == {("A", "B"): 0, ("B", "A"): 1, ("B", "C"): 0}


def test_staying_a_while_does_not_hide_that_work_went_back() -> None:
    found = observed_handoffs(Evidence.of({"leg": legs("ABBBA")}))

    assert {(handoff.sender, handoff.receiver): handoff.returned for handoff in found}[("B", "A")] == 1


def test_the_receiver_takes_over_when_it_answers() -> None:
    [handoff] = observed_handoffs(Evidence.of({"leg": legs("AB", wait_s=45)}))

    assert handoff.timed == 1
    assert handoff.median_ms == pytest.approx(45_000)


def test_a_case_is_taken_over_at_the_next_event_of_the_receiver() -> None:
    evidence = Evidence.of(
        {
            "event": events(
                ("1", "1", "desk", 0),
                ("1", "2", "network", 5),  # handed to network at minute 5
                ("1", "3", "network", 25),  # which first acts 20 minutes later
                ("2", "1", "desk", 0),
                ("2", "2", "network", 5),  # handed over, and never touched by network
                ("2", "3", "desk", 60),
            )
        }
    )

    found = {(handoff.sender, handoff.receiver): handoff for handoff in observed_handoffs(evidence)}

    to_network = found["desk", "network"]
    assert (to_network.moves, to_network.timed, to_network.median_ms) == (2, 1, 20 * 60_000)
    assert found["network", "desk"].returned == 1


def test_the_tenth_event_comes_after_the_ninth() -> None:
    evidence = Evidence.of({"event": events(("1", "10", "B", 0), ("1", "9", "A", 0))})

    [handoff] = observed_handoffs(evidence)

    assert (handoff.sender, handoff.receiver) == ("A", "B")


def test_an_event_without_a_team_does_not_take_the_case_away() -> None:
    evidence = Evidence.of({"event": events(("1", "1", "A", 0), ("1", "2", None, 1), ("1", "3", "A", 2))})

    assert observed_handoffs(evidence) == ()


def test_transfers_of_contacts_count_where_there_are_no_legs() -> None:
    transferred = pa.table(
        {
            "source": ["made-up"] * 3,
            "contact_id": ["1", "2", "3"],
            "queue": ["A", "A", "B"],
            "transferred_to": ["B", None, "B"],  # the third went to where it was
            "offered_at": [NOON] * 3,
            "outcome": ["handled"] * 3,
        }
    )

    [handoff] = observed_handoffs(Evidence.of({"contact": transferred}))

    assert (handoff.seen_in, handoff.moves, handoff.median_ms) == ("contact", 1, None)
    assert [
        handoff.seen_in for handoff in observed_handoffs(Evidence.of({"contact": transferred, "leg": legs("AB")}))
    ] == ["leg"]


def test_says_so_when_no_table_tells() -> None:
    assert moves(Evidence.of({})) is None
    assert observed_handoffs(Evidence.of({})) == ()


@settings(max_examples=25, deadline=None)
@given(chains=st.lists(st.text(alphabet="ABC", min_size=1, max_size=6), min_size=1, max_size=8))
def test_matches_a_count_done_with_loops(chains: list[str]) -> None:
    found = observed_handoffs(Evidence.of({"leg": legs(*chains)}))

    counted: dict[tuple[str, str], list[int]] = {}
    for chain in chains:
        collapsed = [queue for place, queue in enumerate(chain) if place == 0 or chain[place - 1] != queue]
        for place in range(1, len(collapsed)):
            tally = counted.setdefault((collapsed[place - 1], collapsed[place]), [0, 0])
            tally[0] += 1
            tally[1] += place >= 2 and collapsed[place - 2] == collapsed[place]
    assert {(handoff.sender, handoff.receiver): [handoff.moves, handoff.returned] for handoff in found} == counted
