"""One row of a schedule as a record, and an agent's rows of one day as a shift and its activities."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from centreline.evidence.vendors.iex.clock import Clock, clock_in, day_of, wall_of
from centreline.evidence.vendors.iex.told import ReadAs
from centreline.evidence.vendors.values import Words, instant, number

__all__ = ["activity_told", "shift_rows"]

CATEGORIES: Mapping[str, str] = {
    "lunch": "meal",
    "meal": "meal",
    "dinner": "meal",
    "break": "break",
    "coach": "coaching",
    "one on one": "coaching",
    "1:1": "coaching",
    "train": "training",
    "nesting": "training",
    "meeting": "meeting",
    "huddle": "meeting",
    "vacation": "time_off",
    "holiday": "time_off",
    "time off": "time_off",
    "pto": "time_off",
    "leave": "time_off",
    "sick": "unavailable",
    "absent": "unavailable",
    "no show": "unavailable",
    "tardy": "unavailable",
    "open": "on_queue_work",
    "phone": "on_queue_work",
    "available": "on_queue_work",
    "on queue": "on_queue_work",
    "chat": "on_queue_work",
    "email": "on_queue_work",
    "project": "off_queue_work",
    "admin": "off_queue_work",
    "off queue": "off_queue_work",
    "offline": "off_queue_work",
}
"""Ours by a word that a name begins with or has in it; the first that fits counts."""

YES, NO = ("y", "yes", "1", "true", "t", "p", "paid"), ("n", "no", "0", "false", "f", "u", "unpaid")
TWICE = "Two rows of one agent begin the same activity at the same time; the longer one is kept."
NAMELESS = "The agent was deleted: no column of the row names who it was."


def activity_told(meant: Mapping[str, str], *, zone: str, told: ReadAs) -> dict[str, Any]:
    """Return what a row says, its times as instants.

    A shift that crosses midnight keeps the day it began on; what begins in its second half has a date of its own.

    Raises:
        ValueError: a time cannot be placed.
    """
    shift_on = day_of(meant.get("shift_on") or meant["starts_on"], order=told.date_order)
    starts_on = day_of(meant["starts_on"], order=told.date_order) if "starts_on" in meant else shift_on
    clock = clock_in(meant.get("zone"), zone=zone, told=told)
    if told.repeated_hour == "sum":
        clock = Clock(clock.zone, ReadAs(told.date_order), clock.says)  # a beginning cannot be at two times
    starts = wall_of(starts_on, meant["starts"])
    starts_at = clock.instant(starts, of="beginning")
    return {
        "agent": meant.get("agent"),
        "shift_on": shift_on.isoformat(),
        "starts_at": starts_at.isoformat(),
        "ends_at": _ends_at(meant, starts=starts, starts_at=starts_at, clock=clock).isoformat(),
        "activity": meant["activity"],
        "paid": _paid(meant.get("paid")),
        "team": meant.get("team"),
        "site": meant.get("site"),
        "zone": clock.zone,
    }


def _ends_at(meant: Mapping[str, str], *, starts: datetime, starts_at: datetime, clock: Clock) -> datetime:
    minutes = number(meant.get("minutes"))
    if minutes is not None and minutes > 0:
        return starts_at + timedelta(minutes=minutes)
    if "ends" not in meant:
        raise ValueError("the row says neither when it ends nor how long it takes")
    ends = wall_of(starts.date(), meant["ends"])
    if ends <= starts:
        ends += timedelta(days=1)
    return clock.instant(ends, of="end")


def _paid(written: str | None) -> bool | None:
    said = (written or "").lower()
    return True if said in YES else (False if said in NO else None)


def shift_rows(bodies: Sequence[Mapping[str, Any]]) -> tuple[dict[str, list[dict[str, Any]]], Words, tuple[str, ...]]:
    """Return the shift and its activities, words nobody foresaw, and what is missing, of an agent's rows of one day."""
    words, remarks = Words(), []
    told = sorted((body["told"] for body in bodies), key=lambda each: (each["starts_at"], each["ends_at"]))
    if any(each["agent"] is None for each in told):
        return {}, words, (NAMELESS,)
    by_key = {(each["starts_at"], each["activity"]): each for each in told}
    if len(by_key) < len({(each["starts_at"], each["ends_at"], each["activity"]) for each in told}):
        remarks.append(TWICE)
    activities = [_activity(each, words=words) for each in by_key.values()]
    shift = {
        **{name: activities[0][name] for name in ("agent", "team", "site", "shift_id", "zone")},
        "starts_at": min(each["starts_at"] for each in activities),
        "ends_at": max(each["ends_at"] for each in activities),
        "paid_ms": _paid_ms(activities),
        "state": "planned",
    }
    return {"shift": [shift], "shift_activity": activities}, words, tuple(remarks)


def _activity(told: Mapping[str, Any], *, words: Words) -> dict[str, Any]:
    said = str(told["activity"]).lower()
    category = next((ours for word, ours in CATEGORIES.items() if word in said), None)
    if category is None:
        words.note("shift_activity.category", told["activity"])
    return {
        "agent": told["agent"],
        "team": told["team"],
        "site": told["site"],
        "shift_id": f"{told['agent']} {told['shift_on']}",
        "activity": told["activity"],
        "category": category or "other",
        "starts_at": instant(told["starts_at"]),
        "ends_at": instant(told["ends_at"]),
        "paid": told["paid"],
        "zone": told["zone"],
    }


def _paid_ms(activities: Sequence[Mapping[str, Any]]) -> int | None:
    """Return the paid time; None where a row does not say, or rows overlap and paid time would be counted twice."""
    in_order = sorted(activities, key=lambda each: each["starts_at"])
    overlap = any(later["starts_at"] < earlier["ends_at"] for earlier, later in pairwise(in_order))
    if overlap or any(each["paid"] is None for each in activities):
        return None
    paid = (each["ends_at"] - each["starts_at"] for each in activities if each["paid"])
    return round(sum(paid, timedelta()).total_seconds() * 1_000)
