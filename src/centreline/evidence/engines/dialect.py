"""Queries in the words of databases that no test here can start: compiled, and executed by nobody but you."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import ibis
import ibis.expr.operations as ops
import pyarrow as pa
import sqlglot as sg
from ibis.backends.sql import compilers
from ibis.common.exceptions import IbisError
from ibis.expr.types import Table

from centreline.evidence.engines.port import Engine
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["DIALECTS", "Dialect"]

DIALECTS: Mapping[str, str] = MappingProxyType(
    {
        "trino": "Trino",
        "snowflake": "Snowflake",
        "bigquery": "BigQuery",
        "databricks": "Databricks",
    }
)
"""Dialects a query can be written in, with the name of the database."""


class Dialect:
    """An engine that answers through another one, and writes its queries for a database that is not here.

    Args:
        dialect: A key of `DIALECTS`.
        engine: Who answers, where an answer is needed to write the query: the last day of the records is one.
        tables: What that engine holds, by name.

    Raises:
        ArgumentInvalid: queries cannot be written in such a dialect.
    """

    def __init__(self, dialect: str, *, engine: Engine, tables: Mapping[str, Table]) -> None:
        if dialect not in DIALECTS:
            raise ArgumentInvalid(
                f"no query can be written for {dialect!r}",
                where="the option --dialect",
                fix=f"write one of: {', '.join(DIALECTS)}",
            )
        self.name = DIALECTS[dialect]
        self._dialect = dialect
        self._engine = engine
        self._real = dict(tables)
        self.tables = {name: ibis.table(table.schema(), name=name) for name, table in tables.items()}

    def hold(self, name: str, rows: pa.Table) -> Table:
        """Put a table into the engine that answers; the query calls it by its name."""
        self._real[name] = self._engine.hold(name, rows)
        return ibis.table(self._real[name].schema(), name=name)

    def keep(self, expression: Table) -> Table:
        """Return the expression: nothing is worked out, so that the query stays whole."""
        return expression

    def arrow(self, expression: Table) -> pa.Table:
        """Run an expression on the engine that answers."""
        return self._engine.arrow(self._answerable(expression))

    def sql(self, expression: Table) -> str:
        """Return the query in the words of the dialect, under a line that says that nobody has run it."""
        writer = getattr(compilers, self._dialect).compiler
        try:
            query = writer.to_sqlglot(expression.unbind())
        except IbisError as reason:
            return f"-- cannot be written for {self.name}: {reason}"
        text = sg.parse_one(query.sql(writer.dialect), read=writer.dialect).sql(writer.dialect, pretty=True)
        return f"-- {self.name}: compiled, not executed here\n{text}"

    def _answerable(self, expression: Table) -> Table:
        def real(node: Any, changed: Any) -> Any:
            if isinstance(node, ops.UnboundTable) and node.name in self._real:
                return self._real[node.name].op()
            return node.__recreate__(changed) if changed else node

        return expression.op().replace(real).to_expr()
