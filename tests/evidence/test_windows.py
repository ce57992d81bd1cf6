"""Who came again: what is kept beside each contact is what a loop over all contacts finds, whatever was brought."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import CommitProperties, write_deltalake
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.evidence.commits import standing
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.delta import CONFIGURATION, address_of
from centreline.evidence.engine import Evidence
from centreline.evidence.journal import Origin
from centreline.evidence.lake import Lake, Left
from centreline.evidence.schema import arrow_schema, conform
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import
from centreline.evidence.windows import GAPS, LONGEST_KEPT_MS
from centreline.kernel.identity import content_hash
from centreline.metrics.ask import measure, why_not
from centreline.metrics.book import metric_book
from centreline.metrics.recipe import recipe_of
from centreline.metrics.window import WINDOW_COLUMNS, widest_window_ms

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
STARTS = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)

Row = tuple[str, str | None, str | None, str | None, float, int]
"""A contact, its customer, reason and direction, its day (0 is the first of January), and its copy's number."""


def table_of(rows: Sequence[Row]) -> pa.Table:
    names = ("contact_id", "customer_id", "reason", "direction")
    columns = {name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate(names)}
    instant = pa.timestamp("us", tz="UTC")
    return pa.table(
        {
            "source": ["acd"] * len(rows),
            **columns,
            "offered_at": pa.array([STARTS + timedelta(days=row[4]) for row in rows], instant),
            "outcome": ["handled"] * len(rows),
            "source_updated_at": pa.array([STARTS + timedelta(hours=row[5]) for row in rows], instant),
        }
    )


def bring(lake: Lake, rows: Sequence[Row]) -> str:
    """Bring rows as an import of their own, and return its id."""
    origin = Origin("rows", content_hash(rows), "test", "0" * 64)
    with lake.writing(sha256=origin.sha256) as (import_id, staged):
        table = table_of(rows).append_column("import_id", pa.array([import_id] * len(rows), pa.string()))
        full = conform(table, contract=CONTRACTS["contact"], zone="Europe/Berlin")
        numbers = pa.array(range(1, len(rows) + 1), pa.int64())
        pq.write_table(full.append_column("row_no", numbers), staged)
        lake.merge_staged(import_id, table="contact", origin=origin, left=Left(), now=NOW)
    return import_id


def whole(lake: Lake) -> Evidence:
    return lake.evidence(scope=Scope.whole_centre("a test"))


def contacts_in(lake: Lake) -> list[dict[str, Any]]:
    files = [file.path for file in standing(lake.folder / "contact").files]
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]


def counted(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, int | None]]:
    """Return the gaps of each contact, found by looking at all others."""
    rows = list(rows)
    return {row["contact_id"]: {name: gap_of(row, rows, name) for name in GAPS} for row in rows}


def gap_of(row: dict[str, Any], rows: Iterable[dict[str, Any]], name: str) -> int | None:
    if not returns(row):
        return None
    best = None
    for other in rows:
        same = other["customer_id"] == row["customer_id"] and ("any" in name or other["reason"] == row["reason"])
        later = order(other) > order(row) if "next" in name else order(other) < order(row)
        if other is not row and returns(other) and same and later:
            gap = abs(other["offered_at"] - row["offered_at"]) // timedelta(milliseconds=1)
            best = gap if best is None else min(best, gap)
    return best if best is not None and best <= LONGEST_KEPT_MS else None


def returns(row: dict[str, Any]) -> bool:
    return row["customer_id"] is not None and row["direction"] not in ("outbound", "internal")


def order(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["offered_at"], row["source"], row["contact_id"]


def kept(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, int | None]]:
    return {row["contact_id"]: {name: row[name] for name in GAPS} for row in rows}


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "evidence")


COPIES = st.tuples(
    st.sampled_from("abcdefgh"),
    st.sampled_from(["ana", "ana", "ben", None]),
    st.sampled_from(["bill", "move", None]),
    st.sampled_from([None, "inbound", "callback", "outbound"]),
    st.sampled_from([0, 0, 1, 5, 30, 31, 31.001, 58, 62, 89.5, 93, 120]),  # February is shorter than a window
    st.integers(0, 3),
)
STEPS = st.lists(st.one_of(st.lists(COPIES, min_size=1, max_size=6), st.integers(0, 3)), min_size=2, max_size=5)
"""What is done one after the other: rows that are brought, or the number of an import that is taken back."""


