"""The query language of ClickHouse where Ibis writes another question than DuckDB is asked."""
# ruff: noqa: N802, ARG002 - Ibis finds these methods by the names of its operations

from typing import Any

from ibis.backends.sql.compilers.clickhouse import ClickHouseCompiler

__all__ = ["ClickHouseWriter"]


# Ibis carries no types.
class ClickHouseWriter(ClickHouseCompiler):  # type: ignore[misc]  # Ibis has no types
    """Writes expressions for ClickHouse so that they mean what they mean on DuckDB."""

    def visit_Median(self, op: Any, *, arg: Any, where: Any) -> Any:
        """Return the middle value; ClickHouse's own median is a guess from a sample."""
        return self._visit_quantile("quantileExactInclusive", arg, 0.5, where)

    def visit_Sum(self, op: Any, *, arg: Any, where: Any) -> Any:
        """Return the sum; of no rows it is unknown, where ClickHouse would say 0."""
        return self._of_some("sum", arg, where)

    def visit_Mean(self, op: Any, *, arg: Any, where: Any) -> Any:
        """Return the mean; of no rows it is unknown, where ClickHouse would say that it is no number."""
        return self._of_some("avg", arg, where)

    def visit_Min(self, op: Any, *, arg: Any, where: Any) -> Any:
        """Return the smallest value; of no rows it is unknown."""
        return self._of_some("min", arg, where)

    def visit_Max(self, op: Any, *, arg: Any, where: Any) -> Any:
        """Return the largest value; of no rows it is unknown."""
        return self._of_some("max", arg, where)

    def _of_some(self, function: str, arg: Any, where: Any) -> Any:
        return self.f[f"{function}OrNull"](arg) if where is None else self.f[f"{function}OrNullIf"](arg, where)

    def visit_Cast(self, op: Any, *, arg: Any, to: Any) -> Any:
        """Return the cast: an instant keeps its microseconds, and is written with its offset and no empty digits."""
        if to.is_timestamp() and to.scale is None:
            to = to.copy(scale=6)
        if not (op.arg.dtype.is_timestamp() and to.is_string()):
            return super().visit_Cast(op, arg=arg, to=to)
        written = self.f.replaceRegexpOne(self.f.toString(arg), "[.]?0*$", "")
        return self.f.concat(written, "+00") if op.arg.dtype.timezone else written
