"""Taking an import back: afterwards the table is as if the file had never been brought."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telephone import CALLS, DOOR, NOW, call, write_csv

from centreline.evidence.ingest import IngestReport, ingest_file
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import Mapping, load_mapping
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import
from centreline.kernel.errors import EvidenceConflict

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]


def everything(lake: Lake, *, without: Sequence[str] = ()) -> list[dict[str, Any]]:
    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    if "contact" not in evidence.tables:
        return []
    rows = evidence.rows(evidence.table("contact").order_by("contact_id"))
    return [{name: value for name, value in row.items() if name not in without} for row in rows]


def test_undo_of_the_last_import_gives_back_the_table_before_it(bring: Bring, lake: Lake) -> None:
    bring([call("a", queue="old", updated="2026-03-02 10:00"), call("b")])
    before, version = everything(lake), lake.version
    last = bring([call("a", queue="new", updated="2026-03-02 11:00"), call("c")], name="later.csv").imported

    undo_import(lake, last.id, now=NOW)

    assert everything(lake) == before
    assert lake.version == version


def test_undo_of_the_only_import_leaves_nothing(bring: Bring, lake: Lake) -> None:
    only = bring([call("a"), call("b", at="2026-04-02 09:00")]).imported

    undo_import(lake, only.id, now=NOW)

    assert lake.evidence(scope=Scope.whole_centre("a test")).tables == ()
    assert not lake.brought(only.id).exists()


def test_a_row_another_import_brought_too_stays(bring: Bring, lake: Lake, held: Held) -> None:
    first = bring([call("a"), call("b")]).imported
    bring([call("b"), call("c")], name="second.csv")

    undo_import(lake, first.id, now=NOW)

    assert [row["contact_id"] for row in held("contact_id")] == ["b", "c"]


def test_a_copy_the_import_had_kept_out_comes_back(bring: Bring, lake: Lake, held: Held) -> None:
    newer = bring([call("a", queue="newer", updated="2026-03-02 12:00")]).imported
    bring([call("a", queue="older", updated="2026-03-02 11:00")], name="older.csv")

    undo_import(lake, newer.id, now=NOW)

    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "older"}]


def test_what_a_later_import_changed_stays_changed(bring: Bring, lake: Lake, held: Held) -> None:
    bring([call("a", queue="first")], name="1.csv")
    second = bring([call("a", queue="second"), call("b")], name="2.csv").imported
    bring([call("a", queue="third")], name="3.csv")

    undo_import(lake, second.id, now=NOW)

    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "third"}]


def test_the_journal_remembers_what_was_taken_back(bring: Bring, lake: Lake) -> None:
    taken = bring([call("a")]).imported

    told = undo_import(lake, taken.id, now=NOW)

    assert (told.id, told.undone_at, told.stands) == (taken.id, NOW, False)
    assert lake.sources("contact") == ()


def test_a_file_can_be_brought_again_after_it_was_taken_back(bring: Bring, lake: Lake) -> None:
    first = bring([call("a")]).imported
    version = lake.version
    undo_import(lake, first.id, now=NOW)

    again = bring([call("a")])

    assert again.counts.created == 1
    assert again.imported.id != first.id
    assert lake.version == version


def test_an_import_nobody_made_cannot_be_taken_back(bring: Bring, lake: Lake) -> None:
    made = bring([call("a")]).imported

    with pytest.raises(EvidenceConflict, match="there is no import '000001-00000000'") as stopped:
        undo_import(lake, "000001-00000000", now=NOW)

    assert made.id in stopped.value.fix


def test_an_import_is_taken_back_once(bring: Bring, lake: Lake) -> None:
    made = bring([call("a")]).imported
    undo_import(lake, made.id, now=NOW)

    with pytest.raises(EvidenceConflict, match="was taken back already, on 2026-07-01"):
        undo_import(lake, made.id, now=NOW)


def test_it_says_which_imports_to_undo_first_when_their_rows_are_gone(bring: Bring, lake: Lake) -> None:
    other = bring([call("a", queue="first")], name="1.csv").imported
    made = bring([call("a", queue="second")], name="2.csv").imported
    lake.brought(other.id).unlink()
    before = everything(lake)

    with pytest.raises(EvidenceConflict, match="are not in the lake any more") as stopped:
        undo_import(lake, made.id, now=NOW)

    assert f"undo {other.id} first" in stopped.value.fix
    assert everything(lake) == before


COPIES = st.tuples(st.sampled_from("ab"), st.sampled_from(["", "1", "2"]), st.sampled_from("xy"))
"""A contact, when the source changed it (or no word of that), and its queue."""


def lake_of(folder: Path, files: Sequence[tuple[int, Sequence[tuple[str, str, str]]]], *, mapping: Mapping) -> Lake:
    lake = Lake(folder / "evidence")
    for number, copies in files:
        rows = [
            call(name, queue=queue, updated=f"2026-03-02 1{hour}:00" if hour else "") for name, hour, queue in copies
        ]
        path = write_csv(folder / f"{number}.csv", [*rows, call(f"only-{number}")])
        ingest_file(lake, path, mapping=mapping, door=DOOR, zone="UTC", now=NOW)
    return lake


@settings(max_examples=6, deadline=None, derandomize=True)
@given(files=st.lists(st.lists(COPIES, min_size=1, max_size=3), min_size=2, max_size=4), data=st.data())
def test_undo_of_any_import_equals_never_having_brought_it(
    files: list[list[tuple[str, str, str]]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("undone")
    (folder / "calls.yaml").write_text(CALLS, encoding="utf-8")
    mapping = load_mapping(folder / "calls.yaml")
    numbered = list(enumerate(files))
    taken = data.draw(st.integers(0, len(files) - 1))
    lake = lake_of(folder, numbered, mapping=mapping)

    undo_import(lake, lake.imports()[taken].id, now=NOW)

    (folder / "other").mkdir()
    never = lake_of(folder / "other", [file for file in numbered if file[0] != taken], mapping=mapping)
    assert everything(lake, without=["import_id"]) == everything(never, without=["import_id"])
