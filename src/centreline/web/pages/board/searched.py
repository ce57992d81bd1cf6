"""Journeys and touchpoints, for the search."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.web.frame.centre import workspace
from centreline.web.frame.searching import Hit, Searched, answers_to

__all__ = ["SEARCHED"]


def _journeys(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    for journey in workspace(actor.scope).blueprint.journeys:
        if answers_to(words, journey.title, journey.id):
            yield Hit(journey.title, reverse("board_journey", args=[journey.id]))


def _touchpoints(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield touchpoints by name; to somebody of a partner none that another partner serves."""
    for journey, _, touchpoint in workspace(actor.scope).blueprint.walk():
        is_anothers = actor.partner is not None and touchpoint.partner not in (None, actor.partner)
        if not is_anothers and answers_to(words, touchpoint.title, touchpoint.id):
            yield Hit(touchpoint.title, reverse("board_journey", args=[journey.id]), journey.title)


SEARCHED = (
    Searched(gettext_lazy("Touchpoints"), "see_map", _touchpoints),
    Searched(gettext_lazy("Journeys"), "see_map", _journeys),
)
