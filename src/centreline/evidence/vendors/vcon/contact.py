"""The contact and its legs that a vCon tells of."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from centreline.evidence.vendors.values import Words, instant, milliseconds, text
from centreline.evidence.vendors.vcon.model import Dialog, Vcon
from centreline.evidence.vendors.vcon.speakers import WORKING, customer_id, party_name, speaker_of, team_of
from centreline.evidence.vendors.vcon.turns import dialog_times, first_party

__all__ = ["contact_row", "leg_rows"]

RECORDINGS = frozenset({"recording", "recording-set"})
INTERACTIONS: dict[str, str | None] = {
    "voice": "voice",
    "call": "voice",
    "phone": "voice",
    "chat": "chat",
    "webchat": "chat",
    "email": "email",
    "sms": "message",
    "message": "message",
    "messaging": "message",
    "social": "social",
    "task": "task",
    "web": "web",
    "walk_in": "walk_in",
    "letter": "letter",
}
"""Channels by the contact-centre extension's `interaction_type`, which is free text."""

VOICEMAIL = "voicemail"


def contact_row(
    vcon: Vcon, *, contact_id: str, legs: Sequence[Mapping[str, Any]], zone: str, words: Words
) -> Mapping[str, Any] | str:
    """Return the row of `contact`, or why there is none."""
    times = dialog_times(vcon, zone=zone)
    dated = sorted(at for at in times if at is not None)
    made_at = instant(vcon.created_at, zone=zone)
    starts = dated or ([made_at] if made_at else [])
    if not starts:
        return "The conversation does not say when it took place."
    answered = [leg for leg in legs if leg["answered_at"] is not None]
    ends = [end for dialog, at in zip(vcon.dialog, times, strict=True) if at and (end := _end(dialog, at))]
    talks = [leg["talk_ms"] for leg in answered if leg["talk_ms"] is not None]
    holds = [leg["hold_ms"] for leg in answered if leg["hold_ms"] is not None]
    return {
        "contact_id": contact_id,
        "customer_id": customer_id(vcon),
        "channel": _channel(vcon, words=words),
        "direction": _direction(vcon, words=words),
        "queue": next((skill for dialog in vcon.dialog if (skill := text(dialog.skill))), None),
        "team": answered[-1]["team"] if answered else None,
        "agent": answered[-1]["agent"] if answered else None,
        "opened_at": starts[0],
        "offered_at": starts[0],
        "answered_at": answered[0]["answered_at"] if answered else None,
        "closed_at": max(ends, default=None),
        "talk_ms": sum(talks) if talks else None,
        "hold_ms": sum(holds) if holds else None,
        "outcome": _outcome(vcon, answered=bool(answered), words=words),
        "automated": any(speaker_of(vcon, place, words=Words()) == "bot" for place in range(len(vcon.parties))) or None,
        "transferred": any(dialog.type == "transfer" for dialog in vcon.dialog),
        "disposition": next((said for dialog in vcon.dialog if (said := text(dialog.disposition))), None),
    }


def leg_rows(vcon: Vcon, *, contact_id: str, zone: str) -> list[Mapping[str, Any]]:
    """Return the rows of `leg`: one for each recording with a worker, else one for each worker who wrote."""
    times = dialog_times(vcon, zone=zone)
    dated = [(place, dialog, at) for place, (dialog, at) in enumerate(zip(vcon.dialog, times, strict=True)) if at]
    found = [_recorded(vcon, dialog, at=at, after=place) for place, dialog, at in dated if dialog.type in RECORDINGS]
    rows = [row for row in found if row is not None] or _written(vcon, dated)
    rows.sort(key=lambda row: (row["enqueued_at"], row["agent"] or ""))
    return [{"contact_id": contact_id, "leg_no": number, **row} for number, row in enumerate(rows, start=1)]


def _recorded(vcon: Vcon, dialog: Dialog, *, at: datetime, after: int) -> dict[str, Any] | None:
    who = next((place for place in _places(dialog.parties) if party_name(vcon, place)), None)
    if who is None:
        return None
    length_ms = milliseconds(dialog.duration, unit="s")
    hold_ms = _hold_ms(dialog)
    talk_ms = None if length_ms is None else max(length_ms - (hold_ms or 0), 0)
    times = {"enqueued_at": at, "answered_at": at, "ended_at": _end(dialog, at)}
    return _leg(vcon, who, times=times, queue=text(dialog.skill)) | {
        "talk_ms": talk_ms,
        "hold_ms": hold_ms,
        "transferred_to": _target(vcon, after=after),
        "external_id": text(dialog.interaction_id),
        "holds": _holds(dialog),
        "disposition": text(dialog.disposition),
    }


