"""Small tables of evidence: the same row many times, with what differs given as a value or by its number."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.schema import arrow_schema

Row = dict[str, Any]
START = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday


def of(**tables: list[Row]) -> Evidence:
    """Return evidence from lists of rows by contract name."""
    return Evidence.of({name: arrow(name, rows) for name, rows in tables.items()})


def arrow(name: str, rows: list[Row]) -> pa.Table:
    """Return rows as a table of the contract, only the columns that are used."""
    used = {column for row in rows for column in row}
    schema = pa.schema([field for field in arrow_schema(CONTRACTS[name]) if field.name in used])
    assert used == set(schema.names), f"{used - set(schema.names)} are not in the contract {name}"
    return pa.Table.from_pylist(rows, schema=schema)


def many(count: int, template: Callable[[int], Row], **fields: Any) -> list[Row]:
    """Return `count` rows of a template; a field that is a function is asked with the row's number."""
    return [
        {**template(number), **{name: value(number) if callable(value) else value for name, value in fields.items()}}
        for number in range(count)
    ]


def contacts(count: int, *, name: str = "c", every: timedelta = timedelta(minutes=7), **fields: Any) -> list[Row]:
    """Return handled calls in the billing queue, one every seven minutes from Monday 2 March 2026, 9 o'clock."""

    def template(number: int) -> Row:
        return {
            "source": "made-up",
            "contact_id": f"{name}{number:05}",
            "customer_id": f"customer-{name}{number:05}",
            "channel": "voice",
            "direction": "inbound",
            "queue": "billing",
            "reason": "bill",
            "offered_at": START + every * number,
            "outcome": "handled",
            "wait_ms": 12_000,
            "talk_ms": 240_000,
        }

    return many(count, template, **fields)


def legs(*chains: str, wait_s: int = 20, name: str = "c") -> list[Row]:
    """Return one contact for each chain of queues written with spaces, a leg every ten minutes."""
    return [
        {
            "source": "made-up",
            "contact_id": f"{name}{number:05}",
            "leg_no": place,
            "queue": queue,
            "enqueued_at": START + timedelta(minutes=10 * place),
            "answered_at": START + timedelta(minutes=10 * place, seconds=wait_s),
        }
        for number, chain in enumerate(chains)
        for place, queue in enumerate(chain.split(), start=1)
    ]


def intervals(days: int, *, hours: tuple[int, ...] = (12,), **fields: Any) -> list[Row]:
    """Return one interval for each hour of each day from 2 March 2026: 100 offered, 95 handled, 5 abandoned."""

    def template(number: int) -> Row:
        day, hour = divmod(number, len(hours))
        return {
            "source": "made-up",
            "queue": "billing",
            "starts_at": START.replace(hour=hours[hour]) + timedelta(days=day),
            "length_ms": 3_600_000,
            "offered": 100,
            "handled": 95,
            "abandoned": 5,
        }

    return many(days * len(hours), template, **fields)


def a_day(number: int) -> date:
    """Return the day that many days after Monday 2 March 2026."""
    return START.date() + timedelta(days=number)
