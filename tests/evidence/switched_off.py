"""Switches a verb off while it works: `for lake, acknowledged in switched_off("merge", before, file, into=…, kills=2)`.

The verb runs in a process of its own, `python switched_off.py VERB LAKE FILE`, which says when it begins and when it is
done. The moments at which it is killed are spread over the time that it takes here, so that a fast machine and a slow
one both kill it in the middle.
"""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from centreline.evidence.lake import Lake

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def _merge(lake: Lake, file: Path) -> None:
    import pyarrow.parquet as pq

    from centreline.evidence.journal import Origin

    lake.merge("contact", pq.read_table(file), origin=Origin("z.csv", "z", "m", "m"), zone="UTC", now=NOW)


def _undo(lake: Lake, file: Path) -> None:
    from centreline.evidence.undo import undo_import

    undo_import(lake, lake.imports()[-1].id, now=NOW)


def _compact(lake: Lake, file: Path) -> None:
    from centreline.evidence.compacting import compact
    from centreline.evidence.locking import only_writer

    with only_writer(lake.folder):
        compact(lake.folder)


def _ingest(lake: Lake, file: Path) -> None:
    from telephone import DOOR

    from centreline.evidence.ingest import ingest_file
    from centreline.evidence.mapping import load_mapping

    mapping = load_mapping(file.with_name("mapping.yaml"))
    ingest_file(lake, file, mapping=mapping, door=DOOR, zone="UTC", now=NOW)


def _records(lake: Lake, file: Path) -> None:
    from telephone import DOOR

    from centreline.evidence.records import bring_records
    from centreline.evidence.vendors.book import reader_named

    source = reader_named("amazon_connect_contacts")
    bring_records(lake, file, source=source, named="connect", zone="UTC", now=NOW, door=DOOR)


def _erase(lake: Lake, file: Path) -> None:
    from telephone import DOOR

    from centreline.evidence.erasure.plan import plans_of
    from centreline.evidence.erasure.running import run_erasure

    run_erasure(lake, plans_of(lake.folder)[-1].id, door=DOOR, workspace=lake.folder.parent, now=NOW)


VERBS: dict[str, Callable[[Lake, Path], None]] = {
    "merge": _merge, "undo": _undo, "compact": _compact, "ingest": _ingest, "records": _records, "erase": _erase,
}  # fmt: skip


def switched_off(verb: str, before: Path, file: Path, *, into: Path, kills: int) -> Iterator[tuple[Lake, bool]]:
    """Yield a copy of a lake each time a verb was killed in it, and whether it had said that it was done.

    Args:
        verb: One of `VERBS`.
        before: The lake's folder; it stays as it is.
        file: What the verb is given.
        into: Where the copies are made, each in a folder of its own.
        kills: How often it is killed between beginning and end.
    """
    took_s = _run(verb, copied(before, into / "measured"), file, kill_after_s=None)
    moments, midway = random.Random(verb), 0
    for attempt in range(4 * kills):
        lake, after_s = copied(before, into / f"killed {attempt}"), took_s * (midway + moments.random()) / kills
        came_too_late = attempt - midway  # By then the machine has become faster than it was when it was measured.
        acknowledged = _run(verb, lake, file, kill_after_s=after_s * 0.8**came_too_late) > 0
        midway += not acknowledged
        yield lake, acknowledged
        if midway == kills:
            return
    raise AssertionError(f"{verb} was killed {midway} times before its end, not {kills}: nothing was tried")


def copied(before: Path, workspace: Path) -> Lake:
    """Return a copy of a lake in a workspace of its own."""
    return Lake(shutil.copytree(before, workspace / "evidence"))


def _run(verb: str, lake: Lake, file: Path, *, kill_after_s: float | None) -> float:
    """Run a verb, kill it or let it end; return the seconds until it said that it was done, 0 where it did not."""
    command = [sys.executable, __file__, verb, str(lake.folder), str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begins\n"
        began = time.perf_counter()
        if kill_after_s is not None:
            time.sleep(kill_after_s)
            process.send_signal(signal.SIGKILL)
        done = process.stdout.readline() == "acknowledged\n"
        took_s = time.perf_counter() - began
    assert done or kill_after_s is not None, f"{verb} did not end by itself"
    return took_s if done else 0.0


if __name__ == "__main__":
    _, named, folder, given = sys.argv
    import centreline.evidence.engine
    import centreline.evidence.records  # noqa: F401 - what a program that is running has loaded

    print("begins", flush=True)  # noqa: T201 - whoever kills it waits for the word
    VERBS[named](Lake(Path(folder)), Path(given))
    print("acknowledged", flush=True)  # noqa: T201 - as above
