"""An erasure takes everything of a person out of every place, proves it, and nothing brings them back."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from centreline.evidence.erasure.finding import Person, find_person
from centreline.evidence.erasure.holds import lift, place_hold
from centreline.evidence.erasure.plan import Erasure, approved, plan_named, planned
from centreline.evidence.erasure.proving import places_naming
from centreline.evidence.erasure.running import preview_erasure, run_erasure
from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, EvidenceMissing
from centreline.metrics.ask import measure

NOW = datetime(2026, 6, 2, tzinfo=UTC)
OWNER = Scope.whole_centre("a test")

Bring = Callable[[Lake, str, pa.Table, str], str]


def rows(lake: Lake, table: str, column: str) -> list[object]:
    evidence = lake.evidence(scope=OWNER)
    return sorted(row[column] for row in evidence.rows(evidence.table(table).select(column)))


def person(lake: Lake, door: Door, value: str, of: str | None = None) -> Person:
    return find_person(lake, lake.evidence(scope=OWNER), door, identifiers=[(value, of)])


def written(lake: Lake) -> list[str]:
    """Return the files of the lake, besides those that were only worked out."""
    return sorted(str(file) for file in lake.folder.rglob("*") if ".kept" not in file.parts)


def asked(lake: Lake, found: Person) -> Erasure:
    seen = preview_erasure(lake, found, workspace=lake.folder.parent)
    return planned(lake.folder, people=found.leaving.people, because="a letter", by="Ann", now=NOW, found=seen)


def erased(lake: Lake, door: Door, value: str = "ada@example.org", of: str | None = "email") -> Erasure:
    plan = asked(lake, person(lake, door, value, of))
    approved(lake.folder, plan.id, by="Ben", now=NOW)
    return run_erasure(lake, plan.id, door=door, workspace=lake.folder.parent, now=NOW)


@pytest.fixture(scope="module")
def erased_once(brought_once: Path, door: Door, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `without_ada` copies."""
    folder = tmp_path_factory.mktemp("erased") / "centre" / "evidence"
    erased(Lake(shutil.copytree(brought_once, folder)), door)
    return folder


@pytest.fixture
def without_ada(erased_once: Path, tmp_path: Path) -> Lake:
    """The lake after Ada was erased."""
    return Lake(shutil.copytree(erased_once, tmp_path / "centre" / "evidence"))


@pytest.mark.parametrize(
    ("value", "of"),
    [("Ada@Example.org ", "email"), ("ada-77120", None), ("shop-9", "customer"), ("ada@example.org", None)],
)
def test_a_person_is_found_by_any_identifier_in_every_source(
    *, lake: Lake, door: Door, ada: str, ada_online: str, value: str, of: str | None
) -> None:
    found = person(lake, door, value, of)

    assert found.customers == {ada, ada_online}
    assert found.leaving.contacts == {("acd", "a1"), ("acd", "a2"), ("shop", "s1")}


def test_an_identifier_that_others_share_stays_with_them(lake: Lake, door: Door) -> None:
    found = person(lake, door, "ada@example.org", "email")

    assert found.shared == {door.pseudonym("+44 20 7946 0018", of="phone")}
    assert not found.shared & found.leaving.people


def test_two_people_who_go_by_one_telephone_number_are_never_erased_together(lake: Lake, door: Door, ada: str) -> None:
    with pytest.raises(EvidenceConflict, match="2 people go by what you named") as stopped:
        person(lake, door, "020 7946 0018", "phone")

    assert f"--customer {ada}" in stopped.value.fix or "--customer" in stopped.value.fix


def test_nobody_of_that_name_is_said_with_what_to_try(lake: Lake, door: Door) -> None:
    with pytest.raises(EvidenceMissing, match="nothing is held on anybody of that name"):
        person(lake, door, "nobody@example.org")


