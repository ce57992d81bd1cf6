"""Amazon Connect agent event stream: snapshots of agents become the stretches they spent in each state.

An agent who is ready is split into waiting and working by the contacts of the snapshots. Heartbeats say nothing new:
of one state only the latest is kept, and none of them makes a stretch. While an agent is offline there is no stretch.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.amazon_connect.fields import LEVELS, at, group_of, last_part, team_of
from centreline.evidence.vendors.amazon_connect.stretches import stretches_of
from centreline.evidence.vendors.json_values import json_values
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Unreadable
from centreline.evidence.vendors.taking import SHOWN, shown
from centreline.evidence.vendors.values import Words, block, text

__all__ = ["AMAZON_CONNECT_AGENT_EVENTS", "AmazonConnectAgentEvents"]

HEARTBEAT = "HEART_BEAT"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class AmazonConnectAgentEvents:
    """Reads agent events, with or without line breaks between them.

    Attributes:
        partner_level: The level of the agents' hierarchy that names the outsourcing partner, where one does.
    """

    partner_level: str | None = None
    title: str = "Amazon Connect agent events"
    tables: tuple[str, ...] = ("agent_state",)
    options: tuple[str, ...] = tuple(f"partner={level}" for level in LEVELS)
    identifiers: tuple[Identifier, ...] = ()

    @property
    def name(self) -> str:
        """Its id, with the option it reads under."""
        option = "" if self.partner_level is None else f"+partner={self.partner_level}"
        return f"amazon_connect_agent_events{option}"

    def under(self, option: str) -> "AmazonConnectAgentEvents":
        """Return the reader that takes the partner from that level of the hierarchy: "partner=Level2"."""
        return replace(self, partner_level=option.removeprefix("partner="))

    def recognise(self, sample: Sample) -> float:
        """Go by AgentARN, EventType and EventTimestamp, with CurrentAgentSnapshot."""
        sure = [_sureness(block(value)) for value in sample.values]
        return sum(sure) / len(sure) if sure else 0.0

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:  # noqa: ARG002 - times name theirs
        """Take a file apart, an event at a time."""
        for each in json_values(path):
            yield each if isinstance(each, Unreadable) else _taken(each.place, each.value)

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:  # noqa: ARG002 - as above
        """Put the events of an agent together into stretches."""
        words = Words()
        events = sorted(
            (record for record in records if record.kind == "event"),
            key=lambda record: (record.changed_at or LONG_AGO, record.id),
        )
        who = self._who(subject, events)
        stretches = stretches_of([record.body for record in events], words=words)
        return Assembled({"agent_state": [{**who, **row} for row in stretches]}, strange=tuple(words.strange))

    def _who(self, subject: str, events: Sequence[Record]) -> Mapping[str, Any]:
        known = [block(_snapshot(record.body).get("Configuration")) for record in events]
        told: Mapping[str, Any] = next((each for each in reversed(known) if text(each.get("Username"))), {})
        groups = told.get("AgentHierarchyGroups")
        return {
            "agent": text(told.get("Username")) or last_part(subject),
            "partner": None if self.partner_level is None else group_of(groups, self.partner_level),
            "team": team_of(groups, partner_level=self.partner_level),
        }


def _sureness(value: Mapping[str, Any]) -> float:
    if {"AgentARN", "EventType", "EventTimestamp"} <= set(value):
        return 1.0 if "CurrentAgentSnapshot" in value else 0.6
    return 0.0


def _taken(place: int, body: Mapping[str, Any]) -> Record | Unreadable:
    agent, event_id = text(body.get("AgentARN")), text(body.get("EventId"))
    happened_at = at(body.get("EventTimestamp"))
    if agent is None or event_id is None or happened_at is None:
        return Unreadable(place, "it has no AgentARN, EventId or EventTimestamp", shown(body)[:SHOWN])
    if body.get("EventType") != HEARTBEAT:
        return Record("event", event_id, agent, happened_at, body)
    since = text(block(_snapshot(body).get("AgentStatus")).get("StartTimestamp")) or "unknown"
    return Record("heartbeat", f"{agent} since {since}", agent, happened_at, body)


def _snapshot(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return block(body.get("CurrentAgentSnapshot"))


AMAZON_CONNECT_AGENT_EVENTS = AmazonConnectAgentEvents()
