"""What was said in contacts: a few conversations that are worth reading, chosen the same way every time, and one whole.

Of each reason three are chosen: the newest, the one in which an agent talked or wrote longest, and the newest whose
customer came again for the same reason within `CAME_AGAIN_DAYS`. One conversation may be two of these.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.blueprint.journey import Recognition
from centreline.evidence.engine import Evidence
from centreline.journeys.recognise import condition_of, contacts_of
from centreline.journeys.recontact import DAY_MS
from centreline.metrics.window import with_windows

__all__ = [
    "CAME_AGAIN_DAYS",
    "MOST_TURNS",
    "Conversation",
    "OfReason",
    "Sample",
    "Samples",
    "Turn",
    "conversation_of",
    "sampled_conversations",
]

CAME_AGAIN_DAYS = 7
"""Days within which a customer comes again so that the conversation counts as one that did not end it."""

MOST_TURNS = 500
"""Turns of a conversation that are read at once."""

CHOSEN_AS = ("newest", "longest", "came_again")
"""Why a conversation was chosen, in the order in which it is said."""

SHOWN = ("source", "contact_id", "channel", "queue", "reason", "partner", "offered_at", "talk_ms", "outcome")
"""Columns of a contact that are told beside its words: nothing that leads to the customer."""

OF_TURN = ("turn_no", "speaker", "person", "at", "text", "redactions")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """A conversation that was chosen.

    Attributes:
        source: The system the contact comes from.
        contact_id: The contact.
        channel: How the customer came; None where the records name none.
        at: When the contact was offered.
        talk_ms: Milliseconds an agent talked or wrote; None where the records do not say.
        turns: How many turns are kept.
        chosen_as: Words of `CHOSEN_AS`, at least one.
    """

    source: str
    contact_id: str
    channel: str | None
    at: datetime
    talk_ms: int | None
    turns: int
    chosen_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfReason:
    """Conversations of one reason.

    Attributes:
        reason: As the source codes it; None where nobody coded one.
        contacts: Contacts of that reason.
        spoken: How many of them have a conversation.
        chosen: Those that were chosen, the newest first.
    """

    reason: str | None
    contacts: int
    spoken: int
    chosen: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Samples:
    """Conversations that were chosen from some contacts.

    Attributes:
        contacts: All contacts that were looked through.
        spoken: How many of them have a conversation.
        reasons: Reasons with a conversation, those with most contacts first.
    """

    contacts: int
    spoken: int
    reasons: tuple[OfReason, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that was said or written.

    Attributes:
        number: Its place in the contact, from 1.
        speaker: A word of the contract, such as customer; None where the records do not say.
        person: The worker who said it; None where it was nobody, or nobody known.
        at: When.
        text: The words, redacted before they were stored.
        redactions: How many stretches of them were replaced.
    """

    number: int
    speaker: str | None
    person: str | None
    at: datetime
    text: str
    redactions: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A contact and what was said in it.

    Attributes:
        contact: The columns of `SHOWN`.
        turns: The first `MOST_TURNS`, in order.
        all_turns: How many are kept.
    """

    contact: Row
    turns: tuple[Turn, ...]
    all_turns: int


def sampled_conversations(evidence: Evidence, recognition: Recognition) -> Samples | None:
    """Choose conversations from the contacts that fit: of each reason the newest, the longest, one that came again.

    Args:
        evidence: What happened, as the reader may see it; it has to have the table contact.
        recognition: Which contacts.

    Returns:
        None where no word of any contact was brought, or none that the reader may see.
    """
    if not evidence.has("turn", "text"):
        return None
    whole = with_windows(evidence, ("next_gap_ms",), within_ms=CAME_AGAIN_DAYS * DAY_MS)
    contacts = whole.filter(condition_of(evidence, recognition)(whole))
    counted = evidence.rows(contacts.group_by("reason").aggregate(n=contacts.count()))
    of_reason = Counter({row["reason"]: row["n"] for row in counted})
    found: dict[str | None, list[Row]] = {}
    for row in evidence.rows(_chosen(contacts.join(_turns_counted(evidence), ["source", "contact_id"]))):
        found.setdefault(row["reason"], []).append(row)
    reasons = [
        OfReason(reason, of_reason[reason], rows[0]["of_reason"], tuple(map(_sample, sorted(rows, key=_newest_first))))
        for reason, rows in found.items()
    ]
    reasons.sort(key=lambda one: (-one.contacts, one.reason or ""))
    return Samples(of_reason.total(), sum(one.spoken for one in reasons), tuple(reasons))


def conversation_of(
    evidence: Evidence, recognition: Recognition, *, source: str, contact_id: str
) -> Conversation | None:
    """Return what was said in one of the contacts that fit.

    Args:
        evidence: What happened, as the reader may see it.
        recognition: Which contacts: of others nothing is said.
        source: The system the contact comes from.
        contact_id: The contact.

    Returns:
        None where there is no such contact among them, or none of its words are kept.
    """
    if not (evidence.has("contact") and evidence.has("turn", "text")):
        return None
    contacts = contacts_of(evidence, recognition)
    wanted = contacts.filter(contacts.source == source, contacts.contact_id == contact_id).select(*SHOWN)
    said = _said(evidence)
    turns = said.filter(said.source == source, said.contact_id == contact_id).select(*OF_TURN)
    for contact in evidence.rows(wanted.limit(1)):
        rows = evidence.rows(turns.order_by("turn_no").limit(MOST_TURNS))
        if rows:
            is_cut = len(rows) == MOST_TURNS
            number = evidence.rows(turns.aggregate(n=turns.count()))[0]["n"] if is_cut else len(rows)
            return Conversation(contact, tuple(map(_turn, rows)), number)
    return None


def _said(evidence: Evidence) -> Table:
    turns = evidence.table("turn")
    return turns.filter(turns.text.notnull())


def _turns_counted(evidence: Evidence) -> Table:
    said = _said(evidence)
    return said.group_by(["source", "contact_id"]).aggregate(turns=said.count())


def _chosen(spoken: Table) -> Table:
    """Return of contacts with words those that come first in one of the orders, and how many have words."""
    again = spoken.next_gap_ms.notnull() & (spoken.next_gap_ms <= CAME_AGAIN_DAYS * DAY_MS)
    spoken = spoken.mutate(again=again.fill_null(False).cast("int8"), talked=spoken.talk_ms.fill_null(0))
    newest = [spoken.offered_at.desc(), spoken.source, spoken.contact_id]
    orders = {
        "newest": newest,
        "longest": [spoken.talked.desc(), *newest],
        "came_again": [spoken.again.desc(), *newest],
    }
    ranks = {
        name: ibis.row_number().over(ibis.window(group_by=spoken.reason, order_by=order))
        for name, order in orders.items()
    }
    of_reason = spoken.count().over(ibis.window(group_by=spoken.reason))
    ranked = spoken.mutate(**ranks, of_reason=of_reason)
    first = ranked.filter((ranked.newest == 0) | (ranked.longest == 0) | (ranked.came_again == 0))
    return first.select("source", "contact_id", "reason", "channel", "offered_at", "talk_ms", "turns", "again",
                        "talked", "of_reason", *CHOSEN_AS)  # fmt: skip


def _newest_first(row: Row) -> tuple[float, str, str]:
    return (-row["offered_at"].timestamp(), row["source"], row["contact_id"])


def _sample(row: Row) -> Sample:
    holds = {"newest": True, "longest": row["talked"] > 0, "came_again": row["again"] > 0}
    why = tuple(name for name in CHOSEN_AS if row[name] == 0 and holds[name])
    return Sample(
        row["source"], row["contact_id"], row["channel"], row["offered_at"], row["talk_ms"], row["turns"], why
    )


def _turn(row: Row) -> Turn:
    return Turn(row["turn_no"], row["speaker"], row["person"], row["at"], row["text"], row["redactions"] or 0)
