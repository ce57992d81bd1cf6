"""Where questions meet tables: every contract that has rows, as Ibis expressions on one of several engines."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
from ibis.expr.types import Table

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engines.duckdb import (
    DuckDB,
    Prepared,
    local_time,
    offset_time,
    open_engine,
    read_parquet,
    read_staged,
    stream,
)
from centreline.evidence.engines.port import Engine
from centreline.evidence.foregone import always_filled
from centreline.evidence.schema import conform
from centreline.evidence.scope import Scope, confined
from centreline.evidence.shelf import Shelf
from centreline.kernel.errors import EvidenceMissing, ScopeMissing
from centreline.kernel.identity import content_hash
from centreline.kernel.provenance import Provenance

__all__ = ["Evidence", "Prepared", "local_time", "offset_time", "open_engine", "read_parquet", "read_staged", "stream"]

Files = Mapping[str, Sequence[Path]]


class Evidence:
    """What happened, ready to be asked.

    Made by `Evidence.of` from tables in memory, or by `centreline.evidence.lake.Lake.evidence` from disk.
    """

    def __init__(  # noqa: PLR0913 - everything it is made from comes in by name
        self,
        engine: Engine,
        *,
        tables: Mapping[str, Table],
        version: str,
        sources: Mapping[str, Sequence[str]],
        scope: Scope | None = None,
        states: Mapping[str, Mapping[str, str]] | None = None,
        shelf_folder: Path | None = None,
        keeps_gaps: bool = False,
        files: Files | None = None,
    ) -> None:
        self.engine = engine
        self.version = version
        self.scope = scope
        self._all_tables = dict(tables)
        self._sources = {name: tuple(files) for name, files in sources.items()}
        self._states = dict(states or {})
        self._shelf_folder = shelf_folder
        self._keeps_gaps = keeps_gaps
        self._files = dict(files or {})
        self._never_empty: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, tables: Mapping[str, pa.Table], *, zone: str = "UTC", engine: Engine | None = None) -> "Evidence":
        """Return evidence held in memory: for tests, and for centres that were made up a moment ago.

        Args:
            tables: Arrow tables by contract name; columns that are left out are empty.
            zone: IANA zone for rows that name none.
            engine: Where they are held; a DuckDB of their own where None.
        """
        engine = engine or DuckDB()
        held = {}
        for name, table in tables.items():
            if table.num_rows:
                full = conform(table, contract=CONTRACTS[name], zone=zone)
                held[name] = engine.hold(name, full)
        version = content_hash({name: [table.num_rows, table.schema.names] for name, table in tables.items()})
        scope = Scope.whole_centre("whoever holds these tables in memory")
        return cls(engine, tables=held, version=version[:12], sources=dict.fromkeys(held, ("memory",)), scope=scope)

    def within(self, scope: Scope) -> "Evidence":
        """Return the same evidence as one reader may see it: never more than this one shows."""
        narrowed = scope if self.scope is None else self.scope.narrowed(scope)
        return self._like(self.engine, self._all_tables, narrowed, self._files)

    def on(self, engine: Engine, tables: Mapping[str, Table]) -> "Evidence":
        """Return the same evidence for the same reader, asked of another engine, which holds these tables."""
        return self._like(engine, tables, self.scope, {})

    def _like(self, engine: Engine, tables: Mapping[str, Table], scope: Scope | None, files: Files) -> "Evidence":
        return Evidence(
            engine,
            tables=tables,
            version=self.version,
            sources=self._sources,
            scope=scope,
            states=self._states,
            shelf_folder=self._shelf_folder,
            keeps_gaps=self._keeps_gaps,
            files=files,
        )

    @cached_property
    def _tables(self) -> dict[str, Table]:
        """The tables as the reader may see them; those of which they may see no row are not there."""
        if self.scope is None:
            raise ScopeMissing(
                "the evidence was asked without saying who is asking",
                where="Evidence.within",
                fix="pass a scope: Scope.whole_centre(reader) for those who may see every row",
            )
        if self.scope.sees_every_row:
            return self._all_tables
        seen = confined(self._all_tables, self.scope)
        return {name: table for name, table in seen.items() if self.arrow(table.limit(1)).num_rows}

    @cached_property
    def shelf(self) -> Shelf | None:
        """Where what is worked out from this evidence, for this reader, is kept; None for evidence in memory."""
        if self._shelf_folder is None or self.scope is None:
            return None
        return Shelf(self._shelf_folder, state=f"{self.version} {self._seen_by}")

    @property
    def keeps_gaps(self) -> bool:
        """Whether the gap columns of `contact` hold what they say; else they have to be worked out.

        They are kept over all contacts: a reader who sees only some may not learn from them what became of others.
        """
        return self._keeps_gaps and self.scope is not None and self.scope.sees_every_row

    @property
    def _seen_by(self) -> str:
        return f"{self.scope.key if self.scope else ''} {self.engine.name}"

    def month_states(self, name: str) -> dict[str, str]:
        """Return for each month of a table a text that changes whenever one of its rows does.

        Empty where nobody keeps account of that: for evidence in memory.
        """
        return {month: f"{state} {self._seen_by}" for month, state in self._states.get(name, {}).items()}

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

    def never_empty(self, name: str) -> frozenset[str]:
        """Return columns of a table of which its files say that every row has a value; none where nothing says so.

        A query that is written for another engine assumes nothing of the kind: it may be asked of other rows.
        """
        if name not in self._never_empty:
            self._never_empty[name] = always_filled(self._files.get(name, ()), contract=CONTRACTS.get(name))
        return self._never_empty[name]

    def _filled(self, name: str) -> dict[str, int]:
        if name not in self._filled_counts:
            table = self._tables[name]
            counts = table.aggregate([table[column].count().name(column) for column in table.columns])
            self._filled_counts[name] = self.remembered(counts, "filled", name, *table.columns)[0]
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
        return self.engine.arrow(expression)

    def keep(self, expression: Table) -> Table:
        """Work an expression out once, for questions that are asked of it again and again."""
        return self.engine.keep(expression)

    def sql(self, expression: Table) -> str:
        """Return the query that an expression becomes on this engine."""
        return self.engine.sql(expression)

    def span(self, name: str) -> tuple[date, date] | None:
        """Return the first and the last local day of a table, or None when it is not there."""
        if name not in self._tables:
            return None
        table = self._tables[name]
        ends = table.aggregate(first=table.local_at.min(), last=table.local_at.max())
        [row] = self.remembered(ends, "span", name)
        return row["first"].date(), row["last"].date()

    def ends_by_source(self, name: str) -> dict[str, tuple[datetime, datetime]]:
        """Return the first and the last instant of each source of a table: what one saw says nothing of another."""
        table = self.table(name)
        at = table[CONTRACTS[name].dated_by]
        ends = table.aggregate(first=at.min(), last=at.max(), by=[table.source])
        return {row["source"]: (row["first"], row["last"]) for row in self.remembered(ends, "ends by source", name)}

    def remembered(self, expression: Table, *named: str) -> list[dict[str, Any]]:
        """Run an expression and return its few rows as dictionaries; ask only once while the evidence stays the same.

        Args:
            expression: Over these tables.
            named: Everything that tells it from other expressions.
        """
        if self.shelf is None:
            return self.rows(expression)
        rows: list[dict[str, Any]] = self.shelf.kept(*named, make=lambda: self.arrow(expression)).to_pylist()
        return rows

    @cached_property
    def last_day(self) -> date | None:
        """The last local day on which anything happened, or None when there is no evidence at all."""
        return max((span[1] for name in self.tables if (span := self.span(name))), default=None)

    def provenance(self, *names: str) -> Provenance:
        """Say where numbers made from these tables come from."""
        # The name of a file may name a partner: only those who see all rows are told it.
        shown = self._sources if self.scope is not None and self.scope.sees_every_row else {}
        files = {file for name in names for file in shown.get(name, ())}
        return Provenance(self.version, tuple(names), tuple(sorted(files)))
