"""What we hold: spans, missing days, columns never filled, and for whom the customer is known."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa

from centreline.evidence.book import Gap, IdentityCoverage, book_of, gaps_between
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence

CALLS = [
    # contact, customer, queue, outcome, day of March
    ("a", "k1", "billing", "handled", 2),
    ("b", None, "billing", "handled", 2),
    ("c", "k1", "billing", "handled", 3),
    ("d", None, "billing", "abandoned", 4),
    ("e", None, None, "handled", 6),
]


def contacts() -> pa.Table:
    names, customers, queues, outcomes, days = zip(*CALLS, strict=True)
    return pa.table(
        {
            "source": ["acd"] * len(CALLS),
            "contact_id": names,
            "customer_id": pa.array(customers, pa.string()),
            "queue": pa.array(queues, pa.string()),
            "outcome": outcomes,
            "offered_at": pa.array(
                [datetime(2026, 3, day, 23, 30, tzinfo=UTC) for day in days], pa.timestamp("us", "UTC")
            ),
        }
    )


def test_a_table_is_described_by_its_local_days() -> None:
    book = book_of(Evidence.of({"contact": contacts()}, zone="Europe/Berlin"))

    [held] = book.tables
    assert (held.name, held.rows, held.first_on, held.last_on) == ("contact", 5, date(2026, 3, 3), date(2026, 3, 7))
    assert (held.keeping.share, held.sources) == (1.0, ("memory",))
    assert (held.gaps, held.missing_days) == ((), 0), "no Friday has rows, so none is missed"


def test_columns_nobody_filled_are_named_and_filled_ones_are_not() -> None:
    [held] = book_of(Evidence.of({"contact": contacts()})).tables

    assert "wait_ms" in held.never_filled
    assert not {"contact_id", "customer_id", "queue", "zone"} & set(held.never_filled)
    assert not {"import_id", "raw_ref", "month"} & set(held.never_filled), "the lake fills these, not a person"


def test_tables_nobody_brought_are_absent() -> None:
    book = book_of(Evidence.of({"contact": contacts()}))

    assert set(book.absent) == set(CONTRACTS) - {"contact"}


def test_known_customers_are_counted_by_queue_and_outcome_as_a_loop_counts_them() -> None:
    everybody = Counter((queue or "", outcome) for _, _, queue, outcome, _ in CALLS)
    known = Counter((queue or "", outcome) for _, customer, queue, outcome, _ in CALLS if customer)

    book = book_of(Evidence.of({"contact": contacts()}))

    assert {(each.queue, each.outcome): (each.contacts, each.known) for each in book.identity} == {
        group: (everybody[group], known[group]) for group in everybody
    }
    assert book.identity[0] == IdentityCoverage("billing", "handled", contacts=3, known=2)


def test_a_book_of_nothing_is_empty() -> None:
    book = book_of(Evidence.of({}))

    assert (book.tables, book.identity, set(book.absent)) == ((), (), set(CONTRACTS))


def days(*numbers: int) -> list[date]:
    return [date(2026, 1, 5) + timedelta(days=number) for number in numbers]  # 5 January 2026 is a Monday


def test_a_day_that_is_missing_among_its_weekday_is_a_gap() -> None:
    assert gaps_between(days(*(n for n in range(28) if n != 9))) == (Gap(*days(9, 9), days=1),)


def test_days_that_are_always_closed_are_no_gap() -> None:
    assert gaps_between(days(*(n for n in range(28) if n % 7 < 5))) == ()


def test_a_gap_may_reach_over_a_weekend() -> None:
    open_days = [n for n in range(42) if n % 7 < 5 and n not in {11, 14}]

    assert gaps_between(days(*open_days)) == (Gap(*days(11, 14), days=2),)


def test_no_days_have_no_gaps() -> None:
    assert gaps_between([]) == ()
