"""Faults that customers feel: they come back, they wait, they hang up."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.samples.cast import ZONE
from centreline.samples.columns import Flag, Whole, numbers
from centreline.samples.edits import column, in_table, some_of, where, with_rows
from centreline.samples.fault import Fault
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS", "who_come_back"]

_NOT_HANDLED = ("answered_at", "talk_ms", "hold_ms", "wrap_ms", "agent", "team", "transferred", "resolution")


def who_come_back(centre: MadeUpCentre, rows: Flag, *, reason: str) -> MadeUpCentre:
    """Return the centre in which the customers of these contacts come back a day or two later for the same reason."""
    same = np.flatnonzero(where(centre, "contact", reason=reason))
    apart = max(2, len(same) // 60)  # a day and a half of contacts
    chosen = np.flatnonzero(rows[same][:-apart])
    customers = column(centre, "contact", "customer_id")
    source = np.arange(len(customers))
    # One after the other, so that who comes back may come back again as the same customer.
    for place in chosen:
        source[same[place + apart]] = source[same[place]]
    changed = pa.array(source != np.arange(len(customers)))
    told = pc.if_else(changed, customers.take(pa.array(source)), customers)
    issues = column(centre, "contact", "issue_id")
    cases = pc.if_else(changed, issues.take(pa.array(source)), issues)
    return with_rows(centre, "contact", np.ones(len(customers), bool), customer_id=told, issue_id=cases)


def _local_hours(centre: MadeUpCentre) -> tuple[Whole, Whole]:
    """Return the weekday, Monday is 0, and the hour at which each contact was offered."""
    at = pc.local_timestamp(column(centre, "contact", "offered_at").cast(pa.timestamp("us", tz=ZONE)))
    return pc.day_of_week(at).to_numpy(), pc.hour(at).to_numpy()


def _final_bills(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "contact", reason="final_bill", outcome="handled"), share=0.35, seed=61)
    return who_come_back(centre, rows, reason="final_bill")


def _half_answers(centre: MadeUpCentre) -> MadeUpCentre:
    rows = where(centre, "contact", agent="agent-0005", reason="bill_question", outcome="handled")
    return who_come_back(centre, some_of(rows, share=0.5, seed=62), reason="bill_question")


def _monday_mornings(centre: MadeUpCentre) -> MadeUpCentre:
    weekday, hour = _local_hours(centre)
    calls = where(centre, "contact", reason="bill_question", outcome="handled") & (weekday == 0)
    rows = some_of(calls & (hour >= 10) & (hour < 12), share=0.7, seed=63)
    waits = in_table(centre, "contact", "wait_ms") + np.where(rows, 95_000, 0)
    return with_rows(centre, "contact", rows, wait_ms=numbers(waits), target_met=False)


def _monday_meetings(centre: MadeUpCentre) -> MadeUpCentre:
    weekday, hour = _local_hours(centre)
    calls = where(centre, "contact", queue="billing", outcome="handled", transferred=False) & (weekday == 0)
    rows = some_of(calls & (hour == 14), share=0.5, seed=64)
    empty = dict.fromkeys(_NOT_HANDLED)
    return with_rows(
        centre,
        "contact",
        rows,
        outcome="abandoned",
        wait_ms=120_000,
        target_met=False,
        disposition="LEFT QUEUE",
        **empty,
    )


FAULTS = (
    Fault(
        id="final-bills-that-come-back",
        story="The last bill shows a credit and does not say when it is paid; everybody calls a second time.",
        checks=("REP001",),
        element="reason:final_bill",
        plant=_final_bills,
    ),
    Fault(
        id="an-adviser-of-half-answers",
        story="One adviser of billing answers the first half of every question, kindly and fast.",
        checks=("REP004",),
        element="agent:agent-0005",
        plant=_half_answers,
    ),
    Fault(
        id="monday-mornings",
        story="Bills go out on Fridays, and on Monday at ten there are as many people as on any other day.",
        checks=("SLV001",),
        element="touchpoint:bill-question",
        plant=_monday_mornings,
    ),
    Fault(
        id="a-meeting-at-two",
        story="Billing meets on Mondays at two, all of it.",
        checks=("SLV002",),
        element="queue:billing",
        plant=_monday_meetings,
    ),
)
"""Faults of this family."""
