"""Cases of PEO and RIS."""

from cases.building import Case, changed, sound

CALL = "journeys.0.stages.0.touchpoints.0"
ON = "role:care-agent"
SPARE = {"id": "town-crier", "title": "Town crier", "team": "care"}


def _a_machine_with_a_way_out():
    return changed(f"{CALL}.automation", "automated")


CASES = {
    "PEO001": Case(lambda: changed("roles.1.support", None), sound, ON),
    "PEO002": Case(lambda: changed("roles.1.measurement", ["average_handle_time"]), sound, ON),
    "PEO003": Case(lambda: changed("roles.1.measurement", ["customer_satisfaction"]), sound, ON),
    "PEO004": Case(lambda: changed("roles.+", SPARE), sound, "role:town-crier"),
    "PEO005": Case(lambda: changed("roles.1.skills", []), sound, ON),
    "RIS001": Case(lambda: changed(f"{CALL}.risks", []), sound, "touchpoint:bill-call"),
    "RIS002": Case(lambda: changed(f"{CALL}.risks.0.guard", None), sound, "touchpoint:bill-call"),
    "RIS003": Case(
        lambda: changed("journeys.1.stages.0.touchpoints.0.automation", "automated"),
        _a_machine_with_a_way_out,
        "touchpoint:start-chat",
    ),
}
