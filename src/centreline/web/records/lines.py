"""Lines of the trail, the newest first, by person, kind, verb and day: a page at a time, never all of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from centreline.governance.trail import Line
from centreline.web.records.models import LineRow

__all__ = ["FoundLines", "LinesAsked", "line_numbered", "lines_about", "who_did", "words_of_lines"]


@dataclass(frozen=True, slots=True)
class LinesAsked:
    """Which lines are asked for; whatever is empty leaves all of them.

    Attributes:
        by: Name of who did it.
        kind: What it was done to.
        act: The verb.
        key: A part of the name of what it was done to.
        day: The day in `zone`.
        zone: Whose days.
    """

    by: str = ""
    kind: str = ""
    act: str = ""
    key: str = ""
    day: date | None = None
    zone: str = "UTC"


class FoundLines(Sequence[Line]):
    """The lines that were asked for, the newest first; each is read when it is looked at."""

    def __init__(self, asked: LinesAsked) -> None:
        self._rows = _rows(asked)

    def __len__(self) -> int:
        """Return how many there are."""
        return int(self._rows.count())

    def __getitem__(self, place: Any) -> Any:
        """Return the line at a place, or the lines of a slice."""
        found = self._rows[place]
        return [_line(row) for row in found] if isinstance(place, slice) else _line(found)

    def __iter__(self) -> Iterator[Line]:
        """Yield all of them."""
        return (_line(row) for row in self._rows.iterator(chunk_size=2_000))


def line_numbered(number: int) -> Line | None:
    """Return one line; None where there is none of that number."""
    row = LineRow.objects.filter(number=number).first()
    return None if row is None else _line(row)


def lines_about(kind: str, key: str | None = None) -> tuple[Line, ...]:
    """Return every line about one thing, or about all things of a kind, oldest first.

    Args:
        kind: What it was done to.
        key: Which one; None for all of the kind.
    """
    rows = LineRow.objects.filter(kind=kind).order_by("number")
    return tuple(_line(row) for row in (rows if key is None else rows.filter(key=key)))


def words_of_lines(field: str) -> tuple[str, ...]:
    """Return each person, kind or verb that stands in the trail: what it can be filtered by.

    Args:
        field: `by`, `kind` or `act`.
    """
    return tuple(LineRow.objects.order_by(field).values_list(field, flat=True).distinct())


def _rows(asked: LinesAsked) -> Any:
    exact = {name: value for name in ("by", "kind", "act") if (value := getattr(asked, name))}
    rows = LineRow.objects.filter(**exact).order_by("-number")
    if asked.key:
        rows = rows.filter(key__icontains=asked.key)
    if asked.day is not None:
        zone = ZoneInfo(asked.zone)
        first = datetime.combine(asked.day, time(), tzinfo=zone)
        # The day after begins at its own midnight: a day has 23 or 25 hours twice a year.
        rows = rows.filter(at__gte=first, at__lt=datetime.combine(asked.day + timedelta(days=1), time(), tzinfo=zone))
    return rows


def _line(row: Any) -> Line:
    return Line(
        number=row.number,
        at=row.at,
        by=row.by,
        acting_for=row.acting_for,
        act=row.act,
        kind=row.kind,
        key=row.key,
        says=row.says,
        before=row.before,
        after=row.after,
        request=row.request,
        address=row.address,
        previous=row.previous,
        hash=row.hash,
    )


def who_did(act: str, *, kind: str) -> dict[str, str]:
    """Return who did something to each thing of a kind: its key and the name they sign in with, the last one stays.

    Args:
        act: The verb.
        kind: What it was done to.
    """
    return dict(LineRow.objects.filter(act=act, kind=kind).order_by("number").values_list("key", "by"))
