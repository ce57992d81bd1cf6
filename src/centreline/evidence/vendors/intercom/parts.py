"""Parts of a conversation: what was said, and what was done with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from centreline.evidence.vendors.html_text import plain_text
from centreline.evidence.vendors.intercom.taking import CUSTOMERS
from centreline.evidence.vendors.source import Record
from centreline.evidence.vendors.values import Words, block, instant, text

__all__ = ["event_rows", "first_reply", "in_order", "teams_of", "turn_rows"]

SPEAKERS: Mapping[str, str | None] = {
    **dict.fromkeys(CUSTOMERS, "customer"),
    **dict.fromkeys(("admin", "teammate"), "agent"),
    **dict.fromkeys(("bot", "operator", "ai_agent", "fin"), "bot"),
    "team": "system",
}
UNSAID = ("note", "note_and_reopen", "note_and_unsnooze")
"""Parts whose words the customer never sees."""

SAID = ("comment", "quick_reply", "message")


def in_order(parts: Sequence[Record]) -> list[Mapping[str, Any]]:
    """Return parts as they happened."""
    return [part.body for part in sorted(parts, key=lambda part: (_at(part.body), len(part.id), part.id))]


def _at(part: Mapping[str, Any]) -> datetime:
    at = instant(part["created_at"])
    assert at is not None, "parts without a time are set apart when the file is read"
    return at


def teams_of(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the teams that a conversation was assigned to, one after the other."""
    teams: list[str] = []
    for part in parts:
        team = _assigned(part, "team")
        if team is not None and (not teams or teams[-1] != team):
            teams.append(team)
    return teams


def _assigned(part: Mapping[str, Any], kind: str) -> str | None:
    to = block(part.get("assigned_to"))
    return text(to.get("id")) if to.get("type") == kind else None


def first_reply(parts: Sequence[Mapping[str, Any]]) -> datetime | None:
    """Return when a person of the centre first wrote to the customer."""
    return next(
        (_at(part) for part in parts if _is_said(part) and block(part.get("author")).get("type") == "admin"), None
    )


def _is_said(part: Mapping[str, Any]) -> bool:
    return part.get("part_type") not in UNSAID and plain_text(part.get("body")) is not None


def turn_rows(
    conversation: Mapping[str, Any], parts: Sequence[Mapping[str, Any]], *, words: Words
) -> list[dict[str, Any]]:
    """Return what was said: the message that began it, then its parts; notes between colleagues are left out."""
    opening = {"created_at": conversation.get("created_at"), **block(conversation.get("source"))}
    said = [part for part in (opening, *parts) if _is_said(part)]
    return [
        {
            "contact_id": text(conversation["id"]),
            "turn_no": number,
            "speaker": words.choice("turn.speaker", _author(part).get("type"), SPEAKERS),
            "person": text(_author(part).get("id")) if _author(part).get("type") in ("admin", "teammate") else None,
            "at": _at(part),
            "text": plain_text(part.get("body")),
        }
        for number, part in enumerate(said, start=1)
    ]


def _author(part: Mapping[str, Any]) -> Mapping[str, Any]:
    return block(part.get("customer")) or block(part.get("author"))


def event_rows(name: str, parts: Sequence[Mapping[str, Any]], *, customer_id: str | None) -> list[dict[str, Any]]:
    """Return what was done with a conversation: assigned, snoozed, closed, opened again."""
    rows, team = [], None
    for part in parts:
        team = _assigned(part, "team") or team
        if part.get("part_type") in SAID or text(part.get("part_type")) is None:
            continue
        author = block(part.get("author"))
        rows.append(
            {
                "case_id": name,
                "event_no": text(part["id"]),
                "at": _at(part),
                "activity": text(part["part_type"]),
                "team": team,
                "person": text(author.get("id")) if author.get("type") in ("admin", "teammate") else None,
                "customer_id": customer_id,
            }
        )
    return rows
