"""When an event takes place: once, or again and again up to a horizon."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr  # type: ignore[import-untyped] # it comes without types

__all__ = [
    "DAYS_AHEAD", "Occurrence", "as_changed", "change_from", "horizon_of", "occurrences", "wall_and_zone", "walls_of"
]  # fmt: skip

DAYS_AHEAD = 400
"""How far a series is followed where nobody says: days after it began or its feed was written."""

MOST = 5_000
"""Occurrences of one series."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time an event takes place.

    Attributes:
        wall: When it begins by the clock on the wall.
        starts_at: The instant.
        ends_at: The instant it ends; None where nobody says.
    """

    wall: datetime
    starts_at: datetime
    ends_at: datetime | None


def wall_and_zone(moment: str, *, zone: str) -> tuple[datetime, str, bool]:
    """Return what a clock shows, where, and whether a whole day is meant; `zone` is that of whole days."""
    written, _, named = moment.partition(" ")
    return datetime.fromisoformat(written), named or zone, "T" not in written


def horizon_of(told: Mapping[str, Any], *, until: datetime | None) -> datetime:
    """Return up to when a series is followed: as somebody said, or some days after it was written."""
    if until is not None:
        return until
    began, _, _ = wall_and_zone(told["starts"], zone="UTC")
    changed_at = datetime.fromisoformat(told["changed_at"]).replace(tzinfo=None) if told["changed_at"] else began
    return max(began, changed_at) + timedelta(days=DAYS_AHEAD)


def occurrences(told: Mapping[str, Any], *, zone: str, until: datetime | None) -> tuple[list[Occurrence], bool]:
    """Return when an event takes place, and whether that is all of it.

    Args:
        told: What the event says.
        zone: IANA zone of whole days.
        until: Local time up to which a series is followed; None takes `DAYS_AHEAD`.
    """
    wall, place, is_day = wall_and_zone(told["starts"], zone=zone)
    walls = [wall]
    is_whole = True
    if told["rule"] or told["also"]:
        horizon = horizon_of(told, until=until)
        found = list(islice(_walls(told, wall, zone=place, horizon=horizon), MOST + 1))
        is_whole = len(found) <= MOST and not _goes_on(told["rule"], horizon=horizon)
        walls = found[:MOST]
    lasting = _lasting(told, is_day=is_day)
    return [_occurrence(each, lasting, zone=place) for each in walls], is_whole


def _lasting(told: Mapping[str, Any], *, is_day: bool) -> timedelta | None:
    if told["lasts_s"] is not None:
        return timedelta(seconds=told["lasts_s"])
    return timedelta(days=1) if is_day else None


def change_from(
    wall: datetime, changes: Sequence[Mapping[str, Any]], *, series: Mapping[str, Any], zone: str
) -> Mapping[str, Any] | None:
    """Return which change of one time and all later ones holds for an occurrence: the last that does not come after it.

    Args:
        wall: The occurrence by the clock of the series.
        changes: What is told of them.
        series: What they change.
        zone: IANA zone of whole days.
    """
    began, place, _ = wall_and_zone(series["starts"], zone=zone)
    since = [(_moved(change["instead_of"], began, zone=place), change) for change in changes]
    holds = [(from_wall, change) for from_wall, change in since if from_wall <= wall]
    return max(holds, key=lambda each: each[0])[1] if holds else None


def as_changed(one: Occurrence, change: Mapping[str, Any], *, series: Mapping[str, Any], zone: str) -> Occurrence:
    """Return an occurrence as a change of it or of an earlier one says: moved as far as that one, and as long.

    It is moved by the clock on the wall, so that it does not slip by an hour where clocks change in between.
    """
    began, place, _ = wall_and_zone(series["starts"], zone=zone)
    starts, own, is_day = wall_and_zone(change["starts"], zone=zone)
    first = _at_another_clock(_moved(change["instead_of"], began, zone=place), place, own)
    wall = _at_another_clock(one.wall, place, own) + (starts - first)
    return _occurrence(wall, _lasting(change, is_day=is_day), zone=own)


def _at_another_clock(wall: datetime, zone: str, other: str) -> datetime:
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo(other)).replace(tzinfo=None)


def _occurrence(wall: datetime, lasting: timedelta | None, *, zone: str) -> Occurrence:
    ends_at = None if lasting is None else _instant(wall + lasting, zone)
    return Occurrence(wall, _instant(wall, zone), ends_at)


def _instant(wall: datetime, zone: str) -> datetime:
    # As the standard says: of two equal times the first, and what never was is reckoned from before the change.
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def _walls(told: Mapping[str, Any], began: datetime, *, zone: str, horizon: datetime) -> Iterator[datetime]:
    dates = rruleset()
    if told["rule"]:
        for wall in _ruled(told["rule"], began, zone=zone, horizon=horizon):
            dates.rdate(wall)
    else:
        dates.rdate(began)
    for moment in told["also"]:
        wall = _moved(moment, began, zone=zone)
        if wall <= horizon:
            dates.rdate(wall)
    for moment in told["but"]:
        dates.exdate(_moved(moment, began, zone=zone))
    return iter(dates)


def _ruled(rule: str, began: datetime, *, zone: str, horizon: datetime) -> list[datetime]:
    """Return the walls a rule gives up to the horizon; COUNT is taken by hand, or no horizon would end the search."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    count = int(parts.pop("COUNT")) if "COUNT" in parts else None
    last = _until(parts.pop("UNTIL", None), zone=zone)
    if _never_comes_true(parts):
        return []
    written = ";".join(f"{name}={value}" for name, value in parts.items())
    ends = min(horizon, last) if last is not None else horizon
    endless: Any = rrulestr(written, dtstart=began)
    found: rrule = endless.replace(until=ends)
    return list(islice(found, min(MOST + 1, count if count is not None else MOST + 1)))


def _never_comes_true(parts: Mapping[str, str]) -> bool:
    """Say whether a rule asks for days no month has, 31 February: it would be sought until the year 9999."""
    if "BYMONTH" not in parts or "BYMONTHDAY" not in parts:
        return False
    days = [abs(int(day)) for day in parts["BYMONTHDAY"].split(",")]
    longest = max(monthrange(2024, int(month))[1] for month in parts["BYMONTH"].split(","))
    return min(days) > longest


def _until(written: str | None, *, zone: str) -> datetime | None:
    """Return the UNTIL of a rule as wall-clock time; a day means the whole of it."""
    if written is None:
        return None
    if len(written) == 8:
        return datetime.combine(datetime.strptime(written, "%Y%m%d").replace(tzinfo=UTC).date(), time.max)
    at = datetime.strptime(written.rstrip("Zz"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return (at.astimezone(ZoneInfo(zone)) if written[-1] in "Zz" else at).replace(tzinfo=None)


def _goes_on(rule: str | None, *, horizon: datetime) -> bool:
    """Say whether a rule gives more beyond the horizon."""
    if rule is None or "COUNT=" in rule:
        return False
    last = _until(next((part[6:] for part in rule.split(";") if part.startswith("UNTIL=")), None), zone="UTC")
    return last is None or last > horizon


def _moved(moment: str, began: datetime, *, zone: str) -> datetime:
    """Return a moment by the clock of the series; a day means the occurrence of that day."""
    wall, place, is_day = wall_and_zone(moment, zone=zone)
    if is_day:
        return datetime.combine(wall.date(), began.time())
    return wall.replace(tzinfo=ZoneInfo(place)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def walls_of(moments: Sequence[str], began: datetime, *, zone: str) -> set[datetime]:
    """Return moments by the clock of the series."""
    return {_moved(moment, began, zone=zone) for moment in moments}
