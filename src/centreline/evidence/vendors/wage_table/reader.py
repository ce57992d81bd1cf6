"""The reader of wage tables: all that is told of one role, site, partner and team is one subject."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from centreline.evidence.ingest.guarded import open_guarded, unreadable
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.values import Words, instant
from centreline.evidence.vendors.wage_table.amounts import cost_rows, wages_of
from centreline.evidence.vendors.wage_table.columns import (
    cells_by_meaning,
    is_personal,
    meanings_in,
    tells_paid,
    tells_wage,
)
from centreline.evidence.vendors.wage_table.options import Options
from centreline.evidence.vendors.wage_table.told import WageText, group_name, paid_told, wage_told

__all__ = ["WAGES", "Wages"]

SURE, LIKELY = 0.92, 0.6
DELIMITERS = ("\t", ";", "|", ",")
MOST_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Wages:
    """Wages of roles, and the people or hours they were paid for.

    Attributes:
        currency: In which costs are counted, as three letters; None takes every amount as it is.
        decimal: The mark before the cents: "." or ",".
        columns: What a column holds that has another name here, as ours by theirs: {"H_MEAN": "hourly"}.
    """

    currency: str | None = None
    decimal: str = "."
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its id. What is told of a table is settled in its records, so it is the same under every option."""
        return "wages"

    @property
    def title(self) -> str:
        """What people call it."""
        return "Salary and wage tables"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("cost",)

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Nobody: columns that name workers are dropped on sight."""
        return ()

    @property
    def options(self) -> Options:
        """The currency costs are counted in, and the decimal mark."""
        return Options()

    @property
    def option(self) -> str:
        """What is told, as text: the same table is another one under another option."""
        return repr((self.currency, self.decimal, sorted(self.columns.items())))

    def under(self, option: str) -> "Wages":
        """Return the reader that reads as told: "currency=EUR,decimal=comma"."""
        told = dict(part.split("=", 1) for part in option.split(","))
        mark = {"comma": ",", "point": "."}.get(told.get("decimal", ""), self.decimal)
        return replace(self, currency=told.get("currency", self.currency), decimal=mark)

    def recognise(self, sample: Sample) -> float:
        """Go by a column that names roles beside wages; beside people or paid hours it is likely at most."""
        first = next((line for line in sample.head.decode("utf-8-sig", "ignore").splitlines() if line.strip()), "")
        header = _header(first)
        if header is None or first.lstrip()[:1] in ("{", "[", "<", "#"):
            return 0.0
        meanings = meanings_in(header[1], columns=self.columns)
        return SURE if tells_wage(meanings) else (LIKELY if tells_paid(meanings) else 0.0)

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:  # noqa: ARG002 - wages have no hour
        """Take a table apart: all rows of one group and one first day are one record, so that none hides another.

        Raises:
            FileUnreadable: it is no table of wages, or no UTF-8 text.
        """
        held: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        changed: dict[tuple[str, str, str], datetime | None] = {}
        for place, cells in _rows(path, columns=self.columns):
            kept = {name: cell for name, cell in cells.items() if not is_personal(name)}
            dropped = sorted(name for name, cell in cells.items() if cell and is_personal(name))
            meant = cells_by_meaning(kept, columns=self.columns)
            try:
                kind, told = self._told(meant)
            except ValueError as error:
                yield Unreadable(place, str(error), json.dumps(kept, ensure_ascii=False)[:300])
                continue
            key = (kind, group_name(meant), str(told.get("month") or told.get("valid_from") or "always"))
            held[key].append({"row": kept, "told": told, "dropped": dropped})
            changed[key] = max(filter(None, (changed.get(key), instant(meant.get("changed_at")))), default=None)
        for (kind, group, day), rows in held.items():
            yield Record(kind, f"{group} {day}", group, changed[kind, group, day], {"rows": _in_order(rows)})

    def _told(self, meant: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
        read = WageText(self.decimal)
        if tells_wage(meant):
            return "wage", wage_told(meant, read=read, currency=self.currency)
        if tells_paid(meant):
            return "paid", paid_told(meant, read=read)
        raise ValueError("the row names no role, or neither a wage nor a month with people or paid hours")

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:  # noqa: ARG002 - as above
        """Put wages and what was paid together: cost for each month of which both are known."""
        rows = {kind: _told_of(records, kind) for kind in ("wage", "paid")}
        words = Words()
        found, remarks = cost_rows(wages_of(rows["wage"]), rows["paid"], subject=subject, words=words)
        dropped = sorted({name for record in records for row in record.body["rows"] for name in row["dropped"]})
        if dropped:
            remarks = (*remarks, f"Columns that name workers were dropped: {', '.join(dropped)}.")
        return Assembled({"cost": found} if found else {}, tuple(words.strange), remarks)


def _told_of(records: Sequence[Record], kind: str) -> list[Mapping[str, Any]]:
    in_order = sorted((record for record in records if record.kind == kind), key=lambda record: record.id)
    return [row["told"] for record in in_order for row in record.body["rows"]]


def _in_order(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a group in an order of their own; equal ones are one, unless each named a worker."""
    keyed = sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))
    return [row for place, row in enumerate(keyed) if row["dropped"] or row not in keyed[:place]]


def _header(first: str) -> tuple[str, list[str]] | None:
    delimiter = next((mark for mark in DELIMITERS if mark in first), None)
    return None if delimiter is None else (delimiter, next(csv.reader([first], delimiter=delimiter)))


def _rows(path: Path, *, columns: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    with open_guarded(path) as stream, io.TextIOWrapper(io.BufferedReader(stream), "utf-8-sig", newline="") as text:
        try:
            header = _header(text.readline())
            if header is None or not _is_table(header[1], columns=columns):
                fix = "name a column role, and one hourly, monthly or yearly; or role, month and people or paid_hours"
                raise unreadable(path, f"{path.name!r} is no table of wages", fix=fix, row=1)
            for place, cells in enumerate(csv.reader(text, delimiter=header[0], strict=True), start=2):
                if any(cell.strip() for cell in cells):
                    yield place, _row(path, cells, header[1], place=place)
        except UnicodeDecodeError:
            raise unreadable(path, f"{path.name!r} is not UTF-8", fix="save it as CSV UTF-8") from None
        except csv.Error as error:
            raise unreadable(path, f"{path.name!r} is garbled or cut off: {error}", fix="export it again") from None


def _is_table(header: Sequence[str], *, columns: Mapping[str, str]) -> bool:
    meanings = meanings_in(header, columns=columns)
    return tells_wage(meanings) or tells_paid(meanings)


def _row(path: Path, cells: Sequence[str], header: Sequence[str], *, place: int) -> dict[str, str]:
    if len(cells) != len(header) or place > MOST_ROWS:
        what = f"row {place} has {len(cells)} cells, the header has {len(header)}"
        what = what if place <= MOST_ROWS else f"{path.name!r} has more than {MOST_ROWS:,} rows"
        raise unreadable(path, what, fix="export it again", row=place)
    return {name.strip(): cell.strip() for name, cell in zip(header, cells, strict=True)}


WAGES: Source = Wages()
"""As it is listed in the book."""
