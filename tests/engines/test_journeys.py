"""Journeys on every engine: which contacts belong where, how work moved, and who came again."""

import pytest

from centreline.journeys.demand import demand_at
from centreline.journeys.handoffs import moves, observed_handoffs
from centreline.journeys.recognise import recognise
from centreline.journeys.recontact import watched_contacts

ENGINES = ["postgres", "spark", pytest.param("clickhouse", marks=pytest.mark.nightly)]


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_work_moved_as_duckdb_says(side, duckdb_side, unlike) -> None:
    wanted = observed_handoffs(duckdb_side.made_up)

    assert len(wanted) > 3
    assert unlike(wanted, observed_handoffs(side.made_up)) == ""


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_each_move_is_the_one_that_duckdb_tells(side, duckdb_side) -> None:
    def told(one):
        rows = moves(one.made_up)
        order = ["seen_in", "case_id", "at", "sender", "receiver"]
        return one.made_up.arrow(rows.select(*order, "returned", "took_ms").order_by(order)).to_pylist()

    assert told(side) == told(duckdb_side)


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_contacts_are_recognised_as_duckdb_says(side, duckdb_side, centre, unlike) -> None:
    wanted = recognise(duckdb_side.made_up, centre.blueprint.touchpoints)

    assert sum(wanted.by_touchpoint.values()) > 1_000
    assert unlike(wanted, recognise(side.made_up, centre.blueprint.touchpoints)) == ""


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_who_came_again_did_so_to_the_millisecond(side, duckdb_side) -> None:
    def told(one):
        rows = watched_contacts(one.made_up, window_days=7)
        rows = rows.select("source", "contact_id", "next_gap_ms", "next_any_gap_ms", "seen_after_ms")
        return one.made_up.arrow(rows.order_by(["source", "contact_id"])).to_pylist()

    wanted = told(duckdb_side)

    assert sum(row["next_gap_ms"] is not None for row in wanted) > 100
    assert sum(row["next_gap_ms"] is None for row in wanted) > 100
    assert told(side) == wanted


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_each_touchpoint_is_asked_for_what_duckdb_says(side, duckdb_side, centre, unlike) -> None:
    def told(one, where=None):
        return demand_at(one.made_up, centre.blueprint.touchpoints, where=where)

    wanted, some = told(duckdb_side), told(duckdb_side, "channel == 'voice'")

    assert sum(one.contacts for one in wanted.values()) > 1_000
    assert sum(one.again for one in wanted.values()) > 10
    assert 0 < sum(one.contacts for one in some.values()) < sum(one.contacts for one in wanted.values())
    assert unlike(wanted, told(side)) == ""
    assert unlike(some, told(side, "channel == 'voice'")) == ""