def test_the_preview_counts_what_leaves_and_writes_nothing(lake: Lake, door: Door) -> None:
    before = written(lake)

    seen = preview_erasure(lake, person(lake, door, "ada-77120"), workspace=lake.folder.parent)

    assert seen["rows"] == {
        "contact": {"leave": 3, "lose_contact": 0},
        "turn": {"leave": 1, "lose_contact": 0},
        "evaluation": {"leave": 0, "lose_contact": 1},
        "customer": {"leave": 2, "lose_contact": 0},
    }
    assert written(lake) == before


def test_nothing_of_the_person_is_left_in_any_version_file_or_log(
    lake: Lake, door: Door, ada: str, ada_online: str
) -> None:
    measure(lake.evidence(scope=OWNER), "contacts_offered", by=("day",))
    assert places_naming([ada, ada_online], lake_folder=lake.folder)

    ended = erased(lake, door)

    assert places_naming([ada, ada_online], lake_folder=lake.folder) == []
    assert ended.proof["still_named_in"] == []
    assert ended.people == ()
    assert rows(lake, "contact", "contact_id") == ["b1", "b2"]
    assert rows(lake, "turn", "text") == ["it is b1"]
    assert len(rows(lake, "customer", "customer_id")) == 1


def test_what_is_held_on_workers_stays_and_loses_the_name_of_the_contact(without_ada: Lake) -> None:
    evidence = without_ada.evidence(scope=OWNER)
    held = evidence.rows(evidence.table("evaluation").select("evaluation_id", "contact_id"))
    assert sorted(held, key=str) == [
        {"evaluation_id": "e1", "contact_id": "a1"},  # Another system's a1 is another contact.
        {"evaluation_id": "e2", "contact_id": None},
    ]


def test_bringing_the_same_rows_again_brings_nobody_back(
    *, without_ada: Lake, tables: dict[str, pa.Table], bring: Bring, ada: str, ada_online: str
) -> None:
    for name, again in tables.items():
        bring(without_ada, name, again, f"{name}-again.csv")

    assert rows(without_ada, "contact", "contact_id") == ["b1", "b2"]
    assert rows(without_ada, "turn", "text") == ["it is b1"]
    assert places_naming([ada, ada_online], lake_folder=without_ada.folder) == []


def test_taking_another_import_back_brings_nobody_back(
    lake: Lake, door: Door, tables: dict[str, pa.Table], bring: Bring, ada: str
) -> None:
    place = tables["contact"].column_names.index("reason")
    later = tables["contact"].set_column(place, "reason", pa.array(["move"] * 5))
    second = bring(lake, "contact", later, "later.csv")
    erased(lake, door)

    undo_import(lake, second, now=NOW)

    assert rows(lake, "contact", "contact_id") == ["b1", "b2"]
    assert rows(lake, "contact", "reason") == ["bill", "bill"]
    assert places_naming([ada], lake_folder=lake.folder) == []


def test_an_import_that_was_under_way_cannot_bring_them_back(
    lake: Lake, door: Door, tables: dict[str, pa.Table], bring: Bring, ada: str
) -> None:
    # The door of an import may have been opened before the erasure: the last one, at the tables, is closed to them.
    plan = asked(lake, person(lake, door, "ada-77120"))
    bring(lake, "contact", tables["contact"].slice(0, 2), "between.csv")
    approved(lake.folder, plan.id, by="Ben", now=NOW)
    run_erasure(lake, plan.id, door=door, workspace=lake.folder.parent, now=NOW)
    bring(lake, "contact", tables["contact"].slice(0, 1), "after.csv")

    assert "a1" not in rows(lake, "contact", "contact_id")
    assert places_naming([ada], lake_folder=lake.folder) == []


def test_figures_are_those_of_the_rows_that_are_left(lake: Lake, door: Door) -> None:
    before = lake.version
    [counted] = measure(lake.evidence(scope=OWNER), "contacts_offered")

    erased(lake, door)
    [again] = measure(lake.evidence(scope=OWNER), "contacts_offered")

    assert (counted.value, again.value) == (5, 2)
    assert lake.version != before


