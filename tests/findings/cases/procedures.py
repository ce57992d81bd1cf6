"""Cases of KNO and TRA."""

from datetime import date

from cases.building import Case, changed, sound

ON = "procedure:explain-a-bill"
TRAINING = "training:learn-explain-a-bill"
LEARN = "procedures.0.trainings.0"

CASES = {
    "KNO001": Case(lambda: changed("journeys.0.stages.0.touchpoints.0.procedures", []), sound, "touchpoint:bill-call"),
    "KNO002": Case(lambda: changed("procedures.0.owner", None), sound, ON),
    "KNO003": Case(lambda: changed("procedures.0.steps", []), sound, ON),
    "KNO004": Case(lambda: changed("journeys.0.stages.0.touchpoints.0.procedures", []), sound, ON),
    "KNO005": Case(lambda: changed("procedures.0.last_verified_on", date(2025, 7, 1)), sound, ON),
    "KNO006": Case(lambda: changed("procedures.0.review_interval_days", None), sound, ON),
    "KNO007": Case(lambda: changed("procedures.0.changed_on", date(2026, 2, 1)), sound, ON),
    "KNO008": Case(lambda: changed("procedures.2.last_verified_on", date(2025, 7, 1)), sound, "touchpoint:start-chat"),
    "TRA001": Case(lambda: changed(f"{LEARN}.teaches_version", "2"), sound, TRAINING),
    "TRA002": Case(lambda: changed(f"{LEARN}.updated_on", date(2025, 10, 1)), sound, TRAINING),
    "TRA003": Case(lambda: changed(f"{LEARN}.for_roles", ["ledger-clerk"]), sound, "role:care-agent"),
    "TRA004": Case(lambda: changed("procedures.0.trainings", []), sound, ON),
}
