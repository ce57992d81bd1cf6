"""A small centre's telephone log, as its system exports it."""

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from centreline.evidence.privacy.door import Door

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)

DOOR = Door(b"a secret of thirty-two bytes, 32!")

CALLS = """\
mapping: calls
version: 1
table: contact
zone: Europe/Berlin
constants: {source: acd, channel: voice}
columns:
  contact_id: id
  customer_id: customer
  queue: queue
  offered_at: at
  wait_ms: {from: wait, unit: s}
  outcome: {from: result, values: {ANSWERED: handled, HANGUP: abandoned}}
  source_updated_at: updated
"""

HEADER = ("id", "customer", "queue", "at", "wait", "result", "updated")

Row = Sequence[str]


def write_csv(path: Path, rows: Iterable[Row], header: Row = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def call(name: str, *, queue: str = "billing", updated: str = "", at: str = "2026-03-02 09:00", wait: str = "5") -> Row:
    return (name, "", queue, at, wait, "ANSWERED", updated)
