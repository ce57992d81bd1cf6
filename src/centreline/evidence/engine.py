"""Where questions meet tables: every contract that has rows, as Ibis expressions on DuckDB inside the process."""

import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import pyarrow as pa
from ibis.expr.types import Table

from centreline.evidence.contract import Contract
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.schema import arrow_schema, conform
from centreline.kernel.errors import EvidenceMissing
from centreline.kernel.identity import content_hash
from centreline.kernel.provenance import Provenance

__all__ = ["Evidence", "Prepared", "local_time", "offset_time", "open_engine", "read_parquet", "read_staged", "stream"]


def open_engine(*, memory_mb: int | None = None, threads: int | None = None) -> Any:
    """Return a DuckDB inside this process, through Ibis.

    Args:
        memory_mb: What it may use before it writes to the temporary folder; None leaves it to DuckDB.
        threads: On how many threads it works; all cores where None. On one, sums of fractions are added in the order
            of the rows, so that they are the same to the last digit every time.
    """
    # By default DuckDB spills into the folder the user happens to stand in.
    settings: dict[str, Any] = {"temp_directory": str(Path(tempfile.gettempdir()) / "centreline-spill")}
    if memory_mb is not None:
        settings |= {"memory_limit": f"{memory_mb}MB", "preserve_insertion_order": False}
    if threads is not None:
        settings["threads"] = threads
    return ibis.duckdb.connect(**settings)


def read_parquet(connection: Any, files: Sequence[Path], *, contract: Contract) -> Table:
    """Return the files of a table as an expression with all columns of its contract, in order.

    Columns that the contract gained after a file was written are empty in it.
    """
    # The month is not read from the names of folders: a workspace in a folder `queue=x` would then have that queue.
    held = connection.read_parquet([_literal(file) for file in files], hive_partitioning=False, union_by_name=True)
    return _with_all_columns(held.mutate(month=held.local_at.strftime("%Y-%m")), contract=contract)


def read_staged(connection: Any, files: Sequence[Path], *, contract: Contract) -> Table:
    """Return the rows that imports brought: all columns of the contract, then `row_no`, their place in the file."""
    held = connection.read_parquet([_literal(file) for file in files], hive_partitioning=False, union_by_name=True)
    return _with_all_columns(held, contract=contract, also=("row_no",))


# Ibis carries no types, so its decorator is untyped here and below.
@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]
    name="try_strptime", signature=((dt.string, dt.Array(dt.string)), dt.Timestamp(scale=6))
)
def local_time(text: Any, formats: Any) -> Any:
    """Read a text as a time under the first format that fits; unknown where none does."""


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]
    name="try_strptime", signature=((dt.string, dt.Array(dt.string)), dt.Timestamp(timezone="UTC", scale=6))
)
def offset_time(text: Any, formats: Any) -> Any:
    """Read a text as an instant under the first format that fits, each of which ends in an offset (%z)."""


class Prepared:
    """An expression over one table in memory, compiled once and run for each of many batches.

    Args:
        connection: From `open_engine`.
        expression: Reads the unbound table `name`.
        name: Under which every batch is put.
    """

    def __init__(self, connection: Any, expression: Table, *, name: str) -> None:
        self._connection = connection
        self._statement = connection.compile(expression)
        self._name = name

    def __call__(self, batch: pa.Table) -> pa.Table:
        """Run the expression over a batch; rows come back in their order."""
        self._connection.con.register(self._name, batch)
        result: pa.Table = self._connection.con.execute(self._statement).to_arrow_table()
        return result


def stream(expression: Table, *, batch_rows: int = 100_000) -> pa.RecordBatchReader:
    """Return the rows of an expression a batch at a time; ask its engine nothing else until they are taken.

    Ibis has the same, but calls a method of DuckDB that warns of its end.
    """
    backend = expression.get_backend()
    return backend.con.execute(backend.compile(expression)).to_arrow_reader(batch_rows)


def _literal(file: Path) -> str:
    """Return the path as DuckDB takes it literally: it reads brackets, stars and question marks as a pattern."""
    return re.sub(r"([\[*?])", r"[\1]", str(file))


