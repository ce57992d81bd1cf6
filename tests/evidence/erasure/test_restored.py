"""A backup from before an erasure is restored, and brings nobody back: it is not read until they are erased again."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from centreline.evidence.erasure import again
from centreline.evidence.erasure.again import erase_again, lake_of
from centreline.evidence.erasure.finding import find_person
from centreline.evidence.erasure.plan import approved, planned
from centreline.evidence.erasure.proving import places_naming
from centreline.evidence.erasure.running import run_erasure
from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door
from centreline.evidence.scope import Scope
from centreline.kernel.errors import EvidenceConflict

NOW = datetime(2026, 6, 2, tzinfo=UTC)
OWNER = Scope.whole_centre("a test")


@pytest.fixture
def restored(lake: Lake, door: Door, tmp_path: Path) -> Path:
    """Return a workspace the evidence of which is a copy from before Ada was erased there."""
    workspace, copy = lake.folder.parent, tmp_path / "backup"
    shutil.copytree(lake.folder, copy)
    person = find_person(lake, lake.evidence(scope=OWNER), door, identifiers=[("ada@example.org", "email")])
    plan = planned(lake.folder, people=person.leaving.people, because="a letter", by="Ann", now=NOW, found={})
    approved(lake.folder, plan.id, by="Ben", now=NOW)
    run_erasure(lake, plan.id, door=door, workspace=workspace, now=NOW)
    assert lake_of(workspace).folder == lake.folder
    shutil.rmtree(lake.folder)
    shutil.copytree(copy, lake.folder)
    return workspace


def contacts(lake: Lake) -> list[str]:
    evidence = lake.evidence(scope=OWNER)
    return sorted(row["contact_id"] for row in evidence.rows(evidence.table("contact").select("contact_id")))


def test_evidence_from_before_an_erasure_is_refused_and_loses_the_person_again(
    *, restored: Path, ada: str, ada_online: str, tables: dict[str, pa.Table], bring: Callable[..., str]
) -> None:
    held = restored / "evidence"
    assert places_naming([ada], lake_folder=held)
    with pytest.raises(EvidenceConflict, match="from before 1 erasures that were run here"):
        lake_of(restored)

    done = erase_again(restored)

    assert done["proof"]["still_named_in"] == []
    assert done["rows"]["contact"]["leave"] == 3
    lake = lake_of(restored)
    assert contacts(lake) == ["b1", "b2"]
    assert places_naming([ada, ada_online], lake_folder=held) == []
    bring(lake, "contact", tables["contact"], "again.csv")
    assert contacts(lake) == ["b1", "b2"]
    assert erase_again(restored)["again"] == 0


def test_it_is_refused_until_the_last_row_has_left(restored: Path, ada: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def switched_off(*_: object, **__: object) -> None:
        raise OSError("switched off")

    with monkeypatch.context() as broken:
        broken.setattr(again, "remove_rows", switched_off)
        with pytest.raises(OSError, match="switched off"):
            erase_again(restored)
    with pytest.raises(EvidenceConflict, match="holds those people again"):
        lake_of(restored)

    erase_again(restored)

    assert places_naming([ada], lake_folder=lake_of(restored).folder) == []


def test_evidence_that_was_thrown_away_is_begun_anew_without_the_person(
    restored: Path, tables: dict[str, pa.Table], bring: Callable[..., str]
) -> None:
    shutil.rmtree(restored / "evidence")

    erase_again(restored)
    bring(lake_of(restored), "contact", tables["contact"], "again.csv")

    assert contacts(lake_of(restored)) == ["b1", "b2"]
