"""Cases of COV."""

from cases import rows
from cases.building import Case, changed, sound
from centreline.evidence.engine import Evidence

MET = [
    *rows.contacts(40, queue="billing"),
    *rows.contacts(40, name="l", queue="ledger"),
    *rows.contacts(40, name="s", queue="start", partner="tide"),
]
"""Forty contacts in each queue of the sound centre."""


def met(*more: rows.Row) -> Evidence:
    return rows.of(contact=[*MET, *more])


CASES = {
    "COV001": Case(
        finds=lambda: changed(
            "journeys.0.stages.0.touchpoints.0.recognised_by", {"queues": ["biling"]}, evidence=met()
        ),
        clear=lambda: sound(met()),
        on="touchpoint:bill-call",
    ),
    "COV002": Case(
        finds=lambda: sound(met(*rows.contacts(35, name="x", queue="complaints"))),
        clear=lambda: sound(met(*rows.contacts(25, name="x", queue="complaints"))),
        on="queue:complaints",
    ),
    "COV003": Case(
        finds=lambda: changed(
            "journeys.1.stages.0.touchpoints.0.recognised_by", {"channels": ["voice"]}, evidence=met()
        ),
        clear=lambda: sound(met()),
        on="touchpoint:bill-call",
    ),
    "COV004": Case(
        finds=lambda: sound(met(*rows.contacts(35, name="x", partner="wave"))),
        clear=lambda: changed(
            "partners.0.recorded_as", ["wave"], evidence=met(*rows.contacts(35, name="x", partner="wave"))
        ),
        on="partner:wave",
    ),
}
