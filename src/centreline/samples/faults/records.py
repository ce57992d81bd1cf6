"""Faults in the records themselves: they do not add up, have holes, or do not know whom they are about."""

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.samples.columns import numbers
from centreline.samples.edits import column, in_table, some_of, where, with_rows
from centreline.samples.fault import Fault
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _lost_in_the_switch(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "interval_stat", queue="outages"), share=0.3, seed=41)
    offered = in_table(centre, "interval_stat", "offered")
    rows &= pc.is_valid(column(centre, "interval_stat", "offered")).to_numpy(zero_copy_only=False)
    more = offered + np.where(rows, 4 + offered // 3, 0)
    return with_rows(centre, "interval_stat", rows, offered=numbers(more))


def _a_lost_day(centre: MadeUpCentre) -> MadeUpCentre:
    at = column(centre, "contact", "offered_at")
    begins, ends = (pa.scalar(datetime(2026, 2, day, tzinfo=UTC), at.type) for day in (11, 12))
    lost = pc.and_(pc.greater_equal(at, begins), pc.less(at, ends))
    return centre.with_table("contact", centre.tables["contact"].filter(pc.invert(lost)))


def _nobody_asks_why(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "contact", queue="sales"), share=0.3, seed=42)
    return with_rows(centre, "contact", rows, reason=None)


def _unknown_when_they_leave(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "contact", outcome="abandoned"), share=0.6, seed=43)
    return with_rows(centre, "contact", rows, customer_id=None, issue_id=None)


FAULTS = (
    Fault(
        id="calls-lost-in-the-switch",
        story="After an update the switchboard counts calls as offered that it neither connects nor reports as left.",
        checks=("EVI004",),
        element="queue:outages",
        plant=_lost_in_the_switch,
    ),
    Fault(
        id="a-day-without-records",
        story="The disk was full on a Wednesday in February.",
        checks=("EVI005",),
        element="table:contact",
        plant=_a_lost_day,
    ),
    Fault(
        id="reasons-left-blank",
        story="Kestrel's sales advisers skip the reason when it is busy.",
        checks=("EVI006",),
        element="data_domain:contacts",
        plant=_nobody_asks_why,
    ),
    Fault(
        id="nobody-knows-who-hung-up",
        story="Callers are recognised when they are answered, so those who leave the queue have no name.",
        checks=("EVI002",),
        element="column:contact.customer_id",
        plant=_unknown_when_they_leave,
    ),
)
"""Faults of this family."""
