"""A made-up centre in which everything is in order."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from centreline.blueprint.document import Blueprint
from centreline.evidence.contracts import CONTRACTS
from centreline.samples.calendar_tables import planned_event_table, system_outage_table
from centreline.samples.case_tables import event_table
from centreline.samples.contact_tables import contacts_table, legs_table
from centreline.samples.customer_tables import customer_table
from centreline.samples.happened import Happened, what_happened
from centreline.samples.hiring_tables import candidate_stage_table
from centreline.samples.interval_tables import interval_table
from centreline.samples.knowledge_tables import article_table, article_use_table
from centreline.samples.learning_tables import coaching_table, recognition_table, training_table
from centreline.samples.made_up import MadeUpCentre
from centreline.samples.money import cost_table, headcount_table, planned_costs
from centreline.samples.routing_tables import routing_event_table
from centreline.samples.shift_tables import shift_activity_table, shift_table
from centreline.samples.state_tables import agent_state_table
from centreline.samples.turn_tables import turn_table
from centreline.samples.voice_tables import evaluation_tables, survey_table
from centreline.samples.workdays import Workdays
from centreline.samples.written import claims_about, written_blueprint

__all__ = ["faultless_centre"]

_STREAMS = 14
"""Streams of chance, one for each kind of table that needs one: a new table takes a new one, and moves no other."""


def faultless_centre(*, contacts: int, seed: int) -> MadeUpCentre:
    """Return a centre in which everything is in order.

    Args:
        contacts: How many contacts the first quarter of 2026 had; from a few thousand on it looks like a centre.
        seed: The same seed and size give the same centre, row by row.
    """
    happened = what_happened(contacts=contacts, seed=seed)
    chances = [np.random.default_rng([seed, number]) for number in range(1, _STREAMS + 1)]
    written = written_blueprint()
    contact = contacts_table(happened, rng=chances[0])
    evaluation, items = evaluation_tables(happened, rng=chances[1])
    article = article_table(written)
    cost = cost_table(written, contact, happened)
    plan = {"planned_costs": planned_costs(cost, rng=chances[2])}
    blueprint = Blueprint.model_validate(written.model_dump() | plan)
    tables = {
        "contact": contact,
        "leg": legs_table(happened),
        "event": event_table(happened, contact),
        "interval_stat": interval_table(happened, rng=chances[3]),
        "survey_response": survey_table(happened, rng=chances[4]),
        "evaluation": evaluation,
        "evaluation_item": items,
        "article": article,
        "article_use": article_use_table(happened, contact, articles=article, rng=chances[5]),
        "cost": cost,
        "headcount": headcount_table(happened, rng=chances[6]),
    }
    tables |= _of_the_floor(happened, tables, chances=chances[7:10])
    tables |= _of_the_people(happened, tables, blueprint=blueprint, chances=chances[10:14])
    return MadeUpCentre(blueprint, claims_about(blueprint), {name: tables[name] for name in CONTRACTS})


def _of_the_floor(
    happened: Happened, tables: Mapping[str, pa.Table], *, chances: list[np.random.Generator]
) -> dict[str, pa.Table]:
    """Return what stands around the contacts: their customers and words, the routing, the calendar and the outages."""
    contact, leg = tables["contact"], tables["leg"]
    return {
        "customer": customer_table(happened, rng=chances[0]),
        "turn": turn_table(happened, rng=chances[1]),
        "routing_event": routing_event_table(happened, contact, legs=leg, rng=chances[2]),
        "planned_event": planned_event_table(),
        "system_outage": system_outage_table(),
    }


def _of_the_people(
    happened: Happened, tables: Mapping[str, pa.Table], *, blueprint: Blueprint, chances: list[np.random.Generator]
) -> dict[str, pa.Table]:
    """Return what stands around the agents: their days, what they learned, who praised them, and who wants to come."""
    workdays, evaluation, items = Workdays.of(happened), tables["evaluation"], tables["evaluation_item"]
    of_hiring, of_training, of_coaching, of_praise = chances
    return {
        "shift": shift_table(happened, workdays),
        "shift_activity": shift_activity_table(happened, workdays),
        "agent_state": agent_state_table(happened, workdays, legs=tables["leg"], intervals=tables["interval_stat"]),
        "candidate_stage": candidate_stage_table(tables["headcount"], blueprint=blueprint, rng=of_hiring),
        "training_result": training_table(happened, workdays, blueprint=blueprint, rng=of_training),
        "coaching_session": coaching_table(
            workdays, evaluations=evaluation, items=items, blueprint=blueprint, rng=of_coaching
        ),
        "recognition": recognition_table(evaluation, items=items, blueprint=blueprint, rng=of_praise),
    }