def _with_all_columns(held: Table, *, contract: Contract, also: Sequence[str] = ()) -> Table:
    types = ibis.Schema.from_pyarrow(arrow_schema(contract))
    columns = {name: held[name] if name in held.columns else ibis.null(kind) for name, kind in types.items()}
    return held.select(**columns, **{name: held[name] for name in also})


class Evidence:
    """What happened, ready to be asked.

    Made by `Evidence.of` from tables in memory, or by `centreline.evidence.lake.Lake.evidence` from disk.
    """

    def __init__(
        self, connection: Any, *, tables: Mapping[str, Table], version: str, sources: Mapping[str, Sequence[str]]
    ) -> None:
        self.connection = connection
        self.version = version
        self._tables = dict(tables)
        self._sources = {name: tuple(files) for name, files in sources.items()}

    @classmethod
    def of(cls, tables: Mapping[str, pa.Table], *, zone: str = "UTC") -> "Evidence":
        """Return evidence held in memory: for tests, and for centres that were made up a moment ago.

        Args:
            tables: Arrow tables by contract name; columns that are left out are empty.
            zone: IANA zone for rows that name none.
        """
        connection = open_engine()
        held = {}
        for name, table in tables.items():
            if table.num_rows:
                full = conform(table, contract=CONTRACTS[name], zone=zone)
                held[name] = connection.create_table(name, full)
        version = content_hash({name: [table.num_rows, table.schema.names] for name, table in tables.items()})
        return cls(connection, tables=held, version=version[:12], sources=dict.fromkeys(held, ("memory",)))

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that have rows, in the order of the contracts."""
        return tuple(name for name in CONTRACTS if name in self._tables)

    def table(self, name: str) -> Table:
        """Return a table as an Ibis expression with all columns of its contract.

        Raises:
            EvidenceMissing: nobody has brought such a table.
        """
        if name not in self._tables:
            raise EvidenceMissing(
                f"there is no evidence of {CONTRACTS[name].meaning.split(':')[0].rstrip('.').lower()} (table {name})",
                where="the evidence of this workspace",
                fix=f"bring it with `centreline ingest {name} FILE --mapping MAPPING`",
            )
        return self._tables[name]

    def has(self, name: str, *columns: str) -> bool:
        """Say whether the table has rows, and each of the columns a value in at least one of them."""
        return name in self._tables and all(self._filled(name)[column] > 0 for column in columns)

    def filled(self, name: str, column: str) -> int:
        """Return in how many rows the column has a value; 0 when the table is not there."""
        return self._filled(name)[column] if name in self._tables else 0

    def _filled(self, name: str) -> dict[str, int]:
        if name not in self._filled_counts:
            table = self._tables[name]
            counts = table.aggregate([table[column].count().name(column) for column in table.columns])
            self._filled_counts[name] = self.rows(counts)[0]
        return self._filled_counts[name]

    @cached_property
    def _filled_counts(self) -> dict[str, dict[str, int]]:
        return {}

    def rows(self, expression: Table) -> list[dict[str, Any]]:
        """Run an expression and return its rows as dictionaries."""
        rows: list[dict[str, Any]] = self.arrow(expression).to_pylist()
        return rows

    def arrow(self, expression: Table) -> pa.Table:
        """Run an expression over these tables and return its rows as an Arrow table."""
        # Not `to_pyarrow`: it imports pandas, half a second and 40 MiB, to convert what Arrow casts by itself.
        result = self.connection.raw_sql(self.connection.compile(expression)).to_arrow_table()
        return result.cast(expression.schema().to_pyarrow(), safe=False)

    def span(self, name: str) -> tuple[date, date] | None:
        """Return the first and the last local day of a table, or None when it is not there."""
        if name not in self._tables:
            return None
        table = self._tables[name]
        [row] = self.rows(table.aggregate(first=table.local_at.min(), last=table.local_at.max()))
        return row["first"].date(), row["last"].date()

    @cached_property
    def last_day(self) -> date | None:
        """The last local day on which anything happened, or None when there is no evidence at all."""
        return max((span[1] for name in self.tables if (span := self.span(name))), default=None)

    def provenance(self, *names: str) -> Provenance:
        """Say where numbers made from these tables come from."""
        files = {file for name in names for file in self._sources.get(name, ())}
        return Provenance(self.version, tuple(names), tuple(sorted(files)))
