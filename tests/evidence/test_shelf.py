"""What was worked out is kept while the rows it was made from stay the same, and not a moment longer."""

from datetime import UTC, datetime
from pathlib import Path

import ibis
import pyarrow as pa
import pytest

from centreline.evidence import shelf as shelves
from centreline.evidence.engine import Evidence
from centreline.evidence.shelf import Shelf


class Maker:
    """Makes a table of one number, and counts how often it was asked."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.times = 0

    def __call__(self) -> pa.Table:
        self.times += 1
        return pa.table({"number": [self.number]})


def test_a_thing_is_made_once_for_one_state_of_the_evidence(tmp_path: Path) -> None:
    make = Maker(7)

    first = Shelf(tmp_path, state="v1").kept("answer", ["day"], make=make)
    again = Shelf(tmp_path, state="v1").kept("answer", ["day"], make=make)

    assert first == again == pa.table({"number": [7]})
    assert make.times == 1


def test_another_state_or_another_name_is_another_thing(tmp_path: Path) -> None:
    Shelf(tmp_path, state="v1").kept("answer", make=Maker(7))

    assert Shelf(tmp_path, state="v2").kept("answer", make=Maker(8))["number"].to_pylist() == [8]
    assert Shelf(tmp_path, state="v1").kept("answer", ["queue"], make=Maker(9))["number"].to_pylist() == [9]


def test_what_is_made_from_a_part_of_the_evidence_outlives_a_change_elsewhere(tmp_path: Path) -> None:
    make = Maker(7)

    Shelf(tmp_path, state="v1").kept("cube", made_from="files of January", make=make)
    Shelf(tmp_path, state="v2").kept("cube", made_from="files of January", make=make)

    assert make.times == 1


def test_a_torn_file_is_made_again(tmp_path: Path) -> None:
    Shelf(tmp_path, state="v1").kept("answer", make=Maker(7))
    [file] = tmp_path.glob("*.parquet")
    file.write_bytes(file.read_bytes()[:40])

    assert Shelf(tmp_path, state="v1").kept("answer", make=Maker(8))["number"].to_pylist() == [8]


def test_a_shelf_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be")

    kept = Shelf(tmp_path / "taken", state="v1").kept("answer", make=Maker(7))

    assert kept["number"].to_pylist() == [7]


def test_a_maker_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail() -> pa.Table:
        raise ValueError("no rows")

    with pytest.raises(ValueError, match="no rows"):
        Shelf(tmp_path, state="v1").kept("answer", make=fail)

    assert list(tmp_path.iterdir()) == []


def test_only_the_newest_things_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "MOST_FILES", 3)
    shelf = Shelf(tmp_path, state="v1")

    for number in range(6):
        shelf.kept(number, make=Maker(number))

    assert len(list(tmp_path.glob("*.parquet"))) == 3


def test_a_table_too_large_to_be_a_summary_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "MOST_ROWS", 0)

    kept = Shelf(tmp_path, state="v1").kept("answer", make=Maker(7))

    assert kept["number"].to_pylist() == [7]
    assert list(tmp_path.iterdir()) == []


def test_a_shelf_without_a_folder_remembers_in_memory() -> None:
    make, shelf = Maker(7), Shelf(None, state="v1")

    shelf.kept("answer", make=make)
    shelf.kept("answer", make=make)

    assert make.times == 1


def test_memory_holds_a_bounded_number_of_things(tmp_path: Path) -> None:
    shelf = Shelf(None, state="v1")
    makers = [Maker(number) for number in range(shelves.IN_MEMORY + 1)]

    for make in makers:
        shelf.kept(make.number, make=make)
    shelf.kept(0, make=makers[0])

    assert makers[0].times == 2


def test_a_column_that_a_newer_version_knows_is_counted_though_the_older_one_kept_its_counts(tmp_path: Path) -> None:
    made = Evidence.of(
        {
            "contact": pa.table(
                {"source": ["acd"], "contact_id": ["c"], "offered_at": [datetime(2026, 3, 2, tzinfo=UTC)]}
            )
        }
    )
    kept = [
        Evidence(
            made.engine, tables={"contact": table}, version="v1", sources={}, scope=made.scope, shelf_folder=tmp_path
        )
        for table in (made.table("contact"), made.table("contact").mutate(gained=ibis.literal("x")))
    ]

    assert [kept[0].filled("contact", "queue"), kept[1].filled("contact", "gained")] == [0, 1]
