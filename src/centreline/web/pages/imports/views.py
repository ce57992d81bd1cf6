"""What was brought: every import, and the book of what is held."""

from typing import Any

from django.core.cache import cache
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from centreline.evidence.book import Book, book_of
from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.frame.tabling import tabled
from centreline.web.jobs.work.rights import who_may_import
from centreline.web.pages.imports.listed import import_fields, imports_known
from centreline.web.pages.imports.schedules_listed import scheduled_sources

__all__ = ["every", "may_import", "rejected"]

IMPORTS_ON_A_PAGE = 25
GROUPS_SHOWN = 20


@page(needs="see_imports")
def every(request: HttpRequest) -> HttpResponse:
    """Show every import, the newest first, and how far what is held can be trusted."""
    sees_all = request.actor.scope.sees_every_row
    imports = tuple(reversed(workspace(request.actor.scope).lake.imports())) if sees_all else ()
    sources = scheduled_sources(now=timezone.now()) if sees_all else []
    known = imports_known(imports, sources=sources)
    table = tabled(request, "imports", import_fields(request.actor), known, on_a_page=IMPORTS_ON_A_PAGE)
    if table.answer is not None:
        return table.answer
    shown: dict[str, Any] = {
        "table": table,
        "sees_all": sees_all,
        "sources": sources,
        "may_import": may_import(request.actor),
        "book": _book(request.actor),
        "groups": f":{GROUPS_SHOWN}",
    }
    return render(request, "imports/every.html", shown)


@page(needs="import_evidence")
def rejected(request: HttpRequest, name: str) -> HttpResponse:
    """Hand out the rows of an import that could not be read, each with its reason."""
    who_may_import(request.actor.name)
    held = {path.name: path for path in (folder() / "rejected").glob("*") if path.is_file()}
    if name not in held:
        raise NotThere(
            f"there are no rejected rows called {name!r}",
            where="the workspace's folder rejected/",
            fix="open the import again; they may have been deleted since",
        )
    return FileResponse(held[name].open("rb"), as_attachment=True, filename=name)


def may_import(actor: Actor) -> bool:
    """Say whether somebody may bring records: their role may, and they see every row."""
    return may(actor, "import_evidence") and actor.scope.sees_every_row


def _book(actor: Actor) -> Book | None:
    evidence = workspace(actor.scope).evidence
    if evidence is None:
        return None
    key = f"book-{actor.scope.key}-{evidence.version}"
    book: Book = cache.get_or_set(key, lambda: book_of(evidence), timeout=86_400)
    return book
