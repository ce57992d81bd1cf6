"""The trail: what was done, by whom, and a chain of hashes in which no line can be changed unnoticed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

__all__ = ["BEGINNING", "Broken", "Line", "chained", "first_broken"]

BEGINNING = "0" * 64
"""What stands before the first line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was done.

    Attributes:
        number: 1, 2, 3, without a gap.
        at: When.
        by: Who.
        acting_for: In whose place; empty where in nobody's.
        act: The verb.
        kind: What it was done to: the kind of entry, or another thing such as `import` or `session`.
        key: Which of them.
        says: In words, at most 200 characters.
        before: What it said before; None where there was nothing.
        after: What it says now; None where there is nothing any more.
        request: Id of the request or command.
        address: From where.
        previous: Hash of the line before.
        hash: SHA-256 of the line before and everything above.
    """

    number: int
    at: datetime
    by: str
    acting_for: str = ""
    act: str
    kind: str
    key: str
    says: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    request: str = ""
    address: str = ""
    previous: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first line that is not as it was written.

    Attributes:
        number: Which line, or the number that is missing.
        because: What is wrong with it.
    """

    number: int
    because: str


def chained(line: Line, *, previous: str) -> Line:
    """Return the line with the hash of the one before it and its own.

    >>> first = Line(number=1, at=datetime(2026, 1, 5, tzinfo=UTC), by="lee", act="make_note", kind="note", key="n1")
    >>> len(chained(first, previous=BEGINNING).hash)
    64
    """
    return replace(line, previous=previous, hash=_digest(line, previous=previous))


def first_broken(lines: Iterable[Line], *, ends_with: tuple[int, str] | None = None) -> Broken | None:
    """Return the first line that was changed, left out or put in; None where the chain is whole.

    Args:
        lines: All of them, oldest first.
        ends_with: Number and hash of the newest line, kept apart: lines cut off at the end are missed without it.
    """
    previous, number = BEGINNING, 0
    for line in lines:
        number += 1
        if line.number != number:
            return Broken(number, f"line {number} is missing; line {line.number} follows")
        if line.previous != previous:
            return Broken(number, "it does not follow the line before it")
        if line.hash != _digest(line, previous=previous):
            return Broken(number, "it says something else than was written")
        previous = line.hash
    if ends_with is not None and ends_with != (number, previous):
        return Broken(number + 1, f"the trail ended with line {ends_with[0]}, and ends with line {number} now")
    return None


def _digest(line: Line, *, previous: str) -> str:
    said = {
        "number": line.number,
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": line.by,
        "acting_for": line.acting_for,
        "act": line.act,
        "kind": line.kind,
        "key": line.key,
        "says": line.says,
        "before": line.before,
        "after": line.after,
        "request": line.request,
        "address": line.address,
    }
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()
