"""Conversations of a touchpoint: how many of its contacts have one, and a few of each reason to open."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.journeys.conversations import CAME_AGAIN_DAYS, OfReason, Sample, sampled_conversations
from centreline.web.frame.centre import workspace
from centreline.web.frame.kept import kept
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.pages.touchpoints.seen import Seen

__all__ = ["Chosen", "Reason", "Spoken", "spoken_at"]

MOST_REASONS = 5
"""Reasons whose conversations are offered: those with most contacts."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A conversation that is offered.

    Attributes:
        url: Its page.
        at: When the contact was offered.
        channel: How the customer came.
        turns: How many turns are kept.
        talk_s: Seconds an agent talked or wrote; None where the records do not say.
        because: Why it was chosen, in words.
    """

    url: str
    at: datetime
    channel: str
    turns: int
    talk_s: float | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Conversations of one reason: how many there are, of how many contacts, and those a reader may open."""

    reason: str
    contacts: int
    spoken: int
    chosen: tuple[Chosen, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said in the contacts of a touchpoint.

    Attributes:
        contacts: Its contacts that the reader may see.
        spoken: How many of them have a conversation.
        reasons: The reasons with most contacts, and what is offered of each: nothing to whoever may not read.
        left_out: Further reasons with a conversation.
        may_read: Whether the reader may open one.
        brought: Whether words of any contact were brought that the reader may see.
        may_bring: Whether the reader sees what was brought.
    """

    contacts: int
    spoken: int
    reasons: tuple[Reason, ...]
    left_out: int
    may_read: bool
    brought: bool
    may_bring: bool


def spoken_at(actor: Actor, seen: Seen) -> Spoken | None:
    """Return what was said at a touchpoint, as somebody may see it; None where none of its contacts is known."""
    evidence, told = workspace(actor.scope).evidence, seen.touchpoint.recognised_by
    if evidence is None or told is None or not evidence.has("contact"):
        return None
    rights = {"may_read": may(actor, "see_conversations"), "may_bring": may(actor, "see_imports")}
    found = kept(
        evidence, "conversations", told.model_dump_json(), make=lambda: (sampled_conversations(evidence, told),)
    )[0]
    if found is None:
        return Spoken(0, 0, (), 0, brought=False, **rights)
    first = tuple(_reason(one, seen, reads=rights["may_read"]) for one in found.reasons[:MOST_REASONS])
    left_out = len(found.reasons) - len(first)
    return Spoken(found.contacts, found.spoken, first, left_out, brought=True, **rights)


def _reason(one: OfReason, seen: Seen, *, reads: bool) -> Reason:
    chosen = tuple(_chosen(sample, seen) for sample in one.chosen) if reads else ()
    return Reason(one.reason or "", one.contacts, one.spoken, chosen)


def _chosen(one: Sample, seen: Seen) -> Chosen:
    asked = urlencode({"source": one.source, "contact": one.contact_id})
    url = f"{reverse('touchpoint_conversation', args=[seen.touchpoint.id])}?{asked}"
    why = {
        "newest": _("The newest"),
        "longest": _("The longest"),
        "came_again": _("Came again within %(days)s days") % {"days": CAME_AGAIN_DAYS},
    }
    channel, because = from_book((one.channel or "").replace("_", " ")), tuple(why[name] for name in one.chosen_as)
    return Chosen(url, one.at, channel, one.turns, one.talk_ms / 1000 if one.talk_ms else None, because)
