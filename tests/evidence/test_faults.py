"""The machine is switched off, the disk is full, a file is torn: what was acknowledged stands, nothing is half done."""

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from switched_off import VERBS, copied, switched_off

from centreline.evidence.commits import standing
from centreline.evidence.compacting import compact
from centreline.evidence.journal import Origin
from centreline.evidence.lake import Lake
from centreline.evidence.locking import only_writer
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import
from centreline.kernel.errors import EvidenceConflict

NOW = datetime(2026, 6, 1, tzinfo=UTC)
OWNER = Scope.whole_centre("a test")
KILLS = pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.nightly)])


def contacts(*, seed: int, count: int, days: int = 120) -> pa.Table:
    numbers = random.Random(seed)
    first = datetime(2026, 1, 1, tzinfo=UTC)
    return pa.Table.from_pylist(
        [
            {
                "source": "acd",
                "contact_id": f"c{numbers.randrange(count * 2)}",
                "customer_id": f"p{numbers.randrange(count // 4)}",
                "queue": f"queue {seed}",
                "offered_at": first + timedelta(minutes=numbers.randrange(days * 1440)),
                "outcome": "handled",
                "source_updated_at": first + timedelta(days=seed),
            }
            for _ in range(count)
        ]
    )


def bring(lake: Lake, rows: pa.Table, name: str) -> str:
    return lake.merge("contact", rows, origin=Origin(f"{name}.csv", name, "m", "m"), zone="UTC", now=NOW).id


def state(lake: Lake) -> list[tuple[object, ...]]:
    """Return every row with its kept gaps, in the order of the keys."""
    evidence = lake.evidence(scope=OWNER)
    if "contact" not in evidence.tables:
        return []
    kept = ["contact_id", "customer_id", "queue", "offered_at", "next_any_gap_ms", "previous_any_gap_ms"]
    rows = evidence.rows(evidence.table("contact").select(kept).order_by("contact_id"))
    return [tuple(row.values()) for row in rows]


@pytest.fixture(scope="module")
def brought_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a lake into which three files were brought."""
    folder = tmp_path_factory.mktemp("before") / "evidence"
    for seed in (1, 2, 3):
        bring(Lake(folder), contacts(seed=seed, count=2_000), str(seed))
    return folder


@KILLS
@pytest.mark.parametrize("verb", ["merge", "undo", "compact"])
def test_killed_at_any_moment_it_is_all_done_or_not_at_all_and_the_next_try_is_exact(
    verb: str, kills: int, brought_before: Path, tmp_path: Path
) -> None:
    file = tmp_path / "rows.parquet"
    pq.write_table(contacts(seed=4, count=2_000), file)
    clean = copied(brought_before, tmp_path / "clean")
    before = state(clean)
    VERBS[verb](clean, file)
    after = state(clean)

    for lake, acknowledged in switched_off(verb, brought_before, file, into=tmp_path, kills=kills):
        found = state(lake)
        assert found in (before, after)
        assert found == after or not acknowledged
        if found != after or verb == "compact":
            VERBS[verb](lake, file)
        assert state(lake) == after
        assert [entry.stands for entry in lake.imports()] == [entry.stands for entry in clean.imports()]


def test_two_who_write_at_once_are_told_so_and_one_of_them_is_done(brought_before: Path, tmp_path: Path) -> None:
    lake = Lake(shutil.copytree(brought_before, tmp_path / "evidence"))
    before = state(lake)

    with only_writer(lake.folder), pytest.raises(EvidenceConflict, match="somebody else is writing"):
        bring(lake, contacts(seed=5, count=10), "5")

    assert state(lake) == before


def test_who_began_to_read_before_a_write_reads_on_what_was_there(brought_before: Path, tmp_path: Path) -> None:
    lake = Lake(shutil.copytree(brought_before, tmp_path / "evidence"))
    reader = lake.evidence(scope=OWNER)
    before = reader.rows(reader.table("contact").aggregate(n=ibis._.count()))

    bring(lake, contacts(seed=6, count=500), "6")
    undo_import(lake, lake.imports()[0].id, now=NOW)
    with only_writer(lake.folder):
        compact(lake.folder)

    assert reader.rows(reader.table("contact").aggregate(n=ibis._.count())) == before


@pytest.mark.parametrize("length", [0, 100, -1], ids=["empty", "cut short", "one byte missing"])
def test_a_torn_file_is_named_and_nothing_is_answered_from_it(
    length: int, brought_before: Path, tmp_path: Path
) -> None:
    lake = Lake(shutil.copytree(brought_before, tmp_path / "evidence"))
    torn = standing(lake.folder / "contact").files[0].path
    held = torn.read_bytes()
    torn.write_bytes(held[:length])

    with pytest.raises(
        EvidenceConflict, match=r"a file of the table contact is torn: .* of .* bytes are there"
    ) as said:
        lake.evidence(scope=OWNER)

    assert said.value.where == str(torn)
    assert "backup" in said.value.fix
    torn.write_bytes(held)
    assert state(lake) == state(Lake(brought_before))


def test_a_file_that_is_gone_is_named(brought_before: Path, tmp_path: Path) -> None:
    lake = Lake(shutil.copytree(brought_before, tmp_path / "evidence"))
    gone = standing(lake.folder / "contact").files[0].path
    gone.unlink()

    with pytest.raises(EvidenceConflict, match="a file of the table contact is gone"):
        lake.evidence(scope=OWNER)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a disk of four megabytes; skipped where nobody may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a disk here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


def test_a_full_disk_leaves_everything_as_it_was_and_the_next_try_ends(small_disk: Path) -> None:
    lake = Lake(small_disk / "evidence")
    bring(lake, contacts(seed=1, count=500), "1")
    before = state(lake)
    (small_disk / "something else").write_bytes(os.urandom(3_300_000))
    large = contacts(seed=2, count=20_000)

    with pytest.raises(OSError, match="No space left"):
        bring(lake, large, "2")

    assert state(lake) == before
    assert [entry.id for entry in lake.imports()] == [entry.id for entry in lake.imports() if entry.stands]
    (small_disk / "something else").unlink()
    bring(lake, large, "2")
    assert len(state(lake)) > len(before)


def test_a_folder_that_may_only_be_read_answers_and_says_that_nothing_can_be_written(small_disk: Path) -> None:
    lake = Lake(small_disk / "evidence")
    bring(lake, contacts(seed=1, count=500), "1")
    before = state(lake)
    remount(small_disk, "ro")

    try:
        assert state(lake) == before
        refused: list[Callable[[], object]] = [
            lambda: bring(lake, contacts(seed=2, count=10), "2"),
            lambda: undo_import(lake, lake.imports()[0].id, now=NOW),
        ]
        for write in refused:
            with pytest.raises(OSError, match=r"Permission denied|Read-only file system"):
                write()
        assert state(lake) == before
    finally:
        remount(small_disk, "rw")
