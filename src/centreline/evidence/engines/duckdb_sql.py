"""The query language of DuckDB where Ibis writes a question that DuckDB is slow to answer."""
# ruff: noqa: N802 - Ibis finds these methods by the names of its operations

from typing import Any

import ibis.expr.operations as ops
from ibis.backends.sql.compilers.duckdb import DuckDBCompiler

__all__ = ["DuckDBWriter"]


# Ibis carries no types.
class DuckDBWriter(DuckDBCompiler):  # type: ignore[misc]  # Ibis has no types
    """Writes expressions for DuckDB so that instants are compared as numbers, not through a calendar."""

    def visit_TimestampDelta(self, op: Any, *, part: Any, left: Any, right: Any) -> Any:
        """Return the difference; whole milliseconds as those that begin between the two, as DuckDB counts them."""
        if part.this != "millisecond":
            return super().visit_TimestampDelta(op, part=part, left=left, right=right)
        return self._milliseconds(op.left, left) - self._milliseconds(op.right, right)

    def _milliseconds(self, instant: Any, written: Any) -> Any:
        # The cast of an instant to one without a zone asks the calendar in every row: five times as slow as the rest.
        is_cast = isinstance(instant, ops.Cast) and instant.arg.dtype.is_timestamp() and instant.dtype.is_timestamp()
        return self.f.epoch_ms(written.this if is_cast else written)
