"""The contacts and their legs, as tables of evidence."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from centreline.samples.cast import DESKS, REASONS, SECOND_TEAM
from centreline.samples.columns import Flag, Whole, constant, flags, instants, milliseconds, names, numbers, words
from centreline.samples.floor import ABANDONED, HANDLED, SELF_SERVED
from centreline.samples.happened import Happened

__all__ = ["agent_names", "contact_names", "contacts_table", "desk_words", "legs_table", "team_words"]

_BILLING = [desk.queue for desk in DESKS].index("billing")
_OUTCOMES = ("handled", "abandoned", "self_served")


def contact_names(happened: Happened) -> Any:
    """Return the name of each contact: its place in the order of offering."""
    return names("C-", np.arange(len(happened.desk), dtype=np.int64), width=8)


def agent_names(agents: Whole) -> Any:
    """Return the name of each agent; empty for -1."""
    return names("agent-", agents, width=4)


def desk_words(attribute: str, desk: Whole) -> Any:
    """Return an attribute of each desk, such as its queue; empty where the desk has none, or is -1."""
    return words([getattr(one, attribute) for one in DESKS], desk)


def team_words(desk: Whole, agents: Whole) -> Any:
    """Return the team of each agent at a desk; billing has two, which take the same calls."""
    second = (desk == _BILLING) & (agents % 2 == 1)
    return words([*(one.team for one in DESKS), SECOND_TEAM], np.where(second, len(DESKS), desk))


def contacts_table(happened: Happened, *, rng: np.random.Generator) -> pa.Table:
    """Return the contacts; the agent and team are the last who had them, the partner the first."""
    visits, desk = happened.visits, happened.desk
    rows = len(desk)
    handled = happened.handled
    moved = happened.transfers
    passed = np.zeros(rows, bool)
    passed[moved.visit] = True
    last_desk, last_agent = np.where(handled, desk, -1), happened.agent.copy()
    last_desk[moved.visit], last_agent[moved.visit] = moved.desk, moved.agent
    to = np.full(rows, -1, np.int64)
    to[moved.visit] = moved.desk
    talk, wrap = visits.talk_s.copy(), visits.wrap_s.copy()
    talk[moved.visit] += moved.talk_s
    wrap[moved.visit] += moved.wrap_s
    ended = visits.answered_s + talk + visits.hold_s
    ended[moved.visit] += moved.wait_s
    before = _before_queue_s(happened, rng=rng)
    reopened = (handled & (rng.random(rows) < 0.025)).astype(np.int64)
    automated = (visits.outcome == SELF_SERVED) | (
        np.array([one.channel == "chat" for one in DESKS])[desk] & (rng.random(rows) < 0.3)
    )
    used = handled & (rng.random(rows) < 0.38)
    return pa.table(
        {
            "source": desk_words("source", desk),
            "contact_id": contact_names(happened),
            "customer_id": names("K-", np.where(happened.identified, visits.customer, -1), width=7),
            "issue_id": names("I-", np.where(happened.identified, visits.issue, -1), width=8),
            "channel": desk_words("channel", desk),
            "direction": constant("inbound", rows),
            "queue": desk_words("queue", desk),
            "reason": words([reason.name for _, reason in REASONS], visits.reason),
            "partner": desk_words("partner", desk),
            "site": desk_words("site", desk),
            "team": team_words(last_desk, last_agent),
            "agent": agent_names(last_agent),
            "opened_at": instants(visits.offered_s - before),
            "offered_at": instants(visits.offered_s),
            "answered_at": instants(visits.answered_s, known=handled),
            "closed_at": instants(ended + np.where(visits.outcome == SELF_SERVED, 95, 0)),
            "wait_ms": milliseconds(visits.wait_s),
            "talk_ms": milliseconds(talk, known=handled),
            "hold_ms": milliseconds(visits.hold_s, known=handled),
            "wrap_ms": milliseconds(wrap, known=handled),
            "outcome": words(_OUTCOMES, visits.outcome),
            "automated": flags(automated),
            "transferred": flags(passed, known=handled),
            "transferred_to": desk_words("queue", to),
            "escalated": flags(handled & (rng.random(rows) < 0.012)),
            "complaint": flags(np.array([reason.name == "complaint" for _, reason in REASONS])[visits.reason]),
            "resolution": _resolution(happened, rng=rng),
            "reopen_count": numbers(reopened, known=visits.outcome != ABANDONED),
            "reassign_count": numbers(passed.astype(np.int64), known=visits.outcome != ABANDONED),
            "target_met": flags(_in_time(happened), known=visits.outcome != SELF_SERVED),
            "priority": words(("standard", "priority"), (rng.random(rows) < 0.06).astype(np.int64)),
            "knowledge_used": flags(used, known=visits.outcome != ABANDONED),
            "disposition": words(("COMPLETED", "LEFT QUEUE", "SELF SERVICE"), visits.outcome),
            "zone": desk_words("zone", desk),
            "source_updated_at": instants(ended + wrap + 600),
        }
    )  # fmt: skip


def legs_table(happened: Happened) -> pa.Table:
    """Return one leg for each contact of a live or written desk, and a second for those passed on."""
    visits, moved = happened.visits, happened.transfers
    first = np.flatnonzero(visits.outcome != SELF_SERVED)
    handled = happened.handled
    passed = np.zeros(len(handled), bool)
    passed[moved.visit] = True
    to = np.full(len(handled), -1, np.int64)
    to[moved.visit] = moved.desk
    share = np.where(passed, 0.4, 1.0)
    talk = (visits.talk_s * share).astype(np.int64)
    ended = np.where(passed, visits.answered_s + talk, visits.ended_s)
    contact = contact_names(happened)
    one = _Stretches(
        visit=first, number=1, desk=happened.desk[first], agent=happened.agent[first],
        enqueued_s=visits.offered_s[first],
        wait_s=visits.wait_s[first], talk_s=talk[first], hold_s=np.where(passed, 0, visits.hold_s)[first],
        wrap_s=visits.wrap_s[first], ended_s=ended[first], to=to[first],
    )  # fmt: skip
    # What the first agent did not finish, the second does: hold and the rest of the talk.
    rest = visits.talk_s[moved.visit] - talk[moved.visit] + moved.talk_s
    hold = visits.hold_s[moved.visit]
    two = _Stretches(
        visit=moved.visit, number=2, desk=moved.desk, agent=moved.agent, enqueued_s=moved.at_s, wait_s=moved.wait_s,
        talk_s=rest, hold_s=hold, wrap_s=moved.wrap_s, ended_s=moved.at_s + moved.wait_s + rest + hold,
        to=np.full(len(rest), -1, np.int64),
    )  # fmt: skip
    return pa.concat_tables([_legs(happened, part, contact=contact) for part in (one, two)])


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Legs as columns of numbers; `to` is the desk the contact was passed to, -1 where it stayed."""

    visit: Whole
    number: int
    desk: Whole
    agent: Whole
    enqueued_s: Whole
    wait_s: Whole
    talk_s: Whole
    hold_s: Whole
    wrap_s: Whole
    ended_s: Whole
    to: Whole


