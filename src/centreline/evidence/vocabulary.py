"""The words an expression may call, what each takes and what it means in Ibis."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

import ibis

__all__ = ["FUNCTIONS", "METHODS", "Word", "is_boolean", "kind_of", "milliseconds_between"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word: what it means, how many values it takes, which values, and how it is written."""

    means: Callable[..., Any]
    takes: Container[int]
    example: str
    accepts: Callable[[Any], bool] = lambda _: True


def is_boolean(value: Any) -> bool:
    """Say whether an Ibis value is true, false or unknown."""
    return bool(value.type().is_boolean() or value.type().is_null())


def kind_of(value: Any) -> str:
    """Return the family of an Ibis value's type: two of one family can be added."""
    kind = value.type()
    families = {"number": kind.is_numeric(), "text": kind.is_string(), "time": kind.is_temporal()}
    return next((family for family, belongs in families.items() if belongs), str(kind))


def _is_text(value: Any) -> bool:
    return bool(value.type().is_string())


def _is_number(value: Any) -> bool:
    return bool(value.type().is_numeric())


def _is_time(value: Any) -> bool:
    return bool(value.type().is_temporal())


def milliseconds_between(earlier: Any, later: Any) -> Any:
    """Return the whole milliseconds from one instant, local time or day to a later one."""
    # Naive times, all of them UTC: DuckDB finds differences of zoned ones through a calendar, four times as slowly.
    return later.cast("timestamp").delta(earlier.cast("timestamp"), unit="millisecond")


def _days_between(earlier: Any, later: Any) -> Any:
    return milliseconds_between(earlier, later) / 86_400_000


METHODS: dict[str, Word] = {
    "notnull": Word(lambda value: value.notnull(), {1}, "write column.notnull()"),
    "isnull": Word(lambda value: value.isnull(), {1}, "write column.isnull()"),
    "lower": Word(lambda value: value.lower(), {1}, "write column.lower()", _is_text),
    "upper": Word(lambda value: value.upper(), {1}, "write column.upper()", _is_text),
    "strip": Word(lambda value: value.strip(), {1}, "write column.strip()", _is_text),
    "startswith": Word(lambda value, text: value.startswith(text), {2}, "write column.startswith('text')", _is_text),
    "endswith": Word(lambda value, text: value.endswith(text), {2}, "write column.endswith('text')", _is_text),
    "contains": Word(lambda value, text: value.contains(text), {2}, "write column.contains('text')", _is_text),
    "length": Word(lambda value: value.length(), {1}, "write column.length()", _is_text),
    "nullif": Word(lambda value, other: value.nullif(other), {2}, "write column.nullif(0)"),
    "between": Word(lambda value, low, high: value.between(low, high), {3}, "write column.between(1, 5)"),
    "number": Word(lambda value: value.try_cast("float64"), {1}, "write column.number()", _is_text),
}
"""Words written after a value and a dot; the value is the first of what they take."""

FUNCTIONS: dict[str, Word] = {
    "coalesce": Word(ibis.coalesce, range(2, 9), "write coalesce(column, 0)"),
    "between": Word(lambda value, low, high: value.between(low, high), {3}, "write between(column, 1, 5)"),
    "abs": Word(lambda value: value.abs(), {1}, "write abs(column)", _is_number),
    "least": Word(ibis.least, range(2, 9), "write least(column, 10)", _is_number),
    "greatest": Word(ibis.greatest, range(2, 9), "write greatest(column, 0)", _is_number),
    "milliseconds_between": Word(
        milliseconds_between, {2}, "write milliseconds_between(earlier_at, later_at)", _is_time
    ),
    "days_between": Word(_days_between, {2}, "write days_between(earlier_at, later_at)", _is_time),
}
"""Words written before their values in brackets."""
