"""Conversations written as redacted vCons, from what is kept of them.

Customers leave as pseudonyms and every text passes the door again. Whoever has the original finds each turn at the
place it had: turn number n is slot n - 1 of its list, and a turn that is gone leaves an empty slot behind.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from centreline.evidence.vendors.doorway import Doorway
from centreline.evidence.vendors.vcon.model import VERSION

__all__ = ["redacted_vcon"]

OURS: Final = UUID("6f1c1c58-5d0f-5a51-9f0b-0c0a5c6d6e3a")
"""Under which names of conversations become UUIDs."""

ROLES = {
    "customer": {"role": "customer"},
    "agent": {"role": "agent"},
    "supervisor": {"role": "supervisor"},
    "expert": {"role": "sme"},
    "third_party": {"role": "thirdparty"},
    "bot": {"type": "bot"},
    "system": {"type": "system"},
}
"""What a speaker is in a vCon; the contact-centre extension has no role for machines."""

ATTEMPTS = {"abandoned": "hung-up", "abandoned_before_queue": "hung-up", "voicemail": "voicemail-no-message"}
"""How a contact without words and legs ended, in the standard's words."""

CUSTOMER = "customer"
Row = Mapping[str, Any]


def redacted_vcon(
    contact: Row,
    *,
    legs: Sequence[Row],
    turns: Sequence[Row],
    now: datetime,
    door: Doorway,
) -> dict[str, Any]:
    """Return a contact as a redacted vCon.

    A contact with legs by voice has a recording for each of them, without its sound, and a transcript of the first;
    any other has a dialog for each turn.

    Args:
        contact: A row of `contact`.
        legs: Its rows of `leg`.
        turns: Its rows of `turn`.
        now: When it is written.
        door: Of the workspace.
    """
    parties = _Parties(contact, door=door)
    ordered = sorted(turns, key=lambda turn: turn["turn_no"])
    is_spoken = contact.get("channel") == "voice" and bool(legs)
    recordings = [_recording(leg, contact, parties) for leg in sorted(legs, key=lambda leg: leg["leg_no"])]
    dialog = recordings if is_spoken else list(_slots(ordered, contact, parties, door=door))
    vcon = {
        "vcon": VERSION,
        "uuid": _name("redacted", contact),
        "extensions": ["CC"],
        "created_at": _stamp(now),
        "redacted": {"uuid": _original(contact), "type": "centreline"},
        "parties": [],
        "dialog": dialog or [_attempt(contact)],
        "analysis": [_transcript(ordered, parties, door=door)] if is_spoken and ordered else [],
        "attachments": [],
    }
    return {**vcon, "parties": parties.listed}


class _Parties:
    """Who took part, each once, in the order they are met; the customer is the first."""

    def __init__(self, contact: Row, *, door: Doorway) -> None:
        self.listed: list[dict[str, Any]] = []
        self._places: dict[tuple[str, str | None], int] = {}
        self._door = door
        known = contact.get("customer_id")
        own = {"name": door.pseudonym(str(known))} if known else {}
        self._places[CUSTOMER, None] = self._add({**ROLES[CUSTOMER], **own})

    def place(self, speaker: str | None, person: str | None = None, *, team: str | None = None) -> int | None:
        """Return the number of a party; None where nobody says who it was."""
        if speaker is None:
            return None
        person = None if speaker == CUSTOMER else person
        if (speaker, person) not in self._places:
            named = {"name": self._door.redact_worker(person).text} if person else {}
            of_team = {"dept": self._door.redact_label(team).text} if team else {}
            self._places[speaker, person] = self._add({**ROLES.get(speaker, {"role": speaker}), **named, **of_team})
        return self._places[speaker, person]

    def _add(self, party: dict[str, Any]) -> int:
        self.listed.append(party)
        return len(self.listed) - 1


