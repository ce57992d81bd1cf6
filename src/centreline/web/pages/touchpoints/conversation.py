"""One conversation of a touchpoint, turn by turn; whoever opens it leaves a line in the trail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from centreline.actions.read_conversation import called_in_trail, read_conversation
from centreline.evidence.privacy.detect import taken_apart
from centreline.governance.rights import may
from centreline.journeys.conversations import Conversation, conversation_of
from centreline.kernel.errors import NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.pages.touchpoints.seen import Seen, seen_by

__all__ = ["Said", "conversation"]


@dataclass(frozen=True, slots=True)
class Said:
    """One turn as it is shown.

    Attributes:
        number: Its place in the contact.
        speaker: Who said it, in words.
        is_customer: Whether it was the customer.
        person: The worker, for readers who work with single people; else empty.
        at: When; None where the source does not say of each turn.
        after_s: Seconds since the first turn.
        pieces: The words piece by piece, each with whether it stands for something that was taken out.
    """

    number: int
    speaker: str
    is_customer: bool
    person: str
    at: datetime | None
    after_s: float
    pieces: tuple[tuple[str, bool], ...]

    @property
    def marks(self) -> int:
        """How many pieces stand for something that was taken out."""
        return sum(is_taken for _words, is_taken in self.pieces)


@page(needs="see_conversations")
def conversation(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was said in one contact of a touchpoint; that it was opened stands in the trail first.

    Raises:
        NotThere: it is no contact of this touchpoint that the reader may see, or none of its words are kept.
    """
    seen = seen_by(request.actor, key)
    source, contact = request.GET.get("source", ""), request.GET.get("contact", "")
    found = _found(request, seen, source=source, contact=contact)
    does(request, read_conversation)(source=source, contact=contact, turns=len(found.turns), touchpoint=key)
    shown = {"touchpoint": seen.touchpoint, "journey": seen.journey, "sees_trail": may(request.actor, "see_trail")}
    names = may(request.actor, "see_people")
    return render(request, "touchpoints/conversation.html", shown | _shown(found, seen, names=names))


def _found(request: HttpRequest, seen: Seen, *, source: str, contact: str) -> Conversation:
    evidence, told = workspace(request.actor.scope).evidence, seen.touchpoint.recognised_by
    found = None
    if evidence is not None and told is not None:
        found = conversation_of(evidence, told, source=source, contact_id=contact)
    if found is None:
        raise NotThere(
            _("there is no conversation of such a contact here, or its words are not kept any more"),
            where=_("the address"),
            fix=_("choose one of those that the touchpoint offers under Contacts"),
        )
    return found


def _shown(found: Conversation, seen: Seen, *, names: bool) -> dict[str, Any]:
    row, turns = found.contact, tuple(_said(found, names=names))
    return {
        "contact": row,
        "in_trail": called_in_trail(row["source"], row["contact_id"]),
        "channel": from_book((row["channel"] or "").replace("_", " ")),
        "served_by": seen.names.partner(row["partner"]) if row["partner"] else seen.reading.shown.organisation.name,
        "talk_s": row["talk_ms"] / 1000 if row["talk_ms"] else None,
        "turns": turns,
        "all_turns": found.all_turns,
        "left_out": found.all_turns - len(turns),
        "taken_out": sum(max(one.redactions, said.marks) for one, said in zip(found.turns, turns, strict=True)),
    }


def _said(found: Conversation, *, names: bool) -> Iterator[Said]:
    words, first = _speaker_words(), found.turns[0].at
    is_timed = any(one.at != first for one in found.turns)
    for one in found.turns:
        yield Said(
            one.number,
            words.get(one.speaker or "", words["other"]),
            one.speaker == "customer",
            (one.person or "") if names else "",
            one.at if is_timed else None,
            (one.at - first).total_seconds(),
            tuple(taken_apart(one.text)),
        )


def _speaker_words() -> dict[str, str]:
    return {
        "customer": _("Customer"),
        "agent": _("Agent"),
        "bot": _("Machine"),
        "supervisor": _("Supervisor"),
        "expert": _("Expert"),
        "third_party": _("Third party"),
        "system": _("System"),
        "other": _("Somebody"),
    }
