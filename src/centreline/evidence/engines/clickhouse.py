"""ClickHouse: a warehouse that holds a copy of the tables."""

import itertools
import re
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import ibis
import ibis.expr.operations as ops
import pyarrow as pa
import sqlglot as sg
from ibis.expr.types import Table

from centreline.evidence.engines.clickhouse_sql import ClickHouseWriter

__all__ = ["ClickHouse"]

COLUMN_TYPES: Mapping[str, str] = {"String": "String", "Float64": "Float64", "Boolean": "Bool", "Date": "Date32"}

ACCOUNT = "copied"
"""The table that says what the copy holds."""

SETTINGS = {
    "session_timezone": "UTC",
    "session_timeout": 3_600,  # What is kept for a session is gone when nobody asks for so many seconds.
    "join_use_nulls": 1,
    "output_format_arrow_date_as_uint16": 0,
    # ClickHouse 26.9 loses columns while it joins steps, and stops, at the question that numbers contacts by issue.
    "query_plan_merge_expressions": 0,
}


class ClickHouse:
    """One session of a ClickHouse server, over HTTP.

    Args:
        address: `clickhouse://user:secret@host:8123/database`; the copied tables lie in that database.
    """

    name = "ClickHouse"

    def __init__(self, address: str) -> None:
        import clickhouse_connect

        self.client = clickhouse_connect.get_client(dsn=address, query_limit=0, compress=False, settings=SETTINGS)
        self.backend = ibis.clickhouse.from_connection(self.client)
        self.backend.compiler = ClickHouseWriter()
        self._numbers = itertools.count(1)
        weakref.finalize(self, self.client.close)  # Where nobody closes it, the end of this does.

    def close(self) -> None:
        """End the session; what was held or kept goes with it."""
        self.client.close()

    def hold(self, name: str, rows: pa.Table) -> Table:
        """Put a table into the database, for this session alone."""
        held, schema = self._unused(name), ibis.Schema.from_pyarrow(rows.schema)
        self.client.command(f"CREATE TEMPORARY TABLE {_quoted(held)} ({_columns(schema)}) ENGINE = Memory")
        self.copy_into(held, rows)
        return self._table(held, schema)

    def keep(self, expression: Table) -> Table:
        """Work an expression out once; its rows go with the session."""
        held, schema = self._unused("kept"), expression.schema()
        self.client.command(f"CREATE TEMPORARY TABLE {_quoted(held)} ({_columns(schema)}) ENGINE = Memory")
        self.client.command(f"INSERT INTO {_quoted(held)} {self.backend.compile(expression)}")
        return self._table(held, schema)

    def arrow(self, expression: Table) -> pa.Table:
        """Run an expression and return its rows."""
        schema = expression.schema()
        result = self.client.query_arrow(self.backend.compile(expression), use_strings=True)
        columns = [_instants(column) for column in result.columns]
        return pa.table(columns, names=list(schema.names)).cast(schema.to_pyarrow(), safe=False)

    def sql(self, expression: Table) -> str:
        """Return the query that ClickHouse is asked."""
        return sg.parse_one(self.backend.compile(expression), read="clickhouse").sql("clickhouse", pretty=True)

    def snapshot(self) -> None:
        """See whatever is there: ClickHouse has no state that stands still for several questions."""

    def stored(self, name: str, schema: Any) -> Table:
        """Return a copied table as an expression."""
        return self._table(name, schema)

    def account(self) -> str | None:
        """Return what the copy holds, as it was written down last; None where there is none."""
        if str(self.client.command(f"EXISTS TABLE {_quoted(ACCOUNT)}")) != "1":
            return None
        rows = self.client.query_arrow(f"SELECT text FROM {_quoted(ACCOUNT)} ORDER BY no DESC LIMIT 1")
        texts = rows.column(0).to_pylist() if rows.num_rows else [None]
        return texts[0].decode() if isinstance(texts[0], bytes) else texts[0]

    def keep_account(self, text: str) -> None:
        """Write down what the copy holds: a row more, because nothing can be changed in one step."""
        row = pa.table({"no": pa.array([self._next_account()], pa.uint64()), "text": [text]})
        self.client.insert_arrow(_quoted(ACCOUNT), row)

    def _next_account(self) -> int:
        return int(str(self.client.command(f"SELECT max(no) + 1 FROM {_quoted(ACCOUNT)}")))

    def prepare(self, name: str, schema: Any) -> None:
        """Make the table, or give it the columns it lacks."""
        self.client.command(
            f"CREATE TABLE IF NOT EXISTS {_quoted(name)} ({_columns(schema)}) ENGINE = MergeTree "
            "PARTITION BY month ORDER BY tuple() SETTINGS allow_nullable_key = 1"
        )
        for column, kind in schema.items():
            added = f"{_quoted(column)} {_column_type(kind)}"
            self.client.command(f"ALTER TABLE {_quoted(name)} ADD COLUMN IF NOT EXISTS {added}")

    def replace_month(self, name: str, month: str, batches: Iterable[pa.RecordBatch]) -> int:
        """Put these rows in the place of all rows of a month, and return how many they are."""
        if not re.fullmatch(r"\d{4}-\d{2}", month):
            raise ValueError(f"{month!r} is no month")
        self.client.command(f"ALTER TABLE {_quoted(name)} DROP PARTITION '{month}'")
        return sum(self.copy_into(name, pa.Table.from_batches([batch])) for batch in batches)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make room for the account; ClickHouse holds nothing back, so the account says when all of it is there."""
        self.client.command(
            f"CREATE TABLE IF NOT EXISTS {_quoted(ACCOUNT)} (no UInt64, text String) ENGINE = MergeTree ORDER BY no"
        )
        yield

    def copy_into(self, name: str, rows: pa.Table) -> int:
        """Append rows to a table, and return how many they are."""
        if rows.num_rows:
            self.client.insert_arrow(_quoted(name), rows)
        return int(rows.num_rows)

    def _unused(self, name: str) -> str:
        # Two of these may share a session, where somebody sets its name.
        return f"{name}_{id(self):x}_{next(self._numbers)}"

    def _table(self, name: str, schema: Any) -> Table:
        return ops.DatabaseTable(name, schema=schema, source=self.backend, namespace=ops.Namespace()).to_expr()


def _instants(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the column; whole seconds come as a plain number."""
    return column.cast(pa.int64()).cast(pa.timestamp("s")) if pa.types.is_uint32(column.type) else column


def _quoted(name: str) -> str:
    return sg.to_identifier(name, quoted=True).sql("clickhouse")


def _columns(schema: Any) -> str:
    return ", ".join(f"{_quoted(name)} {_column_type(kind)}" for name, kind in schema.items())


def _column_type(kind: Any) -> str:
    # Each may be empty: of a column that may not, ClickHouse says 0 or 1970 where it should say unknown.
    if kind.is_timestamp():
        return "Nullable(DateTime64(6, 'UTC'))" if kind.timezone else "Nullable(DateTime64(6))"
    return f"Nullable({'Int64' if kind.is_integer() else COLUMN_TYPES[type(kind).__name__]})"
