"""Findings somebody may read, for the search."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.web.frame.addresses import address_of
from centreline.web.frame.as_read import questions_as_read
from centreline.web.frame.searching import Hit, Searched, answers_to
from centreline.web.reading.findings import seen_by

__all__ = ["SEARCHED"]


def _findings(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield what stands, the heaviest first, by check, question, what it is about and what it says."""
    seen, book = seen_by(actor), questions_as_read()
    for one in seen.findings if seen else ():
        about = seen.names.about(one.element) if seen else ""
        question = book[one.check].question if one.check in book else ""
        if answers_to(words, one.check, question, one.element, about, one.says):
            yield Hit(one.says, address_of(one.check, one.element), one.check)


SEARCHED = (Searched(gettext_lazy("Findings"), "see_findings", _findings),)
