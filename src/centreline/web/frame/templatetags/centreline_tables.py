"""What a table of a page asks for: the views somebody saved of it, its totals, and where it is had as a file."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.template import Context, Variable

from centreline.governance.rights import may
from centreline.web.frame.exporting import is_made_as_a_job, table_links
from centreline.web.frame.views_seen import views_seen

__all__ = ["exports_of", "long_table", "plain", "saved_views", "sum_of", "this_address", "total_of"]

register = template.Library()


@register.simple_tag
def total_of(table: Any, column: Mapping[str, Any]) -> float | None:
    """Return the sum of a column over all filtered rows of a table; None where it has none."""
    total: float | None = table.totals.get(column["key"])
    return total


@register.simple_tag
def sum_of(rows: Iterable[Any], *path: str | int) -> float:
    """Return the sum over rows of what is reached by a path of names and places; what is not known counts for nothing.

    Args:
        rows: As the page shows them.
        path: Such as `"hour.offered"`, or `"counts"` and the place in it.
    """
    steps = ".".join(str(step) for step in path)
    return sum(Variable(f"row.{steps}").resolve(Context({"row": row})) or 0 for row in rows)


@register.simple_tag
def long_table(count: Any) -> bool:
    """Say whether so many rows are made as a job when they are taken out."""
    return str(count or "").isdecimal() and is_made_as_a_job(int(count))


@register.simple_tag(takes_context=True)
def saved_views(context: Context, table: str) -> list[dict[str, Any]]:
    """Return the views of a table that the reader sees, each with `name`, `query`, `key`, `own`, `shared` and `now`."""
    request = context.get("request")
    actor = getattr(request, "actor", None)
    if actor is None:
        return []
    now = "&".join(part for part in request.GET.urlencode().split("&") if not part.startswith("page="))
    return [
        {**one.fields, "key": one.key, "own": one.made_by == actor.name, "by": one.made_by,
         "now": one.fields["query"] == now}
        for one in views_seen(request, table)
    ]  # fmt: skip


@register.simple_tag(takes_context=True)
def this_address(context: Context) -> str:
    """Return the address of exactly what is shown; empty outside of a page."""
    request = context.get("request")
    return "" if request is None else str(request.get_full_path())


@register.simple_tag(takes_context=True)
def exports_of(context: Context, table: str) -> list[tuple[str, str]]:
    """Return word and address of each form in which a table of this page can be had; none to whoever may not."""
    request = context.get("request")
    actor = getattr(request, "actor", None)
    if actor is None or request is None or request.method != "GET" or not may(actor, "export"):
        return []
    return table_links(request, table)


@register.filter
def plain(value: Any) -> str:
    """Write a value for programs: a figure with a point and nothing else, a day as 2026-01-31, nothing as nothing."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
