"""Where a metric comes from: files, mappings, tables and columns, and what was examined of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.journal import Import
from centreline.evidence.keeping import how_kept
from centreline.evidence.rules import rules_for
from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.metrics.definition import Variant
from centreline.metrics.gap import columns_used
from centreline.metrics.recipe import recipe_of
from centreline.metrics.views import base_table
from centreline.web.frame.as_read import questions_as_read
from centreline.web.frame.centre import ServedWorkspace
from centreline.web.frame.kept import kept
from centreline.web.frame.page import page
from centreline.web.pages.metrics.opened import opened
from centreline.web.reading.findings import Seen, seen_by

__all__ = ["Examined", "Held", "origin"]

IMPORTS_SHOWN = 5
"""Imports of a table that a page shows, the newest."""


@dataclass(frozen=True, slots=True)
class Held:
    """A table the metric is counted from.

    Attributes:
        name: Its name.
        meaning: What one row is.
        rows: Rows the reader may see; 0 where nobody brought it.
        first_on: First local day; None without rows.
        last_on: Last local day.
        columns: Columns the definition reads, each with the share of rows that have a value.
        rules: Each rule of the table with the rows that break it; empty where there are no rows to look at.
    """

    name: str
    meaning: str
    rows: int
    first_on: date | None
    last_on: date | None
    columns: tuple[tuple[str, float], ...]
    rules: tuple[tuple[str, int], ...]

    @property
    def broken(self) -> tuple[tuple[str, int], ...]:
        """Rules that rows break, with how many do."""
        return tuple((says, rows) for says, rows in self.rules if rows)

    @property
    def whole(self) -> tuple[str, ...]:
        """Rules that every row keeps."""
        return tuple(says for says, rows in self.rules if not rows)


@dataclass(frozen=True, slots=True)
class Examined:
    """One question about the records, and how the newest look ended for it.

    Attributes:
        id: Of the check.
        question: What it asks.
        state: found, clear or not_examined.
        says: What was found, or why nobody could look.
    """

    id: str
    question: str
    state: str
    says: str


@page(needs="see_metrics")
def origin(request: HttpRequest, name: str) -> HttpResponse:
    """Show what a metric is counted from, when it was brought, and how good it is."""
    seen = opened(request, name, page="metric_origin")
    variant, place = seen.asked.variant, seen.place
    tables = tuple(dict.fromkeys(base_table(atom.table) for atom in recipe_of(variant).atoms))
    held = tuple(_held(place.evidence, table, variant) for table in tables)
    sees_all = request.actor.scope.sees_every_row
    brought = {table: _brought(place, table) if sees_all else () for table in tables}
    shown = {
        **seen.shown,
        "held": [(one, brought[one.name][:IMPORTS_SHOWN], len(brought[one.name])) for one in held],
        "files": len({one.origin.file for imports in brought.values() for one in imports}),
        "mappings": sorted({one.origin.mapping_version for imports in brought.values() for one in imports}),
        "sees_all": sees_all,
        "may_see_imports": may(request.actor, "see_imports"),
        "may_see_findings": may(request.actor, "see_findings"),
        "examined": tuple(_examined(request.actor, tables)),
        "evidence_version": place.evidence.version if place.evidence else "",
    }
    return render(request, "metrics/origin.html", shown)


def _held(evidence: Evidence | None, table: str, variant: Variant) -> Held:
    meaning = CONTRACTS[table].meaning
    if evidence is None or not evidence.has(table):
        return Held(table, meaning, 0, None, None, (), ())
    columns = sorted(column for of, column in columns_used(variant) if of == table)

    def looked() -> Held:
        keeping, span = how_kept(evidence, table), evidence.span(table)
        broken = {one.rule.says: one.rows for one in keeping.broken}
        filled = tuple((column, evidence.filled(table, column) / keeping.rows) for column in columns)
        rules = tuple((rule.says, broken.get(rule.says, 0)) for rule in rules_for(table))
        first, last = span if span else (None, None)
        return Held(table, meaning, keeping.rows, first, last, filled, tuple(sorted(rules, key=lambda one: -one[1])))

    return kept(evidence, "held", table, columns, make=looked)


def _brought(place: ServedWorkspace, table: str) -> tuple[Import, ...]:
    """Return the imports that fill a table and stand, the newest first."""
    filling = (one for one in place.lake.imports() if one.undone_at is None and table in (one.table, *one.fills))
    return tuple(reversed(tuple(filling)))


def _examined(actor: Actor, tables: tuple[str, ...]) -> Iterator[Examined]:
    """Yield how the newest look ended for the questions about these records."""
    seen = seen_by(actor)
    for check in questions_as_read().values():
        reads = {need.split(".")[0] for need in check.needs}
        if check.family == "EVI" and (not reads or reads & set(tables)):
            state, says = _state_of(seen, check.id)
            yield Examined(check.id, check.question, state, says)


def _state_of(seen: Seen | None, check: str) -> tuple[str, str]:
    if seen is None:
        return "not_examined", _("Nobody has looked yet.")
    found = [one.says for one in seen.findings if one.check == check]
    if found:
        return "found", found[0]
    if any(one.check == check for one in seen.clear):
        return "clear", ""
    because = next((one.because for one in seen.not_examined if one.check == check), None)
    return "not_examined", because or _("What it found is waived, or not for your eyes.")
