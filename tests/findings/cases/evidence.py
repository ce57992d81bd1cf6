"""Cases of EVI."""

from datetime import timedelta

from cases import rows
from cases.building import Case, sound
from centreline.evidence.engine import Evidence

DAY = timedelta(days=1)


def half_waited(*, known_waiting: int, known_served: int) -> Evidence:
    """Return 200 contacts that waited and 200 that did not, with so many customers known of each hundred."""

    def customer(number: int) -> str | None:
        known = known_waiting if number % 2 else known_served
        return f"customer-{number}" if number // 2 % 100 < known else None

    return rows.of(contact=rows.contacts(400, wait_ms=lambda n: 9_000 if n % 2 else 0, customer_id=customer))


def every_day(*, without: tuple[int, ...] = ()) -> Evidence:
    """Return 25 contacts on each of 28 days but some."""
    kept = [day for day in range(28) if day not in without]
    return rows.of(contact=rows.contacts(25 * len(kept), offered_at=lambda n: rows.START + DAY * kept[n // 25]))


def ended_too_soon(*, early: int) -> Evidence:
    """Return 400 contacts, some of which end a minute before they are offered."""

    def ends(number: int) -> object:
        offered = rows.START + timedelta(minutes=7) * number
        return offered + timedelta(minutes=-1 if number < early else 4)

    return rows.of(contact=rows.contacts(400, answered_at=None, closed_at=ends))


CASES = {
    "EVI001": Case(
        finds=lambda: sound(ended_too_soon(early=3)), clear=lambda: sound(ended_too_soon(early=0)), on="table:contact"
    ),
    "EVI002": Case(
        finds=lambda: sound(half_waited(known_waiting=95, known_served=5)),
        clear=lambda: sound(half_waited(known_waiting=60, known_served=50)),
        on="column:contact.customer_id",
    ),
    "EVI003": Case(
        finds=lambda: sound(half_waited(known_waiting=95, known_served=5)),
        clear=lambda: sound(half_waited(known_waiting=95, known_served=85)),
        on="metric:first_contact_resolution",
    ),
    "EVI004": Case(
        finds=lambda: sound(rows.of(interval_stat=rows.intervals(20, abandoned=lambda n: 2 if n == 5 else 5))),
        clear=lambda: sound(rows.of(interval_stat=rows.intervals(20, abandoned=lambda n: 4 if n == 5 else 5))),
        on="queue:billing",
    ),
    "EVI005": Case(
        finds=lambda: sound(every_day(without=(10,))),
        clear=lambda: sound(every_day(without=(6, 13, 20, 27))),  # closed on Sundays
        on="table:contact",
    ),
    "EVI006": Case(
        finds=lambda: sound(rows.of(contact=rows.contacts(100, queue=lambda n: "billing" if n < 94 else None))),
        clear=lambda: sound(rows.of(contact=rows.contacts(100, queue=lambda n: "billing" if n < 95 else None))),
        on="data_domain:contacts",
    ),
    "EVI007": Case(
        finds=lambda: sound(rows.of(contact=rows.contacts(300, reason=lambda n: "Other " if n % 2 else "bill"))),
        clear=lambda: sound(rows.of(contact=rows.contacts(300, reason=lambda n: None if n % 5 == 0 else "bill"))),
        on="column:contact.reason",
    ),
}
