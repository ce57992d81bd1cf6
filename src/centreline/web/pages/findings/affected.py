"""Which metrics a finding moves: those by which the touchpoints it is about are measured."""

from typing import Any

from centreline.governance.actor import Actor
from centreline.governance.reading import reading_of
from centreline.governance.rights import may
from centreline.metrics.book import metric_book
from centreline.web.frame.addresses import element_address
from centreline.web.reading.findings import Seen

__all__ = ["affected"]


def affected(actor: Actor, seen: Seen, element: str) -> list[dict[str, Any]] | None:
    """Return each metric with its title, its address and the touchpoints it measures; None where they read no metrics.

    Args:
        actor: Who asks; a touchpoint they may not read names no metric.
        seen: What was found, with what is intended.
        element: What the finding is about, as `kind:id`; a metric is its own.
    """
    if not may(actor, "see_metrics"):
        return None
    kind, _, key = element.partition(":")
    reading, book = reading_of(seen.blueprint, actor), metric_book()
    at = set(seen.names.touchpoints_of(element))
    measured: dict[str, list[str]] = {key: []} if kind == "metric" else {}
    for touchpoint in seen.blueprint.touchpoints:
        if touchpoint.id in at and reading.touchpoint(touchpoint):
            for one in touchpoint.measures:
                titles = measured.setdefault(one.metric, [])
                titles += [] if touchpoint.title in titles else [touchpoint.title]
    return [
        {"title": book[name].title, "address": element_address("metric", name), "measures": titles}
        for name, titles in measured.items()
        if name in book
    ]
