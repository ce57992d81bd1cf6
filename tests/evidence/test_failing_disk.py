"""The disk fails while something is brought: what it did not say is on it is told to nobody, and the next try ends."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from telephone import call

from centreline.evidence.ingest import IngestReport
from centreline.evidence.lake import Lake
from centreline.evidence.scope import Scope

Bring = Callable[..., IngestReport]


class Disk:
    """Does what the real one does, counted, until the time it is told to fail.

    Args:
        place: What holds the function, and its name.
        monkeypatch: Puts it back.
    """

    def __init__(self, place: tuple[object, str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        self.fails_at = 0
        real = getattr(*place)

        def does(*given: object, **named: object) -> object:
            self.times += 1
            if self.times == self.fails_at:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return real(*given, **named)

        monkeypatch.setattr(*place, does)


def rows_in(lake: Lake) -> list[str]:
    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    return sorted(evidence.arrow(evidence.table("contact").select("contact_id"))[0].to_pylist())


CALLS_BEFORE = [call(f"c{n}", queue="old") for n in range(20)]
CHANGED = [call(f"c{n}", queue="new", updated="2026-06-01 00:00") for n in range(5)]
CALLS_NEW = [*CHANGED, *(call(f"d{n}", at=f"2026-0{4 + n % 2}-02 09:00") for n in range(20))]


PARTS = {"what it is asked to keep": (os, "fsync"), "what is written": (pq.ParquetWriter, "write_table")}


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_acknowledged_that_the_disk_did_not_keep(
    bring: Bring, lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    bring(CALLS_BEFORE, name="first.csv")
    before, disk = rows_in(lake), Disk(PARTS[part], monkeypatch)
    bring(CALLS_NEW, into=Lake(shutil.copytree(lake.folder, tmp_path / "counted" / "evidence")))
    last = disk.times

    for fails_at in sorted({1, last // 2, last}):
        failing = Lake(shutil.copytree(lake.folder, tmp_path / str(fails_at) / "evidence"))
        disk.times, disk.fails_at = 0, fails_at
        with pytest.raises(OSError, match="Input/output error"):
            bring(CALLS_NEW, into=failing)
        assert len(rows_in(failing)) in {len(before), 40}
        disk.fails_at = 0
        bring(CALLS_NEW, into=failing)
        assert len(rows_in(failing)) == 40
    assert last > 2
