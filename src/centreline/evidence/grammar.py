"""Expressions read as Python reads them: what is too long or no expression at all, and which names it has."""

import ast
from collections.abc import Iterator
from functools import lru_cache

from centreline.kernel.errors import ExpressionRefused

__all__ = ["columns_needed", "columns_read", "parsed"]

LONGEST = 4_000
"""Characters an expression may have."""

LARGEST = 500
"""Parts an expression may have: names, constants and operations together. Deeper trees overflow the stack."""


def parsed(text: str, *, where: str) -> ast.expr:
    """Return the tree of an expression.

    Raises:
        ExpressionRefused: the text is too long, too large, or cannot be read as an expression.
    """
    if len(text) > LONGEST:
        raise ExpressionRefused(
            f"an expression of {len(text):,} characters is too long",
            where=where,
            fix=f"write at most {LONGEST:,} characters",
        )
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        size = sum(1 for _ in ast.walk(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as reason:
        raise ExpressionRefused(
            f"cannot read the expression {text[:80]!r} ({str(reason).split(' (')[0]})",
            where=where,
            fix="write it as in Python: outcome == 'handled' and wait_ms <= 20000",
        ) from None
    if size > LARGEST:
        raise ExpressionRefused(
            f"an expression of {size} parts is too large", where=where, fix=f"write at most {LARGEST} parts"
        )
    return tree


@lru_cache(maxsize=4_096)
def columns_read(text: str, *, where: str) -> frozenset[str]:
    """Return every name the expression reads.

    >>> sorted(columns_read("talk_ms + coalesce(hold_ms, 0)", where="a doctest"))
    ['hold_ms', 'talk_ms']
    """
    return frozenset(_names(parsed(text, where=where)))


@lru_cache(maxsize=4_096)
def columns_needed(text: str, *, where: str) -> frozenset[str]:
    """Return the names without which the expression cannot answer: those for which no `coalesce` has another.

    >>> sorted(columns_needed("talk_ms + coalesce(hold_ms, 0) + coalesce(wrap_ms, after_ms)", where="a doctest"))
    ['after_ms', 'talk_ms']
    """
    return frozenset(_names(_without_alternatives(parsed(text, where=where))))


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
        return
    parts: list[ast.AST] = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        parts = list(node.args)  # The word that is called is no column.
        if node.func.id == "column":
            yield from (str(part.value) for part in node.args if isinstance(part, ast.Constant))
    for part in parts:
        yield from _names(part)


def _without_alternatives(tree: ast.expr) -> ast.expr:
    """Return the tree with the last resort in place of each `coalesce`."""
    replaced: ast.expr = _LastResort().visit(tree)
    return replaced


class _LastResort(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        is_coalesce = isinstance(node.func, ast.Name) and node.func.id == "coalesce"
        return node.args[-1] if is_coalesce and node.args else node
