"""Help, for the search."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.web.frame.searching import Hit, Searched, answers_to
from centreline.web.pages.help.topics import TOPICS

__all__ = ["SEARCHED"]


def _topics(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield help on the pages somebody may open, by its title and what it says."""
    for one in TOPICS:
        if may(actor, one.needs) and answers_to(words, str(one.title), *map(str, one.says)):
            yield Hit(str(one.title), f"{reverse('help')}?{urlencode({'page': one.begins[0]})}")


SEARCHED = (Searched(gettext_lazy("Help"), "see_home", _topics, later=True),)
