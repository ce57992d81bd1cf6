"""All that is held on an agent: what of each table, for how long it is kept, and every row of it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from centreline.actions.take_own_records import take_own_records
from centreline.evidence.contract import Contract, Privacy
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.erasure.retention import KeptFor
from centreline.governance.actor import Actor
from centreline.kernel.errors import NotThere
from centreline.reports.table_out import FORMS, Table
from centreline.web.frame.acting import does
from centreline.web.frame.centre import ServedWorkspace, workspace
from centreline.web.frame.page import page
from centreline.web.records.store import DjangoState

__all__ = ["Held", "held", "rows"]

WRITTEN = ("confirmation", "dispute", "feedback", "comment", "claim")
"""Kinds of what an agent may write."""


@dataclass(frozen=True, slots=True)
class Held:
    """What of one table is held: its contract, how many rows, the days of the first and the last, and for how long.

    Where rows are kept for ever, `kept_for` is None.
    """

    contract: Contract
    count: int
    first: Any
    last: Any
    kept_for: KeptFor | None


@page(needs="see_my_day")
def held(request: HttpRequest) -> HttpResponse:
    """Show what is held on whoever asks, table by table, and what they wrote themselves."""
    actor: Actor = request.actor
    place, state = workspace(actor.scope), DjangoState()
    written = [(kind, sum(one.made_by == actor.name for one in state.entries(kind))) for kind in WRITTEN]
    shown = {
        "agent": actor.agent,
        "tables": _tables(place),
        "forms": ("csv", "json"),
        "written": [(kind, count) for kind, count in written if count],
    }
    return render(request, "my_day/held.html", shown)


@page(needs="see_my_day")
def rows(request: HttpRequest, table: str) -> HttpResponse:
    """Hand out every row of a table that is about whoever asks, as JSON or CSV; what points at a customer stays out.

    Raises:
        NotThere: no row of that table is about them.
    """
    place = workspace(request.actor.scope)
    evidence, known = place.evidence, next((one for one in _tables(place) if one.contract.name == table), None)
    if evidence is None or known is None:
        raise NotThere(f"nothing in {table!r} is about you", where="the address", fix="choose a table from the list")
    source = evidence.table(table)
    told = [one.name for one in known.contract.columns if one.privacy is not Privacy.CUSTOMER]
    columns = tuple(name for name in told if name in source.columns)
    found = evidence.rows(source.select(columns))
    does(request, take_own_records)(table=table, rows=len(found))
    if request.GET.get("format") == "csv":
        written = FORMS["csv"].written(Table(table, columns, tuple(tuple(row.values()) for row in found)))
        answer = HttpResponse(written, content_type=FORMS["csv"].content_type)
        answer["Content-Disposition"] = f'attachment; filename="{table}.csv"'
        return answer
    answer = JsonResponse({"table": table, "about": request.actor.agent, "rows": found})
    answer["Content-Disposition"] = f'attachment; filename="{table}.json"'
    return answer


def _tables(place: ServedWorkspace) -> list[Held]:
    """Return the tables that hold rows about whoever reads: one that names no agent is about others."""
    evidence, found = place.evidence, list[Held]()
    if evidence is None:
        return found
    for contract in CONTRACTS.values():
        names = {one.name for one in contract.columns} & {"agent", "person"}
        if names and evidence.has(contract.name) and (span := evidence.span(contract.name)):
            [counted] = evidence.rows(evidence.table(contract.name).count().name("n").as_table())
            found.append(Held(contract, counted["n"], *span, place.retention[contract.retention]))
    return found
