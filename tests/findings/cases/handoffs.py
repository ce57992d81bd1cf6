"""Cases of HOF."""

from cases import rows
from cases.building import Case, sound

HANDOFFS = "journeys.0.stages.0.touchpoints.0.handoffs"

CASES = {
    "HOF001": Case(
        finds=lambda: sound(rows.of(leg=rows.legs(*["billing start"] * 40))),
        clear=lambda: sound(rows.of(leg=rows.legs(*["billing ledger"] * 400, *["billing start"] * 19))),
        on="handoff:billing to start",
    ),
    "HOF002": Case(
        finds=lambda: sound(rows.of(leg=rows.legs(*["billing ledger billing"] * 40, *["billing ledger"] * 60))),
        clear=lambda: sound(rows.of(leg=rows.legs(*["billing ledger billing"] * 40, *["billing ledger"] * 360))),
        on="handoff:billing and ledger",
    ),
    "HOF003": Case(
        finds=lambda: sound(rows.of(leg=rows.legs(*["billing ledger"] * 60, wait_s=86_401))),
        clear=lambda: sound(rows.of(leg=rows.legs(*["billing ledger"] * 60, wait_s=86_400))),
        on="handoff:bill-call to bill-correction",
    ),
    "HOF004": Case(
        finds=lambda: sound(rows.of(leg=rows.legs(*["billing start"] * 120, "start ledger"))),
        clear=lambda: sound(rows.of(leg=rows.legs(*["billing start"] * 120, "billing ledger"))),
        on="handoff:bill-call to bill-correction",
    ),
}
