"""Faults between the centre and the areas it leans on: planning, hiring, training, quality, surveys and finance."""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.samples.cast import ZONE
from centreline.samples.columns import Flag, numbers
from centreline.samples.edits import column, in_table, some_of, where, with_rows
from centreline.samples.fault import Fault
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _days_of(centre: MadeUpCentre, table: str, name: str) -> pa.Array:
    return pc.local_timestamp(column(centre, table, name).cast(pa.timestamp("us", tz=ZONE)))


def _since(centre: MadeUpCentre, day: date) -> Flag:
    at = _days_of(centre, "contact", "offered_at")
    since: Flag = pc.greater_equal(at.cast(pa.date32()), pa.scalar(day)).to_numpy(zero_copy_only=False)
    return since


def _campaign(centre: MadeUpCentre) -> MadeUpCentre:
    days = _days_of(centre, "interval_stat", "starts_at").cast(pa.date32())
    sent = pa.array([date(2026, 2, 10), date(2026, 2, 11), date(2026, 3, 17)], pa.date32())
    rows = where(centre, "interval_stat", queue="billing") & pc.is_in(days, value_set=sent).to_numpy(
        zero_copy_only=False
    )
    rows &= pc.is_valid(column(centre, "interval_stat", "forecast_offered")).to_numpy(zero_copy_only=False)
    forecast = in_table(centre, "interval_stat", "forecast_offered") // 3
    return with_rows(centre, "interval_stat", rows, forecast_offered=numbers(forecast))


def _friday_afternoons(centre: MadeUpCentre) -> MadeUpCentre:
    at = _days_of(centre, "interval_stat", "starts_at")
    friday = (pc.day_of_week(at).to_numpy() == 4) & (pc.hour(at).to_numpy() >= 16)
    rows = where(centre, "interval_stat", queue="payments") & friday
    required = in_table(centre, "interval_stat", "staff_required")
    rows &= required > 0
    fewer = np.floor(required * 0.6)
    return with_rows(centre, "interval_stat", rows, staff_scheduled=numbers(fewer))


def _empty_chairs(centre: MadeUpCentre) -> MadeUpCentre:
    rows = where(centre, "headcount", team="complaints-team")
    people = pc.multiply(column(centre, "headcount", "required"), 0.75)
    return with_rows(centre, "headcount", rows, people=people)


def _learned_from_customers(centre: MadeUpCentre) -> MadeUpCentre:
    calls = where(centre, "contact", reason="bill_question", outcome="handled") & _since(centre, date(2026, 3, 2))
    passed = some_of(calls, share=0.25, seed=91)
    return with_rows(centre, "contact", passed, transferred=True, transferred_to="payments", reassign_count=1)


def _hidden_errors(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "evaluation", team="kestrel-sales"), share=0.25, seed=92)
    return with_rows(centre, "evaluation", rows, critical_compliance=True)


def _nobody_listens(centre: MadeUpCentre) -> MadeUpCentre:
    kept = pa.array(~where(centre, "evaluation", queue="letters"))
    return centre.with_table("evaluation", centre.tables["evaluation"].filter(kept))


def _nobody_answers(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "survey_response", instrument="recommendation"), share=0.93, seed=93)
    return with_rows(centre, "survey_response", rows, score=None)


def _two_scales(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "survey_response", instrument="effort"), share=0.3, seed=94)
    score = pc.min_element_wise(column(centre, "survey_response", "score"), 5.0, skip_nulls=False)
    return with_rows(centre, "survey_response", rows, scale_max=5.0, score=score)


def _dearer_rooms(centre: MadeUpCentre) -> MadeUpCentre:
    amounts = pc.multiply(column(centre, "cost", "amount"), 1.35)
    return with_rows(centre, "cost", where(centre, "cost", line="facilities"), amount=amounts)


def _nothing_spent(centre: MadeUpCentre) -> MadeUpCentre:
    kept = pa.array(~where(centre, "cost", line="leadership"))
    return centre.with_table("cost", centre.tables["cost"].filter(kept))


FAULTS = (
    Fault(
        id="a-campaign-nobody-told-planning-about",
        story="Marketing wrote to all customers three times; planning read of it in the newspaper.",
        checks=("SIL004",),
        element="queue:billing",
        plant=_campaign,
    ),
    Fault(
        id="friday-afternoons",
        story="Everybody swaps out of Friday afternoon, and the schedule lets them.",
        checks=("SIL005",),
        element="queue:payments",
        plant=_friday_afternoons,
    ),
    Fault(
        id="empty-chairs",
        story="Planning asked for a quarter more people in complaints; hiring never saw the plan.",
        checks=("SIL003",),
        element="team:complaints-team",
        plant=_empty_chairs,
    ),
    Fault(
        id="a-change-learned-from-customers",
        story="The way to explain a bill changed on a Monday; advisers heard of it from callers.",
        checks=("SIL002",),
        element="procedure:how-to-bill-question",
        plant=_learned_from_customers,
    ),
    Fault(
        id="errors-behind-a-good-average",
        story="Sales greets well, closes with care and forgets the cooling-off period in one call of four.",
        checks=("QUA001",),
        element="team:kestrel-sales",
        plant=_hidden_errors,
    ),
    Fault(
        id="letters-nobody-reads-again",
        story="Quality listens to calls; nobody thought of letters.",
        checks=("QUA003",),
        element="queue:letters",
        plant=_nobody_listens,
    ),
    Fault(
        id="a-question-nobody-answers",
        story="Whether they would recommend us is asked last, after the button that closes the window.",
        checks=("VOC001",),
        element="survey:recommendation",
        plant=_nobody_answers,
    ),
    Fault(
        id="two-scales-for-one-question",
        story="The new survey form asks for effort from one to five, the old one from one to seven; both are in use.",
        checks=("VOC003",),
        element="survey:effort",
        plant=_two_scales,
    ),
    Fault(
        id="rooms-dearer-than-planned",
        story="The rent rose in January; the plan did not.",
        checks=("MON001",),
        element="cost:facilities",
        plant=_dearer_rooms,
    ),
    Fault(
        id="money-planned-and-not-booked",
        story="Leadership stands in the plan; finance books it under another company of the group.",
        checks=("MON003",),
        element="cost:leadership",
        plant=_nothing_spent,
    ),
)
"""Faults of this family."""
