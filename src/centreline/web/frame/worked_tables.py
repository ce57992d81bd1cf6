"""How somebody narrowed and ordered a table where it stands, as the address keeps it: for a file of the same rows.

A page does it with js/work.js and js/sort.js: `due.find=late` leaves the rows that hold every word, `due.hide=3-5` the
other columns, `due.sort=-2` puts the greatest of the second column first.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Protocol, TypeVar

__all__ = ["AS_IT_STANDS", "Read", "Worked", "worked_as"]


class Read(Protocol):
    """A cell as it was read from a page."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def plain(self) -> str:
        """What it is put into order by; empty for nothing."""


C = TypeVar("C", bound=Read)


@dataclass(frozen=True, slots=True)
class Worked:
    """What the address says of one table.

    Attributes:
        words: Words that a row has to hold, without blanks and in small letters.
        hidden: Columns that are not shown, counted from 0.
        sort: The column rows are put into order by, counted from 1; negative for the greatest first, 0 for none.
    """

    words: tuple[str, ...] = ()
    hidden: frozenset[int] = frozenset()
    sort: int = 0

    def rows(self, rows: Sequence[Sequence[C]]) -> list[Sequence[C]]:
        """Return the rows that are left, in their order; those with nothing in its column come last."""
        left = [row for row in rows if self._holds(row)]
        at = abs(self.sort) - 1
        if at < 0:
            return left
        filled = [row for row in left if at < len(row) and row[at].plain]
        numeric = all(_figure(row[at].plain) is not None for row in rows if at < len(row) and row[at].plain)
        filled.sort(
            key=lambda row: (_figure(row[at].plain) or 0.0, ()) if numeric else (0.0, _natural(row[at].plain)),
            reverse=self.sort < 0,
        )
        return [*filled, *(row for row in left if not (at < len(row) and row[at].plain))]

    def _holds(self, row: Sequence[Read]) -> bool:
        said = "\n".join(_tight(cell.text) for cell in row)
        return all(word in said for word in self.words)


AS_IT_STANDS = Worked()
"""Nothing was narrowed, hidden or ordered."""


def worked_as(query: Mapping[str, str], table: str) -> Worked:
    """Return what an address says of a table; what it says wrongly is passed over, as the page does.

    Args:
        query: Of the address.
        table: The `data-table` of the table.
    """
    hidden = (_whole(one) for one in query.get(f"{table}.hide", "").split("-"))
    return Worked(
        words=tuple(_tight(word) for word in query.get(f"{table}.find", "").split()),
        hidden=frozenset(at - 1 for at in hidden if at > 0),
        sort=_whole(query.get(f"{table}.sort", "")),
    )


def _tight(words: str) -> str:
    return "".join(words.split()).lower()


def _whole(written: str) -> int:
    return int(written) if re.fullmatch(r"-?[0-9]{1,4}", written) else 0


def _figure(written: str) -> float | None:
    try:
        figure = float(written)
    except ValueError:
        return None
    return figure if isfinite(figure) else None


def _natural(written: str) -> tuple[tuple[int, int, str], ...]:
    """Return words so that they stand in the order of a reader: 9 before 10, é beside e."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", written) if not unicodedata.combining(one)).casefold()
    return tuple(_part(part) for part in re.split(r"([0-9]+)", bare) if part)


def _part(written: str) -> tuple[int, int, str]:
    if not (written.isascii() and written.isdecimal()):
        return 1, 0, written
    number = written.lstrip("0")
    return 0, len(number), number
