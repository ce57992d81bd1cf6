"""Metrics, for the search."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.metrics.book import metric_book
from centreline.web.frame.searching import Hit, Searched, answers_to
from centreline.web.frame.templatetags.centreline_words import from_book

__all__ = ["SEARCHED"]


def _metrics(_actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield metrics by name, short name and question: what they are is nobody's secret, their figures are apart."""
    for one in metric_book().values():
        if answers_to(words, one.id, one.label, one.title, one.question, from_book(one.title), from_book(one.question)):
            yield Hit(from_book(one.title), reverse("metric", args=[one.id]), one.label or "")


SEARCHED = (Searched(gettext_lazy("Metrics"), "see_metrics", _metrics),)