def _written(vcon: Vcon, dated: Sequence[tuple[int, Dialog, datetime]]) -> list[dict[str, Any]]:
    wrote: dict[int, list[datetime]] = {}
    for _, dialog, at in dated:
        who = first_party(dialog)
        if dialog.type == "text" and who is not None and party_name(vcon, who):
            wrote.setdefault(who, []).append(at)
    began = min((at for _, _, at in dated), default=None)
    first = min((min(times) for times in wrote.values()), default=None)
    rows = []
    for who, times in wrote.items():
        entered = began if min(times) == first else min(times)
        written = {"enqueued_at": entered, "answered_at": min(times), "ended_at": max(times)}
        rows.append(_leg(vcon, who, times=written, queue=None))
    return rows


def _leg(vcon: Vcon, who: int, *, times: Mapping[str, Any], queue: str | None) -> dict[str, Any]:
    empty = dict.fromkeys(("talk_ms", "hold_ms", "transferred_to", "external_id", "holds", "disposition"))
    return {
        "kind": "human",
        "queue": queue,
        "team": team_of(vcon, who),
        "agent": party_name(vcon, who),
        "abandoned": False,
        **times,
        **empty,
    }


def _end(dialog: Dialog, at: datetime) -> datetime | None:
    length_ms = milliseconds(dialog.duration, unit="s")
    return at + timedelta(milliseconds=length_ms or 0) if length_ms is not None or dialog.type == "text" else None


def _hold_ms(dialog: Dialog) -> int | None:
    """Return how long somebody was on hold, from the history of the parties; None where it tells of no hold."""
    since: dict[Any, datetime] = {}
    held = None
    for each in sorted(dialog.party_history or [], key=lambda each: str(each.get("time"))):
        at, who = instant(each.get("time")), each.get("party")
        if at is not None and each.get("event") == "hold":
            since[who] = at
        elif at is not None and each.get("event") == "unhold" and who in since:
            held = (held or 0) + round((at - since.pop(who)).total_seconds() * 1000)
    return held


def _holds(dialog: Dialog) -> int | None:
    """Return how many times somebody was put on hold; None where there is no history of the parties."""
    history = dialog.party_history
    return None if history is None else sum(each.get("event") == "hold" for each in history)


def _target(vcon: Vcon, *, after: int) -> str | None:
    for dialog in vcon.dialog[after + 1 :]:
        if dialog.type == "transfer":
            target = next(iter(_places(dialog.transfer_target)), None)
            return team_of(vcon, target) or party_name(vcon, target)
        if dialog.type in RECORDINGS:
            return None
    return None


def _places(parties: Any) -> list[int]:
    if isinstance(parties, list):
        return [place for each in parties for place in _places(each)]
    return [parties] if isinstance(parties, int) else []


def _channel(vcon: Vcon, *, words: Words) -> str | None:
    said = next((kind for dialog in vcon.dialog if (kind := text(dialog.interaction_type))), None)
    if said is not None:
        return words.choice("contact.channel", said, INTERACTIONS)
    media = [(dialog.mediatype or "").lower() for dialog in vcon.dialog]
    if any(dialog.type in RECORDINGS for dialog in vcon.dialog) or any(kind.startswith("audio/") for kind in media):
        return "voice"
    if any(kind in ("message/rfc822", "text/html") for kind in media) and all(
        party.tel is None for party in vcon.parties
    ):
        return "email"
    return "chat" if any(dialog.type == "text" for dialog in vcon.dialog) else None


def _direction(vcon: Vcon, *, words: Words) -> str | None:
    first = next((first_party(dialog) for dialog in vcon.dialog if dialog.type != "transfer"), None)
    speaker = speaker_of(vcon, first, words=words)
    return "inbound" if speaker == "customer" else "outbound" if speaker in WORKING else None


def _outcome(vcon: Vcon, *, answered: bool, words: Words) -> str:
    if answered:
        return "handled"
    incomplete = [dialog for dialog in vcon.dialog if dialog.type == "incomplete"]
    if any(VOICEMAIL in (dialog.disposition or "").lower() for dialog in incomplete):
        return "voicemail"
    speakers = {speaker_of(vcon, place, words=words) for place in range(len(vcon.parties))}
    if "bot" in speakers:
        return "self_served"
    is_inbound = _direction(vcon, words=words) == "inbound"
    return "abandoned" if incomplete and len(incomplete) == len(vcon.dialog) and is_inbound else "other"
