"""Conditions that the files of a table answer by themselves are not asked, and every number stays what it is."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.engines.duckdb import DuckDB
from centreline.evidence.flags import flag_column
from centreline.evidence.foregone import always_filled
from centreline.evidence.schema import conform
from centreline.evidence.scope import Scope
from centreline.metrics.book import metric_named
from centreline.metrics.compile import compile_atoms, distinct_atoms
from centreline.metrics.recipe import Atom, recipe_of

CONTACT = CONTRACTS["contact"]
Row = tuple[str | None, str | None, int]
"""Whose contact, for which reason, on which day of January."""

ROWS = st.lists(
    st.tuples(st.sampled_from(["ana", "ben", None]), st.sampled_from(["bill", None]), st.integers(0, 30)),
    min_size=1,
    max_size=8,
)


def evidence_of(
    folder: Path, files: Sequence[Sequence[Row]], *, scope: Scope | None = None, flagged: bool = False
) -> Evidence:
    written = [write(folder / f"{place}.parquet", rows, flagged=flagged) for place, rows in enumerate(files)]
    engine = DuckDB()
    return Evidence(
        engine,
        tables={"contact": engine.read(written, contract=CONTACT)},
        version="test",
        sources={},
        keeps_gaps=True,
        scope=scope or Scope.whole_centre("a test"),
        files={"contact": written},
    )


def write(file: Path, rows: Sequence[Row], *, flagged: bool = False) -> Path:
    starts = datetime(2026, 1, 1, tzinfo=UTC)
    table = pa.table(
        {
            "source": ["acd"] * len(rows),
            "contact_id": [f"{file.stem}-{place}" for place in range(len(rows))],
            "customer_id": pa.array([row[0] for row in rows], pa.string()),
            "reason": pa.array([row[1] for row in rows], pa.string()),
            "partner": pa.array(["north"] * len(rows), pa.string()),
            "offered_at": pa.array([starts + timedelta(days=row[2]) for row in rows], pa.timestamp("us", tz="UTC")),
            "outcome": ["handled"] * len(rows),
        }
    )
    full = conform(table, contract=CONTACT, zone="UTC")
    if flagged:
        place = full.column_names.index("has_customer")
        full = full.set_column(place, "has_customer", flag_column(full, "customer_id"))
    pq.write_table(full, file)
    return file


def asked() -> list[Atom]:
    resolved = metric_named("first_contact_resolution")
    recipes = [recipe_of(resolved.variant(f"{name}_7d")) for name in ("no_return", "no_return_any_reason")]
    return distinct_atoms(recipes, lambda recipe: recipe.atoms)


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ROWS, second=ROWS, flagged=st.booleans())
def test_numbers_are_the_same_whether_a_condition_is_asked_or_known(
    *, tmp_path: Path, first: list[Row], second: list[Row], flagged: bool
) -> None:
    evidence = evidence_of(tmp_path, [first, second], flagged=flagged)

    known, spelled_out = (
        evidence.arrow(compile_atoms(evidence, asked(), spelled_out=spelled_out)) for spelled_out in (False, True)
    )

    assert known.to_pylist() == spelled_out.to_pylist()
    no_stranger = all(row[0] is not None for row in (*first, *second))
    assert ("customer_id" in evidence.never_empty("contact")) == no_stranger
    assert ("has_customer" in evidence.never_empty("contact")) == flagged


@pytest.mark.parametrize(
    ("rows", "flagged"),
    [([("ana", "bill", 1)], False), ([("ana", "bill", 1), (None, "bill", 2)], True)],
    ids=["each contact names one", "a flag says which do"],
)
def test_customers_are_not_read_to_see_whether_there_is_one(tmp_path: Path, rows: list[Row], *, flagged: bool) -> None:
    evidence = evidence_of(tmp_path, [rows], flagged=flagged)
    recipe = recipe_of(metric_named("first_contact_resolution").variant(None))

    asked_of_rows, told_to_people = (
        evidence.sql(compile_atoms(evidence, list(recipe.value_atoms), spelled_out=spelled_out))
        for spelled_out in (False, True)
    )

    assert '"customer_id" IS NOT NULL' not in asked_of_rows
    assert '"customer_id" IS NOT NULL' in told_to_people


@pytest.mark.parametrize("statistics", [False, ["source"]])
def test_a_file_that_does_not_count_its_empty_cells_is_taken_to_have_some(
    tmp_path: Path, statistics: bool | list[str]
) -> None:
    file = write(tmp_path / "one.parquet", [("ana", "bill", 1)])
    pq.write_table(pq.ParquetFile(file).read(), file, write_statistics=statistics)

    assert "customer_id" not in always_filled([file], contract=CONTACT)


def test_columns_that_a_reader_may_be_given_otherwise_are_never_taken_as_filled(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, [[("ana", "bill", 1)]], scope=Scope.of_partner("north", reader="a partner"))

    assert "customer_id" in evidence.never_empty("contact")
    assert not {column.name for column in CONTACT.all_columns if column.derived} & evidence.never_empty("contact")
    assert not evidence.on(evidence.engine, {}).never_empty("contact")
