"""Cases of DEF and PCO."""

from cases import rows
from cases.building import Case, changed, sound
from cases.coverage import met
from centreline.evidence.engine import Evidence

SHOWN = "reports.0.measures"
OVER_QUEUED = {"metric": "abandonment_rate", "variant": "over_queued"}
EVERYBODY = {"metric": "abandonment_rate", "variant": "anywhere_over_every_arrival"}


def lost(*, before_queue: int) -> Evidence:
    """Return 200 contacts: a tenth abandoned, and so many that left before the queue."""
    outcomes = ["abandoned"] * 20 + ["abandoned_before_queue"] * before_queue
    return rows.of(contact=rows.contacts(200, outcome=lambda n: outcomes[n] if n < len(outcomes) else "handled"))


def partner_met(*, quick: int, astray: int = 0) -> Evidence:
    """Return 100 contacts of the partner, so many of them answered in time, and so many more in the billing queue."""
    return met(
        *rows.contacts(100, name="t", queue="start", partner="tide", wait_ms=lambda n: 4_000 if n < quick else 90_000),
        *rows.contacts(astray, name="a", queue="billing", partner="tide"),
    )


CASES = {
    "DEF001": Case(
        finds=lambda: changed(SHOWN, [OVER_QUEUED, EVERYBODY], evidence=lost(before_queue=30)),
        clear=lambda: changed(SHOWN, [OVER_QUEUED, EVERYBODY], evidence=lost(before_queue=0)),
        on="metric:abandonment_rate",
    ),
    "DEF002": Case(
        finds=lambda: changed(SHOWN, [{"metric": "abandonment_rate"}], evidence=lost(before_queue=30)),
        clear=lambda: sound(lost(before_queue=30)),
        on="metric:abandonment_rate",
    ),
    "PCO001": Case(
        finds=lambda: sound(partner_met(quick=40)),
        clear=lambda: sound(partner_met(quick=90)),
        on="partner:tide",
    ),
    "PCO002": Case(
        finds=lambda: sound(partner_met(quick=90, astray=40)),
        clear=lambda: changed(
            "partners.0.scope", ["start-chat", "bill-call"], evidence=partner_met(quick=90, astray=40)
        ),
        on="partner:tide",
    ),
}
