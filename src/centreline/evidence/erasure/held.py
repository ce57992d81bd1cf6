"""Everything that is held on one person, as they may ask for it: their rows of every table, word for word."""

from dataclasses import dataclass
from typing import Any

from centreline.evidence.contract import Contract, Privacy
from centreline.evidence.contracts import KEPT
from centreline.evidence.delta import current_rows
from centreline.evidence.engine import open_engine
from centreline.evidence.erasure.leaving import PeopleLeaving
from centreline.evidence.lake import Lake

__all__ = ["HeldRows", "held_on"]


@dataclass(frozen=True, slots=True)
class HeldRows:
    """What one table holds on a person.

    Attributes:
        table: Its name.
        meaning: What one of its rows is.
        columns: The columns that are handed out, each with what it means.
        left_out: Columns about workers, whose own these are.
        rows: The person's rows, those columns alone.
        about_workers: Rows on workers that name a contact of the person; they are the workers' and not handed out.
    """

    table: str
    meaning: str
    columns: dict[str, str]
    left_out: tuple[str, ...]
    rows: list[dict[str, Any]]
    about_workers: int


def held_on(lake: Lake, leaving: PeopleLeaving) -> tuple[HeldRows, ...]:
    """Return what every table holds on a person; tables that hold nothing are left out.

    Args:
        lake: The evidence.
        leaving: What is theirs, from `find_person`: the same rows that an erasure would take out.
    """
    held = (_held(lake, contract, leaving) for contract in KEPT.values())
    return tuple(one for one in held if one is not None and (one.rows or one.about_workers))


def _held(lake: Lake, contract: Contract, leaving: PeopleLeaving) -> HeldRows | None:
    rows = current_rows(open_engine(), lake.folder / contract.name, contract=contract)
    if rows is None:
        return None
    there = [column for column in contract.columns if column.name in rows.columns]
    own = {column.name: column.meaning for column in there if column.privacy is not Privacy.WORKER}
    theirs = rows.filter(leaving.leaves(contract.name, rows)).select(*own)
    about_workers = rows.filter(leaving.loses_contact(contract.name, rows)).count().to_pyarrow().as_py()
    left_out = tuple(column.name for column in there if column.name not in own)
    return HeldRows(contract.name, contract.meaning, own, left_out, theirs.to_pyarrow().to_pylist(), about_workers)
