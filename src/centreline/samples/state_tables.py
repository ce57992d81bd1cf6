"""What agents were doing, minute by minute, as their systems logged it: it agrees with the legs and the schedule."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.samples.columns import Flag, Whole, instants, names, words
from centreline.samples.contact_tables import agent_names, desk_words, team_words
from centreline.samples.happened import Happened
from centreline.samples.hours import EXTRACT_AT_S
from centreline.samples.workdays import Plan, Workdays

__all__ = ["agent_state_table"]

_STATES = (
    ("Idle", "available"),
    ("Break", "break"),
    ("Meeting", "meeting"),
    ("Training", "training"),
    ("Coaching", "training"),
    ("Follow-up", "off_queue_work"),
    ("Meal", "meal"),
    ("Logged off", "unscheduled"),
    ("Interacting", "on_queue_work"),
    ("Away", "unavailable"),
)
"""States and their kinds: those of planned activities in the order of the planner's, then two of the system's own."""

_IDLE, _INTERACTING, _AWAY = 0, 8, 9
_FAR = 10**11


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Stretches of agents as columns of numbers; `contact` and `workday` are -1 where there is none."""

    agent: Whole
    starts_s: Whole
    ends_s: Whole
    state: Whole
    contact: Whole
    workday: Whole

    def take(self, places: Whole | Flag) -> "_Stretches":
        return _Stretches(*(held[places] for held in self._columns))

    def moved(self, *, starts_s: Whole, ends_s: Whole, state: Whole) -> "_Stretches":
        return _Stretches(self.agent, starts_s, ends_s, state, self.contact, self.workday).take(ends_s > starts_s)

    @classmethod
    def together(cls, parts: "list[_Stretches]") -> "_Stretches":
        """Return the stretches of all parts in order of agent and time."""
        held = cls(*(np.concatenate(columns) for columns in zip(*(part._columns for part in parts), strict=True)))
        return held.take(np.lexsort((held.starts_s, held.agent)))

    @property
    def _columns(self) -> tuple[Whole, ...]:
        return (self.agent, self.starts_s, self.ends_s, self.state, self.contact, self.workday)


def agent_state_table(happened: Happened, workdays: Workdays, *, legs: pa.Table, intervals: pa.Table) -> pa.Table:
    """Return one row for each stretch in which an agent was in one state, in order of agent and time.

    With a contact from the answer to the end of the wrap-up; otherwise in what was planned; and off the queue as long
    as the half hours of the agent say, in time that was free of contacts.

    Args:
        happened: What happened.
        workdays: The working days.
        legs: Legs of the contacts.
        intervals: Half hours of queues, and days of agents in the order of the working days.
    """
    of_agents = intervals.filter(pc.is_valid(intervals["agent"]))
    off_s, beyond_s = (
        of_agents[name].to_numpy().astype(np.int64) // 1000 for name in ("off_schedule_ms", "beyond_schedule_ms")
    )
    busy = _with_contacts(legs)
    stretches = _laid_over(workdays, plan=workdays.kept(beyond_s), busy=busy)
    held = _with_absences(stretches, off_s=off_s)
    held = held.take(held.starts_s < EXTRACT_AT_S)
    desk = happened.roster.desk[held.agent]
    return pa.table(
        {
            "source": desk_words("source", desk),
            "agent": agent_names(held.agent),
            "partner": desk_words("partner", desk),
            "team": team_words(desk, held.agent),
            "site": desk_words("site", desk),
            "state": words([state for state, _ in _STATES], held.state),
            "category": words([kind for _, kind in _STATES], held.state),
            "started_at": instants(held.starts_s),
            "ended_at": instants(held.ends_s, known=held.ends_s <= EXTRACT_AT_S),
            "contact_id": names("C-", held.contact, width=8),
            "zone": desk_words("zone", desk),
        }
    )


