"""Journeys, touchpoints, drafts and the notes on them, for the search."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.web.frame.centre import workspace
from centreline.web.frame.searching import Hit, Searched, answers_to
from centreline.web.reading.entries import Shelves

__all__ = ["SEARCHED"]

SHOWN = 120
"""Characters of a note that a list shows."""


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


def _drafts(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    for one in Shelves(actor).saying("draft", words):
        if answers_to(words, one.fields["title"], one.fields["journey"]):
            yield Hit(one.fields["title"], reverse("board", args=[one.key]), one.fields["journey"])


def _notes(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield notes by what they say; each leads to the board it is on."""
    for one in Shelves(actor).saying("note", words):
        if answers_to(words, one.fields["text"]):
            yield Hit(one.fields["text"][:SHOWN], reverse("board", args=[one.within]), by=one.made_by)


SEARCHED = (
    Searched(gettext_lazy("Touchpoints"), "see_map", _touchpoints),
    Searched(gettext_lazy("Journeys"), "see_map", _journeys),
    Searched(gettext_lazy("Drafts"), "see_map", _drafts),
    Searched(gettext_lazy("Notes"), "see_map", _notes),
)
