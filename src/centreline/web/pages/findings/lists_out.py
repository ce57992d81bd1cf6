"""The lists of the register that are no tables, taken out as files: what is waived, merged, and reported by people."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from centreline.reports.table_out import Cell
from centreline.web.frame.exporting import asks_for, export_response

__all__ = ["list_out"]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "waived": ("check", "severity", "says", "element", "reason", "owner", "until"),
    "merged": ("check", "severity", "says", "element", "into_check", "into_says", "because"),
    "reported": ("state", "says", "about", "element", "seen", "against", "by", "at", "closed_because"),
}
"""Headings of each list."""

NAMES = {"by": "by_name"}
"""The column with the name somebody signs in with, and the one beside it with what people call them."""


def list_out(request: HttpRequest, state: str, shown: Mapping[str, Any]) -> HttpResponse | None:
    """Return the list of a tab as a file where the address asks for it; None where it asks for the page.

    Args:
        request: Who asks, and for which form.
        state: Which tab.
        shown: What the page shows of it.
    """
    if state not in COLUMNS or not asks_for(request, state):
        return None
    return export_response(request, state, COLUMNS[state], [_LINES[state](one) for one in shown[state]], people=NAMES)


def _waived(one: Any) -> tuple[Cell, ...]:
    row, waiver = one
    found = row.finding
    return found.check, str(found.severity), found.says, found.element, waiver.reason, waiver.owner, str(waiver.until)


def _merged(one: Any) -> tuple[Cell, ...]:
    found, into = one["finding"], one["into"]
    return (found.check, str(found.severity), found.says, found.element, into["check"], into["says"], one["because"])


def _reported(one: Any) -> tuple[Cell, ...]:
    entry, said = one.entry, one.entry.fields
    return (said["state"], said["says"], one.about, said["element"], said["seen"], said["against"], entry.made_by,
            entry.made_at.isoformat(), said["closed_because"])  # fmt: skip


_LINES = {"waived": _waived, "merged": _merged, "reported": _reported}
