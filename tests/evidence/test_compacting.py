"""Tidying: nothing a reader can ask changes, sorted files let questions skip rows, old files go when nobody reads."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from centreline.evidence.commits import noted, standing
from centreline.evidence.compacting import (
    MOST_FILES,
    compact,
    forget_old_versions,
    sweep,
    tidy_worn_months,
    untidy_months,
)
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.delta import open_table
from centreline.evidence.engine import Evidence
from centreline.evidence.engines import duckdb_files
from centreline.evidence.journal import Origin
from centreline.evidence.lake import Lake, Left
from centreline.evidence.schema import conform
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import
from centreline.kernel.identity import content_hash
from centreline.kernel.period import Period
from centreline.metrics.ask import measure

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
STARTS = datetime(2026, 1, 1, tzinfo=UTC)


def rows_of(names: Sequence[str], *, day: float, queues: Sequence[str] = ("billing",), copy: int = 0) -> pa.Table:
    count, instant = len(names), pa.timestamp("us", tz="UTC")
    at = [STARTS + timedelta(days=day, seconds=place) for place in range(count)]
    return pa.table(
        {
            "source": ["acd"] * count,
            "contact_id": list(names),
            "customer_id": [f"customer {place % 7}" for place in range(count)],
            "queue": [queues[place % len(queues)] for place in range(count)],
            "offered_at": pa.array(at, instant),
            "outcome": ["handled"] * count,
            "source_updated_at": pa.array([STARTS + timedelta(days=copy)] * count, instant),
        }
    )


def bring(lake: Lake, table: pa.Table) -> str:
    origin = Origin(
        "rows", content_hash(table.to_pydict()["contact_id"] + [str(len(lake.imports()))]), "test", "0" * 64
    )
    with lake.writing(sha256=origin.sha256) as (import_id, staged):
        table = table.append_column("import_id", pa.array([import_id] * len(table), pa.string()))
        full = conform(table, contract=CONTRACTS["contact"], zone="UTC")
        pq.write_table(full.append_column("row_no", pa.array(range(len(table)), pa.int64())), staged)
        lake.merge_staged(import_id, table="contact", origin=origin, left=Left(), now=NOW)
    return import_id


def whole(lake: Lake) -> Evidence:
    return lake.evidence(scope=Scope.whole_centre("a test"))


def everything(lake: Lake) -> list[dict[str, Any]]:
    evidence = whole(lake)
    return evidence.rows(evidence.table("contact").order_by("contact_id"))


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "workspace" / "evidence")


def test_tidying_changes_no_row_no_version_and_nothing_of_the_journal(lake: Lake) -> None:
    bring(lake, rows_of("abc", day=1, queues=("b", "a")))
    bring(lake, rows_of("cde", day=2, copy=1))
    bring(lake, rows_of("fg", day=40))
    before, version, journal = everything(lake), lake.version, lake.imports()

    done = compact(lake.folder)

    assert [(each.table, each.month, each.rows) for each in done] == [
        ("contact", "2026-01", 5),
        ("contact", "2026-02", 2),
    ]
    assert (everything(lake), lake.version, lake.imports()) == (before, version, journal)
    assert untidy_months(lake.folder) == ()
    assert len(standing(lake.folder / "contact").files) == 2
    assert whole(lake).keeps_gaps


def test_what_tidying_would_do_is_told_without_doing_it(lake: Lake) -> None:
    bring(lake, rows_of("abc", day=1))
    bring(lake, rows_of("de", day=2))
    files = standing(lake.folder / "contact").files

    [month] = untidy_months(lake.folder)

    assert (month.table, month.month, month.files, month.rows) == ("contact", "2026-01", 2, 5)
    assert standing(lake.folder / "contact").files == files


def test_an_import_can_be_taken_back_after_tidying(lake: Lake) -> None:
    bring(lake, rows_of("abc", day=1))
    before = everything(lake)
    second = bring(lake, rows_of("bcd", day=2, copy=1))
    compact(lake.folder)

    undo_import(lake, second, now=NOW)

    assert everything(lake) == before


def test_a_month_in_many_files_is_tidied_by_the_import_that_adds_the_last(lake: Lake) -> None:
    for number in range(MOST_FILES + 1):
        bring(lake, rows_of([f"c{number}"], day=number))

    assert len(standing(lake.folder / "contact").files) == 1
    assert len(everything(lake)) == MOST_FILES + 1


def test_a_reader_of_before_can_finish_and_later_the_old_files_go(lake: Lake) -> None:
    bring(lake, rows_of("ab", day=1))
    bring(lake, rows_of("cd", day=2))
    reader = whole(lake)
    compact(lake.folder)

    assert sweep(lake.folder) == 0
    assert len(reader.rows(reader.table("contact"))) == 4

    assert sweep(lake.folder, older_than_h=0) >= 2

    assert list((lake.folder / "contact").glob("month=*/*")) == [
        file.path for file in standing(lake.folder / "contact").files
    ]
    assert len(everything(lake)) == 4


def test_files_of_a_tidying_that_was_interrupted_are_cleared_and_it_can_be_done_again(lake: Lake) -> None:
    bring(lake, rows_of("ab", day=1))
    folder = lake.folder / "contact"
    note = noted(folder, "sorted-000001")
    half = folder / "month=2026-01" / "sorted-000001-0.parquet"
    half.write_bytes(b"half a file")

    tidy_worn_months(folder, table="contact")
    bring(lake, rows_of("cd", day=1))

    assert not note.exists()
    assert not half.exists()
    assert len(everything(lake)) == 4


def test_an_undo_and_an_import_after_a_kill_between_writing_and_committing_leave_no_file(lake: Lake) -> None:
    bring(lake, rows_of("ab", day=1))
    noted(lake.folder / "contact", "000002-deadbeef")
    orphan = lake.folder / "contact" / "month=2026-01" / "000002-deadbeef-x.parquet"
    orphan.write_bytes(b"half a file")
    never_made = lake.folder / "survey_response"
    noted(never_made, "000002-deadbeef")

    lake.clear_orphans()

    assert not orphan.exists()
    assert not never_made.exists()
    assert len(everything(lake)) == 2


def test_nothing_of_older_versions_is_left_when_they_are_forgotten(lake: Lake) -> None:
    bring(lake, rows_of(["somebody"], day=1))
    import_id = bring(lake, rows_of(["somebody else"], day=40))
    undo_import(lake, import_id, now=NOW)
    before, journal = everything(lake), lake.imports()
    folder = lake.folder / "contact"

    removed = forget_old_versions(folder)

    files = [file for file in folder.rglob("*.parquet") if "_delta_log" not in file.parts]
    assert removed == 1
    assert [file.path for file in standing(folder).files] == files
    assert (everything(lake), lake.imports()) == (before, journal)
    held = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert b"somebody else" not in held
    assert open_table(folder).version() == max(int(file.stem) for file in folder.glob("_delta_log/*.json"))


def test_the_log_names_no_value_of_any_row(lake: Lake) -> None:
    bring(lake, rows_of(["a name nobody else has"], day=1))
    compact(lake.folder)

    log = "".join(file.read_text() for file in (lake.folder / "contact" / "_delta_log").glob("*.json"))
    stats = [json.loads(line)["add"]["stats"] for line in log.splitlines() if line.startswith('{"add"')]

    assert [json.loads(each) for each in stats] == [{"numRecords": 1}] * 2
    assert "a name nobody else has" not in log


def spoil(file: Path, *, but: Callable[[pq.RowGroupMetaData], bool]) -> int:
    """Overwrite row groups: whoever reads a row of them stumbles. Their places in the footer stay as they are."""
    content, held = bytearray(file.read_bytes()), pq.read_metadata(file)
    groups = [held.row_group(place) for place in range(held.num_row_groups)]
    spoiled = [group for group in groups if not but(group)]
    for group in spoiled:
        for column in (group.column(place) for place in range(group.num_columns)):
            first = column.dictionary_page_offset or column.data_page_offset
            content[first : first + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    file.write_bytes(content)
    return len(spoiled)


def bounds(group: pq.RowGroupMetaData, name: str) -> tuple[Any, Any]:
    """Return the least and the greatest value of a column."""
    columns = (group.column(place) for place in range(group.num_columns))
    [found] = [column.statistics for column in columns if column.path_in_schema == name]
    return found.min, found.max


def test_a_question_about_a_queue_reads_no_rows_of_most_others(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb_files, "ROW_GROUP_ROWS", 2_048)
    queues = [f"queue {place:02}" for place in range(10)]
    bring(lake, rows_of([str(place) for place in range(20_480)], day=1, queues=queues))
    compact(lake.folder)
    [file] = standing(lake.folder / "contact").files

    def has_queue(group: pq.RowGroupMetaData) -> bool:
        least, greatest = bounds(group, "queue")
        return bool(least <= "queue 03" <= greatest)

    spoiled = spoil(file.path, but=has_queue)

    [answer] = measure(whole(lake), "contacts_answered", where="queue == 'queue 03'")
    assert spoiled >= 7
    assert answer.value == 2_048
    with pytest.raises(Exception, match="know what type"):
        measure(whole(lake), "contacts_answered")


def test_a_question_about_a_month_reads_no_rows_of_others(lake: Lake) -> None:
    for day in (1, 40, 70):
        bring(lake, rows_of([f"{day}-{place}" for place in range(3)], day=day))
    for file in standing(lake.folder / "contact").files:
        if file.month != "2026-02":
            spoil(file.path, but=lambda _: False)

    [answer] = measure(whole(lake), "contacts_answered", period=Period.parse("2026-02"))

    assert answer.value == 3
    with pytest.raises(Exception, match="know what type"):
        measure(whole(lake), "contacts_answered")
