"""What happens in the made-up centre is believable: who comes when, who waits, who hangs up, who comes back."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from centreline.samples.cast import DESKS, REASONS, ZONE
from centreline.samples.floor import ABANDONED, HANDLED
from centreline.samples.happened import what_happened
from centreline.samples.hours import EXTRACT_AT_S


@pytest.fixture(scope="module")
def happened():
    return what_happened(contacts=60_000, seed=4)


@pytest.fixture(scope="module")
def contacts(in_order):
    return in_order.centre.tables["contact"].to_pylist()


def _local(row):
    return row["offered_at"].astimezone(ZoneInfo(ZONE))


def test_mondays_are_busy_and_weekends_are_quiet(contacts):
    days = Counter(_local(row).weekday() for row in contacts)

    assert days[0] == max(days.values())
    assert days[6] == min(days.values())
    assert days[0] > 1.1 * days[2] > 1.5 * days[5]


def test_the_day_has_a_peak_in_the_morning(contacts):
    hours = Counter(_local(row).hour for row in contacts if row["queue"] == "billing")

    assert max(hours, key=hours.__getitem__) in (9, 10, 11)
    assert hours[10] > 2 * hours[19]


def test_nobody_is_offered_to_a_desk_that_is_closed(contacts):
    open_hours = {desk.queue: (desk.opens, desk.closes, desk.days) for desk in DESKS}

    for row in contacts:
        opens, closes, days = open_hours[row["queue"]]
        at = _local(row)
        assert opens <= at.hour < closes
        assert at.weekday() in days


def test_abandonment_rises_with_load(happened):
    cells, visits = happened.cells, happened.visits
    live = np.array([desk.kind == "live" for desk in DESKS])[cells.desk]
    handle_s = np.array([reason.handle_s for _, reason in REASONS])
    offered_s = np.bincount(visits.cell, handle_s[visits.reason], minlength=len(cells.desk))
    staff_s = np.maximum(happened.roster.present, 1) * 1800
    came = np.bincount(visits.cell, minlength=len(cells.desk))
    left = np.bincount(visits.cell[visits.outcome == ABANDONED], minlength=len(cells.desk))
    load = offered_s / staff_s
    edges = np.quantile(load[live & (came > 0)], [0, 1 / 3, 2 / 3, 1])

    shares = []
    for low, high in pairwise(edges):
        chosen = live & (came > 0) & (load >= low) & (load <= high)
        shares.append(left[chosen].sum() / came[chosen].sum())

    assert shares[0] < shares[1] < shares[2]


def test_customers_come_back_about_as_often_as_their_reason_says(happened):
    visits = happened.visits
    for number, (_, reason) in enumerate(REASONS):
        handled = (visits.reason == number) & (visits.outcome == HANDLED)
        back, n = visits.comes_back[handled].sum(), handled.sum()
        if n:
            spread = 4 * np.sqrt(reason.returns_share * (1 - reason.returns_share) / n)
            assert abs(back / n - reason.returns_share) < spread


def test_who_comes_back_is_the_same_customer_with_the_same_issue(happened):
    visits = happened.visits
    first = {issue: (customer, reason) for issue, customer, reason, nth in zip(
        visits.issue.tolist(), visits.customer.tolist(), visits.reason.tolist(), visits.round.tolist(), strict=True
    ) if nth == 0}  # fmt: skip

    returns = np.flatnonzero(visits.round > 0)

    assert len(returns) > 1_000
    assert all(
        first[visits.issue[place]] == (visits.customer[place], visits.reason[place]) for place in returns.tolist()
    )


def test_calls_are_mostly_answered_in_time_and_few_hang_up(contacts):
    for desk in DESKS:
        rows = [row for row in contacts if row["queue"] == desk.queue]
        if desk.kind == "live":
            left = sum(row["outcome"] == "abandoned" for row in rows) / len(rows)
            in_time = sum(bool(row["target_met"]) for row in rows) / len(rows)
            assert 0 < left < 0.08
            assert in_time > 0.8


def test_nothing_is_known_after_the_records_were_taken_out(in_order):
    for name in ("contact", "leg", "event"):
        column = {"contact": "closed_at", "leg": "ended_at", "event": "at"}[name]
        times = [row.timestamp() for row in in_order.centre.tables[name][column].to_pylist() if row]
        assert max(times) <= EXTRACT_AT_S + timedelta(hours=4).total_seconds()


def test_intervals_count_the_same_contacts_as_the_contacts(in_order):
    contacts = in_order.centre.tables["contact"].to_pylist()
    intervals = in_order.centre.tables["interval_stat"].to_pylist()
    counted = {"offered": Counter(), "handled": Counter(), "abandoned": Counter()}
    for row in intervals:
        if row["agent"] is None:
            assert row["offered"] == row["handled"] + row["abandoned"]
            assert row["answered_in_threshold"] <= row["handled"]
            for name, counter in counted.items():
                counter[row["queue"]] += row[name]

    served = [row for row in contacts if row["outcome"] != "self_served"]
    assert counted["offered"] == Counter(row["queue"] for row in served)
    assert counted["abandoned"] == Counter(row["queue"] for row in served if row["outcome"] == "abandoned")
    # A Counter leaves out nothing here: every queue handled somebody.
    assert counted["handled"] == Counter(row["queue"] for row in served if row["outcome"] == "handled")


def test_agents_do_about_the_same_amount_of_work(in_order):
    taken = Counter(
        (row["queue"], row["agent"])
        for row in in_order.centre.tables["contact"].to_pylist()
        if row["agent"] and not row["transferred"]
    )
    of_billing = [n for (queue, _), n in taken.items() if queue == "billing"]

    assert max(of_billing) < 1.6 * min(of_billing)
