"""Which copy of a row stays: the newest of each key, inside one file and across files.

The rules, for rows of one key:

1. A row the source changed later (`source_updated_at`) stays; one without that instant counts as oldest.
2. Where the instants are equal or absent, the row that came later stays: the lower one in a file, the later import.
3. A row that says nothing new is the same row; the copy that came first stays.
"""

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

import ibis
from ibis.expr.types import Table, Value

from centreline.evidence.contract import Contract, Kind

__all__ = ["compared", "content_columns", "key_names", "keyed", "newest_of_each_key", "replayed", "same_content"]

KEY = "key_"
"""Prefix of the columns that hold a key with nothing missing."""


def content_columns(contract: Contract) -> tuple[str, ...]:
    """Return the columns that say something of the row itself, not of how it came here."""
    return tuple(column.name for column in contract.all_columns if not column.derived)


def keyed(rows: Table, *, contract: Contract) -> Table:
    """Return the rows with the columns `key_…`, in which a missing part of the key counts as empty text."""
    return rows.mutate(**{KEY + name: _key_part(rows, contract, name) for name in contract.key})


def _key_part(rows: Table, contract: Contract, name: str) -> Value:
    is_text = contract.column(name).kind in {Kind.TEXT, Kind.CHOICE}
    return rows[name].fill_null("") if is_text else rows[name]


def key_names(contract: Contract) -> list[str]:
    """Return the names of the columns `keyed` adds."""
    return [KEY + name for name in contract.key]


def newest_of_each_key(rows: Table, *, contract: Contract) -> Table:
    """Say which rows of one file stay.

    Args:
        rows: Rows of one file with `row_no`, their place in it.
        contract: What the table promises.

    Returns:
        One row for each row of the file, columns the key, `source_updated_at`, `row_no`, `stays`, `winner` (the
        `row_no` that stays).
    """
    narrow = keyed(rows, contract=contract)[[*key_names(contract), "source_updated_at", "row_no"]]
    window = ibis.window(
        group_by=key_names(contract),
        order_by=[_newest_first(narrow), ibis.desc(narrow.row_no)],
    )
    placed = narrow.mutate(winner=narrow.row_no.first().over(window))
    return placed.mutate(stays=placed.winner == placed.row_no)


def same_content(met: Table, *, contract: Contract) -> Value:
    """Return whether each row says what the row it met says, whose columns begin with `old_`."""
    return reduce(and_, [met[name].identical_to(met[f"old_{name}"]) for name in content_columns(contract)])


def compared(met: Table, *, contract: Contract) -> Table:
    """Say what becomes of each row a file brings whose key is in the table already.

    Args:
        met: Each such row beside the copy it meets, whose columns begin with `old_`.
        contract: What the table promises.

    Returns:
        The columns of `met` and besides `fate` (changed, same, older) and `undated` (the source does not say which
        copy is newer).
    """
    fate = ibis.cases(
        (same_content(met, contract=contract), "same"),
        (_is_older(met.source_updated_at, met.old_source_updated_at), "older"),
        else_="changed",
    )
    return met.mutate(fate=fate, undated=met.source_updated_at.identical_to(met.old_source_updated_at))


def _is_older(new: Value, old: Value) -> Value:
    return (old.notnull() & (new.isnull() | (new < old))).fill_null(False)


def replayed(brought: Table, *, contract: Contract) -> Table:
    """Return the row of each key that stays when imports are brought again in their order.

    Args:
        brought: Rows of several imports with `import_id` (ids sort in the order the imports came) and `row_no`.
        contract: What the table promises.
    """
    by_key = key_names(contract)
    rows = _best(keyed(brought, contract=contract), by=["import_id", *by_key], then_by="row_no")
    newest = ibis.window(group_by=by_key, order_by=_newest_first(rows))
    rows = rows.mutate(newest_at=rows.source_updated_at.first().over(newest))
    latest = rows.filter(rows.source_updated_at.identical_to(rows.newest_at))
    # A later copy that says the same is the same row, so it does not take over: only those that say something new can.
    in_order = ibis.window(group_by=by_key, order_by=latest.import_id)
    differs = [~latest[name].identical_to(latest[name].lag().over(in_order)) for name in content_columns(contract)]
    is_first = latest.import_id.lag().over(in_order).isnull()
    telling = latest.mutate(says_new=is_first | reduce(or_, differs)).filter(ibis._.says_new)
    return _best(telling, by=by_key, then_by="import_id").select([column.name for column in contract.all_columns])


def _best(rows: Table, *, by: Sequence[str], then_by: str) -> Table:
    window = ibis.window(group_by=list(by), order_by=[_newest_first(rows), ibis.desc(rows[then_by])])
    return rows.mutate(place=ibis.row_number().over(window)).filter(ibis._.place == 0).drop("place")


def _newest_first(rows: Table) -> Value:
    return ibis.desc(rows.source_updated_at, nulls_first=False)
