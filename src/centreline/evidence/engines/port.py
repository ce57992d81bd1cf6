"""What evidence needs of a database: four methods, and a few more where it holds a copy."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from centreline.evidence.contract import Contract
from centreline.evidence.schema import arrow_schema

__all__ = ["Engine", "FileEngine", "Warehouse", "with_all_columns"]


class Engine(Protocol):
    """A database that can hold tables and answer expressions over them.

    Every engine gives the same rows for the same expression; `tests/engines` holds them to it. Rows have no order
    unless the expression gives them one.
    """

    @property
    def name(self) -> str:
        """What people call it: DuckDB, PostgreSQL, Spark, ClickHouse."""

    def hold(self, name: str, rows: pa.Table) -> Table:
        """Put a table into the database for as long as it is asked, and return it as an expression."""

    def keep(self, expression: Table) -> Table:
        """Work an expression out once, and return its rows as an expression for as long as somebody asks it."""

    def arrow(self, expression: Table) -> pa.Table:
        """Run an expression and return its rows, in the types Ibis says it has."""

    def sql(self, expression: Table) -> str:
        """Return the query that the database is asked, laid out for people."""


class FileEngine(Engine, Protocol):
    """A database that reads the lake's own files: nothing has to be copied for it."""

    def read(self, files: Sequence[Path], *, contract: Contract) -> Table:
        """Return the files of a table as an expression with all columns of its contract, in order."""


class Warehouse(Engine, Protocol):
    """A database that holds a copy of the tables, made by `centreline.evidence.copying`."""

    def snapshot(self) -> None:
        """See from now on one state of the copy, where the database can."""

    def stored(self, name: str, schema: Any) -> Table:
        """Return a copied table as an expression."""

    def account(self) -> str | None:
        """Return what was last written with `keep_account`; None where there is no copy."""

    def keep_account(self, text: str) -> None:
        """Write down what the copy holds."""

    def prepare(self, name: str, schema: Any) -> None:
        """Make the table, or give it the columns it lacks."""

    def replace_month(self, name: str, month: str, batches: Iterable[pa.RecordBatch]) -> int:
        """Put these rows in the place of all rows of a month, and return how many they are."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold what is written back until all of it is there, where the database can."""


def with_all_columns(held: Table, *, contract: Contract, also: Sequence[str] = ()) -> Table:
    """Return a table with every column of its contract, those it lacks empty, then the columns `also`."""
    types = ibis.Schema.from_pyarrow(arrow_schema(contract))
    columns = {name: held[name] if name in held.columns else ibis.null(kind) for name, kind in types.items()}
    return held.select(**columns, **{name: held[name] for name in also})
