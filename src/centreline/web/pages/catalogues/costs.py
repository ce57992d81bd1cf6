"""What the centre is planned to cost: the months of the plan, and one month as a form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from centreline.actions.plan_costs import costs_of, plan_costs
from centreline.actions.publish_draft import mirror_blueprint
from centreline.blueprint.cost import PlannedMonth
from centreline.blueprint.document import Blueprint
from centreline.governance.actor import Actor
from centreline.governance.rights import check_may, may
from centreline.kernel.errors import (
    ArgumentInvalid,
    BlueprintInvalid,
    EvidenceConflict,
    NotPermitted,
    NotThere,
    Stopped,
)
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.jobs.work.look import look_again
from centreline.web.pages.catalogues.filled import Pressed, Wrong, document_of, pressed_of, without_blank_rows, wrong_in
from centreline.web.pages.catalogues.form import Control, controls_of
from centreline.web.records.published import newest_number

__all__ = ["month", "months", "sees_costs"]

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def sees_costs(actor: Actor) -> bool:
    """Say whether somebody may read what the centre is planned to cost: the plan names what each partner is paid."""
    return may(actor, "see_review") and actor.scope.sees_every_row


@page(needs="see_review")
def months(request: HttpRequest) -> HttpResponse:
    """Show the months of the plan, and what each is planned to cost."""
    blueprint = _model(request.actor)
    if "month" in request.GET:
        return HttpResponseRedirect(reverse("planned_month", args=[_month(request.GET["month"].strip())]))
    planned = sorted({one.month for one in blueprint.planned_costs}, reverse=True)
    rows = [
        {"month": one, "lines": len(costs), "amount": sum(cost.amount for cost in costs)}
        for one in planned
        for costs in [costs_of(blueprint, one)]
    ]
    shown = {
        "rows": rows,
        "count": len(rows),
        "columns": _columns(),
        "currency": blueprint.organisation.currency,
        "may_plan": may(request.actor, "plan_costs"),
    }
    return render(request, "catalogues/costs.html", shown)


@page(needs="see_review")
def month(request: HttpRequest, month: str) -> HttpResponse:
    """Show what a month is planned to cost; whoever plans costs writes it here."""
    blueprint, month = _model(request.actor), _month(month)
    if request.method != "POST":
        return _form(request, blueprint, month, _begun(request, blueprint, month))
    check_may(request.actor, "plan_costs")
    if pressed := pressed_of(PlannedMonth, request.POST):
        return _form(request, blueprint, month, pressed.document, pressed=pressed)
    written = without_blank_rows(PlannedMonth, document_of(PlannedMonth, request.POST))
    costs = written.get("planned_costs", [])
    try:
        PlannedMonth.model_validate({"planned_costs": [{**one, "month": month} for one in costs]})
        version = does(request, plan_costs)(
            month=month, costs=costs, says=request.POST.get("says", "")[:200], base=_base(request.POST)
        )
    except ValidationError as reason:
        return _form(request, blueprint, month, written, wrong=wrong_in(reason, PlannedMonth))
    except (ArgumentInvalid, BlueprintInvalid, EvidenceConflict) as problem:
        return _form(request, blueprint, month, written, problem=problem)
    transaction.on_commit(lambda: mirror_blueprint(version.blueprint, folder()))
    look_again(by=request.actor.name)
    messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    return HttpResponseRedirect(reverse("planned_costs"))


def _begun(request: HttpRequest, blueprint: Blueprint, month: str) -> dict[str, Any]:
    """Return what is planned for a month; for one that is not planned yet, the lines of the one that was named."""
    held = costs_of(blueprint, month) or costs_of(blueprint, request.GET.get("like", ""))
    return {"planned_costs": [one.model_dump(mode="json", exclude_defaults=True, exclude={"month"}) for one in held]}


def _form(  # noqa: PLR0913 - a form is made of all of it
    request: HttpRequest,
    blueprint: Blueprint,
    month: str,
    written: Mapping[str, Any],
    *,
    problem: Stopped | None = None,
    wrong: Wrong | None = None,
    pressed: Pressed | None = None,
) -> HttpResponse:
    held = costs_of(blueprint, month)
    names = {one.id: one.title for one in (*blueprint.partners, *blueprint.teams)}
    earlier = [one.month for one in blueprint.planned_costs if one.month < month]
    shown = {
        "month": month,
        "held": [
            (_(one.line.replace("_", " ")), names.get(one.partner or one.team or "", ""), one.amount) for one in held
        ],
        "total": sum(one.amount for one in held),
        "earlier": max(earlier, default="") if not held else "",
        "currency": blueprint.organisation.currency,
        "one": _rows_of(controls_of(PlannedMonth, written, blueprint=blueprint, wrong=wrong)),
        "wrong": len(wrong or ()),
        "base": _base(request.POST) if not isinstance(problem, EvidenceConflict) else newest_number(),
        "says": request.POST.get("says", ""),
        "problem": problem,
        "done": pressed.says if pressed else "",
        "focus": pressed.focus if pressed else "",
        "may_plan": may(request.actor, "plan_costs"),
    }
    return render(request, "catalogues/costs_month.html", shown, status=422 if problem or wrong else 200)


def _rows_of(controls: Sequence[Control]) -> Control:
    """Return the rows of the form without the month in each: it is the page's."""
    [rows] = controls
    kept = (
        replace(row, controls=tuple(one for one in row.controls if not one.name.endswith(".month")))
        for row in rows.rows
    )
    return replace(rows, rows=tuple(kept))


def _model(actor: Actor) -> Blueprint:
    if not sees_costs(actor):
        raise NotPermitted(
            "the plan says what each partner is paid", where="planned costs", fix="ask somebody who sees every row"
        )
    return workspace(actor.scope).blueprint


def _month(text: str) -> str:
    if MONTH.fullmatch(text) is None:
        raise NotThere(f"{text[:40]!r} is no month", where="planned costs", fix="write it as 2026-01")
    return text


def _base(given: QueryDict) -> int:
    base = given.get("base", "")
    return int(base) if base.isascii() and base.isdigit() and len(base) < 10 else newest_number()


def _columns() -> list[dict[str, Any]]:
    words = {"month": _("Month"), "lines": _("Amounts"), "amount": _("Planned in all")}
    return [{"key": key, "label": label, "number": key != "month"} for key, label in words.items()]
