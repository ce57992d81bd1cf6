"""What a file would change in rows that are there already: before and after, for the first of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centreline.evidence.contract import Contract
from centreline.evidence.engines.duckdb_files import FILE, PLACE, located
from centreline.evidence.merging import content_columns
from centreline.evidence.weighing import Weighed

__all__ = ["ChangedRow", "changed_rows"]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row that would take the place of another.

    Attributes:
        row: Its number in the file.
        key: What names it.
        fields: What differs: the field, what it says now, what it would say; None where it says nothing.
    """

    row: int
    key: tuple[str, ...]
    fields: tuple[tuple[str, str | None, str | None], ...]


def changed_rows(weighed: Weighed, *, contract: Contract, most: int) -> tuple[ChangedRow, ...]:
    """Return the first rows of a file that would change one that is there, in the order of the file.

    Args:
        weighed: The file's rows by their fate.
        contract: What it promises.
        most: How many are returned at most.
    """
    if weighed.met is None or not weighed.fates.get("changed"):
        return ()
    first = weighed.met.filter(weighed.met.fate == "changed").order_by("row_no").limit(most)
    places = first.select("row_no", FILE, PLACE).to_pyarrow().to_pylist()
    connection = weighed.written.get_backend()
    rows_after = weighed.written.filter(weighed.written.row_no.isin([place["row_no"] for place in places]))
    after = {row["row_no"]: row for row in rows_after.to_pyarrow().to_pylist()}
    held = located(connection, [Path(path) for path in sorted({place[FILE] for place in places})], contract=contract)
    rows_before = held.filter(held[PLACE].isin([place[PLACE] for place in places])).to_pyarrow().to_pylist()
    before = {(row[FILE], row[PLACE]): row for row in rows_before}
    return tuple(
        _compared(place["row_no"], before[place[FILE], place[PLACE]], after[place["row_no"]], contract)
        for place in places
    )


def _compared(row: int, before: dict[str, Any], after: dict[str, Any], contract: Contract) -> ChangedRow:
    differing = tuple(
        (name, _words(before[name]), _words(after[name]))
        for name in content_columns(contract)
        if before[name] != after[name]
    )
    return ChangedRow(row, tuple(_words(after[name]) or "" for name in contract.key), differing)


def _words(value: object) -> str | None:
    if value is None:
        return None
    # What has an hour is a time, and is written as one.
    return value.isoformat(sep=" ", timespec="seconds") if hasattr(value, "hour") else str(value)  # type: ignore[attr-defined]
