"""What people remarked about touchpoints, findings and drafts, for the search."""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy

from centreline.actions.found import key_of
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.web.frame.addresses import address_of
from centreline.web.frame.searching import Hit, Searched, answers_to
from centreline.web.reading.entries import Shelves
from centreline.web.reading.findings import seen_by

__all__ = ["SEARCHED"]

SHOWN = 120
"""Characters of a remark that a list shows."""


def _remarks(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield remarks by what they say; each leads to what it is about."""
    findings: Mapping[str, str] | None = None
    for one in Shelves(actor).saying("comment", words):
        if answers_to(words, one.fields["text"]):
            if findings is None:
                findings = _findings(actor)
            yield Hit(one.fields["text"][:SHOWN], _address(one, findings), by=one.made_by)


def _findings(actor: Actor) -> Mapping[str, str]:
    """Return the page of each finding they may read, by its key."""
    seen = seen_by(actor)
    every = () if seen is None else (*seen.findings, *(one.finding for one in seen.waived))
    return {key_of(one.check, one.element): address_of(one.check, one.element) for one in every}


def _address(remark: Entry, findings: Mapping[str, str]) -> str:
    about, key, *_party = (*remark.within.split(":"), "")
    if about == "touchpoint":
        return str(reverse("touchpoint", args=[key]))
    if about == "draft":
        return str(reverse("board", args=[key]))
    return findings.get(key) or str(reverse("history", args=["comment", remark.key]))


SEARCHED = (Searched(gettext_lazy("Remarks"), "see_map", _remarks),)
