"""Metrics: what each means, every way of counting it, and the answers on the rows one may see."""

import math
from datetime import date, timedelta
from typing import Any

from ninja import Field, Query, Router

from centreline.governance.rights import check_may
from centreline.kernel.errors import MetricUnknown, NotThere
from centreline.metrics.answer import Answer as Counted
from centreline.metrics.book import metric_book
from centreline.metrics.compare import compare
from centreline.metrics.explain import explain
from centreline.web.api.shapes import Answer, Key, PageOf, Paging, cut, reads
from centreline.web.frame.centre import workspace

__all__ = ["Explained", "MetricOut", "Way", "every", "one", "router"]

router = Router(tags=["metrics"])


class MetricOut(Answer):
    """A metric."""

    metric: str = Field(description="Its id.")
    title: str
    question: str
    unit: str
    better: str = Field(description="Which way is better.")
    owner: str


class Way(Answer):
    """One way of counting it."""

    variant: str
    title: str
    definition: str
    left_out: list[str]
    value: float | None = Field(description="In the unit of the metric; null where it was not counted, or is hidden.")
    low: float | None = Field(description="Lower end of the interval.")
    high: float | None = Field(description="Upper end of the interval.")
    n: int | None = Field(description="Rows behind the value.")
    first_day: date | None
    last_day: date | None
    ledger: str | None = Field(description="By which ledger customers and needs are followed; null where neither is.")
    hidden_because: str = Field(description="Why this reader is not shown the numbers; empty where they are.")
    why_not: str | None = Field(description="Why the records cannot answer it; null where they can.")


class Explained(MetricOut):
    """A metric, explained."""

    population: str
    traps: list[str] = Field(description="How it misleads.")
    ways: list[Way]


@router.get("/metrics", response=reads(PageOf[MetricOut]), operation_id="metrics", summary="Metrics")
def every(request: Any, asked: Query[Paging]) -> dict[str, Any]:
    """List every metric there is."""
    check_may(request.actor, "see_metrics")
    return cut(tuple(metric_book().values()), asked, shown=_metric)


@router.get("/metrics/{key}", response=reads(Explained), operation_id="metric", summary="A metric, every way counted")
def one(request: Any, key: Key) -> dict[str, Any]:
    """Explain a metric, and count it every way on the rows one may see."""
    check_may(request.actor, "see_metrics")
    try:
        evidence = workspace(request.actor.scope).evidence
        explained = explain(key, evidence=evidence)
    except MetricUnknown as stop:
        raise NotThere(stop.what, where=stop.where, fix=stop.fix) from stop
    answers = compare(evidence, key).answers if evidence else {}
    ways = [_way(way, next(iter(answers.get(way.id, ())), None)) for way in explained.variants]
    more = {"population": explained.population, "traps": explained.traps, "ways": ways}
    return {**_metric(metric_book()[key]), **more}


def _metric(one: Any) -> dict[str, Any]:
    words = {name: getattr(one, name) for name in ("title", "question", "better", "owner")}
    return {**words, "metric": one.id, "unit": one.unit.value}


def _way(way: Any, answer: Counted | None) -> dict[str, Any]:
    words = {
        "variant": way.id,
        "title": way.title,
        "definition": way.definition,
        "left_out": way.left_out,
        "ledger": way.ledger,
    }
    estimate = answer and answer.estimate
    return {
        **words,
        "value": estimate and _number(estimate.value),
        "low": estimate and _number(estimate.low),
        "high": estimate and _number(estimate.high),
        "n": answer and answer.n,
        "first_day": answer and answer.period.starts_on,
        "last_day": answer and answer.period.ends_before - timedelta(days=1),
        "hidden_because": answer.hidden_because if answer else "",
        "why_not": way.why_not,
    }


def _number(value: float | None) -> float | None:
    """Return a number that JSON can hold."""
    return None if value is None or not math.isfinite(value) else value
