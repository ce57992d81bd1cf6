"""Reviews that were held, with their decisions and actions, for the search."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.web.frame.searching import Hit, Searched, answers_to
from centreline.web.reading.entries import Shelves

__all__ = ["SEARCHED"]


def _reviews(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    for one in Shelves(actor).saying("operating_review", words):
        if answers_to(words, one.fields["title"], one.fields["partner"]):
            yield Hit(one.fields["title"], reverse("held_review", args=[one.key]))


def _decided(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield what was decided in reviews and what was promised there, by what it is about and who sees to it."""
    shelves, kinds = Shelves(actor), {"review_decision": _("Decision"), "action_item": _("Action")}
    for kind, word in kinds.items():
        for one in shelves.saying(kind, words):
            if answers_to(words, one.fields["what"], one.fields["owner"]):
                address = reverse("held_review", args=[one.within])
                yield Hit(one.fields["what"], f"{address}?step=decisions", f"{word}, {one.fields['owner']}")


def _noted(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield the notes on reviews, by what they say and who wrote them."""
    for one in Shelves(actor).saying("review_note", words):
        if answers_to(words, one.fields["text"]):
            address = reverse("held_review", args=[one.within])
            yield Hit(one.fields["text"][:120], f"{address}?step=decisions#notes", by=one.made_by)


SEARCHED = (
    Searched(gettext_lazy("Reviews"), "see_review", _reviews),
    Searched(gettext_lazy("Decisions and actions of reviews"), "see_review", _decided),
    Searched(gettext_lazy("Notes on reviews"), "see_review", _noted),
)