def test_reports_that_name_the_person_are_deleted_and_others_stay(lake: Lake, door: Door, ada: str) -> None:
    named, other = lake.folder.parent / "reviews" / "march.html", lake.folder.parent / "notes.md"
    named.parent.mkdir()
    named.write_text(f"<td>{ada}</td>")
    other.write_text("nothing about anybody")

    ended = erased(lake, door)

    assert ended.removed["files"] == ["reviews/march.html"]
    assert not named.exists()
    assert other.exists()


def test_rejected_rows_that_name_the_person_leave_too(lake: Lake, door: Door, ada: str) -> None:
    rejected = lake.folder.parent / "rejected" / "000001.csv"
    rejected.parent.mkdir()
    rejected.write_text(f"row,reason,customer\n4,no date,{ada}\n5,no date,p_00000000000000000000\n")

    erased(lake, door)

    assert rejected.read_text() == "row,reason,customer\n5,no date,p_00000000000000000000\n"


def test_whoever_asks_cannot_approve(lake: Lake, door: Door) -> None:
    plan = asked(lake, person(lake, door, "ada-77120"))

    with pytest.raises(ArgumentInvalid, match="'ann ' asked for this erasure, and so cannot approve it"):
        approved(lake.folder, plan.id, by="ann ", now=NOW)


def test_what_nobody_approved_is_not_run(lake: Lake, door: Door) -> None:
    plan = asked(lake, person(lake, door, "ada-77120"))

    with pytest.raises(EvidenceConflict, match=f"the erasure {plan.id} is asked, not approved"):
        run_erasure(lake, plan.id, door=door, workspace=lake.folder.parent, now=NOW)

    assert len(rows(lake, "contact", "contact_id")) == 5


def test_a_legal_hold_stands_against_an_erasure_until_it_is_lifted(lake: Lake, door: Door, ada: str) -> None:
    plan = asked(lake, person(lake, door, "ada-77120"))
    approved(lake.folder, plan.id, by="Ben", now=NOW)
    hold = place_hold(lake.folder, frozenset({ada}), because="case 12", by="Cleo", now=NOW)

    with pytest.raises(EvidenceConflict, match="a legal hold of Cleo stands against this erasure: case 12"):
        run_erasure(lake, plan.id, door=door, workspace=lake.folder.parent, now=NOW)
    lift(lake.folder, hold.id, by="Cleo", now=NOW)
    ended = run_erasure(lake, plan.id, door=door, workspace=lake.folder.parent, now=NOW)

    assert rows(lake, "contact", "contact_id") == ["b1", "b2"]
    assert ended.proof["still_named_in"] == []


def test_an_erasure_can_be_run_again_where_it_was_interrupted(
    lake: Lake, door: Door, ada: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = asked(lake, person(lake, door, "ada-77120"))
    approved(lake.folder, plan.id, by="Ben", now=NOW)
    with monkeypatch.context() as broken:
        broken.setattr("centreline.evidence.erasure.running.without_rejected", _switched_off)
        with pytest.raises(OSError, match="switched off"):
            run_erasure(lake, plan.id, door=door, workspace=lake.folder.parent, now=NOW)
    assert plan_named(lake.folder, plan.id).state == "approved"

    ended = run_erasure(lake, plan.id, door=door, workspace=lake.folder.parent, now=NOW)

    assert ended.state == "run"
    assert places_naming([ada], lake_folder=lake.folder) == []


def _switched_off(*_: object) -> int:
    raise OSError("switched off")


def test_a_list_of_the_erased_that_cannot_be_read_keeps_everything_out(
    without_ada: Lake, tables: dict[str, pa.Table], bring: Bring
) -> None:
    (without_ada.folder / ".erased.json").write_text("{ torn")

    with pytest.raises(EvidenceConflict, match="nobody can tell whom to leave out"):
        bring(without_ada, "contact", tables["contact"], "again.csv")


def test_the_tombstones_hold_no_identifier_in_plain_words(without_ada: Lake) -> None:
    kept = "".join(file.read_text() for file in without_ada.folder.rglob("*.json"))
    assert [name for name in ("ada-77120", "ada@", "shop-9", "7946") if name in kept] == []
