"""What happens to customers on the floor: they wait, are answered or hang up, are handled, and some come back."""

from dataclasses import dataclass, fields

import numpy as np

from centreline.samples.cast import DESKS, REASONS
from centreline.samples.columns import Flag, Real, Whole
from centreline.samples.hours import CELL_S, EXTRACT_AT_S, Cells
from centreline.samples.roster import Roster
from centreline.samples.waiting import SettledQueue

__all__ = ["ABANDONED", "HANDLED", "SELF_SERVED", "Floor", "Visits"]

HANDLED, ABANDONED, SELF_SERVED = 0, 1, 2
"""What became of a visit."""

DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Visits:
    """Contacts as columns of numbers, one place for each contact.

    Attributes:
        reason: Number of the reason in `REASONS`.
        customer: Number of the customer.
        issue: Number of the issue; the same when somebody comes back for the same reason.
        round: 0 for the first contact of an issue, 1 for the first return, and so on.
        cell: Half hour in which it was offered.
        offered_s: Instant, seconds since 1970.
        wait_s: Seconds until answered or abandoned.
        outcome: HANDLED, ABANDONED or SELF_SERVED.
        talk_s: Seconds of talk.
        hold_s: Seconds on hold.
        wrap_s: Seconds of wrap-up.
        comes_back: Whether the customer comes back for the same reason.
    """

    reason: Whole
    customer: Whole
    issue: Whole
    round: Whole
    cell: Whole
    offered_s: Whole
    wait_s: Whole
    outcome: Whole
    talk_s: Whole
    hold_s: Whole
    wrap_s: Whole
    comes_back: Flag

    @property
    def answered_s(self) -> Whole:
        """When each was answered, or given up."""
        return self.offered_s + self.wait_s

    @property
    def ended_s(self) -> Whole:
        """When the customer left: wrap-up comes after."""
        return self.answered_s + self.talk_s + self.hold_s

    def take(self, places: Whole | Flag) -> "Visits":
        """Return the visits at these places."""
        return Visits(**{field.name: getattr(self, field.name)[places] for field in fields(self)})

    @classmethod
    def together(cls, parts: "list[Visits]") -> "Visits":
        """Return all visits of all parts."""
        return cls(
            **{field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)}
        )


@dataclass(frozen=True, slots=True)
class _Arriving:
    """Contacts at the door; the columns are those of `Visits`."""

    reason: Whole
    customer: Whole
    issue: Whole
    round: Whole
    cell: Whole
    offered_s: Whole


