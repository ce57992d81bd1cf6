"""Gaps worked out in numbers are those that windows find; files are sorted when they are first written."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from centreline.evidence import month_files
from centreline.evidence.commits import standing
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import open_engine, read_staged
from centreline.evidence.gaps_at_load import NO_GAP, gaps_of_file, gaps_of_rows
from centreline.evidence.journal import Origin
from centreline.evidence.lake import Lake
from centreline.evidence.rewriting import keeper
from centreline.evidence.schema import conform
from centreline.evidence.windows import GAPS, kept_gaps

CONTACT = CONTRACTS["contact"]
NOW = datetime(2026, 7, 1, tzinfo=UTC)
STARTS = datetime(2026, 1, 1, tzinfo=UTC)
INSTANT = pa.timestamp("us", tz="UTC")


def made_up(seed: int, *, rows: int = 400, step: timedelta, starts: datetime = STARTS) -> pa.Table:
    """Return contacts of few customers, many of them in one and the same instant, in no order."""
    dice = random.Random(seed)

    def some(*words: str | None) -> pa.Array:
        return pa.array(dice.choices(words, k=rows), pa.string())

    names = [f"c{number}" for number in range(rows)]
    dice.shuffle(names)
    return pa.table(
        {
            "source": some("acd", "chat"),
            "contact_id": names,
            "customer_id": some(None, *(f"k{number}" for number in range(30))),
            "reason": some(None, "bill", "move", "übrig"),
            "direction": some(None, "inbound", "callback", "outbound", "internal"),
            "queue": some(None, "sales", "billing", "returns"),
            "offered_at": pa.array([starts + dice.randrange(4000) * step for _ in range(rows)], INSTANT),
            "outcome": ["handled"] * rows,
        }
    )


def staged(rows: pa.Table, folder: Path) -> Path:
    file = folder / "rows.parquet"
    full = conform(rows, contract=CONTACT, zone="Europe/Berlin")
    pq.write_table(full.append_column("row_no", pa.array(range(1, rows.num_rows + 1), pa.int64())), file)
    return file


def by_windows(file: Path) -> pa.Table:
    connection = open_engine()
    rows = read_staged(connection, [file], contract=CONTACT)
    return kept_gaps(rows, named_by=["row_no"], keep=keeper(connection)).to_pyarrow()


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("step", "starts"),
    [
        (timedelta(minutes=7), STARTS),
        (timedelta(microseconds=337), STARTS),
        (timedelta(hours=3), STARTS),
        (timedelta(microseconds=337), datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_numbers_find_what_windows_find(tmp_path: Path, seed: int, step: timedelta, starts: datetime) -> None:
    file = staged(made_up(seed, step=step, starts=starts), tmp_path)

    found, expected = gaps_of_file(file), gaps_of_rows(by_windows(file), file)

    assert any((found[name] != NO_GAP).any() for name in GAPS)
    for name in GAPS:
        np.testing.assert_array_equal(found[name], expected[name], err_msg=name)


def test_a_file_that_names_no_customer_has_no_gaps(tmp_path: Path) -> None:
    rows = made_up(1, step=timedelta(minutes=7)).drop_columns(["customer_id"])

    assert all((gaps == NO_GAP).all() for gaps in gaps_of_file(staged(rows, tmp_path)).values())


def bring(lake: Lake, rows: pa.Table) -> None:
    lake.merge("contact", rows, origin=Origin("a", "0" * 64, "test", "0" * 64), zone="Europe/Berlin", now=NOW)


def read(lake: Lake) -> dict[str, Any]:
    files = [pq.ParquetFile(file.path).read() for file in standing(lake.folder / "contact").files]
    return {row["contact_id"]: row for file in files for row in file.to_pylist()}


def test_a_first_import_is_sorted_by_queue_and_time(tmp_path: Path) -> None:
    bring(Lake(tmp_path / "evidence"), made_up(4, step=timedelta(hours=1)))

    for file in standing(tmp_path / "evidence" / "contact").files:
        rows = pq.ParquetFile(file.path).read(["queue", "offered_at"]).to_pylist()
        order = [(row["queue"] or "", row["offered_at"]) for row in rows]
        assert order == sorted(order)


def test_what_is_written_a_little_at_a_time_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = made_up(5, step=timedelta(hours=1))
    bring(whole := Lake(tmp_path / "whole" / "evidence"), rows)

    monkeypatch.setattr(month_files, "HELD_BYTES", 1)
    monkeypatch.setattr(month_files, "ROW_GROUP_ROWS", 50)
    bring(parts := Lake(tmp_path / "parts" / "evidence"), rows)

    assert read(parts) == read(whole)
    assert len(read(parts)) == rows.num_rows


@pytest.mark.parametrize(("seed", "moves"), [(6, True), (7, True), (8, False)])
def test_after_corrections_gaps_are_those_of_a_lake_that_knew_them_from_the_start(
    tmp_path: Path, seed: int, *, moves: bool
) -> None:
    dice = random.Random(seed)
    rows = made_up(seed, step=timedelta(hours=1)).append_column("wrap_ms", pa.array([1] * 400, pa.int64())).to_pylist()
    corrected = [dict(row, wrap_ms=2, source_updated_at=NOW) for row in dice.sample(rows, 60)]
    for row in corrected[: 6 if moves else 0]:
        row[dice.choice(["customer_id", "reason", "direction"])] = dice.choice([None, "k1", "k2", "inbound"])
    if moves:
        corrected[6]["offered_at"] += timedelta(days=11)
        corrected.append(dict(corrected[7], contact_id="new"))
    names = {(row["source"], row["contact_id"]) for row in corrected}
    schema = pa.Table.from_pylist([*rows, *corrected]).schema

    bring(lake := Lake(tmp_path / "corrected" / "evidence"), pa.Table.from_pylist(rows, schema=schema))
    bring(lake, pa.Table.from_pylist(corrected, schema=schema))
    kept = [row for row in rows if (row["source"], row["contact_id"]) not in names]
    bring(whole := Lake(tmp_path / "whole" / "evidence"), pa.Table.from_pylist([*kept, *corrected], schema=schema))

    found, expected = read(lake), read(whole)
    asked = [*GAPS, "wrap_ms"]
    assert {key: [row.get(name) for name in asked] for key, row in found.items()} == {
        key: [row.get(name) for name in asked] for key, row in expected.items()
    }
    assert any(found[row["contact_id"]]["next_any_gap_ms"] for row in corrected)
