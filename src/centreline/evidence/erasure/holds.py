"""Legal holds: what may not leave while a hold stands, whatever retention or erasure says.

The file `evidence/.holds.json` keeps every hold, those that were lifted too.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from centreline.evidence.privacy.door import Door
from centreline.evidence.privacy.span import Redacted
from centreline.evidence.whole_files import write_whole
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict
from centreline.kernel.identity import content_hash, nearest

__all__ = [
    "Hold",
    "forget_lifted",
    "held_people",
    "holds_of",
    "keep_hold",
    "lift",
    "new_hold",
    "place_hold",
    "reason_without",
]

FILE = ".holds.json"
KINDS = ("customer", "phone", "email", "account")
"""What a word of a reason may be that names somebody."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold.

    Attributes:
        id: Eight characters.
        people: Pseudonyms of those whose rows stay.
        because: Why, in the words of whoever placed it.
        by: Who placed it.
        at: When.
        lifted_by: Who lifted it; None while it stands.
        lifted_at: When.
        lifted_because: Why; empty where nobody said so.
    """

    id: str
    people: frozenset[str]
    because: str
    by: str
    at: str
    lifted_by: str | None = None
    lifted_at: str | None = None
    lifted_because: str = ""

    @property
    def stands(self) -> bool:
        """Whether nobody has lifted it."""
        return self.lifted_at is None


def holds_of(folder: Path) -> tuple[Hold, ...]:
    """Return every hold of a lake, in the order they were placed.

    Raises:
        EvidenceConflict: the file is there and cannot be read: nothing may leave before it is mended.
    """
    file = folder / FILE
    if not file.exists():
        return ()
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return tuple(Hold(**{**row, "people": frozenset(row["people"])}) for row in rows)
    except (ValueError, KeyError, TypeError) as error:
        raise EvidenceConflict(
            "the legal holds cannot be read, so nobody can tell what has to stay",
            where=str(file),
            fix="restore the file from a backup before anything is erased",
        ) from error


def held_people(folder: Path) -> tuple[Hold, ...]:
    """Return the holds that stand."""
    return tuple(hold for hold in holds_of(folder) if hold.stands)


def place_hold(folder: Path, people: frozenset[str], *, because: str, by: str, now: datetime) -> Hold:
    """Keep everything of some people from leaving.

    Raises:
        ArgumentInvalid: without a reason.
    """
    return keep_hold(folder, new_hold(people, because=because, by=by, now=now))


def new_hold(people: frozenset[str], *, because: str, by: str, now: datetime) -> Hold:
    """Return a hold that is kept nowhere yet.

    Raises:
        ArgumentInvalid: without a reason.
    """
    if not because.strip():
        raise ArgumentInvalid("a legal hold needs a reason", where="the reason", fix="name the case it is placed for")
    return Hold(content_hash([sorted(people), by, now.isoformat()])[:8], people, because.strip(), by, now.isoformat())


def keep_hold(folder: Path, hold: Hold) -> Hold:
    """Write a hold down; from now on nothing of its people leaves."""
    _write(folder, (*holds_of(folder), hold))
    return hold


def reason_without(people: Collection[str], because: str, *, door: Door) -> Redacted:
    """Return why a hold is placed or lifted, without addresses, telephone and card numbers: the list is read by more.

    Args:
        people: Pseudonyms of those it is about.
        because: What somebody wrote.
        door: Of the workspace.

    Raises:
        ArgumentInvalid: it names the person by what a source calls them, or by a key of theirs.
    """
    kept = door.redact(because)
    words = {word.strip(".,;:!?()[]\"'") for word in kept.text.split()} - {""}
    if any(door.pseudonym(word, of=kind) in people for word in words for kind in KINDS):
        raise ArgumentInvalid(
            "the reason names the person it is about",
            where="the reason",
            fix="name the case instead: more people read the holds than may look for a person",
        )
    return kept


def lift(folder: Path, hold_id: str, *, by: str, now: datetime, because: str = "") -> Hold:
    """Lift a hold; it stays in the list.

    Raises:
        EvidenceConflict: there is no such hold, or it was lifted.
    """
    standing = {hold.id: hold for hold in held_people(folder)}
    if hold_id not in standing:
        meant = nearest(hold_id, standing)
        raise EvidenceConflict(
            f"no hold that stands is called {hold_id!r}",
            where=str(folder / FILE),
            fix=f"did you mean {meant}?" if meant else "look at the holds that stand; somebody may have lifted it",
        )
    lifted = replace(standing[hold_id], lifted_by=by, lifted_at=now.isoformat(), lifted_because=because)
    _write(folder, [lifted if hold.id == hold_id else hold for hold in holds_of(folder)])
    return lifted


def forget_lifted(folder: Path, people: Collection[str]) -> None:
    """Take people who were erased out of the holds that were lifted; who placed those, when and why stays."""
    holds = holds_of(folder)
    left = [hold if hold.stands else replace(hold, people=hold.people - set(people)) for hold in holds]
    if left != list(holds):
        _write(folder, left)


def _write(folder: Path, holds: Iterable[Hold]) -> None:
    write_whole(folder / FILE, [{**asdict(hold), "people": sorted(hold.people)} for hold in holds])
