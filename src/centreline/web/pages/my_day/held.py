"""All that is held on an agent: what of each table, for how long it is kept, and every row of it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from centreline.actions.take_own_records import take_own_records
from centreline.evidence.contract import Contract, Privacy
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.kernel.errors import NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.records.store import DjangoState

__all__ = ["Held", "held", "rows"]

WRITTEN = ("confirmation", "dispute", "feedback", "comment", "claim")
"""Kinds of what an agent may write."""


@dataclass(frozen=True, slots=True)
class Held:
    """What of one table is held: its contract, how many rows, and the days of the first and the last."""

    contract: Contract
    count: int
    first: Any
    last: Any


@page(needs="see_my_day")
def held(request: HttpRequest) -> HttpResponse:
    """Show what is held on whoever asks, table by table, and what they wrote themselves."""
    actor: Actor = request.actor
    evidence = workspace(actor.scope).evidence
    state = DjangoState()
    written = [(kind, sum(one.made_by == actor.name for one in state.entries(kind))) for kind in WRITTEN]
    shown = {
        "agent": actor.agent,
        "tables": _tables(evidence) if evidence else [],
        "written": [(kind, count) for kind, count in written if count],
    }
    return render(request, "my_day/held.html", shown)


@page(needs="see_my_day")
def rows(request: HttpRequest, table: str) -> HttpResponse:
    """Hand out every row of a table that is about whoever asks, as JSON; what points at a customer stays out.

    Raises:
        NotThere: no row of that table is about them.
    """
    evidence = workspace(request.actor.scope).evidence
    known = next((one for one in (_tables(evidence) if evidence else []) if one.contract.name == table), None)
    if evidence is None or known is None:
        raise NotThere(f"nothing in {table!r} is about you", where="the address", fix="choose a table from the list")
    source = evidence.table(table)
    kept = [one.name for one in known.contract.columns if one.privacy is not Privacy.CUSTOMER]
    found = evidence.rows(source.select([name for name in kept if name in source.columns]))
    does(request, take_own_records)(table=table, rows=len(found))
    answer = JsonResponse({"table": table, "about": request.actor.agent, "rows": found})
    answer["Content-Disposition"] = f'attachment; filename="{table}.json"'
    return answer


def _tables(evidence: Evidence) -> list[Held]:
    """Return the tables that hold rows about whoever reads: one that names no agent is about others."""
    found = []
    for contract in CONTRACTS.values():
        names = {one.name for one in contract.columns} & {"agent", "person"}
        if names and evidence.has(contract.name) and (span := evidence.span(contract.name)):
            [counted] = evidence.rows(evidence.table(contract.name).count().name("n").as_table())
            found.append(Held(contract, counted["n"], *span))
    return found