def check_kept_gaps(folder: Path, steps: Sequence[list[Row] | int]) -> None:
    lake = Lake(folder / "evidence")
    for step in steps:
        standing_ids = [entry.id for entry in lake.imports() if entry.stands]
        if isinstance(step, list):
            bring(lake, step)
        elif standing_ids:
            undo_import(lake, standing_ids[step % len(standing_ids)], now=NOW)
        rows = contacts_in(lake)
        assert kept(rows) == counted(rows)
        assert all(row["has_customer"] is (row["customer_id"] is not None) for row in rows)


@settings(max_examples=8, deadline=None, derandomize=True)
@given(steps=STEPS)
def test_kept_gaps_equal_a_count_with_loops_whatever_was_brought_and_taken_back(
    steps: list[list[Row] | int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    check_kept_gaps(tmp_path_factory.mktemp("steps"), steps)


@pytest.mark.nightly
@settings(max_examples=150, deadline=None)
@given(steps=STEPS)
def test_kept_gaps_equal_a_count_with_loops_many_times(
    steps: list[list[Row] | int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    check_kept_gaps(tmp_path_factory.mktemp("steps"), steps)


def call(name: str, day: float, *, customer: str | None = "ana", reason: str = "bill", copy: int = 0) -> Row:
    return (name, customer, reason, "inbound", day, copy)


def test_a_contact_that_arrives_later_shortens_the_gap_of_one_that_is_there(lake: Lake) -> None:
    bring(lake, [call("a", 0), call("c", 20)])
    bring(lake, [call("b", 5)])

    assert {row["contact_id"]: row["next_gap_ms"] for row in contacts_in(lake)} == {
        "a": 5 * 86_400_000,
        "b": 15 * 86_400_000,
        "c": None,
    }


def test_a_gap_reaches_over_the_whole_of_february(lake: Lake) -> None:
    bring(lake, [call("a", 30.5)])  # on 31 January
    bring(lake, [call("b", 60)])  # on 2 March

    assert kept(contacts_in(lake))["a"]["next_gap_ms"] == 29.5 * 86_400_000


def test_months_whose_gaps_stay_are_not_written_anew(lake: Lake) -> None:
    bring(lake, [call("a", 0), call("b", 40), call("c", 100), call("other", 100, customer="ben")])
    before = {file.month: file.path for file in standing(lake.folder / "contact").files}

    bring(lake, [call("d", 101)])

    after = {file.path for file in standing(lake.folder / "contact").files}
    assert before["2026-01"] in after
    assert before["2026-02"] in after
    assert before["2026-04"] not in after


def test_what_one_import_says_twice_and_changes_is_counted_once(lake: Lake) -> None:
    bring(lake, [call("a", 0), call("b", 3), call("b", 4, copy=1), call("c", 10)])

    assert {row["contact_id"]: row["next_gap_ms"] for row in contacts_in(lake)} == {
        "a": 4 * 86_400_000,
        "b": 6 * 86_400_000,
        "c": None,
    }


SPREAD: list[Row] = [
    (f"c{number}", customer, reason, direction, day, 0)
    for number, (customer, reason, direction, day) in enumerate(
        [
            ("ana", "bill", "inbound", 0),
            ("ana", "bill", "inbound", 2),
            ("ana", "move", "inbound", 2),
            ("ana", "bill", "outbound", 3),
            ("ben", "bill", "inbound", 10),
            ("ben", "bill", "callback", 40),
            ("ben", "bill", None, 41.5),
            (None, "bill", "inbound", 42),
            (None, "bill", "inbound", 43),
            ("cem", None, "inbound", 44),
            ("cem", None, "inbound", 50),
            ("dan", "bill", "inbound", 20),
            ("dan", "bill", "inbound", 52),
            ("end", "bill", "inbound", 100),
        ]
    )
]


def windowed() -> list[tuple[str, str]]:
    """Return every metric and variant that asks who came again."""
    return [
        (metric.id, variant.id)
        for metric in metric_book().values()
        for variant in metric.variants
        if any(name in str(recipe_of(variant)) for name in WINDOW_COLUMNS)
    ]


def test_every_windowed_metric_answers_the_same_from_kept_gaps_as_when_they_are_worked_out(
    lake: Lake,
) -> None:
    bring(lake, SPREAD)
    held = whole(lake)
    worked_out = Evidence.of({"contact": table_of(SPREAD)}, zone="Europe/Berlin")
    asked = [pair for pair in windowed() if why_not(worked_out, *pair) is None]

    def answered(evidence: Evidence) -> list[tuple[Any, ...]]:
        answers = [measure(evidence, metric, variant=variant)[0] for metric, variant in asked]
        return [(*pair, each.value, each.n, each.left_out) for pair, each in zip(asked, answers, strict=True)]

    assert held.keeps_gaps
    assert not worked_out.keeps_gaps
    assert len(asked) > 20
    assert answered(held) == answered(worked_out)


def test_a_window_beyond_what_is_kept_is_worked_out(lake: Lake) -> None:
    bring(lake, [*SPREAD, ("last", "zoe", "bill", "inbound", 200, 0)])

    [answer] = measure(whole(lake), "first_contact_resolution", variant="no_return_7d", parameters={"window_days": 33})

    # Ben comes again after 30 days, Dan after 32, both for the same reason.
    expected = counted_within(33)
    assert (answer.numerator, answer.n) == expected
    assert expected != counted_within(31)


def counted_within(days: int) -> tuple[int, int]:
    known = [row for row in SPREAD if row[1] and row[2] and row[3] != "outbound"]
    back = [
        one
        for one in known
        if any((one[1], one[2]) == (other[1], other[2]) and 0 < other[4] - one[4] <= days for other in known)
    ]
    return len(known) - len(back), len(known)


def test_a_table_from_before_gaps_were_kept_is_answered_and_then_kept(
    lake: Lake,
) -> None:
    write_as_before(lake, SPREAD)
    old = whole(lake)
    [before] = measure(old, "first_contact_resolution")

    bring(lake, [call("new", 101, customer="end")])

    new = whole(lake)
    rows = contacts_in(lake)
    assert (old.keeps_gaps, new.keeps_gaps) == (False, True)
    assert before.value == measure(Evidence.of({"contact": table_of(SPREAD)}), "first_contact_resolution")[0].value
    assert kept(rows) == counted(rows)


def write_as_before(lake: Lake, rows: Sequence[Row]) -> None:
    """Write the table as it was written before it had columns for gaps."""
    full = conform(table_of(rows), contract=CONTRACTS["contact"], zone="Europe/Berlin").drop_columns(list(GAPS))
    entry = {
        "kind": "import",
        "id": "000001-00000000",
        "table": "contact",
        "origin": {"file": "old", "sha256": "0" * 64, "mapping": "m", "mapping_hash": "0" * 64},
        "at": NOW.isoformat(),
        "counts": {"created": len(rows)},
        "decided_by_order": 0,
    }
    place = lake.folder / "contact"
    place.mkdir(parents=True)
    write_deltalake(
        address_of(place),
        full,
        partition_by=["month"],
        configuration=CONFIGURATION,
        commit_properties=CommitProperties(custom_metadata={"centreline": json.dumps(entry)}),
    )
    staged = lake.brought("000001-00000000")
    staged.parent.mkdir(parents=True)
    pq.write_table(full.append_column("row_no", pa.array(range(1, len(rows) + 1), pa.int64())), staged)


def test_the_columns_are_the_contracts_own_and_no_mapping_may_fill_them() -> None:
    contact = CONTRACTS["contact"]

    assert all(contact.column(name).derived for name in GAPS)
    assert set(GAPS) <= set(arrow_schema(contact).names)


@pytest.mark.parametrize(
    ("text", "widest"),
    [
        ("next_gap_ms.notnull() and next_gap_ms <= 86400000", 86_400_000),
        ("outcome == 'handled' and (previous_gap_ms.notnull() and previous_gap_ms <= 2 * 5)", 10),
        ("outcome == 'handled'", 0),
        ("next_gap_ms.notnull()", None),
        ("next_gap_ms <= 5", None),
        ("next_gap_ms.notnull() and next_gap_ms > 5", None),
        ("next_gap_ms.notnull() and previous_gap_ms <= 5", None),
        ("next_gap_ms.notnull() and next_gap_ms <= wait_ms", None),
    ],
)
def test_the_widest_window_is_known_only_where_every_gap_is_bounded(text: str, widest: float | None) -> None:
    assert widest_window_ms([text]) == widest
