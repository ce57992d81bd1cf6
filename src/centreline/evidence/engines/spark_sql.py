"""The query language of Spark where Ibis writes another question than DuckDB is asked."""
# ruff: noqa: N802, N815, ARG002 - Ibis finds these methods by the names of its operations

from typing import Any

import ibis.expr.datatypes as dt
from ibis.backends.sql.compilers.base import NULL
from ibis.backends.sql.compilers.pyspark import PySparkCompiler

__all__ = ["SparkWriter"]


# Ibis carries no types.
class SparkWriter(PySparkCompiler):  # type: ignore[misc]  # Ibis has no types
    """Writes expressions for Spark so that they mean what they mean on DuckDB."""

    def visit_TimestampDelta(self, op: Any, *, part: Any, left: Any, right: Any) -> Any:
        """Return whole milliseconds; each instant is rounded down, as DuckDB counts those that begin between them."""
        if part.this != "millisecond":
            raise NotImplementedError(f"a difference in {part.this}: write it in milliseconds")
        return self._milliseconds(left) - self._milliseconds(right)

    def _milliseconds(self, instant: Any) -> Any:
        return self.f.unix_millis(self.cast(instant, dt.Timestamp(timezone="UTC")))

    visit_TimeDelta = visit_DateDelta = visit_TimestampDelta

    def visit_CountStar(self, op: Any, *, arg: Any, where: Any) -> Any:
        """Return how many rows there are; none is 0, where Ibis would sum nothing and say unknown."""
        return super().visit_CountStar(op, arg=arg, where=None) if where is None else self.f.count_if(where)

    def visit_Median(self, op: Any, *, arg: Any, where: Any) -> Any:
        """Return the middle value; which one is asked for may not depend on the row."""
        return self.f.percentile(arg if where is None else self.if_(where, arg, NULL), 0.5)

    def visit_Cast(self, op: Any, *, arg: Any, to: Any) -> Any:
        """Return the cast; an instant is written with its offset, as DuckDB and PostgreSQL do."""
        cast = super().visit_Cast(op, arg=arg, to=to)
        zoned = op.arg.dtype.is_timestamp() and op.arg.dtype.timezone is not None
        return self.f.concat(cast, "+00") if zoned and to.is_string() else cast
