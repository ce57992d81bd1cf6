"""A metric that somebody has opened: what every page about it shows above its own part."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.kernel.errors import MetricUnknown, NotThere
from centreline.kernel.identity import content_hash
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure, why_not
from centreline.metrics.book import metric_named
from centreline.metrics.definition import KINDS, Metric
from centreline.metrics.explain import expressions
from centreline.metrics.interval import METHODS
from centreline.metrics.views import base_table
from centreline.reports.words import interval
from centreline.web.frame.centre import ServedWorkspace, workspace
from centreline.web.frame.kept import kept
from centreline.web.frame.narrowing import COLUMNS, Narrowed, column_words, shown_for
from centreline.web.frame.on_pages import on_pages
from centreline.web.frame.spoken import figure, spoken
from centreline.web.pages.metrics.aims import Aim, aim_of
from centreline.web.pages.metrics.asked import FILTERS, Asked, asked_of, choices_of, value_words

__all__ = ["Opened", "metric_or_none", "opened"]

PAGES = ("metric", "metric_ways", "metric_breakdown", "metric_origin", "metric_meaning")
"""Names of the pages about a metric, in the order of their tabs."""

AT_ONCE = ("queue",)
"""Columns to choose rows by that are not folded away."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A metric, what is asked of it, and its answer.

    Attributes:
        place: The centre as the reader may see it.
        asked: What is asked.
        answer: The answer over all that is asked; None where there is none.
        gap: Why there is none; empty where there is one.
        aim: What is aimed at; None where nobody said.
        shown: What the frame of the page shows.
    """

    place: ServedWorkspace
    asked: Asked
    answer: Answer | None
    gap: str
    aim: Aim | None
    shown: dict[str, Any] = field(repr=False)


def metric_or_none(name: str) -> Metric:
    """Return the metric of a name in an address.

    Raises:
        NotThere: there is none.
    """
    try:
        return metric_named(name)
    except MetricUnknown as stop:
        raise NotThere(stop.problem.what, where=stop.problem.where, fix=stop.problem.fix) from stop


def opened(request: HttpRequest, name: str, *, page: str) -> Opened:
    """Return a metric with what its address asks, answered.

    Args:
        request: Who asks, and what.
        name: Id of the metric.
        page: Name of the page that is shown.

    Raises:
        NotThere: no such metric.
        MetricUnknown: no such variant.
        ArgumentInvalid: the address asks what cannot be asked.
    """
    metric, place = metric_or_none(name), workspace(request.actor.scope)
    asked = asked_of(request.GET, metric, place=place)
    gap = _gap(asked, place)
    shown_for(request, _narrowed(asked, place))
    answer = None if gap else _answer(asked, place)
    aim = aim_of(request.actor, asked, place=place)
    shown = {
        "metric": metric,
        "asked": asked,
        "here": reverse(page, args=[metric.id]),
        "query": asked.query(),
        "tabs": _tabs(asked, page=page),
        **_choices(asked, place),
        "answer": answer,
        "left_out": spoken(answer.left_out_because) if answer else "",
        "gap": gap,
        "untold": [column_words()[name] for name in asked.untold],
        "aim": aim,
        "data_to": _data_to(asked, place),
        "counted": KINDS[asked.variant.kind],
        "expression": expressions(asked.variant),
        "interval_method": spoken(METHODS[asked.variant.kind]),
        "version": content_hash(asked.variant.model_dump(mode="json"))[:8],
        **_written(answer, place),
    }
    return Opened(place, asked, answer, gap, aim, shown)


def _narrowed(asked: Asked, place: ServedWorkspace) -> Narrowed:
    found = choices_of(place.evidence, asked.variant) if place.evidence is not None else {}
    titles = {one.id: one.title for one in place.blueprint.partners}
    offered = {name: [(one, titles.get(one, one)) for one in found.get(name, ())] for name in COLUMNS}
    return Narrowed(
        {name: value for name, value in asked.chosen.items() if name in COLUMNS}, asked.period, offered, days=True
    )


def _gap(asked: Asked, place: ServedWorkspace) -> str:
    if place.evidence is None:
        return str(_("Not examined: nothing was brought yet"))
    return on_pages(why_not(place.evidence, asked.metric.id, asked.variant.id) or "")


def _answer(asked: Asked, place: ServedWorkspace) -> Answer | None:
    evidence = place.evidence
    assert evidence is not None, "where nothing was brought there is a gap"

    def found() -> tuple[Answer, ...]:
        return measure(
            evidence,
            asked.metric.id,
            variant=asked.variant.id,
            period=asked.period,
            where=asked.where,
            parameters=asked.variant.parameters,
        )

    named = (asked.metric.id, asked.variant.model_dump_json(), asked.period, asked.where)
    return next(iter(kept(evidence, "answer", *named, make=found)), None)


def _written(answer: Answer | None, place: ServedWorkspace) -> dict[str, Any]:
    if answer is None or answer.hidden_because:
        return {"value": "", "interval": ""}
    currency = place.blueprint.organisation.currency
    width = interval(answer.estimate, unit=answer.unit, currency=currency)
    return {
        "value": figure(answer.value, answer.unit, currency=currency),
        "interval": width and spoken(width),
    }


def _tabs(asked: Asked, *, page: str) -> list[dict[str, Any]]:
    words = {
        "metric": _("Over time"),
        "metric_ways": _("Ways of counting"),
        "metric_breakdown": _("Breakdown"),
        "metric_origin": _("Where it comes from"),
        "metric_meaning": _("Change the definition"),
    }
    return [
        {"label": words[one], "url": reverse(one, args=[asked.metric.id]) + asked.query(), "current": one == page}
        for one in PAGES
    ]


def _choices(asked: Asked, place: ServedWorkspace) -> dict[str, list[dict[str, Any]]]:
    """Return by what rows are chosen: what stands in the form at once, what is folded, and which of those are set."""
    words, said = column_words(), value_words()
    found = choices_of(place.evidence, asked.variant) if place.evidence is not None else {}
    offered = [
        {
            "name": name,
            "label": words[name],
            "value": asked.chosen.get(name, ""),
            "says": said.get(asked.chosen.get(name, ""), asked.chosen.get(name, "")),
            "without": asked.query(**{name: None}) or "?",
            "values": [("", _("All")), *((one, said.get(one, one)) for one in found.get(name, ()))],
        }
        for name in FILTERS
        if len(found.get(name, ())) > 1 or name in asked.chosen
    ]
    folded = [one for one in offered if one["name"] not in AT_ONCE]
    return {
        "choices": [one for one in offered if one["name"] in AT_ONCE],
        "folded": folded,
        "folded_set": [one for one in folded if one["value"]],
    }


def _data_to(asked: Asked, place: ServedWorkspace) -> Any:
    span = place.evidence.span(base_table(asked.variant.table)) if place.evidence is not None else None
    return span and span[1]
