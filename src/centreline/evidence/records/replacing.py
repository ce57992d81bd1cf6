"""Rows that were read anew take the place of what the same subjects had said before, in one commit for each table."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
from deltalake import CommitProperties, Transaction
from ibis.expr.types import Table

from centreline.evidence.contract import Contract
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.delta import current_rows, open_table
from centreline.evidence.engine import read_staged
from centreline.evidence.merging import key_names, keyed, same_content
from centreline.evidence.records.aged import aged_among, filled_from_aged
from centreline.evidence.records.report import RowCounts
from centreline.evidence.rewriting import exchange_rows
from centreline.evidence.schema import arrow_schema

__all__ = ["READ_UP_TO", "Replacing", "read_up_to", "replace_rows", "weigh_rows"]

READ_UP_TO = "centreline.record"
"""Under which name a table's commits say up to which version of the records its rows were read."""


@dataclass(frozen=True, slots=True)
class Replacing:
    """What reading some subjects anew does to one table.

    Attributes:
        counts: How many rows are created, changed and vanish.
        written: Rows to write.
        displaced: Rows that give way, and keys they have.
    """

    counts: RowCounts
    written: Table
    displaced: Table


def read_up_to(folder: Path) -> int | None:
    """Return up to which version of the records a table was read; None where none of its rows are."""
    version: int | None = open_table(folder).transaction_version(READ_UP_TO)
    return version


def weigh_rows(  # noqa: PLR0913 - everything it needs comes in by name
    connection: Any,
    staged: Path | None,
    *,
    touched: Table,
    current: Table | None,
    contract: Contract,
    aged: Table | None = None,
) -> Replacing:
    """Weigh the rows of one table that were read from the touched subjects against those it holds.

    Args:
        connection: From `open_engine`.
        staged: The rows read, None where there are none.
        touched: The subjects: columns `source` and `raw_ref`.
        current: The table as it stands.
        contract: What it promises.
        aged: Those of the touched subjects that lost records because their time was over; rows of theirs stay.
    """
    names = [column.name for column in contract.all_columns]
    rows = _read(connection, staged, contract=contract)
    if current is None:
        created = rows.count().execute()
        return Replacing(RowCounts(created), rows.select(names), rows.limit(0).select(names))
    if aged is not None:
        filled = filled_from_aged(rows, current, aged=aged, contract=contract)
        rows = connection.create_table(f"filled_{contract.name}", filled, temp=True)
    fate = connection.create_table(f"fate_{contract.name}", _fates(rows, current, contract=contract), temp=True)
    bound = touched if aged is None else touched.anti_join(aged, ["source", "raw_ref"])
    own = keyed(current.semi_join(bound, ["source", "raw_ref"]), contract=contract)
    vanished = own.anti_join(keyed(rows, contract=contract)[key_names(contract)], key_names(contract)).select(names)
    vanished = connection.create_table(f"vanished_{contract.name}", vanished, temp=True)
    written = rows.semi_join(fate.filter(fate.fate != "same"), "row_no").select(names)
    counted = fate.group_by("fate").aggregate(rows=ibis._.count()).to_pyarrow().to_pylist()
    counts = {row["fate"]: row["rows"] for row in counted if row["fate"] != "same"}
    gone = vanished.count().execute()
    return Replacing(RowCounts(**counts, vanished=gone), written, displaced=written.union(vanished))


def _read(connection: Any, staged: Path | None, *, contract: Contract) -> Table:
    if staged is None:
        return connection.create_table(f"none_{contract.name}", schema=_staged_schema(contract), temp=True)
    rows = read_staged(connection, [staged], contract=contract)
    names = key_names(contract)
    by_key = keyed(rows, contract=contract)
    if by_key[names].distinct().count().execute() == rows.count().execute():
        return rows
    # Two subjects that speak of one row: always the same one of them is heard.
    order = [ibis.desc(by_key.source_updated_at, nulls_first=False), by_key.raw_ref, ibis.desc(by_key.row_no)]
    window = ibis.window(group_by=names, order_by=order)
    return by_key.mutate(place_=ibis.row_number().over(window)).filter(ibis._.place_ == 0).drop("place_", *names)


def _staged_schema(contract: Contract) -> ibis.Schema:
    return ibis.Schema.from_pyarrow(arrow_schema(contract)) | {"row_no": "int64"}


def _fates(rows: Table, current: Table, *, contract: Contract) -> Table:
    old = keyed(current, contract=contract).rename(lambda name: name if name.startswith("key_") else f"old_{name}")
    met = keyed(rows, contract=contract).left_join(old, key_names(contract))
    is_same = same_content(met, contract=contract) & met.raw_ref.identical_to(met.old_raw_ref)
    fate = ibis.cases((met.old_import_id.isnull(), "created"), (is_same, "same"), else_="changed")
    return met.select("row_no", fate=fate)


def replace_rows(  # noqa: PLR0913 - everything it needs comes in by name
    connection: Any, folder: Path, staged: Mapping[str, Path], *, tables: tuple[str, ...], touched: Table, version: int
) -> Mapping[str, RowCounts]:
    """Put the rows that were read into their tables.

    Args:
        connection: From `open_engine`.
        folder: The lake.
        staged: The rows read, by table.
        tables: Every table the touched subjects may have rows in.
        touched: The subjects: columns `source` and `raw_ref`.
        version: The version of the records the rows were read from.
    """
    counts = {}
    aged = aged_among(connection, folder, touched)
    for table in tables:
        contract, place = CONTRACTS[table], folder / table
        current = current_rows(connection, place, contract=contract)
        if current is None and table not in staged:
            continue
        replacing = weigh_rows(
            connection, staged.get(table), touched=touched, current=current, contract=contract, aged=aged
        )
        counts[table] = replacing.counts
        if replacing.counts:
            _commit(connection, place, replacing, contract=contract, version=version)
    return counts


def _commit(connection: Any, place: Path, replacing: Replacing, *, contract: Contract, version: int) -> None:
    commit = CommitProperties(
        custom_metadata={"centreline_records": str(version)},
        app_transactions=[Transaction(app_id=READ_UP_TO, version=version)],
    )
    exchange_rows(
        connection,
        place,
        goes=replacing.displaced if replacing.counts.changed or replacing.counts.vanished else None,
        comes=replacing.written,
        contract=contract,
        commit=commit,
        token=f"records-{version}",
    )
