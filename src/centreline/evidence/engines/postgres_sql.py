"""The query language of PostgreSQL where Ibis writes another question than DuckDB is asked."""
# ruff: noqa: N802, N815, ARG002 - Ibis finds these methods by the names of its operations

from typing import Any

import ibis.expr.datatypes as dt
import sqlglot.expressions as sge
from ibis.backends.sql.compilers.postgres import PostgresCompiler

__all__ = ["PostgreSQLWriter"]


# Ibis carries no types.
class PostgreSQLWriter(PostgresCompiler):  # type: ignore[misc]  # Ibis has no types
    """Writes expressions for PostgreSQL so that they mean what they mean on DuckDB."""

    def visit_TimestampDelta(self, op: Any, *, part: Any, left: Any, right: Any) -> Any:
        """Return whole milliseconds; PostgreSQL knows no `date_diff`."""
        if part.this != "millisecond":
            raise NotImplementedError(f"a difference in {part.this}: write it in milliseconds")
        return self.cast(self._milliseconds(left) - self._milliseconds(right), dt.int64)

    def _milliseconds(self, instant: Any) -> Any:
        # Each of the two is rounded down, as DuckDB counts the milliseconds that begin between them.
        epoch = self.f.extract("epoch", self.cast(instant, dt.timestamp))
        return self.f.floor(sge.Mul(this=sge.paren(epoch), expression=sge.convert(1000)))

    visit_TimeDelta = visit_DateDelta = visit_TimestampDelta

    def visit_Cast(self, op: Any, *, arg: Any, to: Any) -> Any:
        """Return the cast; truth has no direct way to a 64-bit number."""
        if op.arg.dtype.is_boolean() and to.is_numeric():
            return self.cast(self.cast(arg, dt.int32), to)
        return super().visit_Cast(op, arg=arg, to=to)

    def visit_Mean(self, op: Any, *, arg: Any, where: Any) -> Any:
        """Return the mean as a division of doubles: PostgreSQL would round a decimal."""
        value = self.cast(arg, dt.int32) if op.arg.dtype.is_boolean() else arg
        total = self.cast(self.agg.sum(value, where=where), dt.float64)
        return sge.Div(this=total, expression=self.f.nullif(self.agg.count(value, where=where), 0), typed=True)
