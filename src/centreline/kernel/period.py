"""Stretches of local days, half-open: the first day is in, `ends_before` is out."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from centreline.kernel.errors import ArgumentInvalid

__all__ = ["Period"]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Local days from `starts_on` up to, and not including, `ends_before`."""

    starts_on: date
    ends_before: date

    def __post_init__(self) -> None:
        if self.ends_before <= self.starts_on:
            raise ValueError(f"a period must hold at least one day, not {self.starts_on} to {self.ends_before}")

    @property
    def days(self) -> int:
        """How many days the period holds."""
        return (self.ends_before - self.starts_on).days

    def __str__(self) -> str:
        """Return the first and the last day, both of them in the period."""
        return f"{self.starts_on} to {self.ends_before - timedelta(days=1)}"

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read a period as people write it.

        Args:
            text: A day `2026-01-31`, a month `2026-01`, a quarter `2026-Q1`, a year `2026`, or two days
                `2026-01-01..2026-01-31`, the last one included.

        Raises:
            ArgumentInvalid: `text` is none of these, or it ends before it starts.

        >>> str(Period.parse("2026-02"))
        '2026-02-01 to 2026-02-28'
        >>> Period.parse("2026-01-01..2026-01-07").days
        7
        """
        try:
            return cls(*_days_of(text.strip()))
        except ValueError as reason:
            raise ArgumentInvalid(
                f"cannot read {text!r} as a period ({reason})",
                where="the option --period",
                fix="write a month 2026-01, a quarter 2026-Q1, a year 2026, a day, or two days 2026-01-01..2026-01-31",
            ) from None


def _days_of(text: str) -> tuple[date, date]:
    if ".." in text:
        first, last = (date.fromisoformat(part.strip()) for part in text.split("..", 1))
        if last < first:
            raise ValueError("it ends before it starts")
        return first, last + timedelta(days=1)
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3)
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return _months(int(match[1]), int(match[2]), 1)
    if re.fullmatch(r"\d{4}", text):
        return _months(int(text), 1, 12)
    day = date.fromisoformat(text)
    return day, day + timedelta(days=1)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = month - 1 + count
    return date(year, month, 1), date(year + after // 12, after % 12 + 1, 1)
