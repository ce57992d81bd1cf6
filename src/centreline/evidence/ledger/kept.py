"""The ledger on disk: Delta tables below `evidence/derived/`, each of which says what it was made from.

    evidence/derived/person_link/   the merges of customers that stand
    evidence/derived/issue_link/    every contact that belongs with others, by month
    evidence/derived/issue/         every issue, by the month it was opened in

Everything here can be thrown away: it is worked out again. What it was made from (the files of the tables, the rules,
the decisions) stands in the commit that wrote it, so a reader knows whether it is still true.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import CommitProperties, WriterProperties, write_deltalake
from ibis.expr.types import Table, Value

from centreline.evidence.delta import check_place, files_of, has_table, open_table
from centreline.evidence.engine import Evidence, stream
from centreline.evidence.engines.duckdb import read_files
from centreline.evidence.ledger.issues import ISSUE
from centreline.evidence.ledger.persons import PERSON_LINK

__all__ = [
    "DERIVED",
    "SCHEMAS",
    "MadeFrom",
    "contact_files",
    "kept_rows",
    "made_from",
    "month_of",
    "rewrite",
    "rewrite_months",
    "throw_away",
]

DERIVED = "derived"
ENTRY = "centreline_ledger"

LINK = pa.schema(
    [
        pa.field("source", pa.string()),
        pa.field("contact_id", pa.string()),
        pa.field("offered_at", pa.timestamp("us", tz="UTC")),
        pa.field("person", pa.string()),
        pa.field("issue", pa.string()),
        pa.field("place", pa.int64()),
        pa.field("links_to_source", pa.string()),
        pa.field("links_to", pa.string()),
        pa.field("method", pa.string()),
        pa.field("confidence", pa.string()),
    ]
)
SCHEMAS: Mapping[str, pa.Schema] = {"person_link": PERSON_LINK, "issue_link": LINK, "issue": ISSUE}
"""Columns of each table; those with a date have `month` besides, of the instant in UTC."""

DATED = {"issue_link": "offered_at", "issue": "opened_at"}
WRITER = WriterProperties(compression="ZSTD", max_row_group_size=200_000)


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What a table of the ledger was made from.

    Attributes:
        rules: Key of the rules.
        decided: Key of the decisions.
        contact: Names of the files of the table contact.
        customer: Names of the files of the table customer.
    """

    rules: str
    decided: str
    contact: tuple[str, ...]
    customer: tuple[str, ...]


def contact_files(lake_folder: Path, table: str) -> tuple[str, ...]:
    """Return the names of the files that make up a table of the lake, below its folder."""
    folder = lake_folder / table
    return tuple(sorted(str(file.relative_to(folder)) for file in files_of(folder))) if has_table(folder) else ()


def made_from(lake_folder: Path, name: str) -> MadeFrom | None:
    """Return what a table of the ledger was made from; None where there is none."""
    folder = lake_folder / DERIVED / name
    if not has_table(folder):
        return None
    [commit] = open_table(folder).history(1)
    said = json.loads(commit.get(ENTRY, "null"))
    return said and MadeFrom(said["rules"], said["decided"], tuple(said["contact"]), tuple(said["customer"]))


def kept_rows(evidence: Evidence, lake_folder: Path, name: str) -> Table | None:
    """Return the rows of a table of the ledger, None where it has none."""
    folder = lake_folder / DERIVED / name
    files = files_of(folder) if has_table(folder) else []
    engine: Any = evidence.engine  # The lake is always read by DuckDB.
    return read_files(engine.connection, files).select(SCHEMAS[name].names) if files else None


def rewrite(lake_folder: Path, name: str, rows: Table | pa.Table, *, source: MadeFrom) -> None:
    """Write a table of the ledger as a whole, in one commit."""
    check_place(lake_folder)
    folder = lake_folder / DERIVED / name
    folder.mkdir(parents=True, exist_ok=True)
    write_deltalake(
        folder.resolve().as_uri(),
        _batches(name, rows),
        mode="overwrite",
        schema_mode="overwrite",
        partition_by=["month"] if name in DATED else None,
        writer_properties=WRITER,
        commit_properties=_commit(source),
    )


def rewrite_months(lake_folder: Path, name: str, rows: Table, *, months: Iterable[str], source: MadeFrom) -> None:
    """Replace the rows of some months, in one commit; of none, only what the table was made from is written anew."""
    address = (lake_folder / DERIVED / name).resolve().as_uri()
    listed = ", ".join(f"'{month}'" for month in sorted(months))
    if not listed:
        empty = _schema(name).empty_table()
        write_deltalake(address, empty, mode="append", commit_properties=_commit(source))
        return
    write_deltalake(
        address,
        _batches(name, rows),
        mode="overwrite",
        predicate=f"month IN ({listed})",
        writer_properties=WRITER,
        commit_properties=_commit(source),
    )


def month_of(rows: Table, name: str) -> Value:
    """Return the month in which each row of a table of the ledger lies."""
    return rows[DATED[name]].cast("timestamp").strftime("%Y-%m")


def throw_away(lake_folder: Path) -> None:
    """Remove the kept ledger: it is worked out again when it is asked for."""
    shutil.rmtree(lake_folder / DERIVED, ignore_errors=True)


def _schema(name: str) -> pa.Schema:
    schema = SCHEMAS[name]
    return schema.append(pa.field("month", pa.string())) if name in DATED else schema


def _batches(name: str, rows: Table | pa.Table) -> Any:
    schema = _schema(name)
    if isinstance(rows, pa.Table):
        return rows.cast(schema)
    if name in DATED:
        rows = rows.mutate(month=month_of(rows, name))
    return stream(rows.select(schema.names)).cast(schema)


def _commit(source: MadeFrom) -> CommitProperties:
    return CommitProperties(custom_metadata={ENTRY: json.dumps(asdict(source))})
