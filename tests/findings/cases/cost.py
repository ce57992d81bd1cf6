"""Cases of COS."""

from cases.building import Case, changed, sound
from cases.centre import CENTRE

COSTS = CENTRE["planned_costs"]


def _without(line, months=12):
    kept = [cost for cost in COSTS if cost["line"] != line or int(cost["month"][5:]) > months]
    return changed("planned_costs", kept)


CASES = {
    "COS001": Case(lambda: _without("training"), sound, "cost:training"),
    "COS002": Case(lambda: changed("systems.0.yearly_cost", None), sound, "system:desk"),
    "COS003": Case(lambda: _without("training", months=3), sound, "cost:training"),
    "COS004": Case(lambda: _without("partner"), sound, "partner:tide"),
    "COS005": Case(lambda: _without("rework"), sound, "cost:rework"),
    "COS006": Case(lambda: changed("systems.0.yearly_cost", 90_000), sound, "cost:technology"),
}
