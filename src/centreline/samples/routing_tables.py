"""What the routing decided: queued, offered in vain, accepted, passed on, completed."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.samples.columns import Flag, Whole, instants, milliseconds, names, numbers, words
from centreline.samples.happened import Happened
from centreline.samples.hours import EXTRACT_AT_S
from centreline.samples.roster import Roster

__all__ = ["KEPT_DAYS", "routing_event_table"]

KEPT_DAYS = 14
"""Days for which the routing keeps its log; what is older is gone when the records are taken out."""

_KINDS = ("queued", "timed_out", "requeued", "accepted", "cancelled", "transferred", "completed", "wrapped")
_RINGS_S = 15
_NOT_TAKEN_SHARE = 0.03


def routing_event_table(
    happened: Happened, contacts: pa.Table, *, legs: pa.Table, rng: np.random.Generator
) -> pa.Table:
    """Return the decisions about each leg of the last two weeks, numbered leg by leg.

    Some of those who wait were offered to an agent who did not answer, and went back into the queue.
    """
    recent_s = EXTRACT_AT_S - KEPT_DAYS * 86_400
    legs = legs.filter(pc.greater_equal(legs["enqueued_at"].cast(pa.int64()), recent_s * 1_000_000)).combine_chunks()
    queued_s, ended_s = (legs[name].cast(pa.int64()).to_numpy() // 1_000_000 for name in ("enqueued_at", "ended_at"))
    taken, passed = (pc.is_valid(legs[name]).to_numpy() for name in ("answered_at", "transferred_to"))
    wait_s = legs["wait_ms"].to_numpy() // 1000
    wrap_s = pc.fill_null(legs["wrap_ms"], 0).to_numpy() // 1000
    missed = taken & (wait_s > _RINGS_S) & (wait_s < 3600) & (rng.random(len(wait_s)) < _NOT_TAKEN_SHARE)
    refused = _somebody_else(happened.roster, legs, rng=rng)
    always = np.ones(len(wait_s), bool)
    steps = [
        (always, 0, queued_s, None),
        (missed, 1, queued_s + _RINGS_S, refused),
        (missed, 2, queued_s + _RINGS_S, None),
        (taken, 3, queued_s + wait_s, legs["agent"]),
        (~taken, 4, queued_s + wait_s, None),
        (taken & passed, 5, ended_s, legs["agent"]),
        (taken & ~passed, 6, ended_s, legs["agent"]),
        (taken, 7, ended_s + wrap_s, legs["agent"]),
    ]
    urgent = contacts["priority"].take(_places(legs))
    parts = [
        _events(legs, which, kind=kind, at_s=at_s, agent=agent, urgent=urgent, waited_s=at_s - queued_s)
        for which, kind, at_s, agent in steps
    ]
    return pa.concat_tables(parts)


def _events(  # noqa: PLR0913 - an event is as much as its leg, its kind, its time and its agent
    legs: pa.Table, which: Flag, *, kind: int, at_s: Whole, agent: Any, urgent: Any, waited_s: Whole
) -> pa.Table:
    rows = np.flatnonzero(which)
    place = pa.array(rows)
    own = legs.take(place)
    nobody = pa.nulls(len(rows), pa.string())
    return pa.table(
        {
            "source": own["source"],
            "contact_id": own["contact_id"],
            "event_no": names("", own["leg_no"].to_numpy() * 10 + kind, width=2),
            "at": instants(at_s[rows]),
            "kind": words(_KINDS, np.full(len(rows), kind)),
            "queue": own["queue"],
            "agent": nobody if agent is None else agent.take(place),
            "partner": own["partner"],
            "team": nobody if agent is None else own["team"],
            "skills": own["queue"],
            "priority": numbers(np.where(pc.equal(urgent.take(place), "priority").to_numpy(), 1.0, 2.0)),
            "wait_ms": milliseconds(waited_s[rows], known=np.full(len(rows), kind in (1, 3, 4))),
            "zone": own["zone"],
        }
    )


def _places(legs: pa.Table) -> pa.Array:
    return pc.utf8_slice_codeunits(legs["contact_id"], 2).cast(pa.int64())


def _somebody_else(roster: Roster, legs: pa.Table, *, rng: np.random.Generator) -> Any:
    """Return, for each leg, a colleague of the same desk who let it ring."""
    number = pc.fill_null(pc.utf8_slice_codeunits(legs["agent"], 6).cast(pa.int64()), 0).to_numpy()
    first = np.searchsorted(roster.desk, np.arange(int(roster.desk.max()) + 2))
    desk = roster.desk[number]
    size = first[desk + 1] - first[desk]
    step = 1 + rng.integers(0, np.maximum(size - 1, 1))
    colleague = first[desk] + (number - first[desk] + step) % size
    return names("agent-", colleague, width=4)
