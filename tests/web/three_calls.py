"""A centre with three calls of two people, for tests of what is erased: at the command line and where it is served."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["CALLS", "brought"]

MAPPING = """\
mapping: desk
version: 1
table: contact
zone: Europe/London
constants: {source: desk, channel: voice, outcome: handled}
columns:
  contact_id: call
  customer_id: who
  offered_at: {from: came, format: "%Y-%m-%d %H:%M:%S"}
"""
CALLS = "call,who,came\n1,ada-7,2024-01-05 09:00:00\n2,bob-1,2024-01-05 10:00:00\n3,ada-7,2026-01-05 09:00:00\n"


def brought(run: Callable[..., Any], place: Path, *, calls: str = CALLS) -> Any:
    """Begin a centre, bring calls whose file lies beside it, and return what the command said of them.

    Args:
        run: Runs a command as a person does.
        place: Where the centre shall be.
        calls: The rows of the file.
    """
    file = place.parent / "calls.csv"
    run("init", place, "--name", "A centre", "--zone", "Europe/London")
    (place / "mappings" / "desk.yaml").write_text(MAPPING, encoding="utf-8")
    file.write_text(calls, encoding="utf-8")
    return run("ingest", "contact", file, "-m", "desk", "-w", place)
