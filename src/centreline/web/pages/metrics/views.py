"""Pages to read metrics: the list of them, and how one moved."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.actions.follow_metric import followed_by
from centreline.governance.rights import check_may, may
from centreline.kernel.errors import NotThere
from centreline.kernel.units import Unit
from centreline.metrics.ask import why_not
from centreline.metrics.book import metric_book
from centreline.metrics.definition import Metric
from centreline.web.frame.centre import workspace
from centreline.web.frame.exporting import export_links, export_response
from centreline.web.frame.narrowing import narrowed
from centreline.web.frame.page import page
from centreline.web.frame.tabling import Field, tabled
from centreline.web.frame.templatetags.centreline_words import from_book, unit_word
from centreline.web.pages.metrics.aims import assurance_of
from centreline.web.pages.metrics.drivers import drivers_of
from centreline.web.pages.metrics.dual import dual_run
from centreline.web.pages.metrics.moving import Moving, moving
from centreline.web.pages.metrics.opened import Opened, opened
from centreline.web.pages.metrics.said import grain_word, variation_of
from centreline.web.records.store import DjangoState

__all__ = ["TYPED_IN", "listed", "metric", "points"]

TYPED_IN = {Unit.SHARE: 0.01, Unit.MILLISECONDS: 1_000.0}
"""What one of the numbers people type is in the unit of the metric: percent of shares, seconds of milliseconds."""

COLUMNS = (
    "period", "value", "numerator", "denominator", "n", "mean", "low", "high", "signals", "state", "note", "ledger",
)  # fmt: skip
"""Headings of the points as a file; values and limits are in the metric's unit, shares from 0 to 1."""


@page(needs="see_metrics")
def listed(request: HttpRequest) -> HttpResponse:
    """Show every metric, or those in which every searched word stands."""
    narrowed(request)
    evidence = workspace(request.actor.scope).evidence
    rows = [(one, why_not(evidence, one.id) if evidence else None) for one in metric_book().values()]
    table = tabled(request, "metrics", _fields(brought=bool(evidence)), rows, on_a_page=len(rows) or 1)
    if table.answer is not None:
        return table.answer
    return render(
        request,
        "metrics/listed.html",
        {"table": table, "q": request.GET.get("q", ""), "brought": bool(evidence)},
    )


def _fields(*, brought: bool) -> list[Field[tuple[Metric, str | None]]]:
    answers = {"yes": _("Yes"), "no": _("Not answerable"), "unknown": _("Not examined")}
    units = {one.value: unit_word(one) for one in Unit}
    return [
        Field("title", _("Metric"), lambda row: from_book(row[0].title), filter="text", always=True),
        Field("question", _("Question"), lambda row: from_book(row[0].question), filter="text"),
        Field("unit", _("Unit"), lambda row: row[0].unit.value, filter="words", words=units),
        Field("owner", _("Answers for it"), lambda row: from_book(row[0].owner), filter="words"),
        Field("answerable", _("Answerable"), lambda row: "no" if row[1] else "yes" if brought else "unknown",
              filter="words", words=answers),
        Field("id", _("Id"), lambda row: row[0].id, at_first=False),
    ]  # fmt: skip


@page(needs="see_metrics")
def metric(request: HttpRequest, name: str) -> HttpResponse:
    """Show how a metric moved, what changed meanwhile, and what it means."""
    seen = opened(request, name, page="metric")
    moved = _moved(request, seen)
    shown: dict[str, Any] = {
        **seen.shown,
        "moved": moved,
        "grains": [("day", _("day")), ("week", _("week")), ("month", _("month"))],
        "unit_help": _unit_help(seen.asked.variant.unit),
        "meets": seen.aim.met_by(seen.answer.value) if seen.aim and seen.answer else None,
        "dual": None if seen.gap else dual_run(seen),
        "drivers": drivers_of(seen) if request.actor.scope.partners is None else None,
        "follows": name in followed_by(DjangoState(), request.actor),
        "may_comment": may(request.actor, "comment"),
        "may_steer": may(request.actor, "steer_metric"),
        "exports": export_links(request, reverse("metric_points", args=[name])) if may(request.actor, "export") else [],
    }
    if moved is not None:
        shown["grain_now"], shown["grain_word"] = moved.course.grain, grain_word(moved.course)
        shown["variation"], shown["moves"] = variation_of(moved.course, better=seen.asked.metric.better)
        shown["assurance"] = assurance_of(moved.course, seen.aim)
    if seen.aim and seen.aim.entry:
        shown["least"], shown["most"] = (_typed(end, seen.asked.variant.unit) for end in seen.aim.ends)
    return render(request, "metrics/metric.html", shown)


@page(needs="see_metrics")
def points(request: HttpRequest, name: str) -> HttpResponse:
    """Hand out the points of the chart as a file."""
    check_may(request.actor, "export")
    seen = opened(request, name, page="metric")
    moved = _moved(request, seen)
    if moved is None:
        raise NotThere("there are no points", where="the chart", fix="bring the records the metric is counted from")
    stretches = moved.course.stretches
    ledger = seen.answer.ledger if seen.answer else None
    lines = [
        (
            row.on.isoformat(), row.spot.value, row.spot.numerator, row.spot.denominator, row.spot.n,
            stretches[row.spot.stretch].mean, stretches[row.spot.stretch].low, stretches[row.spot.stretch].high,
            "; ".join(row.signals), row.state, "; ".join(one.says for one in row.marks), ledger,
        )
        for row in moved.rows
    ]  # fmt: skip
    return export_response(request, f"{name.replace('_', '-')}-points", COLUMNS, lines)


def _moved(request: HttpRequest, seen: Opened) -> Moving | None:
    if seen.gap or seen.place.evidence is None:
        return None
    target = seen.aim.ends if seen.aim else (None, None)
    return moving(request.actor, seen.asked, place=seen.place, evidence=seen.place.evidence, target=target)


def _unit_help(unit: Unit) -> str:
    if unit is Unit.SHARE:
        return str(_("In percent."))
    return str(_("In seconds.")) if unit is Unit.MILLISECONDS else ""


def _typed(end: float | None, unit: Unit) -> str:
    return "" if end is None else f"{end / TYPED_IN.get(unit, 1.0):g}"