def _legs(happened: Happened, part: _Stretches, *, contact: Any) -> pa.Table:
    visit, rows = part.visit, len(part.visit)
    answered = happened.handled[visit]
    by = np.where(part.to >= 0, 2, np.where(answered & (visit % 3 == 0), 1, 0))
    return pa.table(
        {
            "source": desk_words("source", happened.desk[visit]),
            "contact_id": contact.take(pa.array(visit)),
            "leg_no": numbers(np.full(rows, part.number, np.int64)),
            "kind": constant("human", rows),
            "queue": desk_words("queue", part.desk),
            "partner": desk_words("partner", part.desk),
            "team": team_words(np.where(answered, part.desk, -1), part.agent),
            "agent": agent_names(part.agent),
            "enqueued_at": instants(part.enqueued_s),
            "answered_at": instants(part.enqueued_s + part.wait_s, known=answered),
            "ended_at": instants(part.ended_s),
            "wait_ms": milliseconds(part.wait_s),
            "talk_ms": milliseconds(part.talk_s, known=answered),
            "hold_ms": milliseconds(part.hold_s, known=answered),
            "wrap_ms": milliseconds(part.wrap_s, known=answered),
            "transferred_to": desk_words("queue", part.to),
            "disconnected_by": words(("customer", "agent", "transfer"), by),
            "zone": desk_words("zone", happened.desk[visit]),
        }
    )


def _before_queue_s(happened: Happened, *, rng: np.random.Generator) -> Whole:
    voice = np.array([one.channel == "voice" and one.kind == "live" for one in DESKS])[happened.desk]
    return np.where(voice, 18 + rng.integers(0, 40, len(voice)), 0)


def _in_time(happened: Happened) -> Flag:
    within = np.array([one.within_s for one in DESKS])[happened.desk]
    in_time: Flag = (happened.visits.outcome == HANDLED) & (happened.visits.wait_s <= within)
    return in_time


def _resolution(happened: Happened, *, rng: np.random.Generator) -> Any:
    """Return what the records say: half confirmed; of those who come back, most were known not to be resolved."""
    rows = len(happened.desk)
    chance = rng.random(rows)
    back = happened.visits.comes_back
    content = np.where(chance < 0.5, 0, np.where(chance < 0.985, 1, 2))
    unhappy = np.where(chance < 0.6, 2, 1)
    return words(
        ("confirmed", "assumed", "not_resolved"),
        np.where(happened.visits.outcome == ABANDONED, -1, np.where(back, unhappy, content)),
    )
