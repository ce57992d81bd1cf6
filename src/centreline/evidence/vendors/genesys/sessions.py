"""Stretches of a conversation: what one participant did in one session, from its metrics and segments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from centreline.evidence.vendors.values import block, blocks, instant, milliseconds, text

__all__ = ["Segment", "Stretch", "stretches"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment of a session.

    Attributes:
        kind: Its `segmentType`, in small letters.
        starts_at: When it began.
        ends_at: When it ended; None while it lasts.
        fields: All its fields.
    """

    kind: str
    starts_at: datetime
    ends_at: datetime | None
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One session of one participant.

    Attributes:
        purpose: Of the participant, in small letters: acd, agent, customer.
        participant: All fields of the participant.
        session: All fields of the session.
        segments: Its segments with a time, in the order they began.
    """

    purpose: str
    participant: Mapping[str, Any]
    session: Mapping[str, Any]
    segments: tuple[Segment, ...]

    @property
    def starts_at(self) -> datetime:
        """When its first segment began."""
        return self.segments[0].starts_at

    @property
    def ends_at(self) -> datetime | None:
        """When its last segment ended; None while one lasts."""
        ends = [segment.ends_at for segment in self.segments]
        return max((end for end in ends if end is not None), default=None) if None not in ends else None

    @property
    def answered_at(self) -> datetime | None:
        """When the participant first spoke or wrote with somebody."""
        return next((segment.starts_at for segment in self.segments if segment.kind == "interact"), None)

    @property
    def queue(self) -> str | None:
        """The queue it names last; Genesys fills it in when it is known."""
        return self._last("queueId")

    @property
    def disconnected(self) -> str | None:
        """How it ended, in Genesys' word: of the last segment that says so, wrap-up left out."""
        return self._last("disconnectType", but="wrapup")

    @property
    def wrap_up_code(self) -> str | None:
        """What the agent coded it as."""
        return self._last("wrapUpCode")

    def duration_ms(self, *names: str) -> int | None:
        """Return the sum of the first of these metrics that was emitted, in milliseconds."""
        for name in names:
            values = [milliseconds(each.get("value"), unit="ms") for each in self._metrics(name)]
            if values:
                return sum(value or 0 for value in values)
        return None

    def has(self, name: str) -> bool:
        """Say whether a metric was emitted with a value other than 0."""
        return any(each.get("value") for each in self._metrics(name))

    def _metrics(self, name: str) -> Iterator[Mapping[str, Any]]:
        return (each for each in blocks(self.session.get("metrics")) if each.get("name") == name)

    def _last(self, field: str, *, but: str = "") -> str | None:
        said = [text(segment.fields.get(field)) for segment in self.segments if segment.kind != but]
        return next((value for value in reversed(said) if value), None)


def stretches(conversation: Mapping[str, Any], *, zone: str) -> list[Stretch]:
    """Return the sessions of a conversation that have a segment, in the order they began."""
    found = []
    for participant in blocks(conversation.get("participants")):
        for session in blocks(participant.get("sessions")):
            if segments := _segments(session, zone=zone):
                purpose = (text(participant.get("purpose")) or "").lower()
                found.append(Stretch(purpose, participant, session, segments))
    return sorted(found, key=_order)


def _segments(session: Mapping[str, Any], *, zone: str) -> tuple[Segment, ...]:
    found = []
    for fields in blocks(session.get("segments")):
        starts_at = instant(fields.get("segmentStart"), zone=zone)
        if starts_at is not None:
            ends_at = instant(fields.get("segmentEnd"), zone=zone)
            found.append(Segment((text(fields.get("segmentType")) or "").lower(), starts_at, ends_at, block(fields)))
    return tuple(sorted(found, key=lambda each: (each.starts_at, each.ends_at is None, each.ends_at, each.kind)))


def _order(stretch: Stretch) -> tuple[datetime, str, str, str]:
    """Return what puts stretches in order, whatever the order of the file."""
    return (
        stretch.starts_at,
        stretch.purpose,
        text(stretch.participant.get("participantId")) or text(stretch.participant.get("userId")) or "",
        text(stretch.session.get("sessionId")) or "",
    )
