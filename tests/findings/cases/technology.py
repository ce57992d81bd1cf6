"""Cases of TEC."""

from cases.building import Case, changed, sound

CALL = "journeys.0.stages.0.touchpoints.0"
ON = "touchpoint:bill-call"
NEW = {"id": "old", "title": "Old tool", "category": "other", "owner": "systems-lead", "yearly_cost": 9_000}

CASES = {
    "TEC001": Case(lambda: changed(f"{CALL}.systems", []), sound, ON),
    "TEC002": Case(lambda: changed("systems.0.capabilities", []), sound, "capability:one-view"),
    "TEC003": Case(lambda: changed(f"{CALL}.systems", ["desk"]), sound, ON),
    "TEC004": Case(lambda: changed("systems.0.works_well", False), sound, "system:desk"),
    "TEC005": Case(lambda: changed("systems.0.works_well", None), sound, "system:desk"),
    "TEC006": Case(lambda: changed("systems.+", NEW), sound, "system:old"),
    "TEC007": Case(lambda: changed("systems.0.owner", None), sound, "system:desk"),
    "TEC008": Case(lambda: changed("systems.1.integrations.0.how", "by_hand"), sound, "system:switch"),
    "TEC009": Case(lambda: changed("systems.1.integrations.0.owner", None), sound, "system:switch"),
    "TEC010": Case(lambda: changed(f"{CALL}.systems", ["switch"]), sound, ON),
    "TEC011": Case(lambda: changed("systems.+", NEW, "journeys.0.stages.1.touchpoints.0.systems", ["old"]), sound, ON),
}
