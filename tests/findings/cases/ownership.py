"""Cases of OWN."""

from cases.building import Case, changed, sound
from cases.centre import touchpoint

TP = "journeys.0.stages.0.touchpoints"


def _one_role_owns_thirty():
    edits = []
    for number in range(30):
        edits += [f"{TP}.+", touchpoint(f"extra-{number}", "Extra", owner="head-of-service")]
    return changed(*edits)


CASES = {
    "OWN001": Case(lambda: changed(f"{TP}.0.owner", None), sound, on="touchpoint:bill-call"),
    "OWN002": Case(lambda: changed("journeys.0.owner", None), sound, on="journey:settle-a-bill"),
    "OWN003": Case(lambda: changed("roles.0.team", None), sound, on="role:head-of-service"),
    "OWN004": Case(_one_role_owns_thirty, sound, on="role:head-of-service"),
    "OWN005": Case(lambda: changed("teams.1.lead", None), sound, on="team:ledger"),
}
