"""Who works when: the agents of each half hour, the days they were ill, and who takes which contact."""

from dataclasses import dataclass

import numpy as np

from centreline.samples.cast import DESKS
from centreline.samples.columns import Flag, Whole
from centreline.samples.hours import Cells
from centreline.samples.staffing import Staff

__all__ = ["Roster", "roster"]

_ABSENT_SHARE = 0.035


@dataclass(frozen=True, slots=True)
class Roster:
    """Agents on their desks.

    Attributes:
        desk: Desk of each agent.
        first: Where the people of each cell begin in `agent`; one more at the end.
        agent: Agents who came, cell by cell.
        planned_agent: Agents who were scheduled, cell by cell.
        planned_cell: The cells of `planned_agent`.
        absent: By agent and day, whether the agent did not come.
    """

    desk: Whole
    first: Whole
    agent: Whole
    planned_agent: Whole
    planned_cell: Whole
    absent: Flag

    @property
    def present(self) -> Whole:
        """How many came in each cell."""
        return np.diff(self.first)

    def taken_by(self, cell: Whole, *, at_s: Whole) -> Whole:
        """Return the agent who takes each contact: the agents of a half hour take turns."""
        order = np.lexsort((at_s, cell))
        ordered = cell[order]
        begins = np.searchsorted(ordered, ordered, side="left")
        turn = np.empty(len(cell), np.int64)
        turn[order] = np.arange(len(cell)) - begins
        here = np.maximum(self.present[cell], 1)
        return self.agent[self.first[cell] + (turn + cell) % here]


def roster(cells: Cells, *, staff: Staff, rng: np.random.Generator) -> Roster:
    """Return who works in each cell.

    Agents of a desk take turns in a circle that moves on every day, and by half a circle at two in the afternoon, so
    that everybody works about the same hours.
    """
    largest = np.array([staff.scheduled[cells.desk == number].max() for number in range(len(DESKS))])
    sizes = np.where(largest > 0, np.maximum(6, np.ceil(largest * 2.4)), 0).astype(np.int64)
    begins = np.concatenate([[0], np.cumsum(sizes)])
    planned_cell = np.repeat(np.arange(len(cells.desk)), staff.scheduled)
    rank = np.arange(len(planned_cell)) - np.searchsorted(planned_cell, planned_cell, side="left")
    desk = cells.desk[planned_cell]
    afternoon = (cells.hour[planned_cell] >= 14).astype(np.int64)
    step = cells.day[planned_cell] * np.maximum(1, largest[desk]) + afternoon * (sizes[desk] // 2)
    planned_agent = begins[desk] + (step + rank) % np.maximum(sizes[desk], 1)

    absent = rng.random((int(begins[-1]), int(cells.day.max()) + 1)) < _ABSENT_SHARE
    came = ~absent[planned_agent, cells.day[planned_cell]]
    came |= (rank == 0) & (np.bincount(planned_cell, came, minlength=len(cells.desk))[planned_cell] == 0)
    present = np.bincount(planned_cell[came], minlength=len(cells.desk))
    return Roster(
        desk=np.repeat(np.arange(len(DESKS)), sizes),
        first=np.concatenate([[0], np.cumsum(present)]).astype(np.int64),
        agent=planned_agent[came],
        planned_agent=planned_agent,
        planned_cell=planned_cell,
        absent=absent,
    )
