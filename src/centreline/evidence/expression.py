"""Expressions people write in mappings and metrics: parsed against a whitelist, never evaluated as Python.

    outcome == 'handled' and wait_ms <= 20000
    talk_ms + coalesce(hold_ms, 0)
    column('vru+line').lower() in ('aa01', 'aa02')

An unknown stays unknown, as in SQL: `wait_ms <= 20000` is neither true nor false where nobody filled `wait_ms`, and a
filter leaves such a row out.
"""

import ast
import operator
from collections.abc import Callable, Collection, Mapping
from typing import Any

import ibis
from ibis.common.annotations import ValidationError
from ibis.common.exceptions import IbisError

from centreline.evidence.foregone import without_foregone
from centreline.evidence.grammar import columns_read, parsed
from centreline.evidence.vocabulary import FUNCTIONS, METHODS, Word, is_boolean, kind_of
from centreline.kernel.errors import ExpressionRefused
from centreline.kernel.identity import nearest

__all__ = ["columns_read", "compile_expression"]

WHOLE_NUMBERS = range(-(2**63), 2**63)

COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
FOLDED: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}
LOGIC: dict[type[ast.operator] | type[ast.boolop], Callable[[Any, Any], Any]] = {
    ast.And: operator.and_,
    ast.Or: operator.or_,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
}


def compile_expression(text: str, *, columns: Mapping[str, Any], where: str, never_empty: Collection[str] = ()) -> Any:
    """Return the Ibis value an expression stands for.

    Args:
        text: The expression, in Python's syntax: comparisons, `and or not & | ~`, `+ - * /`, `a if condition else b`,
            `in (…)`, constants, names of columns, `column('odd name')`, and the words of `vocabulary`.
        columns: Ibis values by the name an expression may use.
        where: The file and path the expression stands in, for messages.
        never_empty: Columns that have a value in every row: whether they do is not asked.

    Returns:
        An Ibis value; dividing by zero gives unknown.

    Raises:
        ExpressionRefused: the text cannot be parsed, uses anything else, names no column, or mixes types.
    """
    tree = without_foregone(parsed(text, where=where), never_empty=never_empty)
    return _Reader(text, columns=columns, where=where).value(tree)


def _whole(node: ast.expr) -> int | None:
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


