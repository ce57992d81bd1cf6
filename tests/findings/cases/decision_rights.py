"""Cases of RIG and INT."""

from cases.building import Case, changed, sound

ON = "decision_right:automate-a-touchpoint"
AIM = "intent:settled-at-once"
SAME = {"id": "again", "title": "A machine may serve a touchpoint: let it", "decides": "ledger-head"}

CASES = {
    "RIG001": Case(lambda: changed("decision_rights.0.decides", None), sound, ON),
    "RIG002": Case(lambda: changed("decision_rights.0.escalates_to", None), sound, ON),
    "RIG003": Case(lambda: changed("decision_rights.0.readiness", []), sound, ON),
    "RIG004": Case(lambda: changed("decision_rights.0.escalates_to", "head-of-service"), sound, ON),
    "RIG005": Case(lambda: changed("decision_rights.0.touchpoints", ["bill-call"]), sound, "touchpoint:start-chat"),
    "RIG006": Case(lambda: changed("decision_rights.+", SAME), sound, "decision_right:again"),
    "RIG007": Case(
        lambda: changed(
            "decision_rights.0.touchpoints", ["bill-correction"], "decision_rights.0.escalates_to", "data-lead"
        ),
        sound,
        ON,
    ),
    "INT001": Case(lambda: changed("intents.0.hypothesis", None), sound, AIM),
    "INT002": Case(lambda: changed("intents.0.leading", []), sound, AIM),
    "INT003": Case(lambda: changed("intents.0.lagging", []), sound, AIM),
    "INT004": Case(lambda: changed("intents.0.owner", None), sound, AIM),
    "INT005": Case(lambda: changed("intents.0.touchpoints", []), sound, AIM),
    "INT006": Case(lambda: changed("intents.0.lagging.0.at_least", None), sound, AIM),
    "INT007": Case(lambda: changed("intents.0.lagging", [{"metric": "customer_satisfaction"}]), sound, AIM),
}
