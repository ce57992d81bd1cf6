"""Definitions written out: words and parameters replaced by what they stand for, so that only columns remain."""

import ast
from collections.abc import Mapping

from centreline.kernel.errors import ExpressionRefused
from centreline.metrics.book import words_of

__all__ = ["all_of", "written_out"]


def written_out(text: str, *, table: str, parameters: Mapping[str, float]) -> str:
    """Return an expression with the table's words and the parameters replaced by what they stand for.

    >>> written_out("answered and wait_ms <= threshold_ms", table="contact", parameters={"threshold_ms": 20000})
    "outcome == 'handled' and wait_ms <= 20000"
    """
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text  # The whitelist refuses it with a better sentence than this function could.
    return ast.unparse(_Replacement(words_of(table), parameters=parameters).visit(tree))


def all_of(*conditions: str | None) -> str:
    """Return one condition that holds where all of them do; empty where none was given.

    >>> all_of("a", None, "b or c")
    '(a) and (b or c)'
    """
    given = [condition for condition in conditions if condition]
    return given[0] if len(given) == 1 else " and ".join(f"({condition})" for condition in given)


class _Replacement(ast.NodeTransformer):
    def __init__(
        self, words: Mapping[str, str], *, parameters: Mapping[str, float], within: tuple[str, ...] = ()
    ) -> None:
        self.words = words
        self.parameters = parameters
        self.within = within

    def visit_Call(self, node: ast.Call) -> ast.AST:
        # The name of a function is not a column: only what stands before a dot and in the brackets is read.
        if isinstance(node.func, ast.Attribute):
            node.func = self.visit(node.func)
        node.args = [self.visit(argument) for argument in node.args]
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in self.parameters:
            value = self.parameters[node.id]
            return ast.Constant(int(value) if float(value).is_integer() else float(value))
        if node.id not in self.words:
            return node
        if node.id in self.within:
            raise ExpressionRefused(
                f"the word {node.id!r} stands for itself", where="catalogue/words.yaml", fix="write it without itself"
            )
        meaning = ast.parse(self.words[node.id].strip(), mode="eval").body
        inner = _Replacement(self.words, parameters=self.parameters, within=(*self.within, node.id))
        replaced: ast.AST = inner.visit(meaning)
        return replaced
