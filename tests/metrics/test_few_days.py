"""No figures of periods, added and subtracted, tell of days on which too few worked."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.evidence.engine import Evidence
from centreline.evidence.scope import Scope
from centreline.kernel.period import Period
from centreline.metrics.ask import measure
from centreline.metrics.few_days import ends_of

FIRST = date(2026, 1, 29)
FEWEST = 3
WORKED = st.lists(st.sets(st.sampled_from("abcdef"), max_size=5), min_size=1, max_size=9)


def day(place: int) -> date:
    return FIRST + timedelta(days=place)


@given(worked=WORKED)
@settings(max_examples=60, deadline=None)
def test_whatever_is_added_and_subtracted_no_days_of_few_people_come_out(worked: list[set[str]]) -> None:
    ends = ends_of({day(place): people for place, people in enumerate(worked)}, fewest=FEWEST)
    every = list(combinations(range(len(worked) + 1), 2))
    few = [one for one in every if 0 < len(set().union(*worked[slice(*one)])) < FEWEST]

    shown = [one for one in every if ends.allow(Period(day(one[0]), day(one[1]))) and one not in few]

    # A figure is the sum of what its days hold; a day on which nobody worked holds nothing.
    sums = [[float(begin <= at < end and bool(worked[at])) for at in range(len(worked))] for begin, end in shown]
    known = np.array(sums).reshape(-1, len(worked))
    for begin, end in few:
        wanted = [float(begin <= at < end and bool(worked[at])) for at in range(len(worked))]
        assert np.linalg.matrix_rank(np.vstack([known, wanted])) > np.linalg.matrix_rank(known)


@given(worked=st.lists(st.sets(st.sampled_from("abcdef"), min_size=FEWEST), min_size=1, max_size=9))
def test_where_enough_worked_on_every_day_every_period_is_shown(worked: list[set[str]]) -> None:
    ends = ends_of({day(2 * place): people for place, people in enumerate(worked)}, fewest=FEWEST)

    assert all(ends.allow(Period(day(a), day(b))) for a, b in combinations(range(2 * len(worked) + 2), 2))


def test_a_month_and_a_week_that_may_end_do_so_before_a_day_does() -> None:
    worked = {date(2026, 1, 1) + timedelta(days=at): "abcde" if at % 7 in {0, 1, 4, 5, 6} else "a" for at in range(59)}

    ends = ends_of(worked, fewest=FEWEST)  # On Saturdays and Sundays there is one: 1 January 2026 is a Thursday.

    assert ends.allow(Period(date(2026, 1, 1), date(2026, 2, 1)))
    assert ends.allow(Period(date(2026, 1, 12), date(2026, 1, 19)))
    assert not ends.allow(Period(date(2026, 1, 12), date(2026, 1, 18)))


@pytest.fixture(scope="module")
def partner() -> Evidence:
    """Six agents on each of ten days; on the fifth there is one."""
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    rows = [
        {
            "source": "acd",
            "contact_id": f"{place}-{agent}",
            "offered_at": at + timedelta(days=place),
            "outcome": "handled",
            "talk_ms": 60_000 * (agent + 1),
            "partner": "Alpha",
            "queue": "north" if agent % 2 else "south",
            "agent": f"a{agent}",
        }
        for place in range(10)
        for agent in range(12 if place != 4 else 1)
    ]
    return Evidence.of({"contact": pa.Table.from_pylist(rows)}).within(Scope.of_partner("Alpha", reader="al"))


def value(evidence: Evidence, begins: int, ends: int, **asked: object) -> list[float | None]:
    first = date(2026, 3, 2)
    period = Period(first + timedelta(days=begins), first + timedelta(days=ends))
    return [one.value for one in measure(evidence, "contacts_offered", period=period, **asked)]  # type: ignore[arg-type]


def test_two_periods_that_differ_by_a_day_of_one_agent_are_not_both_shown(partner: Evidence) -> None:
    assert value(partner, 0, 10) == [9 * 12 + 1]
    assert None in value(partner, 0, 4) + value(partner, 0, 5)
    assert None in value(partner, 5, 10) + value(partner, 4, 10)


def test_the_day_after_it_is_hidden_with_it_and_every_other_day_is_shown(partner: Evidence) -> None:
    assert value(partner, 0, 10, by=("day",)) == [12, 12, 12, 12, None, None, 12, 12, 12, 12]


def test_each_group_has_ends_of_its_own(partner: Evidence) -> None:
    # Of the north nobody worked on the fifth day: it ends where it likes.
    assert value(partner, 0, 5, where="queue == 'north'") == [24]
    assert value(partner, 0, 5, where="queue == 'south'") == [None]


@pytest.mark.parametrize(("agents", "is_shown"), [(6, True), (2, False)])
def test_the_second_table_of_a_metric_is_looked_at_too(agents: int, is_shown: bool) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    said = {"source": "acd", "offered_at": at, "outcome": "handled", "direction": "inbound"}
    calls = [{**said, "contact_id": f"c{n}", "answered_at": at, "agent": f"a{n % agents}"} for n in range(12)]
    costs = [{"source": "erp", "cost_id": "1", "on": at.date(), "line": "internal_teams", "amount": 60.0}]
    tables = {"contact": pa.Table.from_pylist(calls), "cost": pa.Table.from_pylist(costs)}

    [each] = measure(Evidence.of(tables).within(Scope("lee", fewest_people=5)), "cost_per_contact")

    assert each.value == (5.0 if is_shown else None)
    assert bool(each.hidden_because) is not is_shown
