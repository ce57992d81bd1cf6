"""What was said: from dialogs of text, and from transcripts of recordings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from centreline.evidence.vendors.values import Words, instant, milliseconds, number, text
from centreline.evidence.vendors.vcon.model import Analysis, Dialog, Vcon
from centreline.evidence.vendors.vcon.speakers import party_name, speaker_of

__all__ = ["dialog_times", "first_party", "turn_rows"]

LISTS = ("turns", "segments", "utterances", "messages", "transcript", "dialog")
"""Names under which transcripts hold their pieces; the standard leaves their form to whoever made them."""

SAID = ("text", "body", "message", "transcript", "transcription")


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing said: when, where in the vCon, by which party, how long, and the words; no words in an empty slot."""

    at: datetime
    place: tuple[int, int]
    party: int | None
    length_ms: int | None
    words: str | None
    language: str | None


def turn_rows(vcon: Vcon, *, contact_id: str, zone: str, words: Words) -> tuple[list[Mapping[str, Any]], list[str]]:
    """Return the rows of `turn`, and why some are missing. Empty slots count, so that numbers stay as they were."""
    begins = dialog_times(vcon, zone=zone)
    transcribed, absent = _transcripts(vcon)
    said: list[_Said] = []
    for place, dialog in enumerate(vcon.dialog):
        start = begins[place]
        if start is None:
            continue
        if dialog.type == "text":
            said.append(_written(dialog, at=start, place=place))
        elif place in transcribed:
            said.extend(_spoken(transcribed[place], start=start, place=place, vcon=vcon, zone=zone))
    said.sort(key=lambda one: (one.at, one.place))
    rows: list[Mapping[str, Any]] = []
    for turn_no, one in enumerate(said, start=1):
        if one.words is not None:
            row = {
                "contact_id": contact_id,
                "turn_no": turn_no,
                "speaker": speaker_of(vcon, one.party, words=words),
                "person": party_name(vcon, one.party),
                "at": one.at,
                "length_ms": one.length_ms,
                "text": one.words,
                "language": one.language,
            }
            rows.append(row)
    return rows, absent


def dialog_times(vcon: Vcon, *, zone: str) -> list[datetime | None]:
    """Return when each dialog began; where it does not say, when the one before did, or the conversation was made."""
    last = instant(vcon.created_at, zone=zone)
    times = []
    for dialog in vcon.dialog:
        last = instant(dialog.start, zone=zone) or last
        times.append(last)
    return times


def first_party(dialog: Dialog) -> int | None:
    """Return who began a dialog: its originator, or the first party it names."""
    if dialog.originator is not None:
        return dialog.originator
    parties: Any = dialog.parties
    while isinstance(parties, list):
        parties = parties[0] if parties else None
    return parties if isinstance(parties, int) else None


def _written(dialog: Dialog, *, at: datetime, place: int) -> _Said:
    words = text(dialog.body) if isinstance(dialog.body, str) else None
    return _Said(at, (place, 0), first_party(dialog), milliseconds(dialog.duration, unit="s"), words, None)


def _transcripts(vcon: Vcon) -> tuple[dict[int, list[Any]], list[str]]:
    """Return the pieces of the first transcript of each dialog that is not text."""
    found: dict[int, list[Any]] = {}
    absent = []
    for analysis in vcon.analysis:
        if analysis.type != "transcript":
            continue
        pieces = _pieces(analysis)
        dialogs = analysis.dialog if isinstance(analysis.dialog, list) else [analysis.dialog or 0]
        if pieces is None:
            absent.append("A transcript is in a form that is not known here; it is kept with its record.")
        elif dialogs:
            found.setdefault(dialogs[0], pieces)
    return found, absent


def _pieces(analysis: Analysis) -> list[Any] | None:
    body = analysis.body
    for name in LISTS:
        if isinstance(body, Mapping) and isinstance(body.get(name), list):
            body = body[name]
    if isinstance(body, list):
        return body
    words = text(body.get("text") or body.get("transcript")) if isinstance(body, Mapping) else text(body)
    return [{"text": words}] if words else None


def _spoken(pieces: list[Any], *, start: datetime, place: int, vcon: Vcon, zone: str) -> Iterator[_Said]:
    last = start
    for number_of, each in enumerate(pieces):
        piece: Mapping[str, Any] = each if isinstance(each, Mapping) else {"text": each}
        begins, ends = piece.get("start", piece.get("start_time")), piece.get("end", piece.get("end_time"))
        last = _moment(begins, start=start, zone=zone) or last
        until = _moment(ends, start=start, zone=zone)
        lasting = milliseconds(piece.get("duration"), unit="s")
        if lasting is None and until is not None and until >= last:
            lasting = round((until - last).total_seconds() * 1000)
        words = next((said for name in SAID if isinstance(piece.get(name), str) and (said := text(piece[name]))), None)
        party = _party(piece, vcon=vcon, dialog=vcon.dialog[place])
        yield _Said(last, (place, number_of), party, lasting, words, text(piece.get("language")))


def _moment(value: Any, *, start: datetime, zone: str) -> datetime | None:
    """Return an instant: as it is written, or as seconds from the dialog's start."""
    seconds = number(value)
    if seconds is None:
        return instant(value, zone=zone)
    return start + timedelta(milliseconds=round(seconds * 1000)) if 0 <= seconds < 1e7 else None


def _party(piece: Mapping[str, Any], *, vcon: Vcon, dialog: Dialog) -> int | None:
    """Return who said a piece: a party's number, or its role or name in words."""
    who = next((piece[name] for name in ("party", "speaker", "participant") if name in piece), None)
    if isinstance(who, int) and not isinstance(who, bool):
        return who
    if isinstance(who, str):
        if who.isdecimal():
            return int(who)
        named = [place for place, party in enumerate(vcon.parties) if who.lower() in _names(party)]
        return named[0] if named else None
    return dialog.originator


def _names(party: Any) -> set[str]:
    worker = (party.model_extra or {}).get("worker") or {}
    return {name.lower() for name in (party.role, party.name, party.type, worker.get("name")) if isinstance(name, str)}
