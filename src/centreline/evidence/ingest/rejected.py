"""The rows that were rejected, as a file a person can repair and bring again: opening it runs nothing."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

__all__ = ["REASON", "RejectedRows", "inert"]

REASON = "rejected because"
ROW = "row"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def inert(cell: str | None) -> str:
    """Return the cell as a spreadsheet shows it without running it.

    >>> inert("=1+1"), inert("+49 30"), inert("plain")
    ("'=1+1", "'+49 30", 'plain')
    """
    text = cell or ""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


class RejectedRows:
    """A CSV file that appears with the first rejected row.

    Columns are the file's own, then `row` (the row in the file) and `rejected because`.
    """

    def __init__(self, path: Path, *, header: Sequence[str]) -> None:
        self.path = path
        self.rows = 0
        self._header = header
        self._file: IO[str] | None = None
        self._writer: Any = None

    def add(self, row: Sequence[str | None], *, number: int, reasons: Iterable[str]) -> None:
        """Write one row with what is wrong with it."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # With a byte-order mark, since spreadsheets take UTF-8 without one for something else.
            self._file = self.path.open("w", encoding="utf-8-sig", newline="")
            self._writer = csv.writer(self._file)
            self._writer.writerow([inert(name) for name in [*self._header, ROW, REASON]])
        cells = [*row, *[""] * (len(self._header) - len(row))]
        self._writer.writerow([inert(cell) for cell in [*cells, str(number), "; ".join(reasons)]])
        self.rows += 1

    def close(self) -> None:
        """Finish the file."""
        if self._file is not None:
            self._file.close()
