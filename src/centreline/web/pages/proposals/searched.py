"""Proposals somebody may read, for the search."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.web.frame.searching import Hit, Searched, answers_to
from centreline.web.reading.proposals import proposals_for, state_words

__all__ = ["SEARCHED"]


def _proposals(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    for one in reversed(proposals_for(actor)):
        fields = one.fields
        if answers_to(words, fields["title"], fields["what"], fields["because"], fields["owner"], one.within):
            yield Hit(fields["title"], reverse("proposal", args=[one.key]), state_words()[fields["state"]])


SEARCHED = (Searched(gettext_lazy("Proposals"), "see_proposals", _proposals),)
