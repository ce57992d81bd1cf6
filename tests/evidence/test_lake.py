"""The tables on disk: which copy of a row stays, what the journal says, and what an interruption leaves behind."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telephone import CALLS, DOOR, NOW, call, write_csv

from centreline.evidence.ingest import IngestReport, ingest_file
from centreline.evidence.journal import Counts, Origin
from centreline.evidence.lake import Lake
from centreline.evidence.locking import only_writer
from centreline.evidence.mapping import load_mapping
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import
from centreline.kernel.errors import EvidenceConflict, FileUnreadable, WorkspaceInvalid

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]


def test_every_row_is_created_the_first_time(bring: Bring, held: Held) -> None:
    report = bring([call("a"), call("b")])

    assert report.counts == Counts(created=2)
    assert [row["contact_id"] for row in held("contact_id")] == ["a", "b"]


def test_the_same_file_again_changes_nothing(bring: Bring, lake: Lake) -> None:
    bring([call("a"), call("b")])
    version, commits = lake.version, DeltaTable(lake.folder / "contact").version()

    again = bring([call("a"), call("b")])

    assert again.counts == Counts(same=2)
    assert again.imported is None
    assert again.remarks == (f"This file was brought before, as import {lake.imports()[0].id}; nothing was changed.",)
    assert (lake.version, DeltaTable(lake.folder / "contact").version()) == (version, commits)


def test_rows_that_stand_in_a_second_file_too_are_the_same_rows(bring: Bring, held: Held) -> None:
    bring([call("a"), call("b")])

    second = bring([call("b"), call("c")], name="second.csv")

    assert second.counts == Counts(created=1, same=1)
    assert len(held("contact_id")) == 3


def test_a_later_change_takes_the_place_of_an_earlier_one(bring: Bring, held: Held) -> None:
    bring([call("a", queue="old", updated="2026-03-02 10:00")])

    report = bring([call("a", queue="new", updated="2026-03-02 11:00")], name="later.csv")

    assert report.counts == Counts(changed=1)
    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "new"}]


def test_an_older_copy_never_wins_over_a_newer_one(bring: Bring, held: Held) -> None:
    bring([call("a", queue="new", updated="2026-03-02 11:00")])

    report = bring([call("a", queue="old", updated="2026-03-02 10:00")], name="older.csv")

    assert report.counts == Counts(older=1)
    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "new"}]


def test_a_copy_without_a_date_counts_as_oldest(bring: Bring, held: Held) -> None:
    bring([call("a", queue="dated", updated="2026-03-02 11:00")])

    report = bring([call("a", queue="undated")], name="undated.csv")

    assert report.counts == Counts(older=1)
    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "dated"}]


def test_without_dates_the_import_that_came_last_stays_and_the_report_says_so(bring: Bring, held: Held) -> None:
    bring([call("a", queue="first")])

    report = bring([call("a", queue="second")], name="second.csv")

    assert report.counts == Counts(changed=1)
    assert "does not say which copy is newer" in report.remarks[-1]
    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "second"}]


def test_within_one_file_the_newest_row_of_a_key_stays(bring: Bring, held: Held) -> None:
    report = bring(
        [
            call("a", queue="second", updated="2026-03-02 10:00"),
            call("a", queue="third", updated="2026-03-02 11:00"),
            call("a", queue="first", updated="2026-03-02 09:00"),
            call("a", queue="third", updated="2026-03-02 11:00"),
        ]
    )

    assert report.counts == Counts(created=1, same=1, older=2)
    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "third"}]


def test_a_row_may_move_to_another_month(bring: Bring, held: Held) -> None:
    bring([call("a", at="2026-03-31 23:00", updated="2026-03-31 23:00"), call("b", at="2026-03-31 23:00")])

    bring([call("a", at="2026-04-01 01:00", updated="2026-04-01 09:00")], name="moved.csv")

    assert held("contact_id", "month") == [
        {"contact_id": "a", "month": "2026-04"},
        {"contact_id": "b", "month": "2026-03"},
    ]


@pytest.mark.parametrize("named", ["workspace/evidence", "./workspace/../workspace/evidence"], ids=["short", "dotted"])
def test_rows_change_and_go_wherever_the_folder_is_named_from(
    *, bring: Bring, held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    near = Lake(Path(named))
    bring([call("a", queue="old", updated="2026-03-02 10:00"), call("b")], into=near)

    changed = bring([call("a", queue="new", updated="2026-03-02 11:00")], name="later.csv", into=near)
    after_change = held("contact_id", "queue", of=near)
    undo_import(near, changed.imported.id if changed.imported else "", now=NOW)

    assert after_change == [{"contact_id": "a", "queue": "new"}, {"contact_id": "b", "queue": "billing"}]
    assert [row["queue"] for row in held("contact_id", "queue", of=near)] == ["old", "billing"]


def test_a_missing_part_of_a_key_counts_as_empty(lake: Lake) -> None:
    def people(role: str | None, count: float) -> pa.Table:
        day = pa.array([date(2026, 3, 1)])
        return pa.table(
            {"source": ["hr"], "team": ["a"], "role": pa.array([role], pa.string()), "on": day, "people": [count]}
        )

    origin = Origin("staff.csv", "0" * 64, "staff", "0" * 64)
    lake.merge("headcount", people(None, 4.0), origin=origin, door=DOOR, zone="UTC", now=NOW)
    second = lake.merge("headcount", people("", 5.0), origin=origin, door=DOOR, zone="UTC", now=NOW)

    assert second.counts == Counts(changed=1)


def test_the_journal_says_what_was_brought(bring: Bring, lake: Lake) -> None:
    bring([call("a"), call("b")])

    [entry] = lake.imports()

    assert (entry.table, entry.origin.file, entry.at, entry.counts) == ("contact", "calls.csv", NOW, Counts(created=2))
    assert (entry.version_before, entry.version_after, entry.stands) == (None, 0, True)
    assert entry.id == f"000001-{entry.origin.sha256[:8]}"
    assert lake.sources("contact") == ("calls.csv",)
    assert lake.evidence(scope=Scope.whole_centre("a test")).provenance("contact").sources == ("calls.csv",)


def test_the_same_files_in_another_order_have_the_same_version(tmp_path: Path, bring: Bring) -> None:
    first, second = Lake(tmp_path / "first"), Lake(tmp_path / "second")

    bring([call("a")], name="a.csv", into=first)
    bring([call("b")], name="b.csv", into=first)
    bring([call("b")], name="b.csv", into=second)
    bring([call("a")], name="a.csv", into=second)

    assert first.version == second.version


def test_the_version_tells_the_order_apart_where_it_decided_which_copy_stays(tmp_path: Path, bring: Bring) -> None:
    first, second = Lake(tmp_path / "first"), Lake(tmp_path / "second")

    for into, order in ((first, "ab"), (second, "ba")):
        for queue in order:
            bring([call("x", queue=queue)], name=f"{queue}.csv", into=into)

    assert first.version != second.version


def test_a_second_writer_is_told_to_wait(bring: Bring, lake: Lake) -> None:
    bring([call("a")])

    with only_writer(lake.folder), pytest.raises(EvidenceConflict, match="somebody else is writing"):
        bring([call("b")], name="b.csv")


def test_a_reader_keeps_what_it_began_with_while_others_write(bring: Bring, lake: Lake) -> None:
    bring([call("a", queue="old", updated="2026-03-02 10:00")])
    reader = lake.evidence(scope=Scope.whole_centre("a test"))

    bring([call("a", queue="new", updated="2026-03-02 11:00")], name="later.csv")

    assert reader.rows(reader.table("contact").select("queue")) == [{"queue": "old"}]
    later = lake.evidence(scope=Scope.whole_centre("a test"))
    assert later.rows(later.table("contact").select("queue")) == [{"queue": "new"}]


def test_what_an_interrupted_import_left_behind_is_cleared_by_the_next(bring: Bring, lake: Lake) -> None:
    orphan = lake.brought("000001-deadbeef")
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"half a file")

    bring([call("a")])

    assert not orphan.exists()
    assert lake.brought(lake.imports()[0].id).exists()


def test_a_lake_nobody_has_written_to_is_empty(lake: Lake) -> None:
    assert lake.evidence(scope=Scope.whole_centre("a test")).tables == ()
    assert lake.imports() == ()
    assert not lake.folder.exists()


@pytest.mark.parametrize("name", ["queue=x", "my centre", "Büro 100%", "a+b & 'c' (1)", "calls *, ~100%"])
def test_the_folder_may_have_any_name(bring: Bring, tmp_path: Path, name: str) -> None:
    lake = Lake(tmp_path / name / "evidence")

    bring([call("a"), call("b")], into=lake)
    taken = bring([call("b", queue="other"), call("c")], name="second.csv", into=lake).imported
    undo_import(lake, taken.id, now=NOW)

    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    found = evidence.rows(evidence.table("contact").select("contact_id", "queue", "month").order_by("contact_id"))
    assert found == [
        {"contact_id": "a", "queue": "billing", "month": "2026-03"},
        {"contact_id": "b", "queue": "billing", "month": "2026-03"},
    ]


@pytest.mark.parametrize("name", ["calls [old]", "what?", "n#1", "a%20b"])
def test_a_folder_in_which_no_tables_can_be_kept_is_refused_by_name(bring: Bring, tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkspaceInvalid, match="no tables can be kept below a folder whose name holds"):
        bring([call("a")], into=Lake(tmp_path / name / "evidence"))

    assert not (tmp_path / name).exists()


VERSIONS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 5)), min_size=1, max_size=8, unique=True)
"""Copies of three contacts: a name and when the source last changed it; one copy for each instant."""


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(copies=VERSIONS, data=st.data())
def test_any_order_and_any_repetition_of_rows_and_files_gives_the_same_table(
    copies: Sequence[tuple[str, int]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("permuted")
    (folder / "calls.yaml").write_text(CALLS, encoding="utf-8")
    mapping = load_mapping(folder / "calls.yaml")
    rows = data.draw(st.permutations([*copies, *data.draw(st.lists(st.sampled_from(copies), max_size=4))]))
    cut = data.draw(st.integers(0, len(rows)))
    lake = Lake(folder / "evidence")

    for number, part in enumerate((rows[:cut], rows[cut:])):
        if part:
            written = [call(name, queue=f"q{hour}", updated=f"2026-03-02 1{hour}:00") for name, hour in part]
            path = write_csv(folder / f"{number}.csv", written)
            ingest_file(lake, path, mapping=mapping, door=DOOR, zone="UTC", now=datetime(2026, 7, 1, tzinfo=UTC))

    newest: dict[str, int] = {}
    for name, hour in copies:
        newest[name] = max(hour, newest.get(name, 0))
    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    found = evidence.rows(evidence.table("contact").select("contact_id", "queue"))
    assert {row["contact_id"]: row["queue"] for row in found} == {name: f"q{hour}" for name, hour in newest.items()}
    assert len(found) == len(newest)


def test_a_table_whose_log_was_torn_is_named_with_a_way_to_mend_it(bring: Bring, lake: Lake) -> None:
    bring([call("a")])
    torn = lake.folder / "contact/_delta_log" / f"{0:020}.json"
    torn.write_bytes(torn.read_bytes()[:40])

    with pytest.raises(FileUnreadable, match="the table 'contact' of the evidence cannot be opened") as stopped:
        Lake(lake.folder).imports()

    assert "from a backup" in stopped.value.fix
