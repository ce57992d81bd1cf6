"""What the routing decided in a conversation: queued, offered, accepted, timed out, passed on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from centreline.evidence.vendors.genesys.sessions import Stretch
from centreline.evidence.vendors.genesys.words import TRANSFERS, WORKERS
from centreline.evidence.vendors.values import text

__all__ = ["routing_rows"]


def routing_rows(found: Sequence[Stretch], *, contact_id: str) -> list[Mapping[str, Any]]:
    """Return the rows of `routing_event`, numbered as they happened."""
    happened = [each for stretch in found for each in _events(stretch)]
    happened.sort(key=lambda each: (each["at"], ORDER.index(each["kind"]), each["agent"] or "", each["queue"] or ""))
    return [{"contact_id": contact_id, "event_no": str(number), **each} for number, each in enumerate(happened, 1)]


ORDER = ("queued", "offered", "accepted", "timed_out", "refused", "overflowed", "cancelled", "transferred", "wrapped")
"""The order of what happened at one instant."""


def _events(stretch: Stretch) -> Iterator[Mapping[str, Any]]:
    if stretch.purpose == "acd":
        yield _event(stretch, "queued", at=stretch.starts_at, skills=_skills(stretch))
        left = {"tAbandon": "cancelled", "tFlowOut": "overflowed"}
        kind = next((kind for metric, kind in left.items() if stretch.has(metric)), None)
        if kind and stretch.ends_at:
            wait_ms = stretch.duration_ms("tAbandon", "tFlowOut")
            yield _event(stretch, kind, at=stretch.ends_at, wait_ms=wait_ms)
    elif stretch.purpose in WORKERS:
        yield from _at_agent(stretch)


def _at_agent(stretch: Stretch) -> Iterator[Mapping[str, Any]]:
    for segment in stretch.segments:
        if segment.kind == "alert":
            yield _event(stretch, "offered", at=segment.starts_at)
        if segment.kind == "wrapup" and segment.ends_at:
            yield _event(stretch, "wrapped", at=segment.ends_at)
    if stretch.answered_at:
        yield _event(stretch, "accepted", at=stretch.answered_at)
        ended = max((each.ends_at for each in stretch.segments if each.kind != "wrapup" and each.ends_at), default=None)
        if ended and (stretch.disconnected or "").lower() in TRANSFERS:
            yield _event(stretch, "transferred", at=ended)
    elif stretch.ends_at:
        is_late = stretch.has("tNotResponding") or (stretch.disconnected or "").lower() in ("timeout", "system")
        yield _event(stretch, "timed_out" if is_late else "refused", at=stretch.ends_at)


def _event(
    stretch: Stretch, kind: str, *, at: datetime, wait_ms: int | None = None, skills: str | None = None
) -> Mapping[str, Any]:
    is_agent = stretch.purpose in WORKERS
    return {
        "at": at,
        "kind": kind,
        "queue": stretch.queue,
        "agent": text(stretch.participant.get("userId")) if is_agent else None,
        "team": text(stretch.participant.get("teamId")) if is_agent else None,
        "skills": skills,
        "wait_ms": wait_ms,
    }


def _skills(stretch: Stretch) -> str | None:
    asked = [each for segment in stretch.segments for each in segment.fields.get("requestedRoutingSkillIds") or ()]
    return ",".join(sorted({str(each) for each in asked})) or None
