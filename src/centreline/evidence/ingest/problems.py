"""Why rows are rejected, in words, grouped by what would repair them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from centreline.evidence.filling import Mapping
from centreline.kernel.errors import MappingInvalid

__all__ = ["EXAMPLES", "ErrorGroup", "Errors", "Wrong"]

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with one row.

    Attributes:
        column: The field it would have filled; empty where it is about the row as a whole.
        problem: Which kind, a key of `WORDS`.
        value: The text that could not be read.
    """

    column: str
    problem: str
    value: str | None = None

    @property
    def says(self) -> str:
        """What is wrong, in words."""
        return WORDS[self.problem](self)


@dataclass(frozen=True, slots=True)
class ErrorGroup:
    """Rejected rows that one change would repair.

    Attributes:
        says: What is wrong with them.
        fix: What would repair them.
        rows: How many there are.
        examples: Row number and offending text of the first of them.
        column: The field they would have filled; empty where it is about the rows as a whole.
        problem: Which kind, a key of `WORDS`.
    """

    says: str
    fix: str
    rows: int
    examples: tuple[tuple[int, str | None], ...]
    column: str = ""
    problem: str = ""


def _quoted(name: str) -> Callable[[Wrong], str]:
    return lambda wrong: f"{wrong.column}: {wrong.value!r} {name}"


WORDS: dict[str, Callable[[Wrong], str]] = {
    "missing": lambda wrong: f"{wrong.column} is empty, and no row can stand without it",
    "unreadable_duration": _quoted("is not a duration in the unit of the mapping"),
    "unreadable_number": _quoted("is not a number in the format of the mapping"),
    "negative": _quoted("is negative, and durations never are"),
    "no_share": _quoted("is not a share from 0 to 1"),
    "unknown_word": _quoted("is a word the mapping does not translate"),
    "unreadable_time": _quoted("is not a date or time in a format the mapping allows"),
    "never_was": _quoted("never was: clocks went forward over it"),
    "came_twice": _quoted("came twice: clocks went back over it"),
    "unknown_zone": _quoted("is not the name of a time zone"),
    "cells": lambda wrong: wrong.value or "its cells do not match the header",
}

GROUPS = {
    "missing": "{column} is empty",
    "unreadable_duration": "{column} holds what is not a duration in its unit",
    "unreadable_number": "{column} holds what is not a number",
    "negative": "{column} is negative",
    "no_share": "{column} is not between 0 and 1",
    "unknown_word": "{column} holds words the mapping does not translate",
    "unreadable_time": "{column} holds what is not a date or time",
    "never_was": "{column} falls into the hour that clocks leave out",
    "came_twice": "{column} falls into the hour that came twice",
    "unknown_zone": "the zone is unknown",
    "cells": "rows whose cells do not match the header",
}

FIXES = {
    "missing": "fill it in the source, fill {column} from another column, or name such rows under `skip:`",
    "unreadable_duration": "write the `unit:` of the file (hms is 1:02:03, mm:ss is 2:03), `decimal:` or `thousands:`, "
    "or add the word to `empty:` at columns.{column}",
    "unreadable_number": "write `decimal:` or `thousands:`, add the word to `empty:`, or write `otherwise: empty` "
    "at columns.{column}",
    "negative": "correct it in the source, or write `otherwise: empty` at columns.{column}",
    "no_share": 'write `unit: "%"` at columns.{column} where the file counts to 100, or correct the source',
    "unknown_word": "translate it under columns.{column}.values, or say what becomes of it with `otherwise:`",
    "unreadable_time": "add its `format:` at columns.{column}, or its word to `empty:`",
    "never_was": "check whether the file was written in another zone or in UTC, and correct `zone:`",
    "came_twice": "export with UTC offsets, or write `repeated_hour: first`, `second` or the column that says",
    "unknown_zone": "write IANA names such as Europe/Berlin in the file, or a fixed `zone:`",
    "cells": "put texts that hold the delimiter in quotes, and export the file again",
}


@dataclass(slots=True)
class Errors:
    """Rejected rows, counted by kind while a file is read."""

    mapping: Mapping
    _rows: dict[tuple[str, str], int] = field(default_factory=dict)
    _examples: dict[tuple[str, str], list[tuple[int, str | None]]] = field(default_factory=dict)

    def add(self, number: int, wrong: Wrong) -> None:
        """Count one thing that is wrong with the row of that number.

        Raises:
            MappingInvalid: the row's date can only be in the other order than the mapping says, so that the dates of
                other rows were read with day and month exchanged.
        """
        if wrong.problem == "unreadable_time" and _is_other_order(wrong.value or "", self.mapping.date_order):
            raise _other_order(number, wrong, mapping=self.mapping)
        key = wrong.column, wrong.problem
        self._rows[key] = self._rows.get(key, 0) + 1
        examples = self._examples.setdefault(key, [])
        if len(examples) < EXAMPLES:
            examples.append((number, wrong.value))

    def groups(self) -> tuple[ErrorGroup, ...]:
        """Return the groups, the largest first."""
        found = [
            ErrorGroup(
                says=GROUPS[problem].format(column=column),
                fix=f"{FIXES[problem].format(column=column)} in {self.mapping.place()}"
                if problem != "cells"
                else FIXES[problem],
                rows=rows,
                examples=tuple(self._examples[column, problem]),
                column=column,
                problem=problem,
            )
            for (column, problem), rows in self._rows.items()
        ]
        return tuple(sorted(found, key=lambda group: (-group.rows, group.says)))


def _is_other_order(text: str, order: str | None) -> bool:
    """Say whether a date fits only when its first two numbers change places.

    >>> _is_other_order("12/31/2026", "dmy"), _is_other_order("31/12/2026", "dmy"), _is_other_order("40/40", "dmy")
    (True, False, False)
    """
    numbers = re.match(r"\s*(\d{1,2})\D(\d{1,2})\D\d", text)
    if numbers is None or order not in {"dmy", "mdy"}:
        return False
    day, month = (int(part) for part in (numbers.groups() if order == "dmy" else reversed(numbers.groups())))
    return 12 < month <= 31 and 1 <= day <= 12


def _other_order(number: int, wrong: Wrong, *, mapping: Mapping) -> MappingInvalid:
    other = {"dmy": "mdy", "mdy": "dmy"}[mapping.date_order or "dmy"]
    return MappingInvalid(
        f"the mapping says `date_order: {mapping.date_order}`, and {wrong.column} holds {wrong.value!r} in row "
        f"{number}, which can only be {other}: other rows would be read with day and month exchanged",
        where=mapping.place("date_order"),
        fix=f"write `date_order: {other}`, or correct the row; nothing was written",
    )
