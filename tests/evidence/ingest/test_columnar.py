"""Parquet: types are kept, and the same records come out as of text."""

import contextlib
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest import IngestReport, columnar
from centreline.evidence.ingest.translate import Translation
from centreline.evidence.lake import Lake
from centreline.kernel.errors import FileUnreadable, MappingInvalid

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]

NINE = datetime(2026, 3, 2, 9)  # noqa: DTZ001
TYPED: dict[str, Any] = {
    "id": pa.array([1, 2, 3], pa.int32()),
    "customer": pa.array(["k1", None, "k1"], pa.large_string()),
    "queue": pa.array(["billing", "billing", "sales"]).dictionary_encode(),
    "at": pa.array([NINE, NINE + timedelta(minutes=1), NINE + timedelta(hours=1)], pa.timestamp("ns")),
    "wait": pa.array([5, 7, None], pa.int16()),
    "result": pa.array(["ANSWERED", "HANGUP", "ANSWERED"]),
    "updated": pa.array([None, None, NINE], pa.timestamp("ms", tz="UTC")),
}


def parquet(columns: dict[str, Any], **written: Any) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, **written)
    return buffer.getvalue()


def test_types_are_kept_and_times_without_a_zone_are_in_that_of_the_mapping(bring: Bring, held: Held) -> None:
    bring(parquet(TYPED), name="calls.parquet")

    rows = held("contact_id", "queue", "offered_at", "wait_ms", "outcome", "source_updated_at", "raw_ref")
    assert rows[0]["offered_at"] == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert rows[2]["source_updated_at"] == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert [(row["contact_id"], row["queue"], row["wait_ms"], row["outcome"], row["raw_ref"]) for row in rows] == [
        ("1", "billing", 5000, "handled", "1"),
        ("2", "billing", 7000, "abandoned", "2"),
        ("3", "sales", None, "handled", "3"),
    ]


def value(table: str, column: str, cells: pa.Array, **written: Any) -> Any:
    """Return what one typed cell becomes in a column, or the problem it has."""
    required = {
        "interval_stat": {"source": "s", "queue": "all", "starts_at": "2026-03-02"},
        "contact": {"source": "s", "contact_id": "1", "offered_at": "2026-03-02", "outcome": "handled"},
        "customer": {"source": "s", "customer_id": "1", "known_on": "2026-03-02"},
    }[table]
    constants = {name: text for name, text in required.items() if name != column}
    mapping = Mapping.model_validate(
        {
            "mapping": "m",
            "version": 1,
            "table": table,
            "constants": constants,
            "columns": {column: {"from": "raw", **written}},
        }
    )
    translated = Translation(mapping, zone="Asia/Kolkata", import_id="i")(pa.table({"raw": cells}), numbers=[1])
    if translated.rejected:
        return translated.rejected[0][1][0].problem
    return translated.rows[column][0].as_py()


HALF_PAST_TWO = datetime(2026, 3, 2, 14, 30)  # noqa: DTZ001
CELLS = [
    ("contact", "offered_at", pa.array([HALF_PAST_TWO], pa.timestamp("us")), {}, datetime(2026, 3, 2, 9, tzinfo=UTC)),
    ("contact", "offered_at", pa.array([NINE], pa.timestamp("s", tz="UTC")), {}, NINE.replace(tzinfo=UTC)),
    ("contact", "offered_at", pa.array([1772442000], pa.int64()), {"format": "epoch_s"}, NINE.replace(tzinfo=UTC)),
    ("contact", "offered_at", pa.array(["2026-03-02T09:00:00Z"]), {}, NINE.replace(tzinfo=UTC)),
    ("customer", "since", pa.array([date(2026, 3, 2)]), {}, date(2026, 3, 2)),
    ("customer", "since", pa.array([datetime(2026, 3, 1, 19)], pa.timestamp("us", tz="UTC")), {}, date(2026, 3, 2)),  # noqa: DTZ001
    ("contact", "talk_ms", pa.array([90], pa.uint8()), {"unit": "s"}, 90_000),
    ("contact", "talk_ms", pa.array([1.5]), {"unit": "min"}, 90_000),
    ("contact", "talk_ms", pa.array([-1]), {"unit": "s"}, "negative"),
    ("contact", "talk_ms", pa.array([2**62]), {"unit": "days"}, "unreadable_duration"),
    ("contact", "talk_ms", pa.array([timedelta(seconds=90)]), {"unit": "ms"}, 90_000),
    ("contact", "talk_ms", pa.array([time(0, 1, 30)]), {"unit": "hms"}, 90_000),
    ("contact", "talk_ms", pa.array([float("nan")]), {"unit": "s"}, "unreadable_duration"),
    ("contact", "reopen_count", pa.array([3], pa.int8()), {}, 3),
    ("contact", "reopen_count", pa.array([3.0]), {}, 3),
    ("contact", "reopen_count", pa.array([3.5]), {}, "unreadable_number"),
    ("contact", "transferred", pa.array([True]), {}, True),
    ("contact", "transferred", pa.array([0], pa.int8()), {}, False),
    ("contact", "transferred", pa.array([7]), {"values": {"7": "true"}}, True),
    ("interval_stat", "staff_required", pa.array([7]), {}, 7.0),
    ("interval_stat", "staff_required", pa.array([Decimal("7.25")]), {}, 7.25),
    ("interval_stat", "reported_service_level", pa.array([0.83]), {}, 0.83),
    ("contact", "queue", pa.array([12]), {}, "12"),
    ("contact", "queue", pa.array([12]), {"empty": ["12"]}, None),
    ("contact", "queue", pa.array([None], pa.null()).cast(pa.string()), {}, None),
]  # fmt: skip


