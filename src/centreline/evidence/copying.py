"""A copy of the evidence in a warehouse: made once, refreshed where it changed, and known to be behind when it is.

The copy holds what the lake holds, table by table and month by month, and an account of it: which version of the
evidence it is, and for every month the state it was copied in. A month whose state is the same is not copied again.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import ibis
import pyarrow as pa

from centreline.evidence.commits import standing
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.delta import actions_of, has_table, open_table
from centreline.evidence.engine import Evidence, open_engine, stream
from centreline.evidence.engines.duckdb import DuckDB
from centreline.evidence.engines.port import Warehouse
from centreline.evidence.following import GAPS_RULE
from centreline.evidence.lake import MERGING_MEMORY_MB, Lake
from centreline.evidence.schema import arrow_schema
from centreline.evidence.scope import Scope
from centreline.kernel.errors import EvidenceMissing
from centreline.kernel.identity import content_hash

__all__ = ["Account", "Copied", "account_of", "copied_evidence", "copy_to"]

Progress = Callable[[int, int, str], None]
"""Told before each month: how many are done, how many there are, and the table that is copied now."""

Months = Mapping[str, Sequence[Path]]


@dataclass(frozen=True, slots=True)
class Account:
    """What a copy holds.

    Attributes:
        version: The version of the evidence it is a copy of.
        copied_at: When it was made, in UTC.
        finished: Whether all of it is there.
        sources: By table, the files its rows came from.
        months: By table and month, the state the month was in.
        keeps_gaps: Whether the gap columns of contacts hold what they say.
    """

    version: str
    copied_at: str
    finished: bool
    sources: Mapping[str, Sequence[str]]
    months: Mapping[str, Mapping[str, str]]
    keeps_gaps: bool = False


@dataclass(frozen=True, slots=True)
class Copied:
    """What copying did.

    Attributes:
        version: The version of the evidence the copy is of now.
        months: By table, the months that were copied; empty where the copy was up to date.
        rows: By table, how many rows those have.
    """

    version: str
    months: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, int]


def account_of(warehouse: Warehouse) -> Account | None:
    """Return what the copy in a warehouse holds; None where there is none."""
    text = warehouse.account()
    return None if text is None else Account(**json.loads(text))


def copy_to(lake: Lake, warehouse: Warehouse, *, now: datetime, progress: Progress | None = None) -> Copied:
    """Copy the evidence into a warehouse, or refresh the copy that is there.

    Args:
        lake: What is copied.
        warehouse: Where to.
        now: When this happens.
        progress: Told how far it is.

    Raises:
        EvidenceMissing: nothing has been brought that could be copied.
    """
    version, files = _settled(lake)
    if not files:
        raise EvidenceMissing(
            "there is nothing to copy",
            where=str(lake.folder),
            fix="bring a file with `centreline ingest TABLE FILE --mapping MAPPING`",
        )
    states = {name: {month: _state(paths) for month, paths in months.items()} for name, months in files.items()}
    sources = {name: lake.sources(name) for name in files}
    with warehouse.writing():
        before = account_of(warehouse)
        held = {name: dict(months) for name, months in before.months.items()} if before else {}
        due = _due(states, held)
        if before is None or not before.finished or due or before.version != version:
            begun = Account(version, now.isoformat(timespec="seconds"), finished=False, sources=sources, months=held)
            warehouse.keep_account(_written(begun))
            rows = _copied(files, warehouse, due=due, progress=progress)
            gaps = "contact" in files and standing(lake.folder / "contact").gaps == GAPS_RULE
            done = replace(begun, finished=True, months=states, keeps_gaps=gaps)
            warehouse.keep_account(_written(done))
        else:
            rows = {}
    months = {name: tuple(month for table, month in due if table == name) for name in dict(due)}
    return Copied(version, months, rows)


def copied_evidence(lake: Lake, warehouse: Warehouse, *, scope: Scope) -> tuple[Evidence, Account]:
    """Return the copy in a warehouse, ready to be asked, and what it holds.

    Raises:
        EvidenceMissing: there is no copy, or none that is whole.
    """
    warehouse.snapshot()
    account = account_of(warehouse)
    if account is None or not account.finished:
        there = "there is no copy of the evidence" if account is None else "the copy of the evidence is not finished"
        raise EvidenceMissing(
            f"{there} in {warehouse.name}",
            where=f"the warehouse this workspace asks ({lake.folder})",
            fix="copy it with `centreline copy-to URL`",
        )
    held = {
        name: warehouse.stored(name, ibis.Schema.from_pyarrow(arrow_schema(contract)))
        for name, contract in CONTRACTS.items()
        if account.months.get(name)
    }
    evidence = Evidence(
        warehouse,
        tables=held,
        version=account.version,
        sources=account.sources,
        scope=scope,
        keeps_gaps=account.keeps_gaps,
    )
    return evidence, account


def _settled(lake: Lake) -> tuple[str, dict[str, Months]]:
    """Return a version of the evidence and the files of exactly that version."""
    while True:
        version = lake.version
        names = [name for name in CONTRACTS if has_table(lake.folder / name)]
        files = {name: _by_month(lake.folder / name) for name in names}
        if lake.version == version:
            return version, {name: months for name, months in files.items() if months}


def _by_month(folder: Path) -> Months:
    actions = actions_of(open_table(folder))
    files: dict[str, list[Path]] = {}
    for month, path in zip(actions["partition.month"].to_pylist(), actions["path"].to_pylist(), strict=True):
        files.setdefault(month, []).append(folder / unquote(path))
    return {month: sorted(paths) for month, paths in sorted(files.items())}


def _state(paths: Sequence[Path]) -> str:
    """Return a text that is another one when the month is: a file of the lake never changes."""
    return content_hash([path.name for path in paths])[:16]


def _due(states: Mapping[str, Mapping[str, str]], held: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return table and month of everything that is not in the copy as it is in the lake."""
    every = [*states, *(name for name in held if name not in states and name in CONTRACTS)]
    return [
        (name, month)
        for name in every
        for month in sorted({*states.get(name, {}), *held.get(name, {})})
        if states.get(name, {}).get(month) != held.get(name, {}).get(month)
    ]


def _copied(
    files: Mapping[str, Months], warehouse: Warehouse, *, due: Sequence[tuple[str, str]], progress: Progress | None
) -> dict[str, int]:
    rows: dict[str, int] = {}
    for name in files:
        warehouse.prepare(name, ibis.Schema.from_pyarrow(arrow_schema(CONTRACTS[name])))
    for done, (name, month) in enumerate(due):
        if progress is not None:
            progress(done, len(due), name)
        batches = _batches(name, files.get(name, {}).get(month, ()))
        rows[name] = rows.get(name, 0) + warehouse.replace_month(name, month, batches)
    return rows


def _batches(name: str, files: Sequence[Path]) -> Iterable[pa.RecordBatch]:
    if not files:
        return ()
    engine = DuckDB(open_engine(memory_mb=MERGING_MEMORY_MB))
    batches: pa.RecordBatchReader = stream(engine.read(files, contract=CONTRACTS[name]))
    return batches.cast(arrow_schema(CONTRACTS[name]))  # type: ignore[no-any-return]  # pyarrow has no types


def _written(account: Account) -> str:
    return json.dumps(asdict(account), ensure_ascii=False)
