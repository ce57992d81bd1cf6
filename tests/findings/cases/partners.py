"""Cases of PAR."""

from datetime import date

from cases.building import Case, changed, sound

ON = "partner:tide"
CHAT = "journeys.1.stages.0.touchpoints.0"

CASES = {
    "PAR001": Case(lambda: changed("partners.0.owner", None), sound, ON),
    "PAR002": Case(lambda: changed("partners.0.scope", ["bill-call"]), sound, "touchpoint:start-chat"),
    "PAR003": Case(lambda: changed("partners.0.contract_ends_on", date(2026, 5, 31)), sound, ON),
    "PAR004": Case(lambda: changed("partners.0.last_visited_on", date(2025, 1, 31)), sound, ON),
    "PAR005": Case(lambda: changed(f"{CHAT}.owner", "tide-lead"), sound, "touchpoint:start-chat"),
    "PAR006": Case(lambda: changed("partners.0.service_levels", []), sound, ON),
    "PAR007": Case(lambda: changed("partners.0.service_levels.0.at_least", None), sound, ON),
    "PAR008": Case(lambda: changed("partners.0.rates", []), sound, ON),
    "PAR009": Case(lambda: changed("partners.0.rates.0.per", "contact", "partners.0.service_levels.0", ...), sound, ON),
    "PAR010": Case(lambda: changed("partners.0.service_levels.0.at_least", 0.5), sound, "touchpoint:start-chat"),
}
