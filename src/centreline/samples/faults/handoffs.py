"""Faults in how work travels: off the map, back and forth, late, or never."""

from datetime import timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.samples.columns import Flag
from centreline.samples.edits import column, in_table, some_of, where, with_rows, with_touchpoint
from centreline.samples.fault import Fault
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _passed_on(centre: MadeUpCentre, rows: Flag, *, to: str, leg_no: int, team: str) -> MadeUpCentre:
    """Return the centre in which these legs were followed by one at another queue."""
    legs = centre.tables["leg"]
    next_ = legs.filter(pa.array(rows))
    taken = pc.add(next_["ended_at"], pa.scalar(timedelta(seconds=20)))
    changes = {
        "leg_no": pa.array(np.full(next_.num_rows, leg_no)),
        "queue": pa.repeat(to, next_.num_rows),
        "team": pa.repeat(team, next_.num_rows),
        "partner": pa.nulls(next_.num_rows, pa.string()),
        "enqueued_at": next_["ended_at"],
        "answered_at": taken,
        "ended_at": pc.add(taken, pa.scalar(timedelta(seconds=60))),
        "wait_ms": pa.array(np.full(next_.num_rows, 20_000)),
        "talk_ms": pa.array(np.full(next_.num_rows, 60_000)),
    }
    for name, values in changes.items():
        next_ = next_.set_column(next_.column_names.index(name), name, values)
    return centre.with_table("leg", pa.concat_tables([legs, next_]))


def _letters_to_complaints(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "leg", queue="letters"), share=0.12, seed=31)
    return _passed_on(centre, rows, to="complaints", leg_no=2, team="complaints-team")


def _back_and_forth(centre: MadeUpCentre) -> MadeUpCentre:
    kept = in_table(centre, "leg", "leg_no") == 2
    twice = kept & where(centre, "leg", queue="billing")
    first = where(centre, "leg", queue="moving", transferred_to="billing")
    contacts = column(centre, "leg", "contact_id")
    from_moving = pc.is_in(contacts, value_set=contacts.filter(pa.array(first))).to_numpy(zero_copy_only=False)
    more = some_of(
        where(centre, "leg", queue="moving") & ~first & (in_table(centre, "leg", "leg_no") == 1), share=0.06, seed=32
    )
    wider = _passed_on(centre, more & _answered(centre), to="billing", leg_no=2, team="billing-team")
    returned = np.concatenate([twice & from_moving, np.ones(int((more & _answered(centre)).sum()), bool)])
    return _passed_on(wider, returned, to="moving", leg_no=3, team="moving-team")


def _answered(centre: MadeUpCentre) -> Flag:
    answered: Flag = pc.is_valid(column(centre, "leg", "answered_at")).to_numpy(zero_copy_only=False)
    return answered


def _late_engineers(centre: MadeUpCentre) -> MadeUpCentre:
    rows = where(centre, "leg", queue="engineers") & (in_table(centre, "leg", "leg_no") == 2)
    late = pc.add(column(centre, "leg", "answered_at"), pa.scalar(timedelta(minutes=20)))
    return with_rows(centre, "leg", rows, answered_at=late)


def _readings_online(centre: MadeUpCentre) -> MadeUpCentre:
    [dispute] = [one for one in centre.blueprint.touchpoints if one.id == "bill-dispute"]
    [known] = dispute.handoffs
    more = known.model_dump() | {"to": "get-into-the-account"}
    return with_touchpoint(centre, "bill-dispute", handoffs=[known.model_dump(), more])


FAULTS = (
    Fault(
        id="letters-that-become-complaints",
        story="The letters team sends angry mail to complaints by the dozen; nobody ever agreed to it.",
        checks=("HOF001",),
        element="handoff:letters to complaints",
        plant=_letters_to_complaints,
    ),
    Fault(
        id="moving-and-billing-play-tennis",
        story="Moving asks billing for the last reading, and billing asks moving for the closing date.",
        checks=("HOF002",),
        element="handoff:billing and moving",
        plant=_back_and_forth,
    ),
    Fault(
        id="engineers-who-take-their-time",
        story="A caller in the dark should reach the engineers within two minutes; it takes them twenty.",
        checks=("HOF003",),
        element="handoff:report-a-power-cut to book-an-engineer",
        plant=_late_engineers,
    ),
    Fault(
        id="a-handoff-that-never-happens",
        story="Whoever disputes a bill ought to see the readings online, by chat; billing never sends anybody there.",
        checks=("HOF004",),
        element="handoff:bill-dispute to get-into-the-account",
        plant=_readings_online,
    ),
)
"""Faults of this family."""