@pytest.mark.parametrize(
    "case", CELLS, ids=[f"{column} from {cells.type}, {n}" for n, (_, column, cells, *_) in enumerate(CELLS)]
)
def test_a_typed_cell_becomes_what_its_text_would(case: Any) -> None:
    table, column, cells, written, becomes = case

    assert value(table, column, cells, **written) == becomes


@pytest.mark.parametrize(
    ("column", "says"),
    [
        (pa.array([[1]]), "holds a list in each cell, and a field takes one value"),
        (pa.array([{"a": 1}]), "holds a record in each cell"),
        (pa.array([b"x"]), "holds bytes"),
    ],
    ids=["a list", "a record", "bytes"],
)
def test_what_is_no_single_value_is_refused_where_the_mapping_needs_it(
    bring: Bring, column: pa.Array, says: str
) -> None:
    one = {name: cells.slice(0, 1) for name, cells in TYPED.items()}

    with pytest.raises(MappingInvalid, match=f"the column 'queue' of the file {says}"):
        bring(parquet(one | {"queue": column}))
    assert bring(parquet(one | {"unused": column})).counts.created == 1


def test_a_column_that_is_not_there_is_missed_by_name(bring: Bring) -> None:
    with pytest.raises(MappingInvalid, match="the file has no column 'wait'"):
        bring(parquet({name: cells for name, cells in TYPED.items() if name != "wait"}))


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused_by_name(bring: Bring, lake: Lake, keep: float) -> None:
    content = parquet(TYPED)

    with pytest.raises(FileUnreadable, match="is a Parquet file that is damaged or cut off"):
        bring(content[: int(len(content) * keep)])
    assert not lake.folder.exists()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(place=st.integers(4, 1200), noise=st.binary(min_size=1, max_size=40))
def test_a_garbled_file_is_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes
) -> None:
    content = bytearray(parquet(TYPED, store_schema=False))
    place %= len(content)
    content[place : place + len(noise)] = noise
    path = tmp_path_factory.mktemp("garbled") / "calls.parquet"
    path.write_bytes(bytes(content))
    mapping = Mapping.model_validate(
        {
            "mapping": "m",
            "version": 1,
            "table": "contact",
            "constants": {"source": "s", "outcome": "handled"},
            "columns": {"contact_id": "id", "offered_at": "at", "queue": "queue"},
        }
    )

    rows = None
    with contextlib.suppress(FileUnreadable, MappingInvalid):
        rows = sum(len(batch.numbers) for batch in columnar.read_parquet_file(path, mapping=mapping).batches)

    assert rows in {None, 3}


def test_an_empty_file_has_a_header_and_no_rows(bring: Bring) -> None:
    with pytest.raises(FileUnreadable, match="has a header and no rows"):
        bring(parquet({name: cells.slice(0, 0) for name, cells in TYPED.items()}))


def test_rejected_rows_are_written_with_all_their_cells(
    bring: Bring, monkeypatch: pytest.MonkeyPatch, held: Held
) -> None:
    monkeypatch.setattr(columnar, "BATCH", 7)
    count = 50
    columns = {
        "note": pa.array([f"note {n}" for n in range(count)]),
        "id": pa.array([f"c{n}" for n in range(count)]),
        "customer": pa.nulls(count, pa.string()),
        "queue": pa.array(["billing"] * count),
        "at": pa.array([NINE + timedelta(minutes=n) for n in range(count)]),
        "wait": pa.array([-1 if n in {3, 19, 49} else n for n in range(count)]),
        "result": pa.array(["ANSWERED"] * count),
        "updated": pa.nulls(count, pa.timestamp("us")),
    }

    report = bring(parquet(columns, row_group_size=20))

    assert report.errors[0].examples == ((4, "-1"), (20, "-1"), (50, "-1"))
    assert report.rejected_file is not None
    text = report.rejected_file.read_text(encoding="utf-8-sig")
    assert [line.split(",")[0] for line in text.splitlines()[1:]] == ["note 3", "note 19", "note 49"]
    assert len(held("contact_id")) == count - 3


def test_the_same_records_as_text_give_the_same_table(bring: Bring, held: Held, tmp_path: Any) -> None:
    numbers = np.random.default_rng(5)
    count = 3_000
    at = np.datetime64("2026-03-02T08:00:00") + np.arange(count)
    columns = {
        "id": [f"c{n}" for n in range(count)],
        "customer": [f"k{n}" if n % 3 else None for n in numbers.integers(0, 90, count)],
        "queue": [f"queue {n}" for n in numbers.integers(0, 5, count)],
        "at": pa.array(at),
        "wait": numbers.integers(0, 5_000, count),
        "result": ["ANSWERED" if n else "HANGUP" for n in numbers.integers(0, 3, count)],
        "updated": pa.nulls(count, pa.timestamp("us")),
    }
    lines = zip(*(pa.array(cells).to_pylist() for cells in columns.values()), strict=True)
    text = (
        ",".join(columns) + "\n" + "".join(",".join("" if c is None else str(c) for c in row) + "\n" for row in lines)
    )
    other = Lake(tmp_path / "other" / "evidence")

    bring(parquet(columns), name="calls.parquet")
    bring(text, into=other)

    names = ("contact_id", "customer_id", "queue", "offered_at", "wait_ms", "outcome", "local_at", "month", "zone")
    assert held(*names) == held(*names, of=other)
