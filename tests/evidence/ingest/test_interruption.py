"""kill -9 while a file comes in: all of it or nothing, and the next try gives the right table."""

from collections.abc import Callable
from pathlib import Path

import pytest
from switched_off import switched_off
from telephone import CALLS, DOOR, NOW, call, write_csv

from centreline.evidence.ingest import ingest_file
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import Mapping
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import

ROWS = 30_000


@pytest.mark.parametrize("kills", [1, pytest.param(20, marks=pytest.mark.nightly)])
def test_a_killed_import_leaves_all_or_nothing_and_the_next_one_is_exact(
    kills: int, lake: Lake, mapping_of: Callable[[str], Mapping], tmp_path: Path
) -> None:
    mapping = mapping_of(CALLS)
    first = write_csv(
        tmp_path / "first.csv", [call(f"c{n}", queue="old", updated="2026-03-02 10:00") for n in range(99)]
    )
    ingest_file(lake, first, mapping=mapping, door=DOOR, zone="UTC", now=NOW)
    path = write_csv(
        tmp_path / "calls.csv", [call(f"c{n}", queue="new", updated="2026-03-02 11:00") for n in range(ROWS)]
    )

    for killed, acknowledged in switched_off("ingest", lake.folder, path, into=tmp_path / "each", kills=kills):
        queues = _queues(killed)
        assert queues in ({"old": 99}, {"new": ROWS}), "half an import is worse than none"
        assert queues == {"new": ROWS} or not acknowledged
        assert len([entry for entry in killed.imports() if entry.stands]) == len(queues) + (queues != {"old": 99})

        ingest_file(killed, path, mapping=mapping, door=DOOR, zone="UTC", now=NOW)
        assert _queues(killed) == {"new": ROWS}
        brought = sorted(folder.name for folder in (killed.folder / ".brought").iterdir())
        assert brought == [entry.id for entry in killed.imports()]

    undo_import(killed, killed.imports()[-1].id, now=NOW)
    assert _queues(killed) == {"old": 99}


def _queues(lake: Lake) -> dict[str, int]:
    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    contacts = evidence.table("contact")
    counted = evidence.rows(contacts.group_by("queue").aggregate(rows=contacts.count()))
    return {row["queue"]: row["rows"] for row in counted}
