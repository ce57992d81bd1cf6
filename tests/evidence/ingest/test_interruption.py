"""kill -9 while a file comes in: all of it or nothing, and the next try gives the right table."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from telephone import CALLS, DOOR, NOW, call, write_csv

from centreline.evidence.ingest import ingest_file
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import Mapping
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import

ROWS = 30_000
KILLS = 4

INGEST = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from centreline.evidence.ingest import ingest_file
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import load_mapping
from centreline.evidence.privacy.door import Door

lake, path, mapping = (Path(argument) for argument in sys.argv[1:])
mapping, door, now = load_mapping(mapping), Door(b"a secret of thirty-two bytes, 32!"), datetime(2026, 7, 1, tzinfo=UTC)
print("begins", flush=True)
ingest_file(Lake(lake), path, mapping=mapping, door=door, zone="UTC", now=now)
print("ends", flush=True)
"""


def test_a_killed_import_leaves_all_or_nothing_and_the_next_one_is_exact(
    lake: Lake, mapping_of: Callable[[str], Mapping], tmp_path: Path
) -> None:
    mapping = mapping_of(CALLS)
    first = write_csv(
        tmp_path / "first.csv", [call(f"c{n}", queue="old", updated="2026-03-02 10:00") for n in range(99)]
    )
    ingest_file(lake, first, mapping=mapping, door=DOOR, zone="UTC", now=NOW)
    path = write_csv(
        tmp_path / "calls.csv", [call(f"c{n}", queue="new", updated="2026-03-02 11:00") for n in range(ROWS)]
    )
    moments = random.Random(20260701)

    for _ in range(KILLS):
        command = [sys.executable, "-c", INGEST, str(lake.folder), str(path), str(tmp_path / "mapping.yaml")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "begins\n"
            time.sleep(moments.uniform(0.0, 1.0))
            process.send_signal(signal.SIGKILL)
        queues = _queues(lake)
        assert queues in ({"old": 99}, {"new": ROWS}), "half an import is worse than none"
        assert len([entry for entry in lake.imports() if entry.stands]) == len(queues) + (queues != {"old": 99})

    ingest_file(lake, path, mapping=mapping, door=DOOR, zone="UTC", now=NOW)
    assert _queues(lake) == {"new": ROWS}
    assert sorted(folder.name for folder in (lake.folder / ".brought").iterdir()) == [e.id for e in lake.imports()]

    undo_import(lake, lake.imports()[-1].id, now=NOW)
    assert _queues(lake) == {"old": 99}


def _queues(lake: Lake) -> dict[str, int]:
    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    contacts = evidence.table("contact")
    counted = evidence.rows(contacts.group_by("queue").aggregate(rows=contacts.count()))
    return {row["queue"]: row["rows"] for row in counted}
