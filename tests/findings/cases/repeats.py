"""Cases of REP and SLV."""

from collections.abc import Callable
from datetime import timedelta

from cases import rows
from cases.building import Case, sound
from centreline.evidence.engine import Evidence

DAY = timedelta(days=1)


def returning(group: str, *, groups: int, back: Callable[[int, int], bool], after: timedelta = 2 * DAY) -> Evidence:
    """Return 120 customers for each group, some of whom come again two days later; then a month of watching.

    Args:
        group: Column the groups are told apart by.
        groups: How many.
        back: Says of a group and a customer's number in it whether the customer comes again.
        after: When they come again.
    """

    def first(count: int, **fields: object) -> list[rows.Row]:
        return rows.contacts(
            count,
            every=timedelta(minutes=1),
            customer_id=lambda n: f"customer-{n}",
            **{group: lambda n: f"{group}-{n % groups}"},
            **fields,
        )

    firsts = first(120 * groups)
    seconds = [
        {**row, "contact_id": f"again-{n}", "offered_at": row["offered_at"] + after, "agent": "nobody"}
        for n, row in enumerate(firsts)
        if back(n % groups, n // groups)
    ]
    last = rows.contacts(1, name="last", offered_at=rows.START + 30 * DAY)
    return rows.of(contact=[*firsts, *seconds, *last])


def insistent(customers: int, *, times: int) -> Evidence:
    """Return 300 customers who come once, and some who come so many times, a day apart."""
    calm = rows.contacts(300)
    again = rows.contacts(
        customers * times,
        name="i",
        customer_id=lambda n: f"insistent-{n // times}",
        offered_at=lambda n: rows.START + DAY * (n % times),
    )
    return rows.of(contact=[*calm, *again])


def weekly(*, hours: tuple[int, ...], bad: int, **fields: Callable[[bool, int], object]) -> Evidence:
    """Return 60 contacts for each hour of one Monday; a field is asked whether the hour is the bad one, and n."""
    told = {name: (lambda n, what=what: what(hours[n // 60] == bad, n % 60)) for name, what in fields.items()}
    return rows.of(
        contact=rows.contacts(
            60 * len(hours),
            offered_at=lambda n: rows.START.replace(hour=hours[n // 60]) + timedelta(seconds=n % 60),
            **told,
        )
    )


HOURS = tuple(range(9, 17))

CASES = {
    "REP001": Case(
        finds=lambda: sound(returning("reason", groups=5, back=lambda reason, n: n < (60 if reason == 1 else 12))),
        clear=lambda: sound(returning("reason", groups=5, back=lambda reason, n: n < (15 if reason == 1 else 12))),
        on="reason:reason-1",
    ),
    "REP002": Case(
        finds=lambda: sound(returning("queue", groups=5, back=lambda queue, n: n < (60 if queue == 1 else 12))),
        clear=lambda: sound(
            returning("queue", groups=5, back=lambda queue, n: n < (60 if queue == 1 else 12), after=8 * DAY)
        ),
        on="queue:queue-1",
    ),
    "REP003": Case(
        finds=lambda: sound(insistent(20, times=5)),
        clear=lambda: sound(insistent(20, times=4)),
        on="table:contact",
    ),
    "REP004": Case(
        finds=lambda: sound(returning("agent", groups=5, back=lambda agent, n: n < (60 if agent == 1 else 12))),
        clear=lambda: sound(returning("agent", groups=5, back=lambda agent, n: n < (18 if agent == 1 else 12))),
        on="agent:agent-1",
    ),
    "SLV001": Case(
        finds=lambda: sound(weekly(hours=HOURS, bad=11, wait_ms=lambda bad, n: 60_000 if bad and n < 40 else 5_000)),
        clear=lambda: sound(weekly(hours=HOURS, bad=11, wait_ms=lambda bad, n: 60_000 if bad and n < 16 else 5_000)),
        on="touchpoint:bill-call",
    ),
    "SLV002": Case(
        finds=lambda: sound(
            weekly(hours=HOURS, bad=11, outcome=lambda bad, n: "abandoned" if n < (30 if bad else 3) else "handled")
        ),
        clear=lambda: sound(
            weekly(hours=HOURS, bad=11, outcome=lambda bad, n: "abandoned" if n < (9 if bad else 3) else "handled")
        ),
        on="queue:billing",
    ),
}
