"""The decisions that were due when a review was started, as its page shows them."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from centreline.governance.entry import Entry
from centreline.web.frame.addresses import address_of
from centreline.web.reading.decided import Decided
from centreline.web.records.store import DjangoState

__all__ = ["begun_with", "due_then"]


def due_then(review: Entry, *, decisions: Sequence[Decided]) -> list[dict[str, Any]] | None:
    """Return what was due when a review was started, and what became of it there.

    Args:
        review: The review.
        decisions: What it decided.

    Returns:
        None for a review that was held before this was kept.
    """
    kept: Any = review.body
    if kept.due is None:
        return None
    settled = {one.fields["settles"] for one in DjangoState().entries("review_decision")}
    here = {name: one for one in decisions for name in (one.said.settles, *one.said.about) if name}
    return [
        {
            **one.model_dump(),
            "url": _url(one),
            "decided": here.get(one.about or one.key),
            "asks": _asks(one) if one.about or one.key not in settled else "",
        }
        for one in kept.due
    ]


def begun_with(due: Sequence[dict[str, Any]] | None, *, about: str) -> dict[str, Any]:
    """Return what the form of a decision begins with: what is due about a finding; nothing where nothing is.

    Args:
        due: What was due, as `due_then` returns it.
        about: Check and element that the address names; empty for none.
    """
    return next((one for one in due or () if about and one["about"] == about), {})


def _url(one: Any) -> str:
    if one.within:
        return f"{reverse('held_review', args=[one.within])}?step=decisions"
    check, _space, element = one.about.partition(" ")
    return address_of(check, element)


def _asks(one: Any) -> str:
    """Return the words of the address at which the form begins with it."""
    return urlencode({"about": one.about} if one.about else {"settles": one.key})
