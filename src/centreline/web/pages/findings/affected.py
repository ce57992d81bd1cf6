"""Which metrics a finding moves, and what else lies near it that somebody may name as evidence."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.governance.actor import Actor
from centreline.governance.reading import reading_of
from centreline.governance.rights import may
from centreline.metrics.book import metric_book
from centreline.web.frame.addresses import element_address
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.pages.findings.register import Row
from centreline.web.reading.findings import Seen

__all__ = ["affected", "can_be_named"]


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
        {"title": from_book(book[name].title), "address": element_address("metric", name), "measures": titles}
        for name, titles in measured.items()
        if name in book
    ]


def can_be_named(
    actor: Actor, seen: Seen, element: str, *, moves: Sequence[dict[str, Any]], similar: Sequence[Row]
) -> list[tuple[str, str]]:
    """Return addresses near a finding that somebody may name as evidence, each with what it is called.

    Args:
        actor: Who would name it.
        seen: What was found, with what is intended.
        element: What the finding is about, as `kind:id`.
        moves: Metrics it may move.
        similar: Findings like it.
    """
    reading, at = reading_of(seen.blueprint, actor), set(seen.names.touchpoints_of(element))
    places = [one for one in seen.blueprint.touchpoints if one.id in at and reading.touchpoint(one)]
    near = [(one["address"], one["title"]) for one in moves]
    near += [(reverse("touchpoint", args=[one.id]), one.title) for one in places]
    shown = _("What the records show of %(title)s")
    near += [(reverse("touchpoint_evidence", args=[one.id]), shown % {"title": one.title}) for one in places]
    written = dict.fromkeys(key for one in places for key in one.procedures)
    near += [(element_address("procedure", key), seen.names.about(f"procedure:{key}")) for key in written]
    return [*near, *((row.address, f"{row.finding.check}: {row.finding.says}") for row in similar)]
