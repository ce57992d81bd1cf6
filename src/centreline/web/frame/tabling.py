"""A table of a page: its rows filtered, sorted, cut into pages and taken out as a file by what the address says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qs

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse

from centreline.governance.rights import may
from centreline.reports.table_out import Cell
from centreline.web.frame.exporting import TAKE, export_links, export_response
from centreline.web.frame.views_seen import views_seen

__all__ = ["Field", "Tabled", "columns_chosen", "tabled"]

Row = TypeVar("Row")

ROWS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """A column of a table.

    Attributes:
        key: Names it in the address and in files.
        label: Its heading, in the reader's language.
        cell: Returns what stands in it, as a plain value: rows are sorted and filtered by it, and files hold it.
        filter: `text` for a search in it, `words` for a choice of what stands in it, None for neither.
        words: What its values are called, in the order in which they are offered; themselves where none are given.
        number: Whether it holds figures.
        total: Whether its sum over all filtered rows stands under it.
        always: Whether it cannot be left out: the heading of the row.
        at_first: Whether it is shown before anybody chose columns.
        help: What its heading means.
        known_as: Heading, in files, of the column beside it that holds what its values are called; none where empty.
    """

    key: str
    label: str
    cell: Callable[[Row], Cell]
    filter: str | None = None
    words: Mapping[str, str] | None = None
    number: bool = False
    total: bool = False
    always: bool = False
    at_first: bool = True
    help: str = ""
    known_as: str = ""

    def written(self, row: Row) -> tuple[Cell, ...]:
        """Return what a file holds of a row: the value, and beside it what it is called."""
        value = _plain(self.cell(row))
        return (value, self.called(row)) if self.known_as else (value,)

    def called(self, row: Row) -> Cell:
        """Return what stands in it as its reader knows it."""
        value = self.cell(row)
        return (self.words or {}).get(str(value), value) if self.known_as else value


@dataclass(frozen=True, slots=True)
class Tabled(Generic[Row]):
    """A table as one request asks for it.

    Attributes:
        name: Which table: it names saved views and files.
        columns: Its columns, as `<c-table>` takes them.
        shows: The keys of the columns that are shown.
        rows: All rows that answer to the filters, sorted.
        page: Those on this page.
        all: How many rows there are unfiltered.
        sort: The order now, `key` or `-key`.
        exports: Word and address of each form; none for whoever may not take tables out.
        totals: Sum of each column that has one, over all filtered rows.
        answer: The file, where the address asks for one; None where it asks for the page.
    """

    name: str
    columns: list[dict[str, Any]]
    shows: frozenset[str]
    rows: Sequence[Row]
    page: Page
    all: int
    sort: str
    exports: list[tuple[str, str]]
    totals: dict[str, float]
    answer: HttpResponse | None

    @property
    def count(self) -> int:
        """How many rows answer to the filters."""
        return len(self.rows)


def tabled(
    request: HttpRequest,
    name: str,
    fields: Sequence[Field[Row]],
    rows: Iterable[Row],
    *,
    on_a_page: int = ROWS_ON_A_PAGE,
) -> Tabled[Row]:
    """Return a table as the address asks for it.

    Args:
        request: With filters (`key=word`), order (`sort=-key`), columns (`columns=key`), `page`, and `format` for a
            file of exactly the filtered rows in exactly this order.
        name: Which table.
        fields: Its columns.
        rows: Everything this person may see.
        on_a_page: Rows on a page.

    Raises:
        NotPermitted: a file was asked for by whose role may not take tables out.
    """
    every = list(rows)
    chosen = _sorted(fields, _filtered(request, fields, every), request.GET.get("sort", ""))
    shows = columns_chosen(
        request,
        name,
        known=frozenset(one.key for one in fields),
        first=frozenset(one.key for one in fields if one.at_first),
        always=frozenset(one.key for one in fields if one.always),
    )
    answer = None
    if "format" in request.GET and TAKE not in request.GET:
        lines = [[cell for one in fields for cell in one.written(row)] for row in chosen]
        headings = [heading for one in fields for heading in (one.key, one.known_as) if heading]
        answer = export_response(request, name, headings, lines)
    return Tabled(
        name=name,
        columns=[_column(request, one, every, shows) for one in fields],
        shows=shows,
        rows=chosen,
        page=Paginator(chosen, on_a_page).get_page(request.GET.get("page")),
        all=len(every),
        sort=request.GET.get("sort", ""),
        exports=export_links(request, request.path) if may(request.actor, "export") else [],
        totals={one.key: sum(_figure(one.cell(row)) for row in chosen) for one in fields if one.total},
        answer=answer,
    )


def columns_chosen(
    request: HttpRequest, name: str, *, known: frozenset[str], first: frozenset[str], always: frozenset[str]
) -> frozenset[str]:
    """Return the columns that are shown: those the address names, else those of the reader's usual view, else `first`.

    Args:
        request: Who asks, and for which.
        name: Which table.
        known: Keys of all its columns.
        first: Those shown before anybody chose.
        always: Those that cannot be left out.
    """
    asked = request.GET.getlist("columns")
    if not asked:
        views = views_seen(request, name)
        usual = next((one for one in views if one.fields["usual"] and one.made_by == request.actor.name), None)
        asked = parse_qs(usual.fields["query"]).get("columns", []) if usual is not None else []
    return frozenset((known & set(asked) or first) | always)


def _column(request: HttpRequest, field: Field[Row], rows: Sequence[Row], shows: frozenset[str]) -> dict[str, Any]:
    words: Any = field.filter
    if field.filter == "words":
        met = {str(value) for row in rows if (value := field.cell(row)) not in (None, "")}
        words = [(word, said) for word, said in field.words.items() if word in met] if field.words else []
        words = words or [(word, word) for word in sorted(met, key=str.casefold)]
    return {
        "key": field.key,
        "label": field.label,
        "number": field.number,
        "sortable": True,
        "help": field.help,
        "shown": field.key in shows,
        "filter": words,
        "filtered": request.GET.get(field.key, ""),
    }


def _filtered(request: HttpRequest, fields: Sequence[Field[Row]], rows: list[Row]) -> list[Row]:
    for field in fields:
        if not field.filter or not (asked := request.GET.get(field.key, "").strip()):
            continue
        if field.filter == "words":
            rows = [row for row in rows if str(field.cell(row)) == asked]
        else:
            words = asked.casefold().split()
            rows = [row for row in rows if all(word in str(field.cell(row) or "").casefold() for word in words)]
    if words := request.GET.get("q", "").casefold().split():
        rows = [row for row in rows if all(word in _text(fields, row) for word in words)]
    return rows


def _text(fields: Sequence[Field[Row]], row: Row) -> str:
    return " ".join(str(cell or "") for one in fields for cell in (one.cell(row), one.called(row))).casefold()


def _sorted(fields: Sequence[Field[Row]], rows: list[Row], sort: str) -> list[Row]:
    field = next((one for one in fields if one.key == sort.removeprefix("-")), None)
    if field is None:
        return rows
    there = [row for row in rows if field.cell(row) not in (None, "")]
    empty = [row for row in rows if field.cell(row) in (None, "")]
    # What is not there comes last either way: nobody sorts a table to look at its blanks.
    return sorted(there, key=lambda row: _rank(field.called(row)), reverse=sort.startswith("-")) + empty


def _rank(value: Cell) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _plain(value: Cell) -> Cell:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _figure(value: Cell) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
