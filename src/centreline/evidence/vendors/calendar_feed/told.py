"""What an event says: when it begins by the wall clock of which zone, how it comes again, and what it is."""

import re
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from icalendar import Event
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from centreline.evidence.schema import known_zones
from centreline.evidence.vendors.calendar_feed.blocks import Block

__all__ = ["moment_of", "told_by", "zone_named"]

SLOW = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
"""How often a planned event may come again; what comes every hour or minute is none."""

TZID = re.compile(r';TZID=("[^"]*"|[^:;]*)', re.IGNORECASE)

NEEDED = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
"""Properties that have to be read, or the event would stand at the wrong time."""


def zone_named(written: str) -> str | None:
    """Return the IANA zone of a name: itself, one of Windows', or one with something in front of it."""
    name = WINDOWS_TO_OLSON.get(written, written)
    if name in known_zones():
        return name
    tail = re.search(r"([A-Z]\w+/[\w+-]+(?:/[\w+-]+)?)$", name)
    return tail[1] if tail is not None and tail[1] in known_zones() else None


def told_by(block: Block, *, zone: str) -> dict[str, Any]:
    """Return what an event says, as JSON.

    Args:
        block: Its lines.
        zone: IANA zone of times that name none, where the calendar does not say.

    Raises:
        ValueError: something that has to be read cannot be.
    """
    lines = (TZID.sub(_known_zone, line) for line in block.lines)
    event = Event.from_ical("\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", "")))
    broken = {name: why for name, why in event.errors if name in NEEDED}
    if broken:
        name = min(broken)
        raise ValueError(f"its {name} cannot be read: {broken[name]}")
    if not event.get("UID"):
        raise ValueError("the event has no UID")
    if event.get("DTSTART") is None:
        raise ValueError("the event has no DTSTART")
    floating = zone_named(block.calendar.zone or "") or zone
    starts = moment_of(event["DTSTART"], floating=floating)
    status = str(event.get("STATUS") or "").upper()
    return {
        "uid": _plain(str(event["UID"])),
        "starts": starts,
        "lasts_s": _lasts_s(event, starts, floating=floating),
        "rule": _rule(event),
        "also": _moments(event, "RDATE", floating=floating),
        "but": _moments(event, "EXDATE", floating=floating),
        "instead_of": moment_of(event["RECURRENCE-ID"], floating=floating) if event.get("RECURRENCE-ID") else None,
        "and_later_ones": event["RECURRENCE-ID"].params.get("RANGE") == "THISANDFUTURE"
        if event.get("RECURRENCE-ID")
        else False,
        "is_cancelled": status == "CANCELLED" or block.calendar.is_cancelled,
        "title": str(event["SUMMARY"]) if event.get("SUMMARY") else None,
        "site": str(event["LOCATION"]) if event.get("LOCATION") else None,
        "categories": _categories(event),
        "calendar": block.calendar.name,
        "sequence": _sequence(event),
        "changed_at": _changed_at(event),
    }


def _plain(uid: str) -> str:
    """Return a UID; one with an at sign by its hash, for it may be somebody's address."""
    return uid if "@" not in uid else blake2b(uid.encode(), digest_size=10).hexdigest()


def _known_zone(met: re.Match[str]) -> str:
    """Return a TZID under its IANA name: the parser would guess at some names, and say so aloud."""
    zone = zone_named(met[1].strip('"'))
    return met[0] if zone is None else f";TZID={zone}"


def moment_of(held: Any, *, floating: str) -> str:
    """Return a day, "2026-10-31", or what a clock shows where, "2026-10-31T22:00:00 America/New_York".

    Raises:
        ValueError: the zone is unknown.
    """
    params = getattr(held, "params", {})
    return _moment(held.dt, params.get("TZID"), floating)


def _moment(at: Any, named: str | None, floating: str) -> str:
    if isinstance(at, tuple):  # a period: its beginning
        at = at[0]
    if not isinstance(at, datetime):
        if not isinstance(at, date):
            raise ValueError(f"{at!r} is no date and no time")
        return at.isoformat()
    if at.utcoffset() == timedelta() and named is None and at.tzinfo is not None:
        return f"{at.replace(tzinfo=None).isoformat()} UTC"
    zone = floating if named is None else zone_named(named)
    if zone is None:
        raise ValueError(f"the zone {named!r} is unknown")
    return f"{at.replace(tzinfo=None).isoformat()} {zone}"


def _moments(event: Any, name: str, *, floating: str) -> list[str]:
    held = event.get(name)
    lists = held if isinstance(held, list) else ([] if held is None else [held])
    return sorted(
        _moment(each.dt, getattr(dates, "params", {}).get("TZID"), floating) for dates in lists for each in dates.dts
    )


def _lasts_s(event: Any, starts: str, *, floating: str) -> float | None:
    """Return how long an event is by the clock on the wall: from 22:00 to 06:00 are eight hours, on most nights."""
    if event.get("DURATION") is not None:
        lasting = event["DURATION"].dt
        return float(lasting.total_seconds()) if isinstance(lasting, timedelta) else None
    if event.get("DTEND") is None:
        return None
    ends = moment_of(event["DTEND"], floating=floating)
    begin, end = (datetime.fromisoformat(each.split(" ")[0]) for each in (starts, ends))
    if starts.partition(" ")[2] != ends.partition(" ")[2]:
        raise ValueError("it begins in one zone and ends in another")
    if end < begin:
        raise ValueError("it ends before it begins")
    return (end - begin).total_seconds()


def _rule(event: Any) -> str | None:
    rule = event.get("RRULE")
    if rule is None:
        return None
    if isinstance(rule, list):
        raise ValueError("it has more than one RRULE")
    if str(next(iter(rule.get("FREQ") or [""]))).upper() not in SLOW:
        raise ValueError("it comes again every hour, minute or second, as no planned event does")
    written: str = rule.to_ical().decode()
    return written


def _categories(event: Any) -> list[str]:
    held = event.get("CATEGORIES")
    lists = held if isinstance(held, list) else ([] if held is None else [held])
    return [str(name) for names in lists for name in names.cats]


def _sequence(event: Any) -> int:
    try:
        return max(int(event.get("SEQUENCE") or 0), 0)
    except (TypeError, ValueError):
        return 0


def _changed_at(event: Any) -> str | None:
    times = [_stamp(event.get(name)) for name in ("LAST-MODIFIED", "DTSTAMP")]
    newest = max((at for at in times if at is not None), default=None)
    return None if newest is None else newest.isoformat()


def _stamp(held: Any) -> datetime | None:
    at = getattr(held, "dt", None)
    if not isinstance(at, datetime):
        return None
    return at.astimezone(UTC) if at.tzinfo is not None else at.replace(tzinfo=UTC)
