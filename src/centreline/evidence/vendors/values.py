"""Values as vendors write them: instants, durations, texts and words, read without guessing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

__all__ = ["Words", "block", "blocks", "instant", "known", "milliseconds", "number", "text", "whole"]

EARLIEST, LATEST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Between these an instant may lie; a 0 that stands for “never” is earlier."""

TO_MILLISECONDS = {"ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000}
LONGEST_MS = 100 * 365 * 86_400_000


def instant(value: Any, *, zone: str = "UTC") -> datetime | None:
    """Return an ISO 8601 text or a number of seconds since 1970 as an instant; None where it is neither.

    >>> instant("2026-03-02T09:00:00Z")
    datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.timezone.utc)

    Args:
        value: What the source wrote; milliseconds since 1970 are told from seconds by their size.
        zone: IANA zone of a text that names no offset.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_epoch(float(value))
    if not isinstance(value, str):
        return None
    if re.fullmatch(r"\d{9,10}(\.\d+)?", value.strip()):
        return _from_epoch(float(value))
    return _from_iso(value.strip(), zone)


def _from_epoch(seconds: float) -> datetime | None:
    if seconds >= 1e11:
        seconds /= 1_000
    return known(datetime.fromtimestamp(seconds, UTC)) if 0 < seconds < 1e10 else None


def _from_iso(written: str, zone: str) -> datetime | None:
    if not re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", written):
        return None
    # Ruby writes "2026-03-02 09:00:00 UTC" and "2026-03-02 09:00:00 +0100".
    written = re.sub(r" ?(UTC|GMT)$", "Z", written)
    written = re.sub(r" ([+-]\d\d)", r"\1", written)
    try:
        read = datetime.fromisoformat(written)
        return known((read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def known(at: datetime | None) -> datetime | None:
    """Return the instant where it lies in a time from which records can be, else None."""
    return at if at is not None and EARLIEST <= at < LATEST else None


def number(value: Any) -> float | None:
    """Return a finite number, written as one or as text; None where it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) < 1e15 else None
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?(\d{1,15}\.?\d*|\.\d+)\s*", value):
        return float(value)
    return None


def whole(value: Any) -> int | None:
    """Return a whole number that is not negative; None where it is none."""
    read = number(value)
    return int(read) if read is not None and read >= 0 and read == int(read) else None


def milliseconds(value: Any, *, unit: str) -> int | None:
    """Return a duration as whole milliseconds; None where it is no duration, or a negative one.

    >>> milliseconds(2.5, unit="min")
    150000

    Args:
        value: What the source wrote.
        unit: Of the value: "ms", "s", "min" or "h".
    """
    read = number(value)
    lasting = None if read is None else round(read * TO_MILLISECONDS[unit])
    return lasting if lasting is not None and 0 <= lasting < LONGEST_MS else None


def text(value: Any) -> str | None:
    """Return a text without the space around it, or a number as text; None where it is empty or something else."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def block(value: Any) -> Mapping[str, Any]:
    """Return a JSON object; an empty one where the value is something else."""
    return value if isinstance(value, Mapping) else {}


def blocks(value: Any) -> list[Mapping[str, Any]]:
    """Return the JSON objects of a list; none where the value is something else."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


@dataclass(slots=True)
class Words:
    """Translates a source's words, and remembers those that became "other".

    Attributes:
        strange: Those words, as (table.column, word).
    """

    strange: list[tuple[str, str]] = field(default_factory=list)

    def choice(self, column: str, word: Any, meanings: Mapping[str, str | None]) -> str | None:
        """Return what a word means; None where there is none, "other" where nobody foresaw it.

        Args:
            column: Where the meaning goes: "contact.channel".
            word: The source's word.
            meanings: Ours by theirs, in small letters; None for a word that says nothing.
        """
        said = text(word)
        if said is None:
            return None
        if said.lower() in meanings:
            return meanings[said.lower()]
        self.note(column, said)
        return "other"

    def note(self, column: str, word: str) -> None:
        """Remember a word nobody foresaw."""
        self.strange.append((column, word))
