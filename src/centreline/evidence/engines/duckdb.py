"""DuckDB inside the process: the engine questions are asked of unless somebody names another."""

import itertools
import re
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.datatypes as dt
import pyarrow as pa
from ibis.expr.types import Table

from centreline.evidence.contract import Contract
from centreline.evidence.engines.duckdb_sql import DuckDBWriter
from centreline.evidence.engines.port import with_all_columns

__all__ = [
    "DuckDB",
    "OutOfMemory",
    "Prepared",
    "local_time",
    "offset_time",
    "open_engine",
    "read_files",
    "read_parquet",
    "read_staged",
    "stream",
]


OutOfMemory = duckdb.OutOfMemoryException
"""What `open_engine` allows was not enough, with everything written to the temporary folder that can be."""


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
    connection = ibis.duckdb.connect(**settings)
    connection.con.execute("SET enable_progress_bar = false")  # Long answers would draw one over what we print.
    connection.compiler = DuckDBWriter()
    return connection


QUERIES_KEPT = 1_024
"""Queries an engine remembers how to write; one is a few kilobytes."""


class DuckDB:
    """DuckDB, as evidence asks it.

    Args:
        connection: From `open_engine`; a new one where None.
    """

    name = "DuckDB"

    def __init__(self, connection: Any | None = None) -> None:
        self.connection = open_engine() if connection is None else connection
        # Writing a query costs more than running it where a centre is small, and half the questions of a look are
        # asked before: measured at 80% of a look's time.
        self._query = lru_cache(QUERIES_KEPT)(partial(_written_by, self.connection))

    def hold(self, name: str, rows: pa.Table) -> Table:
        """Put a table into the database."""
        return self.connection.create_table(name, rows)

    def read(self, files: Sequence[Path], *, contract: Contract) -> Table:
        """Return the lake's files of a table as a view with all columns of its contract, named after it.

        A view, since every question would else be written with the whole of it inside: half the time of a look.
        """
        held = read_parquet(self.connection, files, contract=contract)
        taken = {row[0] for row in self.connection.con.execute("SHOW TABLES").fetchall()}
        name = next(name for name in _names_after(contract.name) if name not in taken)
        return self.connection.create_view(name, held)

    def keep(self, expression: Table) -> Table:
        """Work an expression out once; its rows go when nobody holds what is returned."""
        return expression.cache()

    def arrow(self, expression: Table) -> pa.Table:
        """Run an expression and return its rows."""
        # Not `to_pyarrow`: it imports pandas, half a second and 40 MiB, to convert what Arrow casts by itself.
        result = self.connection.raw_sql(self._query_of(expression)).to_arrow_table()
        return result.cast(expression.schema().to_pyarrow(), safe=False)

    def sql(self, expression: Table) -> str:
        """Return the query that DuckDB is asked."""
        return str(ibis.to_sql(expression))

    def _query_of(self, expression: Table) -> str:
        """Return the query of an expression: written once for all that are put together in the same way."""
        query: str = self._query(expression.op())
        return query


def _names_after(name: str) -> Iterator[str]:
    """Yield the name, then name_2, name_3 and so on."""
    yield name
    yield from (f"{name}_{number}" for number in itertools.count(2))


def _written_by(connection: Any, asked: Any) -> str:
    query: str = connection.compile(asked.to_expr())
    return query


def read_parquet(connection: Any, files: Sequence[Path], *, contract: Contract) -> Table:
    """Return the files of a table as an expression with all columns of its contract, in order.

    Columns that the contract gained after a file was written are empty in it.
    """
    # The month is not read from the names of folders: a workspace in a folder `queue=x` would then have that queue.
    held = connection.read_parquet([_literal(file) for file in files], hive_partitioning=False, union_by_name=True)
    return with_all_columns(held.mutate(month=held.local_at.strftime("%Y-%m")), contract=contract)


def read_staged(connection: Any, files: Sequence[Path], *, contract: Contract) -> Table:
    """Return the rows that imports brought: all columns of the contract, then `row_no`, their place in the file."""
    held = connection.read_parquet([_literal(file) for file in files], hive_partitioning=False, union_by_name=True)
    return with_all_columns(held, contract=contract, also=("row_no",))


def read_files(connection: Any, files: Sequence[Path]) -> Table:
    """Return Parquet files that follow no contract as an expression, with the columns that are in them."""
    return connection.read_parquet([_literal(file) for file in files], hive_partitioning=False)


# Ibis carries no types, so its decorator is untyped here and below.
@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # Ibis has no types
    name="try_strptime", signature=((dt.string, dt.Array(dt.string)), dt.Timestamp(scale=6))
)
def local_time(text: Any, formats: Any) -> Any:
    """Read a text as a time under the first format that fits; unknown where none does."""


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # Ibis has no types
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
