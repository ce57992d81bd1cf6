"""Every way of counting a metric side by side, and why they differ."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from centreline.evidence.engine import Evidence
from centreline.metrics.answer import Answer
from centreline.metrics.compare import Comparison, compare
from centreline.metrics.differ import differences
from centreline.metrics.explain import Explained, explain
from centreline.web.frame.kept import kept
from centreline.web.frame.page import page
from centreline.web.frame.spoken import figure
from centreline.web.pages.metrics.asked import Asked
from centreline.web.pages.metrics.opened import opened

__all__ = ["Way", "ways"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of counting: its definition, and the answer or why there is none."""

    explained: Explained
    answer: Answer | None
    why_not: str
    value: str
    interval: str
    url: str
    differs: tuple[str, ...]


@page(needs="see_metrics")
def ways(request: HttpRequest, name: str) -> HttpResponse:
    """Show every way of counting a metric on the reader's records."""
    seen = opened(request, name, page="metric_ways")
    evidence, asked = seen.place.evidence, seen.asked
    explained = _explained(evidence, asked)
    compared = _compared(evidence, asked) if evidence else None
    currency = seen.place.blueprint.organisation.currency
    each = [_way(one, asked, compared, currency=currency) for one in explained]
    return render(request, "metrics/ways.html", {**seen.shown, "ways": each, "compared": compared})


def _explained(evidence: Evidence | None, asked: Asked) -> tuple[Explained, ...]:
    def made() -> tuple[Explained, ...]:
        return explain(asked.metric.id, evidence=evidence).variants

    return made() if evidence is None else kept(evidence, "explained", asked.metric.id, make=made)


def _compared(evidence: Evidence, asked: Asked) -> Comparison:
    def made() -> Comparison:
        return compare(evidence, asked.metric.id, period=asked.period, where=asked.where)

    return kept(evidence, "ways", asked.metric.id, asked.period, asked.where, make=made)


def _way(explained: Explained, asked: Asked, compared: Comparison | None, *, currency: str) -> Way:
    answer, shown = (_answer(compared, name) for name in (explained.id, asked.variant.id))
    both = (answer, shown) if answer and shown and not (answer.hidden_because or shown.hidden_because) else None
    return Way(
        explained,
        answer,
        explained.why_not or (compared.why_not.get(explained.id, "") if compared else ""),
        "" if answer is None else figure(answer.value, answer.unit, currency=currency),
        _interval(answer, currency=currency),
        reverse("metric", args=[asked.metric.id]) + asked.query(variant=explained.id),
        differences(asked.metric.variant(explained.id), than=asked.variant, answers=both),
    )


def _answer(compared: Comparison | None, variant: str) -> Answer | None:
    return next(iter(compared.answers.get(variant, ())), None) if compared else None


def _interval(answer: Answer | None, *, currency: str) -> str:
    if answer is None or answer.estimate.low is None or answer.estimate.high is None:
        return ""
    ends = (answer.estimate.low, answer.estimate.high)
    return " – ".join(figure(end, answer.unit, currency=currency) for end in ends)
