"""Every way of counting a metric side by side, and why they differ."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from centreline.evidence.engine import Evidence
from centreline.kernel.units import format_value
from centreline.metrics.answer import Answer
from centreline.metrics.compare import Comparison, compare
from centreline.metrics.explain import Explained, explain
from centreline.web.frame.page import page
from centreline.web.pages.metrics.asked import Asked
from centreline.web.pages.metrics.kept import kept
from centreline.web.pages.metrics.opened import opened

__all__ = ["Way", "ways"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of counting: its definition, and the answer or why there is none."""

    explained: Explained
    answer: Answer | None
    value: str
    interval: str
    url: str


@page(needs="see_metrics")
def ways(request: HttpRequest, name: str) -> HttpResponse:
    """Show every way of counting a metric on the reader's records."""
    seen = opened(request, name, page="metric_ways")
    evidence, asked = seen.place.evidence, seen.asked
    explained = explain(asked.metric.id, evidence=evidence)
    compared = _compared(evidence, asked) if evidence else None
    currency = seen.place.blueprint.organisation.currency
    each = [
        _way(one, asked, compared.answers.get(one.id, ()) if compared else (), currency=currency)
        for one in explained.variants
    ]
    return render(request, "metrics/ways.html", {**seen.shown, "ways": each, "compared": compared})


def _compared(evidence: Evidence, asked: Asked) -> Comparison:
    def made() -> Comparison:
        return compare(evidence, asked.metric.id, period=asked.period, where=asked.where)

    return kept(evidence, "ways", asked.metric.id, asked.period, asked.where, make=made)


def _way(explained: Explained, asked: Asked, answers: tuple[Answer, ...], *, currency: str) -> Way:
    url = reverse("metric", args=[asked.metric.id]) + asked.query(variant=explained.id)
    if not answers:
        return Way(explained, None, "", "", url)
    [answer] = answers
    ends = (answer.estimate.low, answer.estimate.high)
    bounded = None not in ends
    interval = " – ".join(format_value(end, answer.unit, currency=currency) for end in ends)
    return Way(
        explained, answer, format_value(answer.value, answer.unit, currency=currency), interval if bounded else "", url
    )