class _Reader:
    """Turns one parsed expression into an Ibis value, node by node."""

    def __init__(self, text: str, *, columns: Mapping[str, Any], where: str) -> None:
        self.text = text
        self.columns = columns
        self.where = where

    def value(self, node: ast.expr) -> Any:
        readers: dict[type[ast.expr], Callable[[Any], Any]] = {
            ast.Constant: self.constant,
            ast.Name: lambda name: self.column(name.id),
            ast.UnaryOp: self.unary,
            ast.BinOp: self.binary,
            ast.BoolOp: self.boolean,
            ast.Compare: self.comparison,
            ast.IfExp: self.choice,
            ast.Call: self.call,
        }
        reader = readers.get(type(node))
        if reader is None:
            raise self.refused(f"{ast.unparse(node)!r} is not part of the language of expressions")
        try:
            return reader(node)
        except (TypeError, ValueError, OverflowError, IbisError, ValidationError):
            raise self.refused(
                f"the parts of {ast.unparse(node)!r} do not go together",
                fix="compare text with text, number with number",
            ) from None

    def constant(self, node: ast.Constant) -> Any:
        if node.value is None:
            return ibis.null()
        if isinstance(node.value, int) and node.value not in WHOLE_NUMBERS:
            raise self.refused(f"{node.value} is larger than a table can hold")
        if isinstance(node.value, bool | int | float | str):
            return ibis.literal(node.value)
        raise self.refused(f"{ast.unparse(node)} is neither text, a number, True, False nor None")

    def column(self, name: str) -> Any:
        if name in self.columns:
            return self.columns[name]
        likely = nearest(name, self.columns)
        known = ", ".join(sorted(self.columns)[:12]) + (", …" if len(self.columns) > 12 else "")
        raise self.refused(
            f"there is no column {name!r}", fix=f"write {likely!r}" if likely else f"write one of: {known or 'none'}"
        )

    def unary(self, node: ast.UnaryOp) -> Any:
        value = self.value(node.operand)
        if isinstance(node.op, ast.Not | ast.Invert):
            return ~self.condition(value, node.operand)
        if isinstance(node.op, ast.USub) and value.type().is_numeric():
            return -value
        raise self.refused(f"{ast.unparse(node)!r} puts a sign before what is not a number")

    def binary(self, node: ast.BinOp) -> Any:
        one, other, fold = _whole(node.left), _whole(node.right), FOLDED.get(type(node.op))
        if one is not None and other is not None and fold:
            # Found here: DuckDB would multiply 30 * 86400000 in 32 bits, and stop.
            return self.constant(ast.Constant(fold(one, other)))
        left, right = self.value(node.left), self.value(node.right)
        if type(node.op) in LOGIC:
            return LOGIC[type(node.op)](self.condition(left, node.left), self.condition(right, node.right))
        if type(node.op) not in ARITHMETIC:
            raise self.refused(f"{ast.unparse(node)!r} uses an operation other than + - * / & |")
        if kind_of(left) != kind_of(right) or is_boolean(left):
            raise TypeError
        if isinstance(node.op, ast.Div):
            right = right.nullif(0)
        return ARITHMETIC[type(node.op)](left, right)

    def boolean(self, node: ast.BoolOp) -> Any:
        value, *others = (self.condition(self.value(part), part) for part in node.values)
        for other in others:
            value = LOGIC[type(node.op)](value, other)
        return value

    def comparison(self, node: ast.Compare) -> Any:
        found, left = None, node.left
        for operation, right in zip(node.ops, node.comparators, strict=True):
            step = self.compared(left, operation, right)
            found = step if found is None else found & step
            left = right
        return found

    def compared(self, left: ast.expr, operation: ast.cmpop, right: ast.expr) -> Any:
        if isinstance(operation, ast.In | ast.NotIn):
            member = self.member(self.value(left), right)
            return member if isinstance(operation, ast.In) else ~member
        if type(operation) not in COMPARISONS:
            raise self.refused(f"{ast.unparse(right)!r} is compared by identity", fix="write == or .isnull()")
        if any(isinstance(side, ast.Constant) and side.value is None for side in (left, right)):
            raise self.refused("nothing equals None, not even None", fix="write .isnull() or .notnull()")
        return COMPARISONS[type(operation)](self.value(left), self.value(right))

    def member(self, value: Any, listed: ast.expr) -> Any:
        if not isinstance(listed, ast.Tuple | ast.List | ast.Set):
            raise self.refused(
                f"{ast.unparse(listed)!r} is not a list", fix="write the values in brackets: in ('a', 'b')"
            )
        members = [self.value(member) for member in listed.elts]
        for member in members:
            _ = value == member  # Ibis lets a number be sought among texts, and never finds it.
        return value.isin(members)

    def choice(self, node: ast.IfExp) -> Any:
        condition = self.condition(self.value(node.test), node.test)
        return ibis.ifelse(condition, self.value(node.body), self.value(node.orelse))

    def call(self, node: ast.Call) -> Any:
        if node.keywords:
            raise self.refused(f"{ast.unparse(node)!r} names its arguments", fix="give them in order, without names")
        if isinstance(node.func, ast.Attribute):
            return self.said(METHODS, node.func.attr, [node.func.value, *node.args])
        if isinstance(node.func, ast.Name) and node.func.id == "column":
            return self.odd_column(node)
        if isinstance(node.func, ast.Name):
            return self.said(FUNCTIONS, node.func.id, node.args)
        raise self.refused(f"{ast.unparse(node)!r} is not part of the language of expressions")

    def odd_column(self, node: ast.Call) -> Any:
        if [type(part) for part in node.args] != [ast.Constant]:
            raise self.refused(f"{ast.unparse(node)!r} names no column", fix="write column('its name')")
        # The line above has seen that it is a constant; the type checker has not.
        return self.column(str(node.args[0].value))  # type: ignore[attr-defined]

    def said(self, words: Mapping[str, Word], name: str, arguments: list[ast.expr]) -> Any:
        if name not in words:
            likely = nearest(name, words)
            raise self.refused(
                f"there is no {name}()", fix=f"write {likely}()" if likely else f"write one of: {', '.join(words)}"
            )
        word = words[name]
        values = [self.value(argument) for argument in arguments]
        if len(values) not in word.takes:
            raise self.refused(f"{name}() is given {len(values)} values", fix=word.example)
        if not all(word.accepts(value) for value in values):
            raise self.refused(f"{name}() is given a value of the wrong type", fix=word.example)
        return word.means(*values)

    def condition(self, value: Any, node: ast.expr) -> Any:
        if not is_boolean(value):
            raise self.refused(
                f"{ast.unparse(node)!r} is not a condition", fix="put brackets around comparisons beside & | ~"
            )
        return value

    def refused(
        self, what: str, *, fix: str = "write comparisons, and, or, not, + - * /, in (…) and known words"
    ) -> Any:
        return ExpressionRefused(f"{what}, in {self.text[:120]!r}", where=self.where, fix=fix)
