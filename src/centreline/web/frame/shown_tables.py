"""A table of a page as a file: read from the page itself, so that it says what its reader sees and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from centreline.kernel.errors import NotThere
from centreline.reports.table_out import Cell
from centreline.web.frame.exporting import TAKE, export_response
from centreline.web.frame.worked_tables import AS_IT_STANDS, Worked, worked_as

__all__ = ["is_taken_out", "read_table", "taken_out"]

NEVER_CLOSED = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
NOT_READ = frozenset({"form", "button", "svg", "summary", "script", "template"})
"""Parts of a cell that are for a screen: what is pressed, and what is drawn."""
APART = frozenset({"br", "p", "li", "div", "dd", "dt"})
NOTHING = frozenset({"", "—", "–"})


def is_taken_out(request: HttpRequest) -> bool:
    """Say whether the address asks for a table of its page as a file."""
    return request.method == "GET" and TAKE in request.GET and "format" in request.GET


def taken_out(request: HttpRequest, shown: HttpResponse) -> HttpResponse:
    """Return one table of a page as a file.

    Args:
        request: Names the table with `take` and the form with `format`.
        shown: The page as whoever asks is shown it; what is no page is returned as it is.

    Raises:
        NotPermitted: their role may not export.
        TooOften: they exported too often a moment ago.
        NotThere: the page has no such table.
    """
    if shown.status_code != 200 or not shown.get("Content-Type", "").startswith("text/html"):
        return shown
    name = request.GET[TAKE]
    found = read_table(shown.content.decode(), name, worked_as(request.GET, name))
    if found is None:
        raise NotThere(
            _("this page has no such table"),
            where=_("the address"),
            fix=_("open the page, and take the table out with its menu Export"),
        )
    columns, rows = found
    return export_response(request, name, columns, rows)


def read_table(page: str, name: str, worked: Worked = AS_IT_STANDS) -> tuple[list[str], list[list[Cell]]] | None:
    """Return headings and rows of the table of a page that is called so; None where there is none.

    A cell is what its `data-value` says, a number where it has `data-number`; without one, its text. Columns whose
    heading has `data-not-taken` are left out, and so are totals.

    Args:
        page: As its reader is shown it.
        name: The `data-table` of the table.
        worked: How its reader narrowed and ordered it where it stands.
    """
    reader = _Reader(name)
    reader.feed(page)
    if not reader.met:
        return None
    kept = [at for at, one in enumerate(reader.headings) if not one.not_taken and at not in worked.hidden]
    columns = _apart([reader.headings[at].text for at in kept])
    rows = worked.rows(reader.rows)
    return columns, [[row[at].value if at < len(row) else None for at in kept] for row in rows]


@dataclass(slots=True)
class _Spot:
    """A cell of a page while it is read."""

    said: str | None = None
    number: bool = False
    not_taken: bool = False
    columns: int = 1
    rows: int = 1
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    @property
    def plain(self) -> str:
        """What it is put into order by; empty for nothing."""
        written = self.text if self.said is None else self.said
        return "" if written in NOTHING else written

    @property
    def value(self) -> Cell:
        written = self.plain
        if not written:
            return None
        return _number(written) if self.number else written


class _Reader(HTMLParser):
    """Reads one table; what stands around it is passed over."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.met, self.headings, self.rows = False, list[_Spot](), list[list[_Spot]]()
        self._name, self._inside, self._part = name, False, ""
        self._row, self._skips = list[_Spot](), list[str]()
        self._spot: _Spot | None = None
        self._below: dict[int, tuple[_Spot, int]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "table" and not self.met and held.get("data-table") == self._name:
            self.met = self._inside = True
        if not self._inside or (tag in NEVER_CLOSED and tag != "br"):
            return
        if self._skips or tag in NOT_READ or (self._spot is not None and self._is_unseen(held)):
            self._skips.append(tag)
        elif tag in {"thead", "tbody", "tfoot"}:
            self._part = tag
        elif tag == "tr":
            self._row, self._part = [], "filters" if "data-grid-skip" in held else self._part
        elif tag in {"th", "td"}:
            self._spot = _spot_of(held)
        elif tag in APART and self._spot is not None:
            self._spot.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if not self._inside:
            return
        if self._skips:
            if tag == self._skips[-1]:
                self._skips.pop()
        elif tag == "table":
            self._inside = False
        elif tag in {"th", "td"} and self._spot is not None:
            self._end_cell(self._spot)
        elif tag == "tr":
            self._end_row()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over what closes itself, such as a line of a drawing."""

    def handle_data(self, data: str) -> None:
        if self._spot is not None and not self._skips:
            self._spot.parts.append(data)

    def _is_unseen(self, held: dict[str, str | None]) -> bool:
        """Say whether it is words that only a screen reader says; those of a heading name its column."""
        return self._part != "thead" and "unseen" in (held.get("class") or "").split()

    def _end_cell(self, spot: _Spot) -> None:
        self._fill()
        if spot.rows > 1:
            self._below[len(self._row)] = spot, spot.rows - 1
        self._row += [spot, *(_Spot() for _more in range(spot.columns - 1))]
        self._spot = None

    def _fill(self) -> None:
        """Put what reaches down from a row above where it stands."""
        at = len(self._row)
        while at in self._below:
            spot, left = self._below.pop(at)
            self._row.append(spot)
            if left > 1:
                self._below[at] = spot, left - 1
            at += 1

    def _end_row(self) -> None:
        self._fill()
        if self._part == "thead":
            self.headings = self._row
        elif self._part == "tbody" and self._row:
            self.rows.append(self._row)
        self._part = "thead" if self._part == "filters" else self._part


def _spot_of(held: dict[str, str | None]) -> _Spot:
    return _Spot(
        said=held.get("data-value"),
        number="data-number" in held,
        not_taken="data-not-taken" in held,
        columns=int(held.get("colspan") or 1),
        rows=int(held.get("rowspan") or 1),
    )


def _number(written: str) -> Cell:
    try:
        return int(written)
    except ValueError:
        pass
    try:
        return float(written)
    except ValueError:
        return written


def _apart(headings: Sequence[str]) -> list[str]:
    """Return headings of which no two are alike: files name values by them."""
    seen: dict[str, int] = {}
    columns = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        columns.append(heading if seen[heading] == 1 else f"{heading} {seen[heading]}")
    return columns