def _with_contacts(legs: pa.Table) -> _Stretches:
    """Return stretches with contacts that do not overlap: the contact taken last, then again the one still open."""
    taken = legs.filter(pc.is_valid(legs["answered_at"]))
    agent, contact = (_number(taken[name]) for name in ("agent", "contact_id"))
    starts_s, ends_s = (taken[name].cast(pa.int64()).to_numpy() // 1_000_000 for name in ("answered_at", "ended_at"))
    ends_s = ends_s + taken["wrap_ms"].to_numpy() // 1000
    order = np.lexsort((ends_s, starts_s, agent))
    agent, contact, starts_s, ends_s = agent[order], contact[order], starts_s[order], ends_s[order]
    latest = np.maximum.accumulate(agent * _FAR + ends_s)
    holder = np.maximum.accumulate(np.where(latest == agent * _FAR + ends_s, np.arange(len(agent)), 0))
    next_s = np.where(np.append(np.diff(agent) == 0, False), np.roll(starts_s, -1), _FAR)
    none = np.full(len(agent), -1, np.int64)
    every = _Stretches(agent, starts_s, ends_s, np.full(len(agent), _INTERACTING), contact, none)
    again = _Stretches(agent, starts_s, ends_s, every.state, contact[holder], none)
    return _Stretches.together(
        [
            every.moved(starts_s=starts_s, ends_s=np.minimum(ends_s, next_s), state=every.state),
            again.moved(starts_s=ends_s, ends_s=np.minimum(ends_s[holder], next_s), state=every.state),
        ]
    )


def _number(column: pa.ChunkedArray) -> Whole:
    """Return the number at the end of each name, such as 42 of C-00000042."""
    digits = pc.list_element(pc.split_pattern(column, "-"), 1)
    number: Whole = digits.cast(pa.int64()).to_numpy()
    return number


def _laid_over(workdays: Workdays, *, plan: Plan, busy: _Stretches) -> _Stretches:
    """Return the plan of those who came, with the contacts over it."""
    came = workdays.came[plan.workday]
    workday, activity = plan.workday[came], plan.activity[came]
    agent = workdays.agent[workday]
    none = np.full(len(workday), -1, np.int64)
    # What happens at one instant: ends first, so that the end of one does not end the next.
    edge_agent = np.concatenate([agent, busy.agent, agent, busy.agent])
    at_s = np.concatenate([plan.ends_s[came], busy.ends_s, plan.starts_s[came], busy.starts_s])
    of_plan = np.concatenate([np.ones(len(agent), bool), np.zeros(len(busy.agent), bool)] * 2)
    value = np.concatenate([none, np.full(len(busy.agent), -1), np.arange(len(agent)), np.arange(len(busy.agent))])
    order = np.lexsort((np.arange(len(at_s)), at_s, edge_agent))
    edge_agent, at_s, of_plan, value = edge_agent[order], at_s[order], of_plan[order], value[order]
    planned, met = _still(value, which=of_plan), _still(value, which=~of_plan)
    state = np.where(met >= 0, _INTERACTING, np.where(planned >= 0, activity[planned], -1))
    next_s = np.where(np.append(np.diff(edge_agent) == 0, False), np.roll(at_s, -1), at_s)
    every = _Stretches(
        edge_agent, at_s, next_s, state, np.where(met >= 0, busy.contact[met], -1),
        np.where(planned >= 0, workday[planned], -1),
    )  # fmt: skip
    return every.take((state >= 0) & (next_s > at_s))


def _still(value: Whole, *, which: Flag) -> Whole:
    """Return, at each place, the last value among the places that count; -1 before the first."""
    last = np.maximum.accumulate(np.where(which, np.arange(len(value)), -1))
    return np.where(last >= 0, value[last], -1)


def _with_absences(stretches: _Stretches, *, off_s: Whole) -> _Stretches:
    """Return the stretches, some idle time in the middle of each day being spent away from the desk."""
    idle = stretches.state == _IDLE
    free, others = stretches.take(idle), stretches.take(~idle)
    length = free.ends_s - free.starts_s
    upto = np.cumsum(length)
    total = np.bincount(free.workday, length, minlength=len(off_s)).astype(np.int64)
    first = np.searchsorted(free.workday, free.workday, side="left")
    before = upto - length - (upto - length)[first]
    begins = np.maximum(total - off_s, 0)[free.workday] * (1 + free.workday % 5) // 6
    starts = free.starts_s + np.clip(begins - before, 0, length)
    ends = free.starts_s + np.clip(begins + off_s[free.workday] - before, 0, length)
    away = np.full(len(length), _AWAY)
    return _Stretches.together(
        [
            others,
            free.moved(starts_s=free.starts_s, ends_s=starts, state=free.state),
            free.moved(starts_s=starts, ends_s=ends, state=away),
            free.moved(starts_s=ends, ends_s=free.ends_s, state=free.state),
        ]
    )
