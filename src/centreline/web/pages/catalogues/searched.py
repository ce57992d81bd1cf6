"""The elements of the catalogues, for the search."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.web.frame.addresses import CATALOGUES, element_address
from centreline.web.frame.searching import Hit, Searched, answers_to
from centreline.web.pages.catalogues.glossary import terms
from centreline.web.reading.catalogues import kind_words, shelf_without_findings

__all__ = ["SEARCHED"]


def _elements(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield elements somebody may look up in whose name, key, owner or catalogue every word stands."""
    shelf, titles = shelf_without_findings(actor), kind_words()
    for kind in CATALOGUES:
        title = titles[kind][0]
        for one in shelf.of_kind(kind):
            if answers_to(words, one.title, one.id, shelf.owner(one), title):
                yield Hit(one.title, element_address(kind, one.id), title)


def _words(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield what is explained: words of the centre, of the operating model, metrics, and questions asked."""
    for one in terms(actor):
        if answers_to(words, one.word, one.means):
            yield Hit(one.word, f"{reverse('glossary')}?{urlencode({'q': one.word})}", str(_("Glossary")))


SEARCHED = (
    Searched(gettext_lazy("Glossary"), "see_catalogues", _words, later=True),
    Searched(gettext_lazy("Catalogues"), "see_catalogues", _elements),
)
