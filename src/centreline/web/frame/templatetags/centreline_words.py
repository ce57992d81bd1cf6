"""Words of the books that come with the program, in the reader's language, and figures in them that never part."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from centreline.kernel.units import Unit
from centreline.web.frame.done import did, kind_of

__all__ = ["figures_whole", "from_book", "in_the_past", "kind_in_words", "unit_word", "words_of_key"]

register = template.Library()

_TAG = re.compile(r"(<[^>]*>)")
_WHOLE = re.compile(
    r"(\d{4}-\d{2}-\d{2}"  # a day
    r"|\d{1,2}\s[^\W\d]{3,12}\s\d{4}"  # a day in words
    r"|(?:[A-Z]{3}\s|[€$£]\s?)\d[\d.,]*\d"  # an amount after its currency
    r"|p\d{2}\s\d[\d.,]*\s\w{1,3}\b"  # a percentile: p95 28 ms
    r"|\d[\d.,\u00a0\u202f]*\s(?:%|\w{1,12})(?:\s\d+\s\w{1,2}\b)?)"  # a figure and its unit, or two: 7 m 13 s
)


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


@register.filter
def figures_whole(text: str) -> SafeString:
    """Return a sentence in which no line ends within a day, or between a figure and its unit or currency.

    Its characters stay what they are: whoever copies or exports it has no odd spaces.

    >>> figures_whole("most on 2026-03-25")
    'most on <span class="number">2026-03-25</span>'
    """
    parts = _TAG.split(conditional_escape(text))
    return SafeString("".join(part if at % 2 else _WHOLE.sub(_unbroken, part) for at, part in enumerate(parts)))


def _unbroken(found: re.Match[str]) -> str:
    return f'<span class="number">{found[0]}</span>'
