"""The saved views of a table, read once for each page: its columns ask for them, and so does its menu."""

from django.http import HttpRequest

from centreline.actions.save_view import views_for
from centreline.governance.entry import Entry
from centreline.web.records.store import DjangoState

__all__ = ["views_seen"]


def views_seen(request: HttpRequest, table: str) -> tuple[Entry, ...]:
    """Return the views of a table that whoever asks sees; a second question in one request costs nothing."""
    known: dict[str, tuple[Entry, ...]] = request.__dict__.setdefault("views_seen", {})
    if table not in known:
        known[table] = views_for(DjangoState(), request.actor, table=table)
    return known[table]
