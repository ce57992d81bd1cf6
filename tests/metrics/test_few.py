"""Figures of few people are hidden, and so is what would give them away."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.engine import Evidence
from centreline.evidence.scope import Scope
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure
from centreline.metrics.few import hidden_groups

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
FEWEST = 5
AGENTS = {"east": 8, "north": 6, "west": 2}


@pytest.fixture(scope="module")
def centre() -> Evidence:
    """A partner with three teams; each agent takes one contact a day on two days, the first of each team by chat."""
    rows = [
        {
            "source": "acd",
            "contact_id": f"{team}-{agent}-{day}",
            "offered_at": AT + timedelta(days=day),
            "outcome": "handled",
            "wait_ms": 1_000 * agent,
            "talk_ms": 60_000 * (agent + 1),
            "partner": "Alpha",
            "team": team,
            "agent": f"{team}-{agent}",
            "channel": "chat" if agent == 0 else "voice",
        }
        for team, agents in AGENTS.items()
        for agent in range(agents)
        for day in range(2)
    ]
    return Evidence.of({"contact": pa.Table.from_pylist(rows)})


@pytest.fixture
def partner(centre: Evidence) -> Evidence:
    return centre.within(Scope.of_partner("Alpha", reader="al"))


def by_group(answers: Sequence[Answer]) -> dict[tuple[object, ...], float | None]:
    return {tuple(answer.by.values()): answer.value for answer in answers}


def test_the_owner_is_shown_every_team(centre: Evidence) -> None:
    assert None not in by_group(measure(centre, "average_handle_time", by=("team",))).values()


def test_a_team_of_two_is_hidden_with_the_smallest_other_team_that_would_give_it_away(partner: Evidence) -> None:
    shown = by_group(measure(partner, "average_handle_time", by=("team",)))

    assert shown == {("east",): pytest.approx(60_000 * 4.5), ("north",): None, ("west",): None}


def test_a_hidden_answer_keeps_no_number_and_says_why(partner: Evidence) -> None:
    [hidden] = [a for a in measure(partner, "average_handle_time", by=("team",)) if a.by["team"] == "west"]

    assert (hidden.value, hidden.n, hidden.numerator, hidden.denominator, hidden.left_out) == (None, 0, None, None, 0)
    assert hidden.hidden_because == "fewer than 5 people, or what would give their figure away"
    assert "fewer than 5 people" in str(hidden)


def test_no_agent_is_shown_alone(partner: Evidence) -> None:
    assert set(by_group(measure(partner, "average_handle_time", by=("agent",))).values()) == {None}


def test_a_selection_that_leaves_out_one_agent_is_hidden_for_it_could_be_subtracted(partner: Evidence) -> None:
    [all_of_them] = measure(partner, "average_handle_time")
    [without_kim] = measure(partner, "average_handle_time", where="agent != 'east-3'")

    assert all_of_them.value is not None
    assert without_kim.value is None


def test_two_selections_that_differ_by_one_agent_are_not_both_shown(partner: Evidence) -> None:
    [team] = measure(partner, "average_handle_time", where="team == 'east'")
    [team_without_one] = measure(partner, "average_handle_time", where="team == 'east' and channel != 'chat'")

    assert team.value is not None
    assert team_without_one.value is None


def test_days_of_many_people_are_shown(partner: Evidence) -> None:
    assert None not in by_group(measure(partner, "contacts_offered", by=("day",))).values()


def lines(people: Mapping[tuple[str, str], int]) -> list[list[tuple[str, str]]]:
    ends = [sorted({group[place] for group in people}) for place in range(2)]
    rows = [[(one, other) for other in ends[1]] for one in ends[0]]
    return rows + [[(one, other) for one in ends[0]] for other in ends[1]]


@given(
    counts=st.lists(st.integers(0, 12), min_size=9, max_size=9),
)
def test_no_hidden_figure_follows_from_a_total_and_its_other_parts(counts: list[int]) -> None:
    people = dict(zip(product("abc", "xyz"), counts, strict=True))

    hidden = hidden_groups(people, fewest=FEWEST)

    assert {group for group, count in people.items() if 0 < count < FEWEST} <= hidden
    for line in lines(people):
        gone = [group for group in line if group in hidden]
        left = [group for group in line if group not in hidden and people[group]]
        assert not gone or not left or (len(gone) >= 2 and sum(people[group] for group in gone) >= FEWEST)


@given(counts=st.lists(st.integers(FEWEST, 50), max_size=6))
def test_nothing_is_hidden_where_every_group_is_large_enough(counts: list[int]) -> None:
    assert hidden_groups({(str(place),): count for place, count in enumerate(counts)}, fewest=FEWEST) == set()
