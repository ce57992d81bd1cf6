"""Words of the books that come with the program, in the reader's language."""

from django import template
from django.utils.translation import gettext

from centreline.kernel.units import Unit
from centreline.web.frame.done import did, kind_of

__all__ = ["from_book", "in_the_past", "kind_in_words", "unit_word", "words_of_key"]

register = template.Library()


@register.filter("in_words")
def from_book(text: str) -> str:
    """Return what a book calls something in the reader's language; words of the centre's own as they are."""
    return gettext(text) if text else text


@register.filter("as_words")
def words_of_key(key: str | None) -> str:
    """Return what the records call something for a reader: a key such as listens-and-asks as the words it is made of.

    >>> words_of_key("listens-and-asks"), words_of_key("Listens well - and asks")
    ('listens and asks', 'Listens well - and asks')
    """
    key = key or ""
    return key if " " in key else key.replace("-", " ").replace("_", " ")


@register.filter("did")
def in_the_past(act: str) -> str:
    """Return what somebody did, read after their name."""
    return did(act)


@register.filter("kind_in_words")
def kind_in_words(kind: str) -> str:
    """Return what a kind of thing is called within a sentence."""
    return kind_of(kind)


@register.filter("unit_in_words")
def unit_word(unit: Unit) -> str:
    """Return what a unit is called; nobody reads times in milliseconds, each is written in what it needs."""
    return str(gettext("time")) if unit is Unit.MILLISECONDS else from_book(unit.value)
