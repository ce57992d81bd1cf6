"""The reader of iCalendar feeds: all that a feed says of one UID is one subject."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.calendar_feed.blocks import Block, blocks_of
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.values import Words

__all__ = ["CALENDAR_FEED", "CalendarFeed"]

SURE = 0.97
KINDS: Mapping[str, str | None] = {
    **dict.fromkeys(("campaign", "campaigns", "marketing", "promotion"), "campaign"),
    **dict.fromkeys(("launch", "launches", "release", "product launch"), "launch"),
    **dict.fromkeys(("holiday", "holidays", "public holiday", "bank holiday"), "holiday"),
    **dict.fromkeys(("billing", "billing run", "bill run", "invoice run"), "billing"),
    **dict.fromkeys(("price change", "price_change", "tariff change"), "price_change"),
    **dict.fromkeys(("maintenance", "planned maintenance", "change window"), "maintenance"),
    **dict.fromkeys(("meeting", "meetings"), "meeting"),
    **dict.fromkeys(("training", "trainings"), "training"),
}
"""Ours by a category of the event."""

NOT_FOLLOWED = (
    "The event comes again beyond its horizon: later times are read once the feed comes anew, or with until=."
)
LATER_ONES = "The series that a change and all later times belong to has not come: only that one time was read."


@dataclass(frozen=True, slots=True)
class _Dates:
    """The options there are: a day up to which series are followed."""

    def __iter__(self) -> Iterator[str]:
        return iter(("until=2027-12-31",))

    def __contains__(self, option: object) -> bool:
        return re.fullmatch(r"until=\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", str(option)) is not None


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """Planned events as calendars publish them.

    Attributes:
        until: The day up to which events that come again are followed; None follows them for `DAYS_AHEAD` days.
    """

    until: str | None = None

    @property
    def name(self) -> str:
        """Its id. How far a series is followed is a record of its own, so it is the same under every option."""
        return "icalendar"

    @property
    def title(self) -> str:
        """What people call it."""
        return "iCalendar feed of planned events"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("planned_event",)

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Nobody: who is invited is dropped on sight."""
        return ()

    @property
    def options(self) -> _Dates:
        """A day up to which series are followed: "until=2027-12-31"."""
        return _Dates()

    @property
    def option(self) -> str:
        """The option it reads under: the same feed is another one under a farther horizon."""
        return "" if self.until is None else f"until={self.until}"

    def under(self, option: str) -> "CalendarFeed":
        """Return the reader that follows series up to a day."""
        return replace(self, until=option.removeprefix("until="))

    def recognise(self, sample: Sample) -> float:
        """Go by the first line, BEGIN:VCALENDAR."""
        first = sample.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper()
        return SURE if first == b"BEGIN:VCALENDAR" else 0.0

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:
        """Take a feed apart: an event, a changed occurrence of one, and how far a series is followed, are records."""
        from centreline.evidence.vendors.calendar_feed.told import told_by

        for block in blocks_of(path):
            if isinstance(block, Unreadable):
                yield block
                continue
            try:
                told = told_by(block, zone=zone)
            except ValueError as error:
                yield Unreadable(block.place, str(error), "\n".join(block.lines)[:300])
                continue
            yield from self._records(block, told)

    def _records(self, block: Block, told: Mapping[str, Any]) -> Iterator[Record]:
        uid = told["uid"]
        changed_at = datetime.fromisoformat(told["changed_at"]) if told["changed_at"] else None
        # A higher SEQUENCE wins whatever the clocks say, so each is a record of its own.
        name = f"{uid} {told['instead_of'] or 'all'} {told['sequence']}"
        lines = [line for line in block.lines if line[:4].upper() not in ("UID:", "UID;")]
        yield Record("event", name, uid, changed_at, {"lines": lines, "told": dict(told)})
        if self.until is not None and (told["rule"] or told["also"]):
            # Of two horizons the farther one stands, as if it were the newer.
            at = datetime.fromisoformat(f"{self.until}T00:00:00+00:00")
            yield Record("horizon", uid, uid, at, {"until": self.until})

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:
        """Put together an event, its occurrences and those that were changed."""
        from centreline.evidence.vendors.calendar_feed.expanding import occurrences

        horizon = next((record.body["until"] for record in records if record.kind == "horizon"), None)
        until = None if horizon is None else datetime.combine(datetime.fromisoformat(horizon).date(), time.max)
        told = _newest([record.body["told"] for record in records if record.kind == "event"])
        series = told.pop(None, None)
        words, rows, remarks = Words(), [], []
        changes = [each for each in told.values() if each["and_later_ones"]] if series is not None else []
        for each in (series, *(told[moment] for moment in sorted(told, key=str))):
            if each is None or each["is_cancelled"] or each in changes:
                continue
            found, is_whole = occurrences(each, zone=zone, until=until)
            remarks += [] if is_whole else [NOT_FOLLOWED]
            remarks += [LATER_ONES] if each["and_later_ones"] else []
            standing = (
                _as_changed(found, each, told=told, changes=changes, zone=zone)
                if each is series
                else ((each, one) for one in found)
            )
            rows += [_row(by, subject=subject, at=one, zone=zone, words=words) for by, one in standing]
        unique = {row["starts_at"]: row for row in rows}
        found_rows = [unique[at] for at in sorted(unique)]
        strange = tuple(dict.fromkeys(words.strange))
        return Assembled({"planned_event": found_rows} if found_rows else {}, strange, tuple(dict.fromkeys(remarks)))


