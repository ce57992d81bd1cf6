"""What an agent's events say, as stretches of time: each begins where its state did, and ends where the next begins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from centreline.evidence.vendors.activities import category_of
from centreline.evidence.vendors.amazon_connect.fields import at
from centreline.evidence.vendors.values import Words, block, blocks, text

__all__ = ["stretches_of"]

AT_WORK = {"CONNECTED", "CONNECTED_ONHOLD", "PAUSED", "ENDED"}
"""States of a contact in which its agent works on it; ENDED is the work after it."""

NOT_AT_WORK = {"INCOMING", "PENDING", "CONNECTING", "MISSED", "REJECTED", "ERROR"}
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _State:
    """What an agent does: no name while they are offline."""

    name: str | None = None
    category: str | None = None
    contact_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A state somebody saw an agent in.

    Attributes:
        state: The state.
        since: Since when, as the event says.
        at: When it was seen.
    """

    state: _State
    since: datetime
    at: datetime


def stretches_of(events: Sequence[Mapping[str, Any]], *, words: Words) -> Iterator[Mapping[str, Any]]:
    """Yield the stretches of one agent.

    Args:
        events: In the order they happened.
        words: Remembers what nobody foresaw.
    """
    began: list[tuple[datetime, _State]] = []
    for event in events:
        for seen in _seen(event, words=words):
            _begin(began, seen)
    ends = [*(starts_at for starts_at, _ in began), None][1:]
    for (started_at, state), ended_at in zip(began, ends, strict=True):
        if state.name is not None:
            yield {
                "state": state.name,
                "category": state.category,
                "started_at": started_at,
                "ended_at": ended_at,
                "contact_id": state.contact_id,
            }


def _begin(began: list[tuple[datetime, _State]], seen: _Seen) -> None:
    """Add a state, unless it goes on; it begins where it says, or where it was seen if that was known otherwise."""
    if not began:
        began.append((seen.since, seen.state))
        return
    last_at, last = began[-1]
    if seen.state == last:
        return
    starts_at = seen.since if seen.since > last_at else seen.at
    if starts_at > last_at:
        began.append((starts_at, seen.state))
    elif seen.at == last_at:
        began[-1] = (last_at, seen.state)


def _seen(event: Mapping[str, Any], *, words: Words) -> Iterator[_Seen]:
    happened_at = at(event.get("EventTimestamp")) or LONG_AGO
    before = block(block(event.get("PreviousAgentSnapshot")).get("AgentStatus"))
    since = at(before.get("StartTimestamp"))
    # Only where the event before this one was lost does this add anything.
    if since is not None and since < happened_at:
        yield _Seen(_resting(before, words=words), since, since)
    snapshot = block(event.get("CurrentAgentSnapshot"))
    status = block(snapshot.get("AgentStatus"))
    since = min(at(status.get("StartTimestamp")) or happened_at, happened_at)
    if text(event.get("EventType")) == "LOGOUT" or not status:
        yield _Seen(_State(), happened_at, happened_at)
        return
    contact = min(_at_work(blocks(snapshot.get("Contacts")), words=words), key=_since, default=None)
    if contact is None or _is(status, "OFFLINE"):
        yield _Seen(_resting(status, words=words), since, happened_at)
    else:
        working = _State(
            name=text(status.get("Name")) or "unknown",
            category="on_queue_work",
            contact_id=text(contact.get("InitialContactId")) or text(contact.get("ContactId")),
        )
        yield _Seen(working, max(since, min(_since(contact), happened_at)), happened_at)


def _is(status: Mapping[str, Any], kind: str) -> bool:
    return (text(status.get("Type")) or "").upper() == kind


def _resting(status: Mapping[str, Any], *, words: Words) -> _State:
    """Return the state of an agent who works on no contact."""
    name = text(status.get("Name")) or "unknown"
    if _is(status, "OFFLINE"):
        return _State()
    if _is(status, "ROUTABLE"):
        return _State(name, "available")
    if not _is(status, "CUSTOM"):
        words.note("agent_state.category", text(status.get("Type")) or "")
        return _State(name, "other")
    category = category_of(name)
    if category is None:
        words.note("agent_state.category", name)
    return _State(name, category or "other")


def _at_work(contacts: Sequence[Mapping[str, Any]], *, words: Words) -> Iterator[Mapping[str, Any]]:
    for contact in contacts:
        state = text(contact.get("State")) or ""
        if state in AT_WORK:
            yield contact
        elif state not in NOT_AT_WORK:
            words.note("agent_state.category", state)


def _since(contact: Mapping[str, Any]) -> datetime:
    return at(contact.get("ConnectedToAgentTimestamp")) or at(contact.get("StateStartTimestamp")) or LONG_AGO
