"""The events of a feed one by one, as lines: a feed is never held whole."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from centreline.evidence.ingest.guarded import open_guarded, unreadable
from centreline.evidence.vendors.source import Unreadable

__all__ = ["Block", "Calendar", "blocks_of", "is_person"]

LONGEST_EVENT = 5_000
"""Lines of one event; attached files are dropped as they pass."""

PEOPLE = ("ATTENDEE", "ORGANIZER", "CONTACT", "ATTACH")  # lint: words - as the standard spells them
"""Who is invited is nobody's business here, and attached files even less: dropped on sight."""


@dataclass(slots=True)
class Calendar:
    """What stands above the events.

    Attributes:
        name: The calendar's name, where it has one.
        zone: Zone of its times that name none, where it says so.
        is_cancelled: Whether the file takes its events back (METHOD:CANCEL).
    """

    name: str | None = None
    zone: str | None = None
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One event.

    Attributes:
        place: Its number in the file, from 1.
        lines: Its lines, folded ones joined, without those that name people.
        calendar: What stands above it.
    """

    place: int
    lines: tuple[str, ...]
    calendar: Calendar = field(default_factory=Calendar)


def is_person(line: str) -> bool:
    """Say whether a line names people, or attaches a file."""
    return line.split(":", 1)[0].split(";", 1)[0].upper() in PEOPLE


def blocks_of(path: Path) -> Iterator[Block | Unreadable]:
    """Return the events of a feed.

    Raises:
        FileUnreadable: it is no iCalendar file, is cut off, or is no UTF-8 text.
    """
    with open_guarded(path) as stream, io.TextIOWrapper(io.BufferedReader(stream), encoding="utf-8-sig") as text:
        try:
            yield from _events(path, _unfolded(text))
        except UnicodeDecodeError:
            raise unreadable(path, f"{path.name!r} is not UTF-8", fix="save it as UTF-8 text") from None


def _unfolded(text: io.TextIOWrapper) -> Iterator[str]:
    held: str | None = None
    for raw in text:
        line = raw.rstrip("\r\n")
        if line[:1] in (" ", "\t") and held is not None:
            held = held if is_person(held) else held + line[1:]
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _events(path: Path, lines: Iterator[str]) -> Iterator[Block | Unreadable]:
    open_parts: list[str] = []
    event: list[str] = []
    calendar, place = Calendar(), 0
    for line in _of_a_feed(path, lines):
        word, _, of = line.upper().partition(":")
        if word == "BEGIN":
            open_parts.append(of.strip())
            calendar = Calendar() if of.strip() == "VCALENDAR" else calendar
        elif word == "END":
            _close(path, open_parts, of.strip(), line=line)
            if of.strip() == "VEVENT":
                place += 1
                yield _block(place, event, calendar)
                event = []
        elif open_parts == ["VCALENDAR"]:
            _note(calendar, line)
        elif open_parts[-1:] == ["VEVENT"] and not is_person(line) and len(event) <= LONGEST_EVENT:
            event.append(line)
    if open_parts:
        raise unreadable(path, f"{path.name!r} is cut off: {open_parts[0]} has no end", fix="fetch it again")
    if not place:
        raise unreadable(path, f"{path.name!r} holds no events", fix="export a calendar in which there are some")


def _of_a_feed(path: Path, lines: Iterator[str]) -> Iterator[str]:
    first = next(lines, "")
    if first.strip().upper() != "BEGIN:VCALENDAR":
        raise unreadable(path, f"{path.name!r} is no iCalendar file", fix="export the calendar as .ics")
    yield first
    yield from lines


def _close(path: Path, open_parts: list[str], part: str, *, line: str) -> None:
    if not open_parts or open_parts.pop() != part:
        what = f"{path.name!r} ends a part that it did not begin: {line[:60]!r}"
        raise unreadable(path, what, fix="export it again")


def _block(place: int, lines: list[str], calendar: Calendar) -> Block | Unreadable:
    if len(lines) > LONGEST_EVENT:
        return Unreadable(place, f"the event has more than {LONGEST_EVENT:,} lines", "\n".join(lines[:5]))
    return Block(place, tuple(lines), calendar)


def _note(calendar: Calendar, line: str) -> None:
    name, _, value = line.partition(":")
    name = name.upper().split(";")[0]
    if name in ("X-WR-CALNAME", "NAME"):
        calendar.name = value.strip() or None
    elif name in ("X-WR-TIMEZONE", "TIMEZONE-ID"):
        calendar.zone = value.strip() or None
    elif name == "METHOD":
        calendar.is_cancelled = value.strip().upper() == "CANCEL"
