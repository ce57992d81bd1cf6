"""What need not be asked: the files of a table say of a column that every row has a value.

Whether a customer is known is asked of every contact that first-contact resolution counts, and to answer it the names
of all customers are unpacked, the widest column there is. Parquet counts the empty cells of each column as it is
written; where there are none, the answer is known. Where there are some, a flag beside each row knows it.
"""

import ast
from collections.abc import Collection, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from centreline.evidence.contract import Contract
from centreline.evidence.flags import FLAGS, flags_kept

__all__ = ["always_filled", "without_foregone"]


def always_filled(files: Sequence[Path], *, contract: Contract | None) -> frozenset[str]:
    """Return the columns of a contract that are filled in every row of all files.

    Columns the lake works out are left out, since readers may be given others: see `Column.derived`. Flags are not, for
    they say of a row what it says itself. A file that does not say how many cells are empty is taken to have some.

    Args:
        files: Parquet files of the table; without any, nothing is known.
        contract: What they hold; None for tables without one.
    """
    if contract is None or not files:
        return frozenset()
    full = {column.name for column in contract.columns if not column.derived} | set(flags_kept(contract).values())
    for file in files:
        full &= _filled_in(pq.read_metadata(file), full)
    return frozenset(full)


def _filled_in(file: pq.FileMetaData, asked: Collection[str]) -> set[str]:
    places = {file.schema.column(place).path: place for place in range(file.num_columns)}
    return {name for name in asked if name in places and not _may_be_empty(file, places[name])}


def _may_be_empty(file: pq.FileMetaData, place: int) -> bool:
    """Say whether a column has an empty cell in one of the groups of rows, or nothing says that it has none."""
    for number in range(file.num_row_groups):
        told = file.row_group(number).column(place).statistics
        if told is None or not told.has_null_count or told.null_count:
            return True
    return False


def without_foregone(tree: ast.expr, *, never_empty: Collection[str]) -> ast.expr:
    """Return an expression without what is certain of columns that have a value in every row.

    Where a flag has one in every row, it is asked instead of the column it speaks of.

    Args:
        tree: From `grammar.parsed`; it is changed.
        never_empty: Those columns.

    >>> tree = ast.parse("a == 1 and b.notnull() and c.notnull()", mode="eval").body
    >>> ast.unparse(without_foregone(tree, never_empty={"b"}))
    'a == 1 and c.notnull()'
    >>> ast.unparse(without_foregone(ast.parse("customer_id.isnull()", mode="eval").body, never_empty={"has_customer"}))
    'not has_customer'
    """
    settled: ast.expr = _Foregone(never_empty).visit(tree) if never_empty else tree
    return settled


class _Foregone(ast.NodeTransformer):
    def __init__(self, never_empty: Collection[str]) -> None:
        self._never_empty = never_empty

    def visit_Call(self, node: ast.Call) -> ast.AST:
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=name), attr="notnull" | "isnull" as asks), args=[], keywords=[]
            ):
                return self._settled(name, asks) or self.generic_visit(node)
        return self.generic_visit(node)

    def _settled(self, name: str, asks: str) -> ast.expr | None:
        if name in self._never_empty:
            return ast.Constant(asks == "notnull")
        if FLAGS.get(name) not in self._never_empty:
            return None
        flag = ast.Name(FLAGS[name])
        return flag if asks == "notnull" else ast.UnaryOp(ast.Not(), flag)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        # "and True", "or False" say nothing; a single part is the whole.
        nothing = isinstance(node.op, ast.And)
        left = [part for part in node.values if not (isinstance(part, ast.Constant) and part.value is nothing)]
        if not left:
            return ast.Constant(nothing)
        node.values = left
        return left[0] if len(left) == 1 else node
