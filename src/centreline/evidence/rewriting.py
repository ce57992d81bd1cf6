"""Rows of a table change in one commit: what goes, what comes, and the gaps that are kept beside contacts.

Only files are written anew that hold a row which goes, or a contact whose kept gaps change; rows that come are added
as files of their own. What a reader began with stays on disk.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import CommitProperties
from ibis.expr.types import Table

from centreline.evidence.commits import (
    DataFile,
    clear_unfinished,
    commit_files,
    noted,
    standing,
    with_columns_of,
)
from centreline.evidence.contract import Contract
from centreline.evidence.contracts.contact import CONTACT
from centreline.evidence.engines.duckdb_files import FILE, PLACE, WrittenFile, located, write_months
from centreline.evidence.flags import flags_kept, with_flags
from centreline.evidence.following import GAPS_RULE, Followed, followed
from centreline.evidence.gaps_at_load import ROWS_IN_MEMORY, Gaps, gaps_of_file, gaps_of_rows, no_gaps
from centreline.evidence.merging import key_names, keyed
from centreline.evidence.month_files import write_staged
from centreline.evidence.patching import touched_files, write_patched
from centreline.evidence.windows import GAPS

__all__ = ["change_rows", "columns_of_files", "columns_without_values", "exchange_rows", "keeper", "places_of"]

ROWS_AT_ONCE = 2_500_000
"""Rows that are joined with their gaps and written together."""


def keeper(connection: Any) -> Callable[[Table], Table]:
    """Return what works an expression out once, for as long as the connection lives."""

    def keep(expression: Table) -> Table:
        kept: Table = connection.create_table(ibis.util.gen_name("worked_out"), expression, temp=True)
        return kept

    return keep


def places_of(connection: Any, folder: Path, keys: Table, *, contract: Contract) -> Table | None:
    """Return where the rows lie that have the keys of others: `FILE` and `PLACE`; None where the table has none."""
    files = [file.path for file in standing(folder).files]
    if not files:
        return None
    names = key_names(contract)
    wanted = keyed(keys, contract=contract)[names].distinct()
    held = keyed(located(connection, files, contract=contract), contract=contract)
    return keeper(connection)(held.semi_join(wanted, names).select(FILE, PLACE))


def change_rows(  # noqa: PLR0913 - everything it needs comes in by name
    connection: Any,
    folder: Path,
    *,
    written: Table,
    displaced: Table | None,
    contract: Contract,
    commit: CommitProperties,
    token: str,
    empty: Collection[str] = (),
    staged: Path | None = None,
    first_gaps: Callable[[], Gaps] | None = None,
    unmoved: Table | None = None,
) -> None:
    """Put rows into a table and take others out, in one commit. Only the one writer may.

    Args:
        connection: From `open_engine`.
        folder: Of the table; it is made where there is none.
        written: Rows to add, with `row_no`, a number for each. None of their keys is in the table, or it is displaced.
        displaced: Where the rows lie that go: `FILE` and `PLACE`, as `places_of` returns them.
        contract: What the table promises.
        commit: What the commit says besides.
        token: Names this change; files begin with it.
        empty: Columns in which no row to add has a value.
        staged: The file whose rows, all of them, are those to add; None where there is no such file.
        unmoved: Of the rows to add, those whose gaps are those of what they displace, as `followed` takes them.
        first_gaps: Gives the gaps of that file alone, where they are worked out already.
    """
    clear_unfinished(folder)
    with_columns_of(contract, folder)
    stands, keep = standing(folder), keeper(connection)
    staged = staged if staged is not None and 0 < pq.read_metadata(staged).num_rows <= ROWS_IN_MEMORY else None
    is_first = staged is not None and not stands.files
    gaps = (
        followed(connection, stands, written=written, displaced=displaced, keep=keep, unmoved=unmoved)
        if contract is CONTACT and not is_first
        else None
    )
    anew = gaps.held if gaps else None
    touched = touched_files(stands.files, displaced, anew)
    note = noted(folder, token)
    if staged is None:
        files = list(_written(written, folder, gaps=gaps, contract=contract, empty=empty, token=token))
    else:
        beside = _gaps_beside(staged, gaps, contract=contract, alone=first_gaps or partial(gaps_of_file, staged))
        # What Arrow keeps for later of what was read for the gaps would stand beside the months.
        pa.default_memory_pool().release_unused()
        files = write_staged(staged, folder, gaps=beside, contract=contract, token=token)
    files += write_patched(touched, displaced=displaced, anew=anew, contract=contract, token=token)
    leaving = [each.file for each in touched]
    rule = GAPS_RULE if contract is CONTACT else None
    commit_files(folder, note=note, added=files, removed=leaving, contract=contract, commit=commit, gaps=rule)


def exchange_rows(  # noqa: PLR0913 - everything it needs comes in by name
    connection: Any,
    folder: Path,
    *,
    goes: Table | None,
    comes: Table,
    contract: Contract,
    commit: CommitProperties,
    token: str,
) -> None:
    """Put rows in the place of others, which are found by their keys, in one commit. Only the one writer may.

    Args:
        connection: From `open_engine`.
        folder: Of the table.
        goes: Rows of the table that go; None where none do.
        comes: Rows to add.
        contract: What the table promises.
        commit: What the commit says besides.
        token: Names this change.
    """
    change_rows(
        connection,
        folder,
        written=keeper(connection)(comes.mutate(row_no=ibis.row_number())),
        displaced=None if goes is None else places_of(connection, folder, goes, contract=contract),
        contract=contract,
        commit=commit,
        token=token,
    )


def _gaps_beside(staged: Path, gaps: Followed | None, *, contract: Contract, alone: Callable[[], Gaps]) -> Gaps:
    if contract is not CONTACT:
        return {}
    if gaps is None:
        return alone()
    if gaps.written is None:
        return no_gaps(staged)
    return gaps_of_rows(gaps.written.select("row_no", *GAPS).to_pyarrow(), staged)


def _written(  # noqa: PLR0913 - everything it needs comes in by name
    written: Table, folder: Path, *, gaps: Followed | None, contract: Contract, empty: Collection[str], token: str
) -> Iterator[WrittenFile]:
    names = [column.name for column in contract.all_columns]
    [ends] = written.aggregate(first=written.row_no.min(), last=written.row_no.max()).to_pyarrow().to_pylist()
    if ends["first"] is None:
        return
    parts = range(ends["first"], ends["last"] + 1, ROWS_AT_ONCE)
    for first in parts:
        rows = written
        if len(parts) > 1:
            rows = rows.filter(rows.row_no.between(first, first + ROWS_AT_ONCE - 1))
        if gaps is not None:
            rows = _with_gaps(rows, gaps.written, first=first if len(parts) > 1 else None)
        rows = with_flags(rows, contract=contract)
        yield from write_months(rows.select([name for name in names if name not in empty]), folder, token=token)


def _with_gaps(rows: Table, gaps: Table | None, *, first: int | None) -> Table:
    if gaps is None:
        return rows.mutate(**dict.fromkeys(GAPS, ibis.null("int64")))
    if first is not None:
        gaps = gaps.filter(gaps.row_no.between(first, first + ROWS_AT_ONCE - 1))
    return rows.drop(*GAPS).left_join(gaps, "row_no")


def columns_of_files(files: Sequence[DataFile], *, contract: Contract) -> list[str]:
    """Return the columns of a contract that at least one of the files has: the others need not be written anew."""
    lacking = frozenset.intersection(*(columns_without_values(file.path, contract=contract) for file in files))
    return [column.name for column in contract.all_columns if column.name not in lacking]


def columns_without_values(file: Path, *, contract: Contract) -> frozenset[str]:
    """Return the columns of a contract that a Parquet file of its rows does not have."""
    needed = {"month", *flags_kept(contract).values(), *(GAPS if contract is CONTACT else ())}
    there = needed.union(pq.read_schema(file).names)
    return frozenset(column.name for column in contract.all_columns if column.name not in there)
