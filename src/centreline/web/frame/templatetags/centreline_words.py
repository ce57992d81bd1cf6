"""Words of the books that come with the program, in the reader's language."""

from django import template
from django.utils.translation import gettext

from centreline.kernel.units import Unit
from centreline.web.frame.done import did, kind_of

__all__ = ["from_book", "in_the_past", "kind_in_words", "unit_word"]

register = template.Library()


@register.filter("in_words")
def from_book(text: str) -> str:
    """Return what a book calls something in the reader's language; words of the centre's own as they are."""
    return gettext(text) if text else text


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
