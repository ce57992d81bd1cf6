"""Cases of DUP."""

from cases.building import Case, changed, sound
from cases.centre import CENTRE, touchpoint

_CALL = CENTRE["journeys"][0]["stages"][0]["touchpoints"][0]
_SAME = {fact: _CALL[fact] for fact in ("what", "why", "happens")}
_TP = "journeys.0.stages.1.touchpoints.+"
_STEPS = [{"does": "Open the bill and read each line aloud, then name the due date and the balance."}]

CASES = {
    "DUP001": Case(
        lambda: changed(_TP, touchpoint("ledger-call", "Ledger call", handled_by=["ledger-clerk"], **_SAME)),
        sound,
        on="touchpoint:ledger-call",
    ),
    "DUP002": Case(
        lambda: changed(_TP, touchpoint("dispute", "Dispute", recognised_by={"queues": ["billing"], "reasons": ["x"]})),
        sound,
        on="touchpoint:dispute",
    ),
    "DUP003": Case(
        lambda: changed(
            "systems.+",
            {"id": "old-desk", "title": "Old desk", "category": "customer_relations", "capabilities": ["one-view"]},
        ),
        sound,
        on="system:old-desk",
    ),
    "DUP004": Case(
        lambda: changed(
            "reports.+",
            {
                "id": "monthly",
                "title": "The month",
                "audience": ["ledger-head"],
                "measures": [{"metric": "service_level"}],
            },
        ),
        sound,
        on="report:monthly",
    ),
    "DUP005": Case(
        lambda: changed("procedures.0.steps", _STEPS, "procedures.1.steps", _STEPS),
        sound,
        on="procedure:correct-a-reading",
    ),
}
