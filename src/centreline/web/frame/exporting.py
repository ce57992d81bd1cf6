"""Tables as files: the one way in which a page hands out rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from centreline.actions.export_table import export
from centreline.governance.rights import check_may
from centreline.kernel.errors import ArgumentInvalid, TooOften
from centreline.reports.table_out import FORMS, Cell, Table, file_name
from centreline.web.frame.acting import does
from centreline.web.frame.limits import LIMITS
from centreline.web.records.people import names_people_know

__all__ = ["TAKE", "asks_for", "export_links", "export_response", "file_response", "is_made_as_a_job", "table_links"]

TAKE = "take"
"""What of the address names the table of a page that is taken out: its `data-table`."""


def export_response(
    request: HttpRequest,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    people: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return a table as a file, in the form the address asks for with `format`: csv, xlsx or json.

    Whoever may not export is refused; whoever may has a line `export` in the trail. A table too long to wait for is
    made as a job, and the answer leads to its page. In that job `request.told_of_rows` is called with all rows and
    those done.

    Args:
        request: Who asks, and for which form; CSV where it names none.
        name: What the table is called: it names the file, the sheet and the line of the trail.
        columns: Headings, each different from the others.
        rows: As filtered and sorted on the page, and confined to what this person may see.
        people: Headings of columns that hold the names people sign in with, each with the heading of the column that
            is put beside it: what people call them, as far as this person may know it.

    Raises:
        NotPermitted: their role may not export.
        TooOften: they exported too often a moment ago.
        ArgumentInvalid: there is no such form, or more rows than fit into it.
    """
    asked = request.GET.get("format", "csv")
    if asked not in FORMS:
        raise ArgumentInvalid(
            f"tables cannot be had as {asked!r}", where="the address", fix=f"ask for one of {', '.join(FORMS)}"
        )
    lines, told = tuple(tuple(row) for row in rows), getattr(request, "told_of_rows", None)
    if told is None:
        _check_not_too_often(request)
        if is_made_as_a_job(len(lines)):
            check_may(request.actor, "export")
            return _later(request, name)
    form = FORMS[asked]
    headings, lines = _with_names(request, tuple(columns), lines, people or {})
    content = form.written(Table(name, headings, lines, told and partial(told, len(lines))))
    does(request, export)(name=name, form=asked, rows=len(lines))
    disposition = f'attachment; filename="{file_name(name, form=asked)}"'
    return HttpResponse(content, content_type=form.content_type, headers={"Content-Disposition": disposition})


def _with_names(
    request: HttpRequest, columns: tuple[str, ...], lines: tuple[tuple[Cell, ...], ...], people: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Return headings and lines with what people call somebody beside the name they sign in with."""
    places = [at for at, column in enumerate(columns) if column in people]
    if not places:
        return columns, lines
    names = names_people_know(request.actor)

    def beside(cells: tuple[Cell, ...], known: Callable[[Cell], Cell]) -> tuple[Cell, ...]:
        return tuple(one for at, cell in enumerate(cells) for one in ((cell, known(cell)) if at in places else (cell,)))

    headings = beside(columns, lambda column: people[str(column)])
    return tuple(map(str, headings)), tuple(beside(line, lambda name: names.get(str(name), name)) for line in lines)


def is_made_as_a_job(rows: int) -> bool:
    """Say whether a table is too long to wait for: the worker makes its file, and a page says how far it is."""
    return rows > int(settings.EXPORT_AT_ONCE_ROWS)


def _later(request: HttpRequest, name: str) -> HttpResponse:
    # Named, not imported: work is done above what a page is framed with.
    later: Callable[[HttpRequest, str], HttpResponse] = import_string("centreline.web.jobs.exports.export_later")
    return later(request, name)


def file_response(  # noqa: PLR0913 - what it is called, what it is and what is in it
    request: HttpRequest, name: str, *, form: str, content: bytes, content_type: str, count: int
) -> HttpResponse:
    """Return a file that is no table, such as a drawing of a board; the same limits and the same trail as a table.

    Args:
        request: Who asks.
        name: What it is called: it names the file and the line of the trail.
        form: How the file's name ends.
        content: The file.
        content_type: Its media type.
        count: How many things stand in it, for the trail.

    Raises:
        NotPermitted: their role may not export.
        TooOften: they exported too often a moment ago.
    """
    _check_not_too_often(request)
    does(request, export)(name=name, form=form, rows=count)
    disposition = f'attachment; filename="{file_name(name, form=form)}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def _check_not_too_often(request: HttpRequest) -> None:
    if wait := LIMITS["exports"].wait_s(request.actor.name):
        raise TooOften(
            "that were many tables in a short time", where="the export", fix=f"wait {wait} seconds, then export again"
        )


def export_links(request: HttpRequest, address: str) -> list[tuple[str, str]]:
    """Return word and address of each form, with what is filtered now: what `<c-table :exports>` takes.

    Args:
        request: Whose query is kept.
        address: Of the view that answers with `export_response`.
    """
    links = []
    for form in FORMS:
        query = request.GET.copy()
        query["format"] = form
        links.append((form.upper(), f"{address}?{query.urlencode()}"))
    return links


def table_links(request: HttpRequest, table: str) -> list[tuple[str, str]]:
    """Return word and address of each form of one table of the page that is asked for, as it is shown now.

    Args:
        request: For the page.
        table: The `data-table` of the table.
    """
    links = []
    for form in FORMS:
        query = request.GET.copy()
        query[TAKE], query["format"] = table, form
        links.append((form.upper(), f"{request.path}?{query.urlencode()}"))
    return links


def asks_for(request: HttpRequest, table: str) -> bool:
    """Say whether the address asks for this table of its page as a file."""
    return "format" in request.GET and request.GET.get(TAKE) == table
