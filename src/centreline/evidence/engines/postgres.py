"""PostgreSQL: a warehouse that holds a copy of the tables."""

import io
import itertools
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import ibis
import ibis.expr.operations as ops
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import sqlglot as sg
from ibis.expr.types import Table

from centreline.evidence.engines.postgres_sql import PostgreSQLWriter

__all__ = ["PostgreSQL"]

COLUMN_TYPES: Mapping[str, str] = {
    # Texts are put in the order of their bytes, as everywhere else, and not in that of a language.
    "String": 'text COLLATE "C"',
    "Float64": "double precision",
    "Boolean": "boolean",
    "Date": "date",
}

ACCOUNT = "copied"
"""The table that says what the copy holds."""

# PostgreSQL adds fractions in the order of the rows as long as no two processes share the work.
SETTINGS = ("SET TIME ZONE 'UTC'", "SET max_parallel_workers_per_gather = 0", "SET jit = off")


class PostgreSQL:
    """One connection to a PostgreSQL database.

    Args:
        address: `postgresql://user:secret@host:5432/database`; what psycopg takes.
        schema: In which the copied tables lie.
    """

    name = "PostgreSQL"

    def __init__(self, address: str, *, schema: str = "centreline") -> None:
        import psycopg

        self.schema = schema
        self.client = psycopg.connect(address, autocommit=True)
        for setting in SETTINGS:
            self.client.execute(setting)
        self.backend = ibis.postgres.from_connection(self.client)
        self.backend.compiler = PostgreSQLWriter()
        self._numbers = itertools.count(1)
        weakref.finalize(self, self.client.close)  # Where nobody closes it, the end of this does.

    def close(self) -> None:
        """End the connection; what was held or kept goes with it."""
        self.client.close()

    def hold(self, name: str, rows: pa.Table) -> Table:
        """Put a table into the database, for this connection alone."""
        held = f"{name}_{next(self._numbers)}"
        schema = ibis.Schema.from_pyarrow(rows.schema)
        self.client.execute(f"CREATE TEMPORARY TABLE {_quoted(held)} ({_columns(schema)})")
        for batch in rows.to_batches():
            self.copy_into(_quoted(held), batch)
        self.client.execute(f"ANALYSE {_quoted(held)}")
        return self._table(held, schema, namespace=None)

    def keep(self, expression: Table) -> Table:
        """Work an expression out once; its rows go with the connection."""
        held, schema = f"kept_{next(self._numbers)}", expression.schema()
        self.client.execute(f"CREATE TEMPORARY TABLE {_quoted(held)} ({_columns(schema)})")
        self.client.execute(f"INSERT INTO {_quoted(held)} {self.backend.compile(expression)}")
        self.client.execute(f"ANALYSE {_quoted(held)}")
        return self._table(held, schema, namespace=None)

    def arrow(self, expression: Table) -> pa.Table:
        """Run an expression and return its rows."""
        schema = expression.schema()
        rows = self.client.execute(self.backend.compile(expression)).fetchall()
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
        arrays = [_array(values, kind) for values, kind in zip(columns, schema.types, strict=True)]
        return pa.table(arrays, schema=schema.to_pyarrow())

    def sql(self, expression: Table) -> str:
        """Return the query that PostgreSQL is asked."""
        return sg.parse_one(self.backend.compile(expression), read="postgres").sql("postgres", pretty=True)

    def snapshot(self) -> None:
        """See from now on one state of the copy: a copier may write a newer one meanwhile."""
        self.client.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")

    def stored(self, name: str, schema: Any) -> Table:
        """Return a copied table as an expression."""
        return self._table(name, schema, namespace=self.schema)

    def account(self) -> str | None:
        """Return what the copy holds, as it was written down; None where there is none."""
        found = self.client.execute("SELECT to_regclass(%s)", [self._place(ACCOUNT)]).fetchone()
        if found is None or found[0] is None:
            return None
        row = self.client.execute(f"SELECT text FROM {self._place(ACCOUNT)}").fetchone()
        return None if row is None else str(row[0])

    def keep_account(self, text: str) -> None:
        """Write down what the copy holds."""
        self.client.execute(f"DELETE FROM {self._place(ACCOUNT)}")
        self.client.execute(f"INSERT INTO {self._place(ACCOUNT)} VALUES (%s)", [text])

    def prepare(self, name: str, schema: Any) -> None:
        """Make the table, or give it the columns it lacks."""
        self.client.execute(f"CREATE TABLE IF NOT EXISTS {self._place(name)} ({_columns(schema)})")
        for column, kind in schema.items():
            added = f"{_quoted(column)} {_column_type(kind)}"
            self.client.execute(f"ALTER TABLE {self._place(name)} ADD COLUMN IF NOT EXISTS {added}")

    def replace_month(self, name: str, month: str, batches: Iterable[pa.RecordBatch]) -> int:
        """Put these rows in the place of all rows of a month, and return how many they are."""
        self.client.execute(f"DELETE FROM {self._place(name)} WHERE month = %s", [month])
        return sum(self.copy_into(self._place(name), batch) for batch in batches)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold what is written back until all of it is there; two copiers wait for each other."""
        with self.client.transaction():
            self.client.execute("SELECT pg_advisory_xact_lock(hashtext('centreline copy'))")
            self.client.execute(f"CREATE SCHEMA IF NOT EXISTS {_quoted(self.schema)}")
            self.client.execute(f"CREATE TABLE IF NOT EXISTS {self._place(ACCOUNT)} (text text)")
            yield

    def copy_into(self, target: str, batch: pa.RecordBatch) -> int:
        """Append rows to a table, whose name is quoted already, and return how many they are."""
        buffer, names = io.BytesIO(), ", ".join(map(_quoted, batch.schema.names))
        pa_csv.write_csv(_writable(batch), buffer, pa_csv.WriteOptions(include_header=False))
        with self.client.cursor() as cursor, cursor.copy(f"COPY {target} ({names}) FROM STDIN (FORMAT csv)") as copy:
            copy.write(buffer.getvalue())
        return int(batch.num_rows)

    def _place(self, name: str) -> str:
        return f"{_quoted(self.schema)}.{_quoted(name)}"

    def _table(self, name: str, schema: Any, *, namespace: str | None) -> Table:
        place = ops.Namespace(database=namespace)
        return ops.DatabaseTable(name, schema=schema, source=self.backend, namespace=place).to_expr()


def _quoted(name: str) -> str:
    return sg.to_identifier(name, quoted=True).sql("postgres")


def _columns(schema: Any) -> str:
    return ", ".join(f"{_quoted(name)} {_column_type(kind)}" for name, kind in schema.items())


def _column_type(kind: Any) -> str:
    if kind.is_timestamp():
        return "timestamptz" if kind.timezone else "timestamp"
    return "bigint" if kind.is_integer() else COLUMN_TYPES[type(kind).__name__]


def _array(values: Sequence[Any], kind: Any) -> pa.Array:
    """Return values as PostgreSQL gives them, sums as decimals, in the type they should have."""
    wanted = kind.to_pyarrow()
    if kind.is_integer() or kind.is_floating():
        number = int if kind.is_integer() else float
        values = [None if value is None else number(value) for value in values]
    return pa.array(values, wanted)


def _writable(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the batch without the one character that PostgreSQL cannot keep in a text."""
    columns = [
        pc.replace_substring(column, "\0", "\N{REPLACEMENT CHARACTER}") if pa.types.is_string(column.type) else column
        for column in batch.columns
    ]
    return pa.record_batch(columns, names=batch.schema.names)
