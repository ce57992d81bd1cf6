"""Rejected rows of somebody who was erased leave the files they were put aside in."""

import csv
import os
from collections.abc import Collection
from pathlib import Path

__all__ = ["without_rejected"]


def without_rejected(folder: Path, people: Collection[str]) -> int:
    """Take the rows that name one of these people out of the rejected files; returns how many those were."""
    gone = 0
    for file in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        with file.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.reader(opened))
        staying = [row for row in rows if not any(person in cell for cell in row for person in people)]
        if len(staying) < len(rows):
            gone += len(rows) - len(staying)
            half = file.with_suffix(f".{os.getpid()}")
            with half.open("w", encoding="utf-8", newline="") as opened:
                csv.writer(opened).writerows(staying)
            half.replace(file)
    return gone
