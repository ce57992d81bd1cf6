"""Working days: when each agent was meant to be on the queue, what filled the rest of the shift, and who came."""

from dataclasses import dataclass

import numpy as np

from centreline.samples.columns import Flag, Whole
from centreline.samples.happened import Happened
from centreline.samples.hours import CELL_S
from centreline.samples.interval_tables import ON_QUEUE_SHARE

__all__ = ["ACTIVITIES", "AWAY", "BREAK", "COACHING", "ILLNESS", "MEAL", "ON_QUEUE", "TRAINING", "Plan", "Workdays"]

ACTIVITIES = (
    ("On queue", "on_queue_work", True),
    ("Break", "break", True),
    ("Team meeting", "meeting", True),
    ("Training", "training", True),
    ("Coaching", "coaching", True),
    ("Written follow-up", "off_queue_work", True),
    ("Meal", "meal", False),
    ("Between two blocks", "unavailable", False),
    ("Illness", "time_off", True),
)
"""What a planner writes into shifts: the activity, its kind, and whether it is paid."""

ON_QUEUE, BREAK, MEETING, TRAINING, COACHING, _, MEAL, AWAY, ILLNESS = range(len(ACTIVITIES))

_BREAK_S = 900
_LONGEST_MEAL_S = 3600


@dataclass(frozen=True, slots=True)
class Plan:
    """Planned activities, in order of working day and time.

    Attributes:
        workday: Place of the working day.
        activity: Number of the activity in `ACTIVITIES`.
        starts_s: Beginning, seconds since 1970.
        ends_s: End.
    """

    workday: Whole
    activity: Whole
    starts_s: Whole
    ends_s: Whole


@dataclass(frozen=True, slots=True)
class Workdays:
    """Days on which agents were scheduled, as columns of numbers, in order of agent and day.

    Attributes:
        agent: The agent.
        day: Days since the first day of the records.
        weekday: Day of the week, Monday is 0.
        begins_s: When the shift begins, seconds since 1970.
        off_queue_s: Paid time of the shift that is not meant for contacts.
        came: Whether the agent came.
        block_of: For each block of half hours on the queue, the place of its working day.
        block_starts_s: When the block begins.
        block_ends_s: When it ends.
    """

    agent: Whole
    day: Whole
    weekday: Whole
    begins_s: Whole
    off_queue_s: Whole
    came: Flag
    block_of: Whole
    block_starts_s: Whole
    block_ends_s: Whole

    @classmethod
    def of(cls, happened: Happened) -> "Workdays":
        """Return the working days of everybody: one for each agent and day of the roster."""
        roster, cells = happened.roster, happened.cells
        days = int(cells.day.max()) + 1
        planned = roster.planned_agent * days + cells.day[roster.planned_cell]
        order = np.lexsort((roster.planned_cell, planned))
        place, cell = planned[order], roster.planned_cell[order]
        starts_s = cells.starts_s[cell]
        workday, first, half_hours = np.unique(place, return_index=True, return_counts=True)
        new = np.append(True, (np.diff(place) != 0) | (np.diff(starts_s) != CELL_S))
        last = np.append(np.flatnonzero(new)[1:] - 1, len(place) - 1)
        here = np.repeat(np.arange(len(cells.desk)), roster.present)
        seen = np.isin(workday, roster.agent * days + cells.day[here])
        meant = half_hours * CELL_S
        return cls(
            agent=workday // days,
            day=workday % days,
            weekday=cells.weekday[cell[first]],
            begins_s=starts_s[first],
            off_queue_s=np.rint(meant / ON_QUEUE_SHARE).astype(np.int64) - meant,
            came=seen,
            block_of=np.searchsorted(workday, place[new]),
            block_starts_s=starts_s[new],
            block_ends_s=starts_s[last] + CELL_S,
        )

    def planned(self) -> Plan:
        """Return what the planner wrote: the blocks on the queue, and between and after them the rest of the shift."""
        return self._filled(self.block_ends_s)

    def kept(self, beyond_s: Whole) -> Plan:
        """Return the plan as it was kept: everybody stays so long on the queue after the last block of their day."""
        longer = np.where(self._is_last, beyond_s[self.block_of], 0)
        return self._filled(self.block_ends_s + longer)

    @property
    def _is_last(self) -> Flag:
        return np.append(np.diff(self.block_of) > 0, True)

    def _filled(self, ends_s: Whole) -> Plan:
        """Fill each gap with paid time while there is some left: a break first, then a meeting or the like."""
        following = np.where(self._is_last, ends_s, np.roll(self.block_starts_s, -1))
        gap = np.where(self._is_last, self.off_queue_s[self.block_of], following - ends_s)
        upto = np.cumsum(gap)
        first = np.searchsorted(self.block_of, self.block_of, side="left")
        before = upto - gap - (upto - gap)[first]
        paid = np.clip(self.off_queue_s[self.block_of] - before, 0, gap)
        rest = np.minimum(paid, _BREAK_S)
        # Triangular numbers of the day: somebody who works every second day still meets every kind of activity.
        code = (self.agent + self.day * (self.day + 1) // 2)[self.block_of] + np.arange(len(gap)) - first
        unpaid = np.where(self._is_last, 0, gap - paid)
        edges = np.stack([self.block_starts_s, ends_s, ends_s + rest, ends_s + paid, ends_s + paid + unpaid], axis=1)
        activity = np.stack(
            [
                np.full(len(gap), ON_QUEUE),
                np.full(len(gap), BREAK),
                MEETING + code % 4,
                np.where(unpaid <= _LONGEST_MEAL_S, MEAL, AWAY),
            ],
            axis=1,
        )
        long = np.diff(edges, axis=1).ravel() > 0
        workday = np.repeat(self.block_of, activity.shape[1])
        return Plan(workday[long], activity.ravel()[long], edges[:, :-1].ravel()[long], edges[:, 1:].ravel()[long])
