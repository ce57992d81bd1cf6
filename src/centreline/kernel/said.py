"""Sentences that know how they were made, so that they can be said again in another language with the same figures."""

from collections.abc import Iterable, Mapping
from functools import reduce
from types import MappingProxyType
from typing import Any

__all__ = ["Said", "all_of", "any_of", "begun", "in_a_row", "said", "said_of"]

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NO_VALUES: Mapping[str, Any] = {}
"""What every sentence into which nothing is filled holds: thousands of them are kept at once."""


class Said(str):
    """A sentence or a part of one in English, with the template it was made from and what was filled in.

    It is the English text: equal to it, hashed like it, written to JSON as it.

    Attributes:
        template: With `{name}` where something is filled in, and how a figure is written: `{n:,}`.
        values: What is filled in: text, other sentences, figures, days.
        one: The template for one thing, where the template is for several; empty where it is for any number.
    """

    __slots__ = ("one", "template", "values")  # a process keeps thousands, and each would have a dictionary of its own

    template: str
    values: Mapping[str, Any]
    one: str

    def __new__(
        cls, text: str = "", *, template: str = "", values: Mapping[str, Any] = _NOTHING, one: str = ""
    ) -> "Said":
        """Make one; `said` and `said_of` do it from the template."""
        made = super().__new__(cls, text)
        made.template, made.values, made.one = template or text, dict(values) if values else _NO_VALUES, one
        return made

    def filled(self, **values: Any) -> "Said":
        """Return the sentence that this template becomes with its values.

        >>> said("{n:,} contacts came back.").filled(n=1204)
        '1,204 contacts came back.'
        """
        template = self.one if self.one and values.get("n") == 1 else self.template
        return Said(template.format_map(values), template=self.template, values=values, one=self.one)

    def __format__(self, spec: str) -> str:
        """Return it as it stands in another sentence: as it is, or begun `capital` or `small`.

        >>> said("{why:capital}.").filled(why=said("nobody looked"))
        'Nobody looked.'
        """
        return begun(str(self), spec) if spec in {"capital", "small"} else super().__format__(spec)

    def __add__(self, other: str) -> "Said":
        """Return this and what comes after it, as one that still knows both."""
        return in_a_row([self, other], by="")

    def __radd__(self, other: str) -> "Said":
        """Return what comes before this and this, as one that still knows both."""
        return in_a_row([other, self], by="")


def begun(text: str, how: str) -> str:
    """Return a text that begins with a capital letter, or with a small one.

    >>> begun("nobody looked", "capital"), begun("Nobody looked", "small")
    ('Nobody looked', 'nobody looked')
    """
    first = text[:1].upper() if how == "capital" else text[:1].lower()
    return first + text[1:]


def said(template: str) -> Said:
    """Return a sentence that is the same every time, or a template that `filled` makes one of.

    Write the template out where it is used: what translators are given is read from the program.
    """
    return Said(template, template=template)


def said_of(one: str, many: str) -> Said:
    """Return a template for one thing and for several; `n`, how many there are, says which of them is used.

    >>> people = said_of("{n} person", "{n:,} people")
    >>> people.filled(n=1), people.filled(n=2000)
    ('1 person', '2,000 people')
    """
    return Said(many, template=many, one=one)


def in_a_row(parts: Iterable[str], *, by: str = ", ") -> Said:
    """Return several sentences or words as one, with `by` between them.

    >>> in_a_row(["yes from Ann", "no from Bo"], by="; ")
    'yes from Ann; no from Bo'
    """
    named = {f"part_{at}": part for at, part in enumerate(parts)}
    return said(by.join(f"{{{name}}}" for name in named)).filled(**named)


def all_of(parts: Iterable[str]) -> str:
    """Return several words with "and" between them; nothing for none.

    >>> all_of(["Ann", "Bo", "Cy"])
    'Ann and Bo and Cy'
    """
    return _folded(parts, by=said("{some} and {one}"))


def any_of(parts: Iterable[str]) -> str:
    """Return several words with "or" between them; nothing for none.

    >>> any_of(["Ann", "Bo"])
    'Ann or Bo'
    """
    return _folded(parts, by=said("{some} or {one}"))


def _folded(parts: Iterable[str], *, by: Said) -> str:
    listed = list(parts)
    return reduce(lambda some, one: by.filled(some=some, one=one), listed) if listed else ""
