"""What leaders want to change, a sentence each: whether the metrics that prove it move, and whether targets are met."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from centreline.reports.review import Review
from centreline.reports.sections.numbers import Chart, Number
from centreline.reports.signals import moves_of, variation_of
from centreline.web.frame.addresses import element_address
from centreline.web.frame.templatetags.centreline_format import day
from centreline.web.frame.templatetags.centreline_parts import assurance_words, variation_words

__all__ = ["IntentSaid", "intents_said", "levels_of"]


@dataclass(frozen=True, slots=True)
class IntentSaid:
    """One intent, and what the records say of it.

    Attributes:
        title: What people call it.
        url: Its page.
        owner: Who answers for it; empty where nobody does.
        says: A part for each metric that would prove it; nothing is called caused by anything.
        metrics: Page of each of those metrics.
    """

    title: str
    url: str
    owner: str
    says: str
    metrics: tuple[str, ...]


def intents_said(
    intents: Iterable[Mapping[str, Any]], review: Review, *, assurance: Mapping[str, str]
) -> tuple[IntentSaid, ...]:
    """Return a sentence for each intent.

    Args:
        intents: As a review freezes them: key, title, owner, and ids of its lagging and leading metrics.
        review: Whose numbers speak.
        assurance: For each metric whether its target would be met as things are.
    """
    numbers = {one.metric: one for one in review.numbers}
    return tuple(_said(one, numbers, assurance) for one in intents)


def levels_of(intents: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return for each metric of an intent what it is: an outcome, or a driver that moves before one."""
    held = list(intents)
    drivers = {metric: _("Driver") for one in held for metric in one["leading"]}
    return drivers | {metric: _("Outcome") for one in held for metric in one["lagging"]}


def _said(intent: Mapping[str, Any], numbers: Mapping[str, Number], assurance: Mapping[str, str]) -> IntentSaid:
    proves = tuple(intent["lagging"]) or tuple(intent["leading"])
    parts = [_part(numbers.get(one), assurance.get(one, "none"), metric=one) for one in proves]
    missing = _("no metric would show it, so nothing can be said")
    return IntentSaid(
        intent["title"],
        element_address("intent", intent["key"]),
        intent["owner"] or "",
        ("; ".join(parts) or missing) + ".",
        tuple(element_address("metric", one) for one in proves),
    )


def _part(number: Number | None, assurance: str, *, metric: str) -> str:
    if number is None or (number.chart is None and not number.n):
        return str(_("%(metric)s is not examined") % {"metric": number.title if number else metric.replace("_", " ")})
    moved = variation_words(variation_of(number), moves_of(number))
    since = _since(number.chart)
    told = {
        "title": number.title,
        "value": number.value,
        "moved": moved[:1].lower() + moved[1:] + (_(" since %(day)s") % {"day": since} if since else ""),
        "met": _met(number, assurance),
    }
    return str(_("%(title)s %(value)s: %(moved)s; %(met)s") % told)


def _met(number: Number, assurance: str) -> str:
    if number.target is None:
        return str(_("no target is set"))
    words = assurance_words(assurance)
    if assurance == "none":
        return str(_("whether the target (%(target)s) is met is not examined") % {"target": number.target})
    return f"{words[:1].lower()}{words[1:]} ({number.target})"


def _since(chart: Chart | None) -> str:
    """Return the first day of the newest points in a row that stand out; empty where the newest does not."""
    since = ""
    for point in reversed([one for one in chart.points if one.value is not None] if chart and chart.limits else []):
        if not point.rules:
            break
        since = day(point.on)
    return since
