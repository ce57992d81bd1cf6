"""Findings open the records behind them."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from centreline.evidence.engine import Evidence
from centreline.findings.finding import Records
from centreline.findings.records import cases_behind, records_behind, share_estimate

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def contacts(count: int) -> Evidence:
    return Evidence.of(
        {
            "contact": pa.table(
                {
                    "source": ["made-up"] * count,
                    "contact_id": [f"c{number:03}" for number in range(count)],
                    "offered_at": [NOON + timedelta(minutes=number) for number in range(count)],
                    "outcome": ["handled"] * count,
                }
            )
        }
    )


def test_the_first_twenty_keys_are_shown_and_all_are_counted() -> None:
    evidence = contacts(50)

    records = records_behind(evidence, evidence.table("contact"), table="contact", where="everything")

    assert records == Records("contact", 50, tuple(f"c{number:03}" for number in range(20)), "everything")


def test_a_key_of_several_columns_is_joined() -> None:
    stats = pa.table({"source": ["s"], "queue": ["billing"], "starts_at": [NOON]})
    evidence = Evidence.of({"interval_stat": stats})

    records = records_behind(evidence, evidence.table("interval_stat"), table="interval_stat", where="everything")

    assert records.count == 1
    [key] = records.keys
    assert key.startswith("billing /  / 2026-03-02 12:00:00")


def test_a_case_is_counted_once_however_many_rows_it_has() -> None:
    evidence = contacts(3)
    rows = evidence.table("contact")
    keys = rows.select(key=rows.outcome)

    assert cases_behind(evidence, keys, table="contact", where="any").keys == ("handled",)


def test_nothing_behind_is_said_with_a_zero() -> None:
    evidence = contacts(3)
    rows = evidence.table("contact")

    assert records_behind(evidence, rows.filter(rows.outcome == "other"), table="contact", where="other").count == 0


def test_a_share_carries_its_interval() -> None:
    estimate = share_estimate(8, 10)

    # Wilson by hand: (0.8 + 1.92 / 10 ± 1.96 √(0.16 / 10 + 0.96 / 100)) / (1 + 3.84 / 10)
    assert (estimate.low, estimate.high) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))
    assert share_estimate(0, 0).value is None
