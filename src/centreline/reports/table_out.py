"""Any table as a file: CSV and XLSX for spreadsheets, in which no text is ever a formula, and JSON for programs."""

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from typing import Any

from centreline.kernel.errors import ArgumentInvalid

__all__ = ["FORMS", "Cell", "Form", "Table", "file_name", "inert", "sheet_name"]

Cell = str | int | float | bool | Decimal | date | datetime | time | None
"""What may stand in a table."""

TOLD_EVERY = 2_000
MOST_ROWS_OF_A_SHEET = 1_048_575
LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
EXACT_IN_A_SHEET = 10**15
"""Whole numbers from here on lose digits in a spreadsheet."""

_BEGINS_A_FORMULA = frozenset("=+-@＝＋－＠|\t\r\n")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\ufffd"
"""Characters that some programs drop before they look whether a text begins a formula."""
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\\s]+")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows of plain values.

    Attributes:
        title: What it is called: the name of the sheet, and of the file.
        columns: Headings, each different from the others.
        rows: As many values in each as there are headings.
        told: Called every few thousand rows with how many are written, where somebody watches.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    told: Callable[[int], None] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Refuse a table whose rows would end up under the wrong heading."""
        if len({_writable(heading) for heading in self.columns}) != len(self.columns):
            raise ValueError(f"two columns have the same heading: {self.columns}")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} values under {len(self.columns)} headings")

    def walked(self) -> Iterator[tuple[Cell, ...]]:
        """Yield each row, and tell whoever watches how many went before it."""
        for number, row in enumerate(self.rows):
            if self.told is not None and number % TOLD_EVERY == 0:
                self.told(number)
            yield row


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a table down.

    Attributes:
        name: Also the ending of the file.
        content_type: What a browser is told it is.
        written: Turns a table into the bytes of the file.
    """

    name: str
    content_type: str
    written: Callable[[Table], bytes]


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; what begins none is left as it is.

    Spaces and characters that cannot be seen are looked through, as some programs drop them first.

    >>> inert("=1+1")
    "'=1+1"
    >>> inert("billing")
    'billing'
    """
    clean = _writable(text)
    seen = clean.lstrip(" \u00a0\u3000" + _UNSEEN)
    return f"'{clean}" if seen[:1] in _BEGINS_A_FORMULA and seen else clean


def sheet_name(title: str) -> str:
    """Return a title as a sheet may be called: short, without the characters that mean something in a formula.

    >>> sheet_name("=Findings: all/open")
    'Findings all open'
    """
    plain = _NOT_IN_A_SHEET_NAME.sub(" ", _writable(title))
    plain = plain.lstrip("".join(_BEGINS_A_FORMULA) + _UNSEEN + "' ")[:LONGEST_SHEET_NAME].rstrip("' ")
    return "Table" if plain.casefold() in {"", "history"} else plain  # Excel keeps "History" for itself


def file_name(title: str, *, form: str) -> str:
    """Return the name of the file a table is kept in.

    >>> file_name("Findings: all/open", form="csv")
    'findings-all-open.csv'
    """
    return (re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:80] or "table") + f".{form}"


def _csv(table: Table) -> bytes:
    out = io.StringIO()
    # Every text in quotes: where a semicolon parts columns, the rest of a text would else become a cell of its own.
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([inert(heading) for heading in table.columns])
    for row in table.walked():
        writer.writerow([inert(value) if isinstance(value, str) else value for value in map(_plain, row)])
    return out.getvalue().encode("utf-8-sig")  # the mark tells a spreadsheet that it is UTF-8


def _xlsx(table: Table) -> bytes:
    import xlsxwriter

    if len(table.rows) > MOST_ROWS_OF_A_SHEET:
        raise ArgumentInvalid(
            f"a sheet holds {MOST_ROWS_OF_A_SHEET:,} rows, and this table has {len(table.rows):,}",
            where=f"the table {table.title!r}",
            fix="filter it, or export it as CSV or JSON",
        )
    out = io.BytesIO()
    nothing_clever = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **nothing_clever}) as book:
        sheet = book.add_worksheet(sheet_name(table.title))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(chain([table.columns], table.walked())):
            for place, value in enumerate(map(_plain, row)):
                _write_cell(sheet, number, place, value)
    return out.getvalue()


def _write_cell(sheet: Any, row: int, column: int, value: str | int | float | bool | None) -> None:
    """Write text as text and numbers as numbers; a text too long for a cell is cut where it can be seen."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float) and abs(value) < EXACT_IN_A_SHEET:
        sheet.write_number(row, column, value)
    else:
        text = str(value)
        shown = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
        sheet.write_string(row, column, shown)


def _json(table: Table) -> bytes:
    headings = [_writable(heading) for heading in table.columns]
    rows = [dict(zip(headings, map(_plain, row), strict=True)) for row in table.walked()]
    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _plain(value: Cell) -> str | int | float | bool | None:
    """Return a value as every form can hold it; a number that is none is nothing."""
    if isinstance(value, date | time):  # an instant is a date too
        return value.isoformat()
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return _writable(value) if isinstance(value, str) else value


def _writable(text: str) -> str:
    """Put a mark where a character stands that no file can hold."""
    return _UNWRITABLE.sub("\ufffd", text)


FORMS: Mapping[str, Form] = {
    "csv": Form("csv", "text/csv; charset=utf-8", _csv),
    "xlsx": Form("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "json": Form("json", "application/json", _json),
}
"""Every form. CSV and XLSX are for people; JSON is the raw one, for programs: no mark stands before any text."""
