"""Two imports side by side: how each was read, what became of its rows, and how they differ."""

from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from centreline.evidence.journal import Import
from centreline.kernel.errors import NotPermitted
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page

__all__ = ["ComparedCount", "compare", "compared_counts"]


@dataclass(frozen=True, slots=True)
class ComparedCount:
    """What became of rows in two imports.

    Attributes:
        label: What became of them, in words.
        one: How many in the first.
        other: How many in the second.
        one_share: Share of all rows of the first, 0 to 1; None where it had none.
        other_share: Share of all rows of the second.
    """

    label: str
    one: int
    other: int
    one_share: float | None
    other_share: float | None


@page(needs="see_imports")
def compare(request: HttpRequest) -> HttpResponse:
    """Show two imports side by side: those the address names, else the two newest of one table."""
    if not request.actor.scope.sees_every_row:
        raise NotPermitted(
            "imports hold rows of the whole centre", where="the list of imports", fix="ask somebody who sees every row"
        )
    imports = tuple(reversed(workspace(request.actor.scope).lake.imports()))
    one = _named(imports, request.GET.get("one", "")) or next(iter(imports), None)
    before = [each for each in imports if one is not None and each is not one and each.table == one.table]
    other = _named(imports, request.GET.get("other", "")) or next(iter(before), None)
    shown: dict[str, Any] = {"imports": imports, "one": one, "other": other}
    if one is not None and other is not None:
        same_reading = one.origin.mapping_hash == other.origin.mapping_hash
        shown |= {"counts": compared_counts(one, other), "same_reading": same_reading}
    return render(request, "imports/compare.html", shown)


def compared_counts(one: Import, other: Import) -> list[ComparedCount]:
    """Return what became of the rows of two imports, all rows first."""
    words = {
        "created": _("New"), "changed": _("Changed"), "same": _("Same"), "older": _("Older"),
        "skipped": _("Skipped"), "rejected": _("Rejected"),
    }  # fmt: skip
    mine, theirs = asdict(one.counts), asdict(other.counts)
    rows = [ComparedCount(_("Rows of the file"), one.counts.read, other.counts.read, None, None)]
    return rows + [
        ComparedCount(
            label, mine[key], theirs[key], _share(mine[key], one.counts.read), _share(theirs[key], other.counts.read)
        )
        for key, label in words.items()
    ]


def _share(count: int, rows: int) -> float | None:
    return count / rows if rows else None


def _named(imports: tuple[Import, ...], name: str) -> Import | None:
    return next((one for one in imports if one.id == name), None)
