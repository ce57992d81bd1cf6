"""Clocks of a zone read for whole columns: as the standard library reads each of them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.evidence.clocks import EPOCH, clocks_of

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Europe/Dublin",
    "UTC",
]
FIRST, LAST = datetime(1900, 1, 1), datetime(2199, 12, 31)  # noqa: DTZ001
MOMENTS = st.lists(st.datetimes(min_value=FIRST, max_value=LAST), min_size=1, max_size=20)
MICROSECOND = timedelta(microseconds=1)


def us(moment: datetime) -> int:
    return (moment.replace(tzinfo=UTC) - EPOCH) // MICROSECOND


@settings(max_examples=60, deadline=None, derandomize=True)
@given(zone=st.sampled_from(ZONES), moments=MOMENTS)
def test_clocks_show_what_the_standard_library_shows(zone: str, moments: list[datetime]) -> None:
    instants = np.array([us(moment) for moment in moments])

    shown = clocks_of(zone, first_us=int(instants.min()), last_us=int(instants.max())).shown(instants)

    there = [moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)) for moment in moments]
    assert shown.tolist() == [us(other.replace(tzinfo=None)) for other in there]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(zone=st.sampled_from(ZONES), moments=MOMENTS)
def test_times_are_placed_where_the_standard_library_places_them(zone: str, moments: list[datetime]) -> None:
    walls = np.array([us(moment) for moment in moments])

    placed = clocks_of(zone, first_us=int(walls.min()), last_us=int(walls.max())).placed(walls)

    for place, moment in enumerate(moments):
        first, second = (us(moment.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)) for fold in (0, 1))
        if first > second:
            assert placed.never_was[place]
        else:
            assert not placed.never_was[place]
            assert (placed.first[place], placed.later[place]) == (first, second)
            assert placed.came_twice[place] == (first != second)


@pytest.mark.parametrize(
    ("zone", "day", "quarters"),
    [
        ("America/New_York", datetime(2026, 3, 8), 92),  # noqa: DTZ001
        ("America/New_York", datetime(2026, 11, 1), 100),  # noqa: DTZ001
        ("Australia/Lord_Howe", datetime(2026, 4, 5), 98),  # noqa: DTZ001
        ("Australia/Lord_Howe", datetime(2026, 10, 4), 94),  # noqa: DTZ001
        ("America/St_Johns", datetime(2026, 11, 1), 100),  # noqa: DTZ001
        ("Africa/Casablanca", datetime(2026, 2, 15), 100),  # noqa: DTZ001
        ("Asia/Kolkata", datetime(2026, 3, 29), 96),  # noqa: DTZ001
    ],
)
def test_a_day_has_as_many_quarters_as_its_clocks_show(zone: str, day: datetime, quarters: int) -> None:
    begins, ends = (us(one.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)) for one in (day, day + timedelta(days=1)))
    instants = np.arange(begins, ends, 900_000_000)
    clocks = clocks_of(zone, first_us=begins, last_us=ends)

    shown = clocks.shown(instants)

    assert len(instants) == quarters
    assert len(set(shown.tolist())) == min(quarters, 96)
    placed = clocks.placed(shown)
    assert not placed.never_was.any()
    assert placed.came_twice.sum() == 2 * max(0, quarters - 96)
    assert all(one in (first, later) for one, first, later in zip(instants, placed.first, placed.later, strict=True))
