"""Working days: shifts, what fills them, and what agents did agree with each other and with the contacts."""

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest

from centreline.samples.hours import EXTRACT_AT_S

WORKING = {"Idle", "Interacting"}


@pytest.fixture(scope="module")
def rows(in_order):
    names = ("leg", "interval_stat", "agent_state", "shift", "shift_activity")
    return {name: in_order.centre.tables[name].to_pylist() for name in names}


@pytest.fixture(scope="module")
def states(rows):
    by_agent = defaultdict(list)
    for row in rows["agent_state"]:
        by_agent[row["agent"]].append(row)
    return by_agent


def test_every_day_of_an_agent_in_the_half_hours_is_one_shift(rows):
    days = {(row["agent"], row["starts_at"]): row for row in rows["interval_stat"] if row["agent"]}
    shifts = {(row["agent"], row["starts_at"]): row for row in rows["shift"]}

    assert shifts.keys() == days.keys()
    assert all(shifts[key]["paid_ms"] == day["scheduled_ms"] for key, day in days.items())


def test_a_shift_is_published_before_it_begins_and_worked_when_somebody_came(rows):
    took_part = {(row["agent"], row["started_at"].date()) for row in rows["agent_state"]}

    for shift in rows["shift"]:
        assert shift["published_at"] < shift["starts_at"] - timedelta(days=13)
        if shift["state"] == "worked":
            assert (shift["agent"], shift["starts_at"].date()) in took_part
    assert {shift["state"] for shift in rows["shift"]} == {"published", "worked"}


def test_activities_follow_each_other_from_the_beginning_of_a_shift_to_its_end(rows):
    activities = defaultdict(list)
    for row in rows["shift_activity"]:
        activities[row["shift_id"]].append(row)

    for shift in rows["shift"]:
        inside = sorted(activities[shift["shift_id"]], key=lambda row: row["starts_at"])
        assert (inside[0]["starts_at"], inside[-1]["ends_at"]) == (shift["starts_at"], shift["ends_at"])
        assert all(one["ends_at"] == other["starts_at"] for one, other in pairwise(inside))


def test_who_is_ill_has_nothing_else_to_do(rows):
    activities = defaultdict(set)
    for row in rows["shift_activity"]:
        activities[row["shift_id"]].add(row["activity"])
    ill = [found for found in activities.values() if "Illness" in found]

    assert 0.02 < len(ill) / len(activities) < 0.05
    assert all(found == {"Illness"} for found in ill)


def test_contacts_are_answered_in_time_scheduled_for_them(rows):
    blocks = defaultdict(list)
    for row in rows["shift_activity"]:
        if row["category"] == "on_queue_work":
            blocks[row["agent"]].append((row["starts_at"], row["ends_at"]))
    answered = [row for row in rows["leg"] if row["answered_at"]]

    # Who waited into the next half hour is answered by an agent of the one in which they came.
    late = timedelta(minutes=30)
    outside = [
        leg
        for leg in answered
        if not any(begins <= leg["answered_at"] < ends + late for begins, ends in blocks[leg["agent"]])
    ]
    assert len(outside) < 0.002 * len(answered)


def test_states_of_an_agent_never_overlap(states):
    for rows in states.values():
        assert all(one["ended_at"] <= other["started_at"] for one, other in pairwise(rows))
        assert all(row["ended_at"] is None or row["started_at"] < row["ended_at"] for row in rows)


def test_an_agent_is_with_somebody_whenever_a_leg_of_theirs_lasts(rows, states):
    legs = defaultdict(list)
    for leg in rows["leg"]:
        if leg["answered_at"] and leg["answered_at"].timestamp() < EXTRACT_AT_S:
            wrapped_at = leg["ended_at"] + timedelta(milliseconds=leg["wrap_ms"])
            legs[leg["agent"]].append((leg["answered_at"], wrapped_at))

    for agent, stretches in legs.items():
        with_somebody = [row for row in states[agent] if row["state"] == "Interacting"]
        assert all(row["contact_id"] for row in with_somebody)
        begun = {row["started_at"] for row in with_somebody}
        assert {answered_at for answered_at, _ in stretches} <= begun
        busy = sum(
            ((row["ended_at"] or row["started_at"]) - row["started_at"]).total_seconds() for row in with_somebody
        )
        assert busy == pytest.approx(_covered_s(stretches), rel=0.01)


def _covered_s(stretches):
    """Count the seconds in at least one stretch, by walking through them."""
    covered, upto = 0.0, None
    for begins, ends in sorted(stretches):
        since = begins if upto is None else max(begins, upto)
        covered += max((ends - since).total_seconds(), 0.0)
        upto = ends if upto is None else max(upto, ends)
    return covered


def test_time_on_the_queue_is_what_the_half_hours_of_the_agent_say(in_order, rows):
    on_queue = defaultdict(float)
    for row in rows["agent_state"]:
        if row["state"] in WORKING and row["ended_at"]:
            on_queue[row["agent"], row["started_at"].date()] += (row["ended_at"] - row["started_at"]).total_seconds()
    days = [row for row in rows["interval_stat"] if row["agent"]]

    close = [
        row for row in days if abs(on_queue[row["agent"], row["starts_at"].date()] - row["on_queue_ms"] / 1000) < 300
    ]
    assert len(close) > 0.9 * len(days)
    assert sum(on_queue.values()) == pytest.approx(sum(row["on_queue_ms"] for row in days) / 1000, rel=0.01)


def test_what_is_logged_ends_with_the_records(rows):
    last = max(row["started_at"] for row in rows["agent_state"])
    still = [row for row in rows["agent_state"] if row["ended_at"] is None]

    assert last.timestamp() < EXTRACT_AT_S
    assert still
    assert all(row["ended_at"].timestamp() <= EXTRACT_AT_S for row in rows["agent_state"] if row["ended_at"])
