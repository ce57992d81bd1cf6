"""Cases of JOU and ORG."""

from cases.building import Case, changed, sound

CALL = "journeys.0.stages.0.touchpoints.0"

CASES = {
    "JOU001": Case(lambda: changed(f"{CALL}.customer_types", []), sound, on="touchpoint:bill-call"),
    "JOU002": Case(lambda: changed(f"{CALL}.trigger", None), sound, on="touchpoint:bill-call"),
    "JOU003": Case(lambda: changed(f"{CALL}.channels", []), sound, on="touchpoint:bill-call"),
    "JOU004": Case(lambda: changed(f"{CALL}.handled_by", []), sound, on="touchpoint:bill-call"),
    "JOU005": Case(lambda: changed(f"{CALL}.takes_s", None), sound, on="touchpoint:bill-call"),
    "JOU006": Case(lambda: changed(f"{CALL}.ideal_outcome", None), sound, on="touchpoint:bill-call"),
    "JOU007": Case(lambda: changed("journeys.0.outcome", None), sound, on="journey:settle-a-bill"),
    "JOU008": Case(
        lambda: changed("journeys.0.stages.+", {"id": "leave", "title": "Leave"}), sound, on="journey:settle-a-bill"
    ),
    "JOU009": Case(
        lambda: changed("journeys.0.customer_types", ["household", "farm"]), sound, on="journey:settle-a-bill"
    ),
    "JOU010": Case(lambda: changed(f"{CALL}.recognised_by", None), sound, on="touchpoint:bill-call"),
    "ORG001": Case(lambda: changed("organisation.brand_promise", None), sound, on="organisation:harbour"),
    "ORG002": Case(lambda: changed("teams.4.function", "operations"), sound, on="function:training"),
}
