"""People who can sign in, for the search of an administrator."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.web.frame.roles import role_word
from centreline.web.frame.searching import Hit, Searched, answers_to
from centreline.web.records.people import known_people

__all__ = ["SEARCHED"]


def _people(_actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    for one in known_people():
        role = role_word(one.role)
        if answers_to(words, one.name, one.title, role):
            yield Hit(one.title or one.name, reverse("person", args=[one.name]), role)


SEARCHED = (Searched(gettext_lazy("People"), "manage_people", _people),)