class Floor:
    """The desks with their staff and load, ready to receive customers.

    Args:
        cells: When desks are open.
        roster: Who works.
        load: Contacts to be expected in each cell, returning customers included.
    """

    def __init__(self, *, cells: Cells, roster: Roster, load: Real) -> None:
        self.cells = cells
        self.roster = roster
        self.handle_s = np.array([reason.handle_s for _, reason in REASONS], float)
        self.desk = np.array([desk for desk, _ in REASONS], np.int64)
        self.live = np.array([desk.kind == "live" for desk in DESKS])
        self.written = np.array([desk.kind == "written" for desk in DESKS])
        patience_s = np.array([max(desk.patience_s, 1.0) for desk in DESKS])
        shares = np.array([reason.share for _, reason in REASONS])
        mean_s = np.bincount(self.desk, shares * self.handle_s) / np.bincount(self.desk, shares)
        self.queue = SettledQueue(
            arrivals_per_s=np.where(self.live[cells.desk], load / CELL_S, 0.0),
            agents=np.maximum(roster.present, 1),
            handle_s=np.maximum(mean_s[cells.desk], 1.0),
            patience_s=patience_s[cells.desk],
        )

    def first_visits(self, counts: Whole, *, customers: int, rng: np.random.Generator) -> Visits:
        """Receive the first contact of every issue, so many in each cell."""
        cell = np.repeat(np.arange(len(counts)), counts)
        offered = self.cells.starts_s[cell] + rng.integers(0, CELL_S, len(cell))
        reason = self._reasons(self.cells.desk[cell], rng=rng)
        who = rng.integers(0, customers, len(cell))
        nth = np.zeros(len(cell), np.int64)
        return self._receive(_Arriving(reason, who, np.arange(len(cell)), nth, cell, offered), rng=rng)

    def next_visits(self, earlier: Visits, *, rng: np.random.Generator) -> Visits:
        """Receive those of the earlier visitors who come back."""
        back = earlier.take(earlier.comes_back)
        desk = self.desk[back.reason]
        redial = back.outcome == ABANDONED
        later = np.where(redial, 60 + rng.exponential(1500, len(desk)), 7200 + rng.exponential(2.2 * DAY_S, len(desk)))
        cell, at_s = self.cells.at(back.ended_s + np.minimum(later, 13 * DAY_S), desk=desk)
        # Who would call at night calls some time during the next morning, not all when the doors open.
        opened = at_s == self.cells.starts_s[np.minimum(cell, len(self.cells.desk) - 1)]
        at_s = np.where(opened, at_s + rng.integers(0, 6 * 3600, len(desk)), at_s)
        cell, at_s = self.cells.at(at_s, desk=desk)
        known = np.isfinite(at_s)
        back, cell, offered = back.take(known), cell[known], at_s[known].astype(np.int64)
        return self._receive(_Arriving(back.reason, back.customer, back.issue, back.round + 1, cell, offered), rng=rng)

    def _receive(self, arriving: "_Arriving", *, rng: np.random.Generator) -> Visits:
        """Let them wait; hang up or be answered; be handled; go home content or come back."""
        reason, offered = arriving.reason, arriving.offered_s
        desk = self.desk[reason]
        waited, gave_up = self.queue.waits(arriving.cell, rng=rng)
        live, written = self.live[desk], self.written[desk]
        gave_up &= live
        wait = np.where(live, np.rint(waited), 0)
        wait[written] = self._written_wait(desk[written], offered[written], rng=rng)
        outcome = np.where(gave_up, ABANDONED, np.where(live | written, HANDLED, SELF_SERVED))
        talk, hold, wrap = self._handling(reason, handled=outcome == HANDLED, rng=rng)
        returns = np.array([kind.returns_share for _, kind in REASONS])[reason]
        comes_back = rng.random(len(reason)) < np.where(gave_up, 0.55, returns)
        return Visits(
            **{field.name: getattr(arriving, field.name) for field in fields(arriving)},
            wait_s=wait.astype(np.int64),
            outcome=outcome,
            talk_s=talk,
            hold_s=hold,
            wrap_s=wrap,
            comes_back=comes_back,
        )

    def _reasons(self, desk: Whole, *, rng: np.random.Generator) -> Whole:
        shares = np.array([reason.share for _, reason in REASONS])
        upto = np.cumsum(shares / np.bincount(self.desk, shares)[self.desk]) - self.desk
        upto[np.append(np.diff(self.desk) > 0, True)] = 1.0
        places = np.searchsorted(upto + self.desk, desk + rng.random(len(desk)), side="right")
        return np.minimum(places, len(REASONS) - 1).astype(np.int64)

    def _handling(self, reason: Whole, *, handled: Flag, rng: np.random.Generator) -> tuple[Whole, Whole, Whole]:
        """Return talk, hold and wrap-up in seconds: lognormal, one in four is put on hold."""
        mean = np.where(handled, self.handle_s[reason], 0.0)
        rows = len(reason)
        talk = mean * 0.78 * rng.lognormal(-0.125, 0.5, rows)
        hold = mean * 0.28 * rng.lognormal(-0.18, 0.6, rows) * (rng.random(rows) < 0.25)
        wrap = mean * 0.15 * rng.lognormal(-0.125, 0.5, rows)
        parts = (np.where(handled, np.maximum(talk, 20), 0), np.where(hold > 0, np.maximum(hold, 5), 0), wrap)
        whole = [np.rint(part).astype(np.int64) for part in parts]
        return whole[0], whole[1], whole[2]

    def _written_wait(self, desk: Whole, offered: Whole, *, rng: np.random.Generator) -> Whole:
        """Return seconds until a letter is answered: a couple of opening hours, nights and Sundays not counted."""
        needed = rng.lognormal(np.log(1.6 * 3600), 0.6, len(desk))
        cell = self.cells.at(offered, desk=desk)[0]
        into = offered - self.cells.starts_s[cell] + needed
        answered_cell = np.minimum(cell + (into // CELL_S).astype(np.int64), self.cells.first[desk + 1] - 1)
        at_s = self.cells.starts_s[answered_cell] + into % CELL_S
        # What would be answered after the extract is answered before it: the last letters of the last afternoon.
        at_s = np.minimum(np.maximum(at_s, offered + 60), EXTRACT_AT_S - 3600)
        return np.maximum(np.rint(at_s - offered), 60).astype(np.int64)
