"""Which row is the header: the one that names every column the mapping reads."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.raw import Row, missing_columns
from centreline.kernel.errors import MappingInvalid

__all__ = ["Header", "find_header"]


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns of a file are named.

    Attributes:
        names: The columns.
        row: The row they stand in, from 1.
        delimiter: What separates them; in a workbook the name of the sheet.
        remarks: What a person should know of how it was found.
    """

    names: tuple[str, ...]
    row: int
    delimiter: str
    remarks: tuple[str, ...] = ()


def find_header(heads: Sequence[tuple[str, Sequence[Row]]], *, mapping: Mapping, path: Path) -> Header:
    """Return the header among the first rows of a file, which were taken apart under each possible delimiter.

    Raises:
        MappingInvalid: no row names every column the mapping reads, or one of them is named twice.
    """
    candidates = [one for one in _candidates(heads) if mapping.header_row in {None, one.row}]
    if not candidates:
        raise MappingInvalid(
            f"the file has no row {mapping.header_row}, which is to name its columns",
            where=str(path),
            fix=f"write another `header_row:` in {mapping.place()}, or leave it out",
        )
    fitting = [header for header in candidates if mapping.reads <= set(header.names)]
    if not fitting:
        likely = max(candidates, key=lambda header: (len(mapping.reads & set(header.names)), len(header.names)))
        raise missing_columns(mapping, likely.names, where=str(path))
    header = max(fitting, key=lambda header: (len(header.names), -header.row))
    twice = sorted(name for name, times in Counter(header.names).items() if times > 1 and name in mapping.reads)
    if twice:
        raise MappingInvalid(
            f"the file has two columns {twice[0]!r}, and nothing says which is meant",
            where=f"{path}, row {header.row}",
            fix="give one of them another name in the export",
        )
    if header.row > 1:
        remark = f"The header stands in row {header.row}; the rows above it were left out."
        return Header(header.names, header.row, header.delimiter, (remark,))
    return header


def _candidates(heads: Sequence[tuple[str, Sequence[Row]]]) -> Iterator[Header]:
    for delimiter, rows in heads:
        for number, row in enumerate(rows, start=1):
            yield Header(tuple((cell or "").strip() for cell in row), number, delimiter)
