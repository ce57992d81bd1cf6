"""When something is due that comes again, on days on which the clock jumps too."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from centreline.kernel.rhythm import Every, Rhythm


def due(rhythm: Rhythm, *, after: datetime, times: int) -> list[datetime]:
    """Return the next times something is due, one after the other."""
    found = []
    for _ in range(times):
        after = rhythm.next_after(after)
        found.append(after)
    return found


@pytest.mark.parametrize("zone", ["Europe/Dublin", "America/St_Johns", "Australia/Lord_Howe", "UTC"])
@pytest.mark.parametrize("every", ["day", "week"])
def test_a_local_time_comes_once_on_each_day_of_a_year(zone: str, every: Every) -> None:
    at, step = time(6, 30), 1 if every == "day" else 7
    times = due(Rhythm(every, at, 3, zone), after=datetime(2026, 1, 1, 12, tzinfo=UTC), times=365 // step)

    days = [one.astimezone(ZoneInfo(zone)) for one in times]

    assert {one.time() for one in days} == {at}
    assert {later.date() - earlier.date() for earlier, later in pairwise(days)} == {timedelta(days=step)}
    assert every == "day" or {one.weekday() for one in days} == {3}


def test_a_time_that_the_clock_leaves_out_is_due_as_much_later_as_it_jumped_and_one_that_comes_twice_once() -> None:
    nightly = Rhythm("day", time(1, 30), 0, "Europe/Dublin")

    spring = due(nightly, after=datetime(2026, 3, 28, 12, tzinfo=UTC), times=2)
    autumn = due(nightly, after=datetime(2026, 10, 24, 12, tzinfo=UTC), times=2)

    assert [f"{one:%d %H:%M}" for one in spring] == ["29 01:30", "30 00:30"]
    assert [f"{one:%d %H:%M}" for one in autumn] == ["25 00:30", "26 01:30"]


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [("Europe/Dublin", (2026, 3, 29), 23), ("Europe/Dublin", (2026, 10, 25), 25), ("Asia/Kolkata", (2026, 3, 29), 24)],
)
def test_every_hour_is_every_real_hour_of_a_day(zone: str, day: tuple[int, int, int], hours: int) -> None:
    midnight = datetime(*day, tzinfo=ZoneInfo(zone))
    hourly = due(Rhythm("hour", time(0, 15), 0, zone), after=midnight.astimezone(UTC), times=30)

    that_day = [one for one in hourly if one.astimezone(ZoneInfo(zone)).date() == midnight.date()]

    assert len(that_day) == hours
    assert {one.astimezone(ZoneInfo(zone)).minute for one in that_day} == {15}
