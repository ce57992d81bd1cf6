"""One period of a queue as a record, and as a row of counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from centreline.evidence.vendors.iex.clock import clock_in, day_of, wall_of
from centreline.evidence.vendors.iex.told import ReadAs
from centreline.evidence.vendors.values import instant, milliseconds, number, whole

__all__ = ["interval_rows", "period_told"]

COUNTS = ("offered", "handled", "abandoned", "answered_in_threshold", "forecast_offered")
SECONDS = {"talk": "talk_ms", "hold": "hold_ms", "wrap": "wrap_ms", "wait": "wait_ms"}
SUMMED = (*COUNTS, *SECONDS.values(), "length_ms")
CONFLICT = "Two rows of one file count the same queue and period differently: neither is taken."


def period_told(meant: Mapping[str, str], *, zone: str, told: ReadAs) -> dict[str, Any]:
    """Return what a row says, its period as an instant.

    Raises:
        ValueError: its time cannot be placed.
    """
    day = day_of(meant["starts_on"], order=told.date_order)
    clock = clock_in(meant.get("zone"), zone=zone, told=told)
    wall = wall_of(day, meant["starts"])
    minutes = meant.get("minutes", told.interval_minutes)
    length_ms = milliseconds(minutes, unit="min")
    is_both = clock.comes_twice(wall) and told.repeated_hour == "sum"
    return {
        "queue": meant["queue"],
        "acd": meant.get("acd"),
        "starts_at": clock.instant(wall, of="period").isoformat(),
        # Counted over the two hours that clocks showed alike, so it is twice as long.
        "length_ms": length_ms * 2 if is_both and length_ms is not None else length_ms,
        "is_both": is_both,
        "zone": clock.zone,
        **{name: whole(meant.get(name)) for name in COUNTS},
        **{ours: milliseconds(meant.get(theirs), unit="s") for theirs, ours in SECONDS.items()},
        "reported_wait_ms": milliseconds(meant.get("asa"), unit="s"),
        "staff_required": number(meant.get("staff_required")),
        "staff_scheduled": number(meant.get("staff_scheduled")),
    }


def interval_rows(bodies: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Return a row for each period of a queue's day, and what is missing."""
    by_period: dict[str, list[Mapping[str, Any]]] = {}
    for body in bodies:
        by_period.setdefault(body["told"]["starts_at"], []).append(body["told"])
    rows, remarks = [], set()
    for starts_at, told in sorted(by_period.items()):
        distinct = [each for place, each in enumerate(told) if each not in told[:place]]
        if len(distinct) > 1 and not all(each["is_both"] for each in distinct):
            remarks.add(CONFLICT)
            continue
        rows.append({**_added(distinct), "starts_at": instant(starts_at)})
    return rows, tuple(sorted(remarks))


def _added(told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return one row: the only one, or the sum of the two hours of a night in which clocks went back."""
    row = {key: value for key, value in told[0].items() if key not in ("acd", "is_both")}
    if len(told) > 1:
        row |= {name: _sum([each[name] for each in told]) for name in SUMMED if name != "length_ms"}
        row |= dict.fromkeys(("reported_wait_ms", "staff_required", "staff_scheduled"))  # averages do not add up
    return row


def _sum(values: Sequence[Any]) -> Any:
    return None if any(value is None for value in values) else sum(values)
