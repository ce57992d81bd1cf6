"""Cases of MEA."""

from cases.building import Case, changed, sound

CALL = "journeys.0.stages.0.touchpoints.0"
ON = "touchpoint:bill-call"

CASES = {
    "MEA001": Case(lambda: changed(f"{CALL}.measures", []), sound, ON),
    "MEA002": Case(lambda: changed(f"{CALL}.measures.0.at_least", None), sound, ON),
    "MEA003": Case(lambda: changed("partners.0.service_levels.0.variant", None), sound, "partner:tide"),
    "MEA004": Case(lambda: changed(f"{CALL}.measures.0.owner", None, f"{CALL}.owner", None), sound, ON),
    "MEA005": Case(lambda: changed(f"{CALL}.measures.0.variant", "no_return_7_days"), sound, ON),
    "MEA006": Case(lambda: changed(f"{CALL}.measures.0", ...), sound, ON),
    "MEA007": Case(lambda: changed("reports.0.decides", None), sound, "report:weekly"),
    "MEA008": Case(lambda: changed("reports.0.audience", []), sound, "report:weekly"),
    "MEA009": Case(lambda: changed("reports.0.owner", None), sound, "report:weekly"),
    "MEA010": Case(lambda: changed("reports.0.audience", ["ledger-head"]), sound, ON),
    "MEA011": Case(lambda: changed(f"{CALL}.measures.0.at_least", 80), sound, ON),
}
