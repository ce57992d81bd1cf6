"""A chain of contact records in order: what each says of its stretch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from centreline.evidence.vendors.amazon_connect.fields import at, group_of, last_part, team_of
from centreline.evidence.vendors.values import Words, block, milliseconds, text

__all__ = ["Leg", "legs_of"]

DISCONNECTED_BY = {
    "customer_disconnect": "customer",
    "agent_disconnect": "agent",
    "third_party_disconnect": "other",
    "telecom_problem": "system",
    "telecom_busy": "system",
    "telecom_number_invalid": "system",
    "telecom_potential_blocking": "system",
    "telecom_timeout": "system",
    "telecom_unanswered": "system",
    "telecom_originator_cancel": "customer",
    "customer_never_arrived": "customer",
    "customer_connection_not_established": "system",
    "agent_connection_not_established": "system",
    "agent_network_disconnect": "system",
    "contact_flow_disconnect": "system",
    "barged": "other",
    "expired": "system",
    "idle_disconnect": "system",
    "agent_completed": "agent",
    "agent_deleted": "agent",
    "discarded": "agent",
    "transferred": "transfer",
    "api": "system",
    "other": "other",
}
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Leg:
    """One contact record, read.

    Attributes:
        number: Its place in the chain, from 1.
        body: The record.
    """

    number: int
    body: Mapping[str, Any]
    contact_id: str
    began_at: datetime | None
    enqueued_at: datetime | None
    answered_at: datetime | None
    transferred_at: datetime | None
    disconnected_at: datetime | None
    ended_at: datetime | None
    wait_ms: int | None
    talk_ms: int | None
    hold_ms: int | None
    wrap_ms: int | None
    queue: str | None
    agent: str | None
    partner: str | None
    team: str | None
    disconnected_by: str | None

    @property
    def previous(self) -> str | None:
        """The record that it says it came from."""
        return text(self.body.get("PreviousContactId"))

    @property
    def is_answered(self) -> bool:
        """Whether an agent took it."""
        return self.answered_at is not None

    @property
    def is_automated(self) -> bool:
        """Whether it saw neither a queue nor an agent."""
        return self.queue is None and self.enqueued_at is None and self.answered_at is None


def legs_of(bodies: Sequence[Mapping[str, Any]], *, partner_level: str | None, words: Words) -> list[Leg]:
    """Return the records of a chain in the order they happened."""
    ordered = sorted(bodies, key=lambda body: _order(body, bodies))
    return [_leg(number, body, partner_level, words) for number, body in enumerate(ordered, start=1)]


def _order(body: Mapping[str, Any], bodies: Sequence[Mapping[str, Any]]) -> tuple[datetime, int, str]:
    return at(body.get("InitiationTimestamp")) or NEVER, _depth(body, bodies), str(body.get("ContactId"))


def _depth(body: Mapping[str, Any], bodies: Sequence[Mapping[str, Any]]) -> int:
    """Count the records before this one that its links lead back to."""
    if len(bodies) == 1:
        return 0
    held = {text(each.get("ContactId")): each for each in bodies}
    before = {text(each.get("NextContactId")): each for each in bodies if each.get("NextContactId")}
    depth, seen = 0, {text(body.get("ContactId"))}
    while True:
        previous = held.get(text(body.get("PreviousContactId"))) or before.get(text(body.get("ContactId")))
        if previous is None or (name := text(previous.get("ContactId"))) in seen:
            return depth
        seen.add(name)
        depth, body = depth + 1, previous


def _leg(number: int, body: Mapping[str, Any], partner_level: str | None, words: Words) -> Leg:
    queue, agent = block(body.get("Queue")), block(body.get("Agent"))
    groups = agent.get("HierarchyGroups")
    answered_at = at(agent.get("ConnectedToAgentTimestamp"))
    transferred_at = at(body.get("TransferCompletedTimestamp"))
    disconnected_at = at(body.get("DisconnectTimestamp"))
    talk_ms = milliseconds(agent.get("AgentInteractionDuration"), unit="s")
    hold_ms = milliseconds(agent.get("CustomerHoldDuration"), unit="s")
    # The record stays connected while a caller who was passed on talks to somebody else: the agent left earlier.
    left_at = transferred_at or at(agent.get("AfterContactWorkStartTimestamp"))
    if left_at is None and answered_at is not None and talk_ms is not None:
        left_at = answered_at + timedelta(milliseconds=talk_ms + (hold_ms or 0))
    by = words.choice("leg.disconnected_by", body.get("DisconnectReason"), DISCONNECTED_BY)
    return Leg(
        number=number,
        body=body,
        contact_id=text(body.get("ContactId")) or "",
        began_at=at(body.get("InitiationTimestamp")),
        enqueued_at=at(queue.get("EnqueueTimestamp")),
        answered_at=answered_at,
        transferred_at=transferred_at,
        disconnected_at=disconnected_at,
        ended_at=left_at if answered_at is not None else at(queue.get("DequeueTimestamp")) or disconnected_at,
        wait_ms=milliseconds(queue.get("Duration"), unit="s"),
        talk_ms=talk_ms,
        hold_ms=hold_ms,
        wrap_ms=milliseconds(agent.get("AfterContactWorkDuration"), unit="s"),
        queue=text(queue.get("Name")) or last_part(queue.get("ARN")),
        agent=text(agent.get("Username")) or last_part(agent.get("ARN")),
        partner=None if partner_level is None else group_of(groups, partner_level),
        team=team_of(groups, partner_level=partner_level),
        disconnected_by="transfer" if transferred_at is not None else by,
    )
