"""An import that somebody stops while it runs keeps nothing, and can be begun again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from telephone import CALLS, DOOR, NOW, call, write_csv

from centreline.evidence.ingest import ingest_file, plain
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import Mapping
from centreline.evidence.scope import Scope
from centreline.kernel.errors import JobCancelled


def files_below(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_running_import_that_is_stopped_keeps_nothing(
    lake: Lake, mapping_of: Callable[[str], Mapping], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain, "BLOCK_BYTES", 4_000)
    mapping, workspace = mapping_of(CALLS), lake.folder.parent
    first = write_csv(tmp_path / "first.csv", [call("a"), call("broken", wait="a while")])
    ingest_file(lake, first, mapping=mapping, door=DOOR, zone="UTC", now=NOW)
    before, told = files_below(workspace), list[int]()

    def stop_at_the_third(done: int, _total: int | None) -> None:
        told.append(done)
        if len(told) == 3:
            raise JobCancelled("somebody asked it to stop", where="a test", fix="ask for it again")

    rows = [call(f"c{n}", wait="5" if n % 7 else "a while") for n in range(2_000)]
    many = write_csv(tmp_path / "many.csv", rows)
    with pytest.raises(JobCancelled):
        ingest_file(lake, many, mapping=mapping, door=DOOR, zone="UTC", now=NOW, progress=stop_at_the_third)

    assert 0 < told[-1] < 2_000
    assert files_below(workspace) == before
    report = ingest_file(lake, many, mapping=mapping, door=DOOR, zone="UTC", now=NOW)
    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    assert evidence.filled("contact", "contact_id") == 1 + report.counts.created
