"""Cases of HAN."""

from cases.building import Case, changed, sound
from cases.centre import touchpoint

CALL = "journeys.0.stages.0.touchpoints.0"
ON = "touchpoint:bill-call"


def _through_many_hands():
    edits = []
    for number in range(8):
        owner = ["ledger-head", "head-of-service"][number % 2]
        way_on = [{"to": f"step-{number + 1}" if number < 7 else "bill-call"}]
        step = touchpoint(f"step-{number}", "Step", owner=owner, handoffs=way_on)
        edits += ["journeys.0.stages.1.touchpoints.+", step]
    return changed(*edits)


CASES = {
    "HAN001": Case(
        lambda: changed("journeys.0.stages.1.touchpoints.0.ends_here", None), sound, "touchpoint:bill-correction"
    ),
    "HAN002": Case(lambda: changed(f"{CALL}.handoffs.0.within_s", None), sound, ON),
    "HAN003": Case(lambda: changed(f"{CALL}.handoffs.0.passes", []), sound, ON),
    "HAN004": Case(lambda: changed(f"{CALL}.handoffs.0.accepted_by_receiver", None), sound, ON),
    "HAN005": Case(lambda: changed("journeys.0.stages.1.touchpoints.0.handoffs", [{"to": "bill-call"}]), sound, ON),
    "HAN006": Case(lambda: changed(f"{CALL}.ends_here", True), sound, ON),
    "HAN007": Case(_through_many_hands, sound, "journey:settle-a-bill"),
}
