"""Who is asked to look at which draft, as one person may read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.rights import may
from centreline.web.records.people import known_people
from centreline.web.records.store import DjangoState

__all__ = ["Asked", "asked_of", "asked_on"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody is asked to look at a draft.

    Attributes:
        entry: The request as it is kept.
        title: What people call the draft.
        by: What people call whoever asks.
        who: What people call whoever is asked.
        url: Where the draft is looked at.
    """

    entry: Entry
    title: str
    by: str
    who: str
    url: str


def asked_of(actor: Actor) -> tuple[Asked, ...]:
    """Return what somebody is asked to look at and has not looked at yet, oldest first."""
    waiting = [one for one in DjangoState().entries("review_request") if _waits_for(actor, one)]
    if not waiting or not may(actor, "comment"):
        return ()
    drafts = {one.key: one for one in DjangoState().entries("draft") if one.fields["state"] != "published"}
    titles = _titles()
    return tuple(_asked(drafts[one.within], one, titles) for one in waiting if one.within in drafts)


def asked_on(draft: Entry, actor: Actor) -> tuple[Asked, ...]:
    """Return who is asked to look at a draft; people of a partner read what their own party asks, or asks of them."""
    every = DjangoState().entries("review_request", within=draft.key)
    titles = _titles() if every else {}
    return tuple(
        _asked(draft, one, titles)
        for one in every
        if actor.partner is None or one.fields["party"] == actor.partner or one.fields["asked"] == actor.name
    )


def _waits_for(actor: Actor, request: Entry) -> bool:
    return request.fields["asked"] == actor.name and not request.fields["looked"]


def _titles() -> dict[str, str]:
    return {one.name: one.title or one.name for one in known_people()}


def _asked(draft: Entry, request: Entry, titles: Mapping[str, str]) -> Asked:
    by, who = (titles.get(name, name) for name in (request.made_by, request.fields["asked"]))
    return Asked(request, draft.fields["title"], by, who, reverse("board", args=[draft.key]))
