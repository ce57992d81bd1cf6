"""Cases of OWN."""

from cases.building import Case, changed, sound

CASES = {
    "OWN001": Case(
        finds=lambda: changed("journeys.0.stages.0.touchpoints.0.owner", None),
        clear=sound,
        on="touchpoint:bill-call",
    ),
}
