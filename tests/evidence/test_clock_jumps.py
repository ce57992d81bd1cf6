"""The machine's clock jumps back and forward between two imports: their order is that in which they came."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from telephone import CALLS, DOOR, NOW, call, write_csv

from centreline.evidence.ingest import ingest_file
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import Mapping
from centreline.evidence.undo import undo_import

Held = Callable[..., list[dict[str, Any]]]

JUMPS = (timedelta(), -timedelta(days=400), timedelta(days=9))


def test_of_two_copies_the_one_that_came_last_stays_whatever_the_clock_said(
    lake: Lake, held: Held, mapping_of: Callable[[str], Mapping], tmp_path: Path
) -> None:
    mapping = mapping_of(CALLS)
    for number, jump in enumerate(JUMPS):
        path = write_csv(tmp_path / f"{number}.csv", [call("a", queue=f"copy {number}")])
        ingest_file(lake, path, mapping=mapping, door=DOOR, zone="UTC", now=NOW + jump)

    entries = lake.imports()
    assert [entry.origin.file for entry in entries] == ["0.csv", "1.csv", "2.csv"]
    assert [entry.at - NOW for entry in entries] == list(JUMPS)
    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "copy 2"}]

    undo_import(lake, entries[2].id, now=NOW - timedelta(days=800))

    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "copy 1"}]