def _as_changed(
    found: Sequence[Any],
    series: Mapping[str, Any],
    *,
    told: Mapping[Any, Mapping[str, Any]],
    changes: Sequence[Mapping[str, Any]],
    zone: str,
) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """Return the occurrences of a series, each with what tells of it; those told of by themselves are left out."""
    from centreline.evidence.vendors.calendar_feed.expanding import as_changed, change_from, wall_and_zone, walls_of

    wall, place, _ = wall_and_zone(series["starts"], zone=zone)
    alone = walls_of([moment for moment, each in told.items() if not each["and_later_ones"]], wall, zone=place)
    for one in found:
        change = None if one.wall in alone else change_from(one.wall, changes, series=series, zone=zone)
        if change is not None and not change["is_cancelled"]:
            yield change, as_changed(one, change, series=series, zone=zone)
        elif change is None and one.wall not in alone:
            yield series, one


def _newest(told: Sequence[Mapping[str, Any]]) -> dict[str | None, Mapping[str, Any]]:
    """Return what stands of the series (under None) and of each changed occurrence: the highest SEQUENCE."""
    newest: dict[str | None, Mapping[str, Any]] = {}
    for each in sorted(told, key=lambda one: one["sequence"]):
        newest[each["instead_of"]] = each
    return newest


def _row(told: Mapping[str, Any], *, subject: str, at: Any, zone: str, words: Words) -> dict[str, Any]:
    from centreline.evidence.vendors.calendar_feed.expanding import wall_and_zone

    _, place, is_day = wall_and_zone(told["starts"], zone=zone)
    return {
        "event_id": subject,
        "kind": _kind(told, words=words),
        "title": told["title"],
        "starts_at": at.starts_at,
        "ends_at": at.ends_at,
        "whole_day": is_day,
        "site": told["site"],
        "zone": zone if place == "UTC" else place,
        "source_updated_at": datetime.fromisoformat(told["changed_at"]) if told["changed_at"] else None,
    }


def _kind(told: Mapping[str, Any], *, words: Words) -> str | None:
    """Return what kind of event it is, as its categories say, or else its calendar's name; titles are not searched."""
    known = [KINDS[name.lower()] for name in told["categories"] if name.lower() in KINDS]
    if known:
        return known[0]
    if told["categories"]:
        return words.choice("planned_event.kind", told["categories"][0], KINDS)
    return KINDS.get((told["calendar"] or "").lower())


CALENDAR_FEED: Source = CalendarFeed()
"""As it is listed in the book."""
