"""The reader of schedules: what the answers to a search for agents' schedules hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from centreline.evidence.vendors.genesys.words import ACTIVITIES, activity_kind
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.taking import examples_of, records_in, share_known
from centreline.evidence.vendors.values import Words, block, blocks, instant, milliseconds, number, text

__all__ = ["GENESYS_SCHEDULES", "GenesysSchedules"]

LISTS = ("result", "agentSchedules")
CATEGORIES: dict[str, str | None] = {name: ours for name, ours in ACTIVITIES.items() if ours != "unscheduled"}


@dataclass(frozen=True, slots=True)
class GenesysSchedules:
    """Shifts with their activities, and whole days off.

    A shift that was deleted is not named any more, so it stays until its import is taken back. Activities are named
    by their code; their category is filled where the export names it.
    """

    @property
    def name(self) -> str:
        """Its id."""
        return "genesys_schedules"

    @property
    def title(self) -> str:
        """What people call it."""
        return "Genesys Cloud schedules"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("shift", "shift_activity")

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """No customers are named."""
        return ()

    def recognise(self, sample: Sample) -> float:
        """Go by `user` beside `shifts` whose items have `startDate` and `lengthMinutes`."""
        return 0.96 * share_known(examples_of(sample, lists=LISTS), by=_is_schedule)

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:
        """Take a file apart into shifts and days off."""
        return records_in(path, lists=LISTS, by=lambda body: _taken(body, zone=zone))

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:  # noqa: ARG002 - Source
        """Read one shift, or one day off."""
        body = max(
            records, key=lambda record: (record.changed_at or datetime.min.replace(tzinfo=ZoneInfo("UTC")), record.id)
        ).body
        words = Words()
        shift = block(body.get("shift"))
        if not shift:
            return _day_off(body, zone=zone)
        starts_at = instant(shift.get("startDate"), zone=zone)
        length_ms = milliseconds(shift.get("lengthMinutes"), unit="min")
        if starts_at is None or length_ms is None:
            return Assembled({}, incomplete=("A shift does not say when it begins or how long it is.",))
        whose = {"agent": text(body.get("user")), "team": text(body.get("team")), "shift_id": text(shift.get("id"))}
        activities = [
            {**whose, **row}
            for each in blocks(shift.get("activities"))
            if (row := _activity(each, zone=zone, words=words))
        ]
        paid = [_paid_ms(each) for each in blocks(shift.get("activities"))]
        row = {
            **whose,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(milliseconds=length_ms),
            "paid_ms": sum(value for value in paid if value is not None) if None not in paid and paid else None,
        }
        rows = {"shift": [row], **({"shift_activity": activities} if activities else {})}
        return Assembled(rows, tuple(words.strange))


def _is_schedule(body: Mapping[str, Any]) -> bool:
    shifts = blocks(body.get("shifts"))
    return "id" in block(body.get("user")) and "shifts" in body and all("lengthMinutes" in each for each in shifts)


def _taken(body: Mapping[str, Any], *, zone: str) -> Iterable[Record | str]:
    user = text(block(body.get("user")).get("id"))
    if user is None:
        return ["it names no user"]
    changed_at = instant(block(body.get("metadata")).get("dateModified"), zone=zone)
    rest = {name: value for name, value in body.items() if name not in ("shifts", "fullDayTimeOffMarkers", "user")}
    found: list[Record | str] = []
    for shift in blocks(body.get("shifts")):
        shift_id = text(shift.get("id")) or f"{user} {text(shift.get('startDate')) or ''}"
        found.append(Record("shift", shift_id, shift_id, changed_at, {**rest, "user": user, "shift": shift}))
    for marker in blocks(body.get("fullDayTimeOffMarkers")):
        name = f"{user} {_day_of(marker) or ''}"
        found.append(Record("time off", name, name, changed_at, {**rest, "user": user, "marker": marker}))
    return found


def _day_of(marker: Mapping[str, Any]) -> str | None:
    return text(marker.get("businessUnitDate")) or text(marker.get("managementUnitDate"))


def _activity(each: Mapping[str, Any], *, zone: str, words: Words) -> Mapping[str, Any] | None:
    starts_at = instant(each.get("startDate"), zone=zone)
    length_ms = milliseconds(each.get("lengthMinutes"), unit="min")
    activity = text(each.get("description")) or text(each.get("activityCodeId"))
    if starts_at is None or length_ms is None or activity is None:
        return None
    category = text(each.get("activityCategory")) or text(each.get("category"))
    said = activity_kind(category) if category else None
    return {
        "activity": activity,
        "category": words.choice("shift_activity.category", said, CATEGORIES),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(milliseconds=length_ms),
        "paid": each["paid"] if isinstance(each.get("paid"), bool) else None,
    }


def _paid_ms(each: Mapping[str, Any]) -> int | None:
    if number(each.get("payableMinutes")) is not None:
        return milliseconds(each.get("payableMinutes"), unit="min")
    if not isinstance(each.get("paid"), bool):
        return None
    return milliseconds(each.get("lengthMinutes"), unit="min") if each["paid"] else 0


def _day_off(body: Mapping[str, Any], *, zone: str) -> Assembled:
    """Read a marker of a whole day: from midnight to midnight of the zone, whatever it is paid as."""
    marker = block(body.get("marker"))
    try:
        day = datetime.combine(datetime.fromisoformat(_day_of(marker) or "").date(), time(), ZoneInfo(zone))
    except ValueError:
        return Assembled({}, incomplete=("A day off does not say which day it is.",))
    row = {
        "agent": text(body.get("user")),
        "activity": text(marker.get("description")) or text(marker.get("activityCodeId")) or "time off",
        "category": "time_off",
        "starts_at": day.astimezone(ZoneInfo("UTC")),
        "ends_at": (day + timedelta(days=1)).astimezone(ZoneInfo("UTC")),
        "paid": marker["paid"] if isinstance(marker.get("paid"), bool) else None,
    }
    return Assembled({"shift_activity": [row]})


GENESYS_SCHEDULES: Source = GenesysSchedules()
"""As it is listed in the book."""
