"""Two who write, and one who reads while another writes: processes that are alive at the same time."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from centreline.evidence.journal import Origin
from centreline.evidence.lake import Lake
from centreline.evidence.scope import Scope

NOW = datetime(2026, 6, 1, tzinfo=UTC)
OWNER = Scope.whole_centre("a test")
ROWS = 3_000

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import pyarrow.parquet as pq
from centreline.evidence.journal import Origin
from centreline.evidence.lake import Lake
from centreline.kernel.errors import EvidenceConflict
lake, name = Lake(Path(sys.argv[1])), Path(sys.argv[2]).stem
rows = pq.read_table(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
try:
    lake.merge("contact", rows, origin=Origin(name, name, "m", "m"), zone="UTC", now=datetime(2026, 7, 1, tzinfo=UTC))
except EvidenceConflict as stop:
    print(stop.what)
else:
    print("acknowledged")
"""


def contacts(queue: str) -> pa.Table:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    at = [first + timedelta(minutes=47 * place) for place in range(ROWS)]
    return pa.table(
        {
            "source": ["acd"] * ROWS,
            "contact_id": [f"{queue}-{place}" for place in range(ROWS)],
            "customer_id": [f"p{place % 700}" for place in range(ROWS)],
            "queue": [queue] * ROWS,
            "offered_at": pa.array(at, pa.timestamp("us", tz="UTC")),
            "outcome": ["handled"] * ROWS,
        }
    )


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Return a lake with contacts of the queue "before"."""
    lake = Lake(tmp_path / "evidence")
    lake.merge("contact", contacts("before"), origin=Origin("b", "b", "m", "m"), zone="UTC", now=NOW)
    return lake


@pytest.fixture
def writers(lake: Lake, tmp_path: Path) -> Iterator[list["subprocess.Popen[str]"]]:
    """Yield two processes that are about to write; each begins when it is told to."""
    with ExitStack() as stack:
        started = []
        for queue in ("one", "two"):
            pq.write_table(contacts(queue), file := tmp_path / f"{queue}.parquet")
            command = [sys.executable, "-c", WRITER, str(lake.folder), str(file)]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            started.append(stack.enter_context(process))
        for process in started:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        yield started


def begin(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def queues(lake: Lake) -> dict[str, int]:
    evidence = lake.evidence(scope=OWNER)
    rows = evidence.rows(evidence.table("contact").group_by("queue").aggregate(rows=ibis._.count()))
    return {row["queue"]: row["rows"] for row in rows}


def test_of_two_who_write_at_once_each_is_done_or_told_so_and_readers_see_all_or_nothing_of_either(
    lake: Lake, writers: list["subprocess.Popen[str]"]
) -> None:
    held = lake.evidence(scope=OWNER)
    all_rows = held.table("contact").count().as_table()
    for process in writers:
        begin(process)

    seen = []
    while any(process.poll() is None for process in writers):
        seen.append(queues(lake))
        assert held.arrow(all_rows)[0].to_pylist() == [ROWS]
    said = {name: process.communicate()[0] for name, process in zip(("one", "two"), writers, strict=True)}

    done = {name for name, words in said.items() if words == "acknowledged\n"}
    assert done
    assert all("somebody else is writing" in said[name] for name in said.keys() - done)
    assert seen
    assert all(rows == ROWS for each in seen for rows in each.values())
    assert queues(lake) == dict.fromkeys({"before", *done}, ROWS)
