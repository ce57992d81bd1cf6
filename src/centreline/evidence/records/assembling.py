"""Rows from records: the standing records of each subject are put together by their source, a batch at a time."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from ibis.expr.types import Table

from centreline.evidence.contract import Contract
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import stream
from centreline.evidence.ingest.raw import collector_paused
from centreline.evidence.records.standing import SUBJECT
from centreline.evidence.schema import arrow_schema, conform
from centreline.evidence.vendors.customers import is_of_customer, read_customer
from centreline.evidence.vendors.source import Record, Source

__all__ = ["ReadSubjects", "assemble_subjects", "raw_ref_of"]

BATCH_RECORDS = 20_000
BATCH_ROWS = 20_000


@dataclass(slots=True)
class ReadSubjects:
    """What the records of some subjects say.

    Attributes:
        files: The rows of each table that got any, as Parquet with `row_no`.
        strange: Words that became "other", by column.
        incomplete: Why rows are missing, and for how many subjects.
    """

    files: dict[str, Path] = field(default_factory=dict)
    strange: Counter[tuple[str, str]] = field(default_factory=Counter)
    incomplete: Counter[str] = field(default_factory=Counter)


def raw_ref_of(reader: str, subject: str) -> str:
    """Return what rows carry as `raw_ref` that were read from the records of a subject."""
    return f"{reader}:{subject}"


def assemble_subjects(records: Table, touched: Table, *, sources: Mapping[str, Source], folder: Path) -> ReadSubjects:
    """Put the records of the touched subjects together.

    Args:
        records: All records that stand.
        touched: The subjects, columns `SUBJECT`.
        sources: Readers by their name.
        folder: Where the rows are staged.
    """
    belonging = records.semi_join(touched, list(SUBJECT))
    in_order = belonging.select(
        *SUBJECT, "kind", "record_id", "source_updated_at", "body", "zone", "import_id", "mapping_version"
    ).order_by([*SUBJECT, "kind", "record_id"])
    read = ReadSubjects()
    with ExitStack() as stack:
        writers = _Writers(folder, stack)
        for _, rows in groupby(_rows(in_order), key=lambda row: row[:3]):
            held = list(rows)
            _read_subject(held, source=sources[held[0][1]], writers=writers, read=read)
        writers.finish()
    read.files = writers.files
    return read


def _rows(in_order: Table) -> Iterator[tuple[Any, ...]]:
    for batch in stream(in_order, batch_rows=BATCH_RECORDS):
        with collector_paused():
            columns = [column.to_pylist() for column in batch.columns]
        yield from zip(*columns, strict=True)


def _read_subject(held: Sequence[tuple[Any, ...]], *, source: Source, writers: "_Writers", read: ReadSubjects) -> None:
    named, _, subject, *_ = held[0]
    records = [
        Record(kind, record_id, subject, changed_at, json.loads(body))
        for _, _, _, kind, record_id, changed_at, body, _, _, _ in held
    ]
    zone = min(row[7] for row in held)
    assembled = read_customer(records) if is_of_customer(subject) else source.assemble(subject, records, zone=zone)
    read.strange.update(assembled.strange)
    read.incomplete.update(set(assembled.incomplete))
    marks = {
        "source": named,
        "import_id": max(row[8] for row in held),
        "mapping_version": max(row[9] for row in held),
        "raw_ref": raw_ref_of(source.name, subject),
    }
    changed_at = max((record.changed_at for record in records if record.changed_at is not None), default=None)
    for table, rows in assembled.rows.items():
        required = _required(table)
        # Of a contact every record of its subject tells; a state of an agent is not new because the agent has others.
        newest = {"source_updated_at": changed_at} if table == "contact" else {}
        for row in rows:
            if absent := [name for name in required if row.get(name) is None]:
                read.incomplete[f"A row of {table} has no {absent[0]}, and no row can stand without it."] += 1
            else:
                writers.add(table, {"zone": zone, **newest, **row, **marks})


@cache
def _required(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in CONTRACTS[table].columns if column.required and column.name != "source")


class _Writers:
    """Rows of several tables, gathered and written as Parquet a batch at a time."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.files: dict[str, Path] = {}
        self._folder = folder
        self._stack = stack
        self._rows: dict[str, list[Mapping[str, Any]]] = {}
        self._writers: dict[str, Any] = {}
        self._count: Counter[str] = Counter()

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        rows = self._rows.setdefault(table, [])
        rows.append(row)
        if len(rows) >= BATCH_ROWS:
            self._write(table)

    def finish(self) -> None:
        for table in self._rows:
            self._write(table)

    def _write(self, table: str) -> None:
        rows, contract = self._rows[table], CONTRACTS[table]
        if not rows:
            return
        numbers = range(self._count[table] + 1, self._count[table] + len(rows) + 1)
        full = _conformed(rows, contract).append_column("row_no", pa.array(numbers, pa.int64()))
        self._count[table] += len(rows)
        if table not in self._writers:
            self.files[table] = self._folder / f"{table}.parquet"
            writer = pq.ParquetWriter(self.files[table], full.schema, compression="zstd")
            self._writers[table] = self._stack.enter_context(writer)
        self._writers[table].write_table(full)
        rows.clear()


def _conformed(rows: Sequence[Mapping[str, Any]], contract: Contract) -> pa.Table:
    types = arrow_schema(contract)
    names = set[str]().union(*rows)
    columns = {name: pa.array([row.get(name) for row in rows], types.field(name).type) for name in sorted(names)}
    return conform(pa.table(columns), contract=contract, zone="UTC")
