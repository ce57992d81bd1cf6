"""Write down what a word of the centre means, change it, throw it away."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from centreline.actions.act import act
from centreline.actions.start_draft import written
from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotPermitted
from centreline.kernel.written.shape import fields_of, kind_of

__all__ = ["add_term", "change_term", "remove_term", "used_in"]

MOST_PLACES = 3
"""Places that are named where a word is still used."""


@act(needs="edit_board")
def add_term(step: Step, *, word: str, means: str, also: Iterable[str] = ()) -> Entry:
    """Write down what a word means here.

    Raises:
        NotPermitted: they speak for a partner; the glossary is the centre's.
        ArgumentInvalid: nothing was written, or the word is explained already.
    """
    _check_speaks_for_the_centre(step)
    return step.make("term", written("term", _said(step, word, means, also)))


@act(needs="edit_board")
def change_term(  # noqa: PLR0913 - which, and what it says
    step: Step, *, key: str, expects: int, word: str, means: str, also: Iterable[str] = ()
) -> Entry:
    """Write down something else; what others changed meanwhile in other fields stays.

    Raises:
        NotPermitted: they speak for a partner.
        NotThere: there is no such entry.
        ArgumentInvalid: nothing was written, or another entry explains the word.
        EditConflict: somebody else changed the same field.
    """
    _check_speaks_for_the_centre(step)
    return step.change("term", key, written("term", _said(step, word, means, also, but=key)), expects=expects)


@act(needs="edit_board")
def remove_term(step: Step, *, key: str, expects: int) -> Entry:
    """Throw an entry away, where nothing uses its word any more; it can be brought back for thirty days.

    Raises:
        NotPermitted: they speak for a partner.
        NotThere: there is no such entry.
        EvidenceConflict: the operating model or another entry uses the word.
        EditConflict: somebody changed it in the meantime.
    """
    _check_speaks_for_the_centre(step)
    held = step.entry("term", key)
    newest = step.state.published()
    places = used_in(held, others=step.state.entries("term"), model=newest.blueprint if newest else None)
    if places:
        more = len(places) - MOST_PLACES
        named = ", ".join(places[:MOST_PLACES]) + (f" and {more} more" if more > 0 else "")
        raise EvidenceConflict(
            f"{held.fields['word']!r} is used elsewhere",
            where=named,
            fix="change what it means, or write another word in those places first",
        )
    return step.bin("term", key, expects=expects)


def used_in(term: Entry, *, others: Iterable[Entry], model: Blueprint | None) -> tuple[str, ...]:
    """Return where a word is used: entries of the glossary, and elements of the operating model.

    Args:
        term: Whose word.
        others: Entries of the glossary.
        model: What is intended; None where nothing is published.
    """
    word = re.compile(rf"(?<!\w){re.escape(term.fields['word'])}(?!\w)", re.IGNORECASE)
    entries = [f"glossary: {one.fields['word']}" for one in others
               if one.key != term.key and word.search(one.fields["means"])]  # fmt: skip
    elements = [] if model is None else [name for name, texts in _texts(model) if word.search(texts)]
    return (*entries, *dict.fromkeys(elements))


def _texts(part: BaseModel) -> Iterator[tuple[str, str]]:
    """Yield each element within a part, by name, with all that is written in it, but not in elements within it."""
    for value in dict(part).values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Element):
                yield f"{kind_of(type(one))} {one.title}", " ".join(_words(one))
            if isinstance(one, BaseModel):
                yield from _texts(one)


def _words(part: BaseModel) -> Iterator[str]:
    """Yield texts that people wrote: neither keys of other elements nor words of a closed list."""
    for shape in fields_of(type(part)).values():
        value = getattr(part, shape.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str) and shape.name != "id" and not (shape.refers_to or shape.words):
                yield one
            elif isinstance(one, BaseModel) and not isinstance(one, Element):
                yield from _words(one)


def _said(step: Step, word: str, means: str, also: Iterable[str], *, but: str = "") -> Mapping[str, Any]:
    plain = " ".join(word.split())
    taken = {one.fields["word"].casefold() for one in step.state.entries("term") if one.key != but}
    if plain.casefold() in taken:
        raise ArgumentInvalid(f"{plain!r} is explained already", where="the glossary", fix="change that entry instead")
    names = [" ".join(one.split()) for one in also]
    return {"word": plain, "means": means.strip(), "also": [one for one in names if one]}


def _check_speaks_for_the_centre(step: Step) -> None:
    if step.actor.partner is not None:
        raise NotPermitted("the glossary is the centre's", where="the glossary", fix="say in a remark what is missing")
