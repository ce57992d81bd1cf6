"""What stands around the contacts agrees with them: customers, words, the routing, the calendar and outages."""

from collections import defaultdict
from datetime import timedelta

import pytest

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.keeping import how_kept
from centreline.evidence.privacy.detect import redacted
from centreline.samples.cast import DESKS, REASONS
from centreline.samples.centre import made_up_centre
from centreline.samples.hours import EXTRACT_AT_S
from centreline.samples.routing_tables import KEPT_DAYS
from centreline.samples.said import CLOSES, SAID, THANKS
from centreline.samples.turn_tables import MOST_CONTACTS


@pytest.fixture(scope="module")
def tables(in_order):
    return in_order.centre.tables


@pytest.fixture(scope="module")
def contacts(tables):
    return {row["contact_id"]: row for row in tables["contact"].to_pylist()}


def test_every_table_keeps_its_contract(in_order):
    broken = {name: how_kept(in_order.evidence, name).broken for name in in_order.centre.tables}

    assert {name: rules for name, rules in broken.items() if rules} == {}


def test_the_key_of_every_table_names_one_row(in_order):
    for name, table in in_order.centre.tables.items():
        key = list(CONTRACTS[name].key)
        assert table.group_by(key).aggregate([]).num_rows == table.num_rows, name


def test_customers_are_those_of_the_contacts(tables, contacts):
    named = {row["customer_id"] for row in contacts.values() if row["customer_id"]}
    customers = tables["customer"]["customer_id"].to_pylist()

    assert set(customers) == named
    assert len(customers) == len(named)


def test_no_customer_left_before_their_last_contact_and_who_left_has_a_reason(tables, contacts):
    last = defaultdict(lambda: None)
    for row in contacts.values():
        if row["customer_id"]:
            last[row["customer_id"]] = row["offered_at"].date()
    left = [row for row in tables["customer"].to_pylist() if row["until"]]

    assert 0.005 < len(left) / tables["customer"].num_rows < 0.05
    assert all(row["since"] < last[row["customer_id"]] <= row["until"] <= row["known_on"] for row in left)
    assert all(bool(row["until"]) == bool(row["left_because"]) for row in tables["customer"].to_pylist())


def test_no_two_customers_share_a_key(tables):
    for key in ("phone_key", "email_key", "account_key"):
        filled = [value for value in tables["customer"][key].to_pylist() if value]
        assert len(filled) == len(set(filled))


def test_words_are_invented_for_every_reason_and_hold_nothing_to_replace():
    said = [line for one in SAID.values() for line in (*one.opens, one.asks, one.replies, one.answers)]

    assert set(SAID) == {reason.name for _, reason in REASONS}
    assert all(redacted(line).text == line for line in (*said, *THANKS, *CLOSES))


def test_turns_are_numbered_and_said_while_the_contact_lasts(tables, contacts):
    turns = defaultdict(list)
    for row in tables["turn"].to_pylist():
        turns[row["contact_id"]].append(row)

    for contact, rows in turns.items():
        of = contacts[contact]
        assert [row["turn_no"] for row in rows] == list(range(1, len(rows) + 1))
        assert of["offered_at"] <= rows[0]["at"] < rows[-1]["at"] <= of["closed_at"]
        assert {row["person"] for row in rows if row["speaker"] == "agent"} <= {of["agent"]}
        assert rows[0]["text"] in SAID[of["reason"]].opens


def test_words_are_kept_of_no_more_contacts_in_a_larger_centre(tables):
    small = made_up_centre(contacts=2_000, seed=5).tables["turn"]

    for turns in (small, tables["turn"]):
        assert len(set(turns["contact_id"].to_pylist())) == MOST_CONTACTS


def test_the_routing_tells_of_each_recent_leg_what_the_leg_tells(tables):
    events = defaultdict(dict)
    for row in tables["routing_event"].to_pylist():
        leg_no, kind = divmod(int(row["event_no"]), 10)
        events[row["contact_id"], leg_no][row["kind"]] = row
        assert kind < 8
    since = EXTRACT_AT_S - timedelta(days=KEPT_DAYS).total_seconds()
    recent = [leg for leg in tables["leg"].to_pylist() if leg["enqueued_at"].timestamp() >= since]

    assert len(recent) == len(events)
    for leg in recent:
        told = events[leg["contact_id"], leg["leg_no"]]
        assert told["queued"]["at"] == leg["enqueued_at"]
        assert ("accepted" in told, "cancelled" in told) == (bool(leg["answered_at"]), not leg["answered_at"])
        assert ("transferred" in told) == bool(leg["transferred_to"])
        if "accepted" in told:
            assert (told["accepted"]["agent"], told["accepted"]["at"]) == (leg["agent"], leg["answered_at"])


def test_who_let_a_contact_ring_is_a_colleague_of_who_took_it(tables):
    events = tables["routing_event"].to_pylist()
    took = {(row["contact_id"], row["event_no"][:1]): row["agent"] for row in events if row["kind"] == "accepted"}
    missed = [row for row in events if row["kind"] == "timed_out"]

    assert missed
    assert all(row["agent"] != took[row["contact_id"], row["event_no"][:1]] for row in missed)


def test_systems_fail_only_while_no_desk_with_people_is_open(in_order, tables):
    opens = min(desk.opens for desk in DESKS if desk.team)
    systems = {system.id for system in in_order.centre.blueprint.systems}

    for row in tables["system_outage"].to_pylist():
        assert row["system"] in systems
        assert row["started_at"] < row["ended_at"]
        # Winter: the clocks of Dublin show UTC.
        assert row["ended_at"].hour < opens


def test_the_calendar_holds_holidays_a_campaign_and_a_launch_within_the_records(in_order, tables):
    rows = tables["planned_event"].to_pylist()

    assert {"holiday", "campaign", "launch"} <= {row["kind"] for row in rows}
    assert all(row["starts_at"] < row["ends_at"] for row in rows)
    assert max(row["starts_at"] for row in rows).date() <= in_order.evidence.last_day
    assert {row["queue"] for row in rows} - {None} <= {desk.queue for desk in DESKS}
