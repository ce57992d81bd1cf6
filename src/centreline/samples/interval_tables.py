"""What the systems counted: half hours of queues, and working days of agents."""

import numpy as np
import pyarrow as pa

from centreline.samples.cast import DESKS
from centreline.samples.columns import (
    Flag,
    Real,
    Whole,
    instants,
    milliseconds,
    numbers,
)  # fmt: skip
from centreline.samples.contact_tables import agent_names, desk_words, team_words
from centreline.samples.floor import ABANDONED, HANDLED
from centreline.samples.happened import Happened
from centreline.samples.hours import CELL_S

__all__ = ["ON_QUEUE_SHARE", "interval_table"]

ON_QUEUE_SHARE = 0.86
"""Share of the scheduled time meant for contacts; the rest is breaks, meetings and training."""


def interval_table(happened: Happened, *, rng: np.random.Generator) -> pa.Table:
    """Return half hours of every live or written queue, then one row for each agent and day."""
    return pa.concat_tables([_of_queues(happened, rng=rng), _of_agents(happened, rng=rng)], promote_options="default")


def _of_queues(happened: Happened, *, rng: np.random.Generator) -> pa.Table:
    cells, visits = happened.cells, happened.visits
    size = len(cells.desk)
    kept = np.flatnonzero(happened.staff.scheduled > 0)
    desk = cells.desk[kept]
    within = np.array([one.within_s for one in DESKS])[happened.desk]

    def counted(which: Flag) -> Whole:
        return np.bincount(visits.cell[which], minlength=size)[kept]

    def summed(seconds: Whole) -> Whole:
        whole = np.bincount(visits.cell, np.where(happened.handled, seconds, 0), minlength=size)
        return whole[kept].astype(np.int64)

    everybody = np.ones(len(visits.cell), bool)
    talk, hold, wrap = summed(visits.talk_s), summed(visits.hold_s), summed(visits.wrap_s)
    on_queue = happened.roster.present[kept] * CELL_S
    scheduled = np.rint(happened.staff.scheduled[kept] * CELL_S / ON_QUEUE_SHARE)
    return pa.table(
        {
            "source": desk_words("source", desk),
            "queue": desk_words("queue", desk),
            "partner": desk_words("partner", desk),
            "team": desk_words("team", desk),
            "starts_at": instants(cells.starts_s[kept]),
            "length_ms": milliseconds(np.full(len(kept), CELL_S)),
            "offered": numbers(counted(everybody)),
            "handled": numbers(counted(visits.outcome == HANDLED)),
            "abandoned": numbers(counted(visits.outcome == ABANDONED)),
            "answered_in_threshold": numbers(counted(happened.handled & (visits.wait_s <= within))),
            "threshold_ms": milliseconds(np.array([one.within_s for one in DESKS])[desk]),
            "wait_ms": milliseconds(summed(visits.wait_s)),
            "talk_ms": milliseconds(talk),
            "hold_ms": milliseconds(hold),
            "wrap_ms": milliseconds(wrap),
            "available_ms": milliseconds(np.maximum(on_queue - talk - hold - wrap, 0)),
            "scheduled_ms": milliseconds(scheduled),
            "on_queue_ms": milliseconds(on_queue),
            "forecast_offered": numbers(_whole_contacts(happened.forecast, desk=cells.desk, rng=rng)[kept]),
            "staff_required": numbers(happened.staff.required[kept].astype(float)),
            "staff_scheduled": numbers(happened.staff.scheduled[kept].astype(float)),
            "zone": desk_words("zone", desk),
        }
    )  # fmt: skip


def _whole_contacts(forecast: Real, *, desk: Whole, rng: np.random.Generator) -> Whole:
    """Return the forecast in whole contacts so that no desk's total drifts by more than one."""
    upto = np.cumsum(forecast)
    ends = np.searchsorted(desk, desk, side="left")
    within: Real = upto - np.where(ends > 0, upto[ends - 1], 0.0)
    whole = np.floor(within + rng.random(int(desk.max()) + 1)[desk]).astype(np.int64)
    before = np.where(np.arange(len(desk)) > ends, np.roll(whole, 1), 0)
    return np.maximum(whole - before, 0)


def _of_agents(happened: Happened, *, rng: np.random.Generator) -> pa.Table:
    roster, cells = happened.roster, happened.cells
    days = int(cells.day.max()) + 1
    shift = roster.planned_agent * days + cells.day[roster.planned_cell]
    shifts, place, half_hours = np.unique(shift, return_inverse=True, return_counts=True)
    begins = np.full(len(shifts), np.iinfo(np.int64).max)
    np.minimum.at(begins, place, cells.starts_s[roster.planned_cell])
    agent, day = shifts // days, shifts % days
    absent = roster.absent[agent, day]
    meant = half_hours * CELL_S
    scheduled = np.rint(meant / ON_QUEUE_SHARE)
    off = np.where(absent, 0, np.rint(scheduled * rng.beta(4, 76, len(shifts))))
    beyond = np.where(absent, 0, np.rint(scheduled * rng.beta(2, 148, len(shifts))))
    on_queue = np.where(absent, 0, meant - off + beyond)
    parts = _work_of(happened, shifts, days=days)
    desk = roster.desk[agent]
    return pa.table(
        {
            "source": desk_words("source", desk),
            "queue": desk_words("queue", desk),
            "agent": agent_names(agent),
            "partner": desk_words("partner", desk),
            "team": team_words(desk, agent),
            "starts_at": instants(begins),
            "length_ms": milliseconds(scheduled),
            "talk_ms": milliseconds(parts[0]),
            "hold_ms": milliseconds(parts[1]),
            "wrap_ms": milliseconds(parts[2]),
            "available_ms": milliseconds(np.maximum(on_queue - parts.sum(axis=0), 0)),
            "scheduled_ms": milliseconds(scheduled),
            "scheduled_on_queue_ms": milliseconds(meant),
            "on_queue_ms": milliseconds(on_queue),
            "off_schedule_ms": milliseconds(off),
            "beyond_schedule_ms": milliseconds(beyond),
            "paid_ms": milliseconds(scheduled + beyond),
            "absent_ms": milliseconds(np.where(absent, scheduled, 0)),
            "zone": desk_words("zone", desk),
        }
    )  # fmt: skip


def _work_of(happened: Happened, shifts: Whole, *, days: int) -> Real:
    """Return seconds of talk, hold and wrap-up of each shift: first legs only, as the telephone system books them."""
    handled, visits = happened.handled, happened.visits
    shift = (
        happened.agent[handled] * days
        + happened.cells.day[np.minimum(visits.cell, len(happened.cells.day) - 1)][handled]
    )
    place = np.minimum(np.searchsorted(shifts, shift), len(shifts) - 1)
    known = shifts[place] == shift
    return np.array(
        [
            np.bincount(place[known], seconds[handled][known], minlength=len(shifts))
            for seconds in (visits.talk_s, visits.hold_s, visits.wrap_s)
        ]
    )
