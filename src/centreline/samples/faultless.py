"""A made-up centre in which everything is in order."""

import numpy as np

from centreline.blueprint.document import Blueprint
from centreline.samples.case_tables import event_table
from centreline.samples.contact_tables import contacts_table, legs_table
from centreline.samples.happened import what_happened
from centreline.samples.interval_tables import interval_table
from centreline.samples.knowledge_tables import article_table, article_use_table
from centreline.samples.made_up import MadeUpCentre
from centreline.samples.money import cost_table, headcount_table, planned_costs
from centreline.samples.voice_tables import evaluation_tables, survey_table
from centreline.samples.written import claims_about, written_blueprint

__all__ = ["faultless_centre"]


def faultless_centre(*, contacts: int, seed: int) -> MadeUpCentre:
    """Return a centre in which everything is in order.

    Args:
        contacts: How many contacts the first quarter of 2026 had; from a few thousand on it looks like a centre.
        seed: The same seed and size give the same centre, row by row.
    """
    happened = what_happened(contacts=contacts, seed=seed)
    chances = [np.random.default_rng([seed, number]) for number in range(1, 8)]
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
    return MadeUpCentre(blueprint, claims_about(blueprint), tables)
