"""What happened in the made-up centre, as columns of numbers: the ground on which every table of evidence stands."""

from dataclasses import dataclass

import numpy as np

from centreline.samples.cast import DESKS, REASONS
from centreline.samples.columns import Flag, Real, Whole
from centreline.samples.demand import arrivals, expected_share, realised_share
from centreline.samples.floor import HANDLED, Floor, Visits
from centreline.samples.hours import EXTRACT_AT_S, Cells, open_cells
from centreline.samples.roster import Roster, roster
from centreline.samples.staffing import Staff, planned_staff

__all__ = ["Happened", "Transfers", "what_happened"]

_ROUNDS = 3
"""How often somebody comes back for one issue, at most."""


@dataclass(frozen=True, slots=True)
class Transfers:
    """Contacts that were passed on, as columns of numbers.

    Attributes:
        visit: Place of the contact among the visits.
        desk: Desk it was passed to.
        at_s: When it was passed on, seconds since 1970.
        wait_s: Seconds until the receiver took over.
        talk_s: Seconds of talk with the receiver.
        wrap_s: Seconds of wrap-up of the receiver.
        agent: The receiver.
    """

    visit: Whole
    desk: Whole
    at_s: Whole
    wait_s: Whole
    talk_s: Whole
    wrap_s: Whole
    agent: Whole


@dataclass(frozen=True, slots=True)
class Happened:
    """Everything the tables are made from.

    Attributes:
        cells: When desks were open.
        forecast: Contacts forecast for each cell.
        staff: People required and scheduled.
        roster: People who came.
        visits: The contacts in the order they were offered.
        desk: Desk of each contact.
        agent: Agent who took each contact first; -1 where nobody did.
        transfers: Contacts passed on.
        identified: Whether the customer of each contact is known to the records.
    """

    cells: Cells
    forecast: Real
    staff: Staff
    roster: Roster
    visits: Visits
    desk: Whole
    agent: Whole
    transfers: Transfers
    identified: Flag

    @property
    def handled(self) -> Flag:
        """Which contacts a person took."""
        taken: Flag = self.visits.outcome == HANDLED
        return taken


def what_happened(*, contacts: int, seed: int) -> Happened:
    """Make up a quarter of a year of so many contacts.

    Forecast the demand, plan the staff, let people be ill, let customers come, wait, be served and come back; then
    leave out whole issues by lot until exactly so many contacts remain.
    """
    rng = np.random.default_rng(seed)
    cells = open_cells()
    expected = expected_share(cells)
    forecast = _forecast(expected * contacts, cells=cells, rng=rng)
    staff = planned_staff(forecast, cells=cells, rng=rng)
    people = roster(cells, staff=staff, rng=rng)
    realised = realised_share(expected, cells=cells, rng=rng)
    floor = Floor(cells=cells, roster=people, load=realised * contacts)
    visits = _everybody(floor, realised, contacts=contacts, rng=rng)
    desk = floor.desk[visits.reason]
    handled = visits.outcome == HANDLED
    agent = np.full(contacts, -1, np.int64)
    agent[handled] = people.taken_by(_answered_cell(visits, cells, desk)[handled], at_s=visits.answered_s[handled])
    transfers = _passed_on(visits, desk, floor=floor, rng=rng)
    unknown_share = np.array([0.03, 0.10, 0.02])[visits.outcome]
    identified = rng.random(contacts) >= unknown_share
    return Happened(cells, forecast, staff, people, visits, desk, agent, transfers, identified)


def _forecast(expected: Real, *, cells: Cells, rng: np.random.Generator) -> Real:
    """Return a good forecast: each day of each desk off by a few per hundred, too high as often as too low."""
    days = int(cells.day.max()) + 1
    error = rng.normal(1.0, 0.025, (len(DESKS), days))
    forecast: Real = expected * error[cells.desk, cells.day]
    forecast *= expected.sum() / forecast.sum()
    return forecast


def _everybody(floor: Floor, share: Real, *, contacts: int, rng: np.random.Generator) -> Visits:
    counts = arrivals(share, contacts=contacts, rng=rng)
    parts = [floor.first_visits(counts, customers=2 * contacts, rng=rng)]
    for _ in range(_ROUNDS):
        parts.append(floor.next_visits(parts[-1], rng=rng))
    everybody = Visits.together(parts)
    everybody = everybody.take(everybody.ended_s + everybody.wrap_s < EXTRACT_AT_S)
    kept = everybody.take(_whole_issues(everybody.issue, contacts=contacts, rng=rng))
    return kept.take(np.argsort(kept.offered_s, kind="stable"))


def _whole_issues(issue: Whole, *, contacts: int, rng: np.random.Generator) -> Flag:
    """Return which contacts to keep so that exactly so many remain, and no customer loses half a story."""
    _, issue, sizes = np.unique(issue, return_inverse=True, return_counts=True)
    too_many = len(issue) - contacts
    if too_many < 0:
        raise ValueError(f"a centre needs more contacts than {contacts} to be made up")
    lot = rng.permutation(len(sizes))
    upto = np.cumsum(sizes[lot])
    dropped = lot[: int(np.searchsorted(upto, too_many, side="right"))]
    keep = np.ones(len(sizes), bool)
    keep[dropped] = False
    singles = np.flatnonzero(keep & (sizes == 1))
    keep[singles[: too_many - int(sizes[dropped].sum())]] = False
    return keep[issue]


def _answered_cell(visits: Visits, cells: Cells, desk: Whole) -> Whole:
    cell = cells.at(visits.answered_s, desk=desk)[0]
    written = np.array([one.kind == "written" for one in DESKS])[desk]
    return np.where(written, np.minimum(cell, cells.first[desk + 1] - 1), visits.cell)


def _passed_on(visits: Visits, desk: Whole, *, floor: Floor, rng: np.random.Generator) -> Transfers:
    queues = {one.queue: number for number, one in enumerate(DESKS)}
    share = np.array([reason.transferred_share for _, reason in REASONS])
    to = np.array([queues[reason.transferred_to or DESKS[number].queue] for number, reason in REASONS])
    passed = (visits.outcome == HANDLED) & (rng.random(len(desk)) < share[visits.reason])
    visit = np.flatnonzero(passed)
    target = to[visits.reason[visit]]
    at_s = visits.answered_s[visit] + (visits.talk_s[visit] * 0.4).astype(np.int64)
    cell, there_s = floor.cells.at(at_s, desk=target)
    is_open = (there_s == at_s) & (at_s < EXTRACT_AT_S - 7200)
    visit, target, at_s, cell = visit[is_open], target[is_open], at_s[is_open], cell[is_open]
    rows = len(visit)
    wait = np.minimum(np.rint(rng.exponential(14.0, rows)), 240).astype(np.int64)
    talk = np.rint(rng.lognormal(np.log(200), 0.4, rows)).astype(np.int64)
    wrap = np.rint(rng.lognormal(np.log(40), 0.4, rows)).astype(np.int64)
    return Transfers(visit, target, at_s, wait, talk, wrap, floor.roster.taken_by(cell, at_s=at_s))
