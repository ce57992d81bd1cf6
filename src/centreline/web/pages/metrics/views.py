"""Pages to read metrics."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from centreline.evidence.engine import Evidence
from centreline.kernel.errors import MetricUnknown, NotThere
from centreline.kernel.units import format_value
from centreline.metrics.answer import Answer
from centreline.metrics.ask import why_not
from centreline.metrics.book import metric_book, metric_named
from centreline.metrics.compare import compare
from centreline.metrics.explain import Explained, explain
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page

__all__ = ["Way", "listed", "metric"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of counting: its definition, and the answer or why there is none."""

    explained: Explained
    answer: Answer | None
    value: str
    interval: str


@page(needs="see_metrics")
def listed(request: HttpRequest) -> HttpResponse:
    """Show every metric, or those in which every searched word stands."""
    evidence = workspace(request.actor.scope).evidence
    words = request.GET.get("q", "").casefold().split()
    chosen = [
        one
        for one in metric_book().values()
        if all(word in f"{one.id} {one.label} {one.title} {one.question} {one.owner}".casefold() for word in words)
    ]
    rows = [(one, why_not(evidence, one.id) if evidence else None) for one in chosen]
    shown = {"rows": rows, "all": len(metric_book()), "q": request.GET.get("q", ""), "brought": bool(evidence)}
    return render(request, "metrics/listed.html", shown)


@page(needs="see_metrics")
def metric(request: HttpRequest, name: str) -> HttpResponse:
    """Show one metric: what it means, and every way of counting it on the reader's records."""
    try:
        found = metric_named(name)
    except MetricUnknown as stop:
        raise NotThere(stop.problem.what, where=stop.problem.where, fix=stop.problem.fix) from stop
    evidence = workspace(request.actor.scope).evidence
    explained = explain(found.id, evidence=evidence)
    compared = compare(evidence, found.id) if evidence else None
    ways = [_way(one, evidence, compared.answers.get(one.id, ()) if compared else ()) for one in explained.variants]
    shown = {"metric": found, "ways": ways, "compared": compared, "answer": ways[0].answer}
    return render(request, "metrics/metric.html", shown)


def _way(explained: Explained, evidence: Evidence | None, answers: tuple[Answer, ...]) -> Way:
    if evidence is None or not answers:
        return Way(explained, None, "", "")
    [answer] = answers
    estimate = answer.estimate
    bounded = estimate.low is not None and estimate.high is not None
    interval = f"{format_value(estimate.low, answer.unit)} – {format_value(estimate.high, answer.unit)}"
    return Way(explained, answer, format_value(answer.value, answer.unit), interval if bounded else "")
