"""What an area of pages lets be searched: a module `searched` of its own, found by the search page by itself."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from centreline.governance.actor import Actor

__all__ = ["Hit", "Searched", "answers_to", "begins_with"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        title: What it is called.
        url: Its page.
        about: A word beside it, such as the journey it belongs to.
        by: Who wrote it or asked for it, by the name they sign in with; people are shown what that person is called.
    """

    title: str
    url: str
    about: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """What one area lets be searched; its module `searched` holds a tuple of them called `SEARCHED`.

    Attributes:
        title: What the things are called together, in the reader's language.
        needs: Permission without which nobody searches here.
        hits: Given who searches and the words, in small letters, that all have to stand in a thing; returns no thing
            that its page would not show them.
        later: Whether it stands below what others let be searched: it explains things, and is not the things.
        first: Whether it stands right below the pages: it is of whoever searches.
    """

    title: Any
    needs: str
    hits: Callable[[Actor, tuple[str, ...]], Iterable[Hit]]
    later: bool = False
    first: bool = False


def answers_to(words: tuple[str, ...], *texts: str | None) -> bool:
    """Say whether every word stands somewhere in the texts.

    >>> answers_to(("bill", "pay"), "Pay a bill", None)
    True
    """
    whole = " ".join(text for text in texts if text).casefold()
    return all(word in whole for word in words)


def begins_with(words: tuple[str, ...], *texts: str) -> bool:
    """Say whether every word, in small letters, begins a word of the texts: for lists of words people may think of.

    >>> begins_with(("hir",), "Where do candidates drop out?", "hiring offer"), begins_with(("ring",), "hiring")
    (True, False)
    """
    held = re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", " ".join(texts).casefold())
    return all(any(one.startswith(word) for one in held) for word in words)
