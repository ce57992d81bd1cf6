"""An erasure is asked for, looked at, approved by somebody else, run, and proved.

Every plan is a file in `evidence/.erasures/`. While it waits it holds the pseudonyms of the person; once it was run it
holds counts alone.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from centreline.evidence.whole_files import write_whole
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict
from centreline.kernel.identity import content_hash, nearest

__all__ = ["Erasure", "approved", "plan_named", "planned", "plans_of", "write_plan"]

FOLDER = ".erasures"


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erasure, from the day it was asked for.

    Attributes:
        id: Twelve characters.
        people: Pseudonyms of the person; empty once it was run.
        because: Why, in the words of whoever asked.
        asked_by: Who asked.
        asked_at: When.
        found: What would leave, when it was asked: rows by table and files.
        approved_by: Who approved; never the one who asked.
        approved_at: When.
        run_at: When it was run.
        removed: Rows that left each table.
        proof: What was looked through afterwards, and what was found there.
    """

    id: str
    people: tuple[str, ...]
    because: str
    asked_by: str
    asked_at: str
    found: Mapping[str, Any]
    approved_by: str | None = None
    approved_at: str | None = None
    run_at: str | None = None
    removed: Mapping[str, Any] = field(default_factory=dict)
    proof: Mapping[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """Return how far it is: asked, approved or run."""
        return "run" if self.run_at else "approved" if self.approved_by else "asked"


def planned(  # noqa: PLR0913 - who asks for what, when and why
    folder: Path, *, people: frozenset[str], because: str, by: str, now: datetime, found: Mapping[str, Any]
) -> Erasure:
    """Write down an erasure that somebody asks for; nothing leaves yet.

    Args:
        folder: The lake.
        people: Pseudonyms of the person.
        because: Why.
        by: Who asks.
        now: When.
        found: What would leave.
    """
    if not because.strip():
        raise ArgumentInvalid("an erasure needs a reason", where="--because", fix="say who asked for it and when")
    plan_id = content_hash([sorted(people), by, now.isoformat()])[:12]
    plan = Erasure(plan_id, tuple(sorted(people)), because, by, now.isoformat(), dict(found))
    write_plan(folder, plan)
    return plan


def approved(folder: Path, plan_id: str, *, by: str, now: datetime) -> Erasure:
    """Approve an erasure somebody else asked for.

    Raises:
        ArgumentInvalid: whoever asked cannot approve.
        EvidenceConflict: there is no such erasure, or it was run.
    """
    plan = plan_named(folder, plan_id)
    if plan.run_at:
        raise EvidenceConflict(
            f"the erasure {plan.id} was run on {plan.run_at[:10]}", where=str(folder / FOLDER), fix="ask for a new one"
        )
    if by.strip().casefold() == plan.asked_by.strip().casefold():
        raise ArgumentInvalid(
            f"{by!r} asked for this erasure, and so cannot approve it",
            where="--by",
            fix="let a second person look at what would leave, and approve it",
        )
    plan = replace(plan, approved_by=by, approved_at=now.isoformat())
    write_plan(folder, plan)
    return plan


def plans_of(folder: Path) -> tuple[Erasure, ...]:
    """Return every erasure of a lake, in the order they were asked for."""
    plans = [_read(file) for file in (folder / FOLDER).glob("*.json")]
    return tuple(sorted(plans, key=lambda plan: (plan.asked_at, plan.id)))


def plan_named(folder: Path, plan_id: str) -> Erasure:
    """Return the erasure of that name.

    Raises:
        EvidenceConflict: there is none.
    """
    plans = {plan.id: plan for plan in plans_of(folder)}
    if plan_id in plans:
        return plans[plan_id]
    meant = nearest(plan_id, plans)
    raise EvidenceConflict(
        f"no erasure is called {plan_id!r}",
        where=str(folder / FOLDER),
        fix=f"did you mean {meant}?" if meant else "see them with `centreline erase list`",
    )


def write_plan(folder: Path, plan: Erasure) -> None:
    """Keep a plan; the file is whole or as it was, whenever the machine is switched off."""
    write_whole(folder / FOLDER / f"{plan.id}.json", asdict(plan))


def _read(file: Path) -> Erasure:
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        return Erasure(**{**held, "people": tuple(held["people"])})
    except (ValueError, KeyError, TypeError) as error:
        raise EvidenceConflict(
            "an erasure cannot be read", where=str(file), fix="restore the file from a backup, or ask again"
        ) from error