def _recording(leg: Row, contact: Row, parties: _Parties) -> dict[str, Any]:
    start, end = leg.get("answered_at") or leg["enqueued_at"], leg.get("ended_at")
    agent = parties.place("agent", leg.get("agent"), team=leg.get("team")) if leg.get("agent") else None
    length = {"duration": _seconds(end - start)} if end is not None and end >= start else {}
    first = 0 if contact.get("direction") != "outbound" or agent is None else agent
    return {
        "type": "recording",
        "start": _stamp(start),
        **length,
        "parties": [0] if agent is None else [0, agent],
        "originator": first,
        **_of_contact(contact, queue=leg.get("queue")),
    }


def _attempt(contact: Row) -> dict[str, Any]:
    """Return the one dialog of a contact of which nothing else is kept."""
    return {
        "type": "incomplete",
        "start": _stamp(contact["offered_at"]),
        "parties": [0],
        "originator": 0,
        "disposition": ATTEMPTS.get(str(contact.get("outcome")), "failed"),
        **_of_contact(contact, queue=contact.get("queue")),
    }


def _slots(turns: Sequence[Row], contact: Row, parties: _Parties, *, door: Doorway) -> Iterator[dict[str, Any]]:
    """Return a dialog for each turn, and an empty one where a number is missing."""
    for turn in _with_gaps(turns):
        if turn.get("text") is None:
            yield {"type": "text", "start": _stamp(turn["at"]), "parties": []}
            continue
        who = parties.place(turn.get("speaker"), turn.get("person"))
        length = {"duration": turn["length_ms"] / 1000} if turn.get("length_ms") is not None else {}
        yield {
            "type": "text",
            "start": _stamp(turn["at"]),
            **length,
            **({} if who is None else {"parties": [who], "originator": who}),
            "mediatype": "text/plain",
            "encoding": "none",
            "body": door.redact(turn["text"]).text,
            **_of_contact(contact, queue=contact.get("queue")),
        }


def _transcript(turns: Sequence[Row], parties: _Parties, *, door: Doorway) -> dict[str, Any]:
    pieces = []
    for turn in _with_gaps(turns):
        piece: dict[str, Any] = {"start": _stamp(turn["at"])}
        if turn.get("text") is not None:
            who = parties.place(turn.get("speaker"), turn.get("person"))
            length_ms = turn.get("length_ms")
            said = {
                "party": who,
                "duration": None if length_ms is None else length_ms / 1000,
                "language": turn.get("language"),
            }
            piece |= {
                "text": door.redact(turn["text"]).text,
                **{name: value for name, value in said.items() if value is not None},
            }
        pieces.append(piece)
    return {"type": "transcript", "dialog": 0, "vendor": "centreline", "encoding": "json", "body": {"turns": pieces}}


def _with_gaps(turns: Sequence[Row]) -> Iterator[Row]:
    """Return turns from number 1, those that are missing without words and at the time of the one that follows."""
    expected = 1
    for turn in turns:
        for _ in range(turn["turn_no"] - expected):
            yield {"at": turn["at"], "text": None}
        yield turn
        expected = turn["turn_no"] + 1


def _of_contact(contact: Row, *, queue: str | None) -> dict[str, Any]:
    """Return what the contact-centre extension says of a dialog."""
    said = {"interaction_type": contact.get("channel"), "interaction_id": contact["contact_id"], "skill": queue}
    return {name: value for name, value in said.items() if value is not None}


def _original(contact: Row) -> str:
    """Return the UUID of the conversation: its own where it came as a vCon, else one made of its name."""
    try:
        return str(UUID(contact["contact_id"]))
    except ValueError:
        return _name("original", contact)


def _name(which: str, contact: Row) -> str:
    return str(uuid5(OURS, "\0".join((which, contact["source"], contact["contact_id"]))))


def _stamp(at: datetime) -> str:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="microseconds")


def _seconds(lasting: Any) -> float:
    seconds: float = round(lasting.total_seconds(), 3)
    return seconds
