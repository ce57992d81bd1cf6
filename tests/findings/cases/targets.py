"""Cases of TAR: the sound centre promises 80% in time at every touchpoint, and work of six minutes."""

from cases import rows
from cases.building import Case, sound
from centreline.evidence.engine import Evidence


def waited(*, quick: int) -> Evidence:
    """Return 200 calls in the billing queue of which so many in a hundred waited less than twenty seconds."""
    return rows.of(contact=rows.contacts(200, wait_ms=lambda n: 5_000 if n % 100 < quick else 60_000))


CASES = {
    "TAR001": Case(
        finds=lambda: sound(waited(quick=60)),
        clear=lambda: sound(waited(quick=78)),  # the interval still holds the target
        on="touchpoint:bill-call",
    ),
    "TAR002": Case(
        finds=lambda: sound(rows.of(contact=rows.contacts(200, talk_ms=lambda n: 500_000 + n % 7))),
        clear=lambda: sound(rows.of(contact=rows.contacts(200, talk_ms=lambda n: 440_000 + n % 7))),
        on="touchpoint:bill-call",
    ),
    "TAR003": Case(
        finds=lambda: sound(waited(quick=60)),
        clear=lambda: sound(waited(quick=78)),
        on="intent:settled-at-once",
    ),
}
