"""Workbooks: XLSX, XLS and ODS, one sheet as rows of text."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from centreline.evidence.filling import HEADER_WITHIN, Mapping
from centreline.evidence.ingest.guarded import unreadable, workbook_bytes
from centreline.evidence.ingest.header import Header, find_header
from centreline.evidence.ingest.raw import BATCH_ROWS, RawBatch, RawFile, Row, batch_of
from centreline.kernel.errors import MappingInvalid, Stopped
from centreline.kernel.identity import nearest

__all__ = ["read_sheet"]


def read_sheet(path: Path, *, mapping: Mapping) -> RawFile:
    """Read one sheet of a workbook: the one the mapping names, or the only one that has its columns.

    Dates and times become ISO text, durations H:MM:SS, whole numbers lose the `.0` that workbooks give them.

    Raises:
        MappingInvalid: no sheet has the columns, or several have them.
        FileUnreadable: the workbook is damaged or locked with a password.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(workbook_bytes(path))
        names = [mapping.sheet] if mapping.sheet in workbook.sheet_names else workbook.sheet_names
        sheets = {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}
    except PasswordError:
        raise unreadable(path, f"{path.name!r} is locked with a password", fix="save it without one") from None
    except (CalamineError, OSError, ValueError) as error:
        raise unreadable(path, f"{path.name!r} is damaged ({error})", fix="open it and save it again") from None
    if mapping.sheet is not None and mapping.sheet not in sheets:
        raise _no_sheet(path, mapping, workbook.sheet_names)
    rows: dict[str, list[Row]] = {
        name: [[_text(cell) for cell in row] for row in cells] for name, cells in sheets.items() if cells
    }
    if not rows:
        raise unreadable(path, f"{path.name!r} is empty", fix="save the sheet that holds the rows")
    header = _find(rows, mapping=mapping, path=path)
    return RawFile(
        header.names,
        _batches(rows[header.delimiter], header, mapping=mapping),
        header.remarks,
        header_row=header.row,
    )


def _find(rows: dict[str, list[Row]], *, mapping: Mapping, path: Path) -> Header:
    fitting = [name for name, head in rows.items() if any(mapping.reads <= set(row) for row in head[:HEADER_WITHIN])]
    if len(fitting) > 1:
        raise MappingInvalid(
            f"several sheets of {path.name!r} have the columns: {', '.join(map(repr, fitting))}",
            where=str(path),
            fix=f"write `sheet: {fitting[0]}` in {mapping.place()}",
        )
    heads = [(name, head[:HEADER_WITHIN]) for name, head in rows.items() if name in fitting or not fitting]
    return find_header(heads, mapping=mapping, path=path)


def _batches(rows: list[Row], header: Header, *, mapping: Mapping) -> Iterator[RawBatch]:
    numbered = enumerate(rows, start=1)
    filled = ((number, row) for number, row in numbered if number > header.row and any(row))
    while some := list(islice(filled, BATCH_ROWS)):
        share = some[-1][0] / len(rows)
        yield batch_of(some, header=header.names, needed=sorted(mapping.reads), share_read=share)


def _no_sheet(path: Path, mapping: Mapping, names: list[str]) -> Stopped:
    meant = nearest(mapping.sheet or "", names)
    fix = f"write `sheet: {meant}`" if meant else f"its sheets are {', '.join(map(repr, names))}"
    return MappingInvalid(f"{path.name!r} has no sheet {mapping.sheet!r}", where=mapping.place("sheet"), fix=fix)


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
    return str(cell).strip()
