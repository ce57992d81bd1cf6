"""What somebody decided of two customers: that they are one person, or are not. It outlives every refresh.

The file `evidence/.persons.json` holds the decisions in their order; customers are named by their pseudonyms.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from centreline.evidence.whole_files import write_whole
from centreline.kernel.errors import EvidenceConflict
from centreline.kernel.identity import content_hash

__all__ = ["Decision", "Verdict", "decide", "decisions_key", "forget_decisions", "read_decisions", "standing_decisions"]

FILE = ".persons.json"


class Verdict(StrEnum):
    """What was decided of two customers."""

    JOINED = "joined"
    KEPT_APART = "kept_apart"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about two customers.

    Attributes:
        one: The customer whose name comes first.
        other: The other one.
        verdict: One person, or not.
        at: When it was decided.
        because: Why, in the words of whoever decided.
        by: Who decided, as they called themselves; empty where nobody said.
    """

    one: str
    other: str
    verdict: Verdict
    at: datetime
    because: str = ""
    by: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two customers in the order of their names."""
        return self.one, self.other


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Return every decision that was taken in this lake, the first one first.

    Raises:
        EvidenceConflict: the file is there and cannot be read.
    """
    file = folder / FILE
    if not file.exists():
        return ()
    try:
        written = json.loads(file.read_text(encoding="utf-8"))
        return tuple(
            Decision(
                row["one"],
                row["other"],
                Verdict(row["verdict"]),
                datetime.fromisoformat(row["at"]),
                row["because"],
                row.get("by", ""),  # What was decided before names were kept has none.
            )
            for row in written
        )
    except (ValueError, KeyError, TypeError) as error:
        raise EvidenceConflict(
            "cannot read what was decided of customers",
            where=str(file),
            fix="restore the file from a backup, or remove it and decide again",
        ) from error


def decide(  # noqa: PLR0913 (two customers, what of them, when, why and by whom)
    folder: Path, one: str, other: str, *, verdict: Verdict, now: datetime, because: str = "", by: str = ""
) -> Decision:
    """Add a decision; of two about the same customers the later one stands.

    Raises:
        EvidenceConflict: both names are the same.
    """
    if one == other:
        raise EvidenceConflict(
            f"{one!r} is one customer, not two", where="the customers you named", fix="name two different customers"
        )
    first, second = sorted((one, other))
    decision = Decision(first, second, verdict, now, because, by)
    _write(folder, [*read_decisions(folder), decision])
    return decision


def forget_decisions(folder: Path, people: Collection[str]) -> None:
    """Remove what was decided of people who were erased."""
    decisions = read_decisions(folder)
    staying = [decision for decision in decisions if not set(people) & set(decision.pair)]
    if len(staying) < len(decisions):
        _write(folder, staying)


def standing_decisions(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """Return the last decision about each two customers."""
    return {decision.pair: decision for decision in decisions}


def decisions_key(decisions: Iterable[Decision]) -> str:
    """Return characters that change whenever what was decided does."""
    standing = standing_decisions(decisions)
    return content_hash(sorted([*pair, decision.verdict] for pair, decision in standing.items()))[:12]


def _write(folder: Path, decisions: list[Decision]) -> None:
    write_whole(folder / FILE, [{**asdict(decision), "at": decision.at.isoformat()} for decision in decisions])
