"""Words of the books that come with the program, in the reader's language."""

from django import template
from django.utils.translation import gettext

__all__ = ["from_book"]

register = template.Library()


@register.filter("in_words")
def from_book(text: str) -> str:
    """Return what a book calls something in the reader's language; words of the centre's own as they are."""
    return gettext(text) if text else text
