"""One YAML file as a person wrote it: its plain values, and the line each of them stands on.

Every scalar stays text and the model decides what it is: `answer: yes` is a word, `version: 1.10` keeps its
zero and `queues: [0800]` its first digit. A blank value, `~` and `null` mean that nothing was written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yaml import CSafeLoader
from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode
from yaml.reader import ReaderError

from centreline.kernel.errors import Problem
from centreline.kernel.written.syntax import syntax_problem

__all__ = ["Source", "read_source"]

_DEEPEST = 100
_TEXT = "tag:yaml.org,2002:str"
_BLANK = "tag:yaml.org,2002:null"
_COLLECTIONS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
_NOT_TEXT = {b"PK\x03\x04": "an archive or an Office document", b"%PDF": "a PDF", b"PAR1": "a Parquet table"}
_BLANKS = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class Source:
    """A file, read.

    Attributes:
        name: The path as a person would write it.
        data: Its content as dicts, lists and text; None for an empty file or one that could not be read.
        node: The parsed tree, which knows the lines; None where `data` is.
        problems: What is wrong with it as YAML.
        whole: Whether all of it was read; where it was not, what seems missing may only be unreadable.
    """

    name: str
    data: Any
    node: Node | None
    problems: tuple[Problem, ...]
    whole: bool

    def line_of(self, path: tuple[str | int, ...], *, key: bool = False) -> int:
        """Return the line, from 1, of the value at `path` (of its key with `key`), or of the nearest thing above it."""
        node, line = self.node, 1
        for step in path:
            pair = _child(node, step)
            if pair is None:
                break
            name, node = pair
            line = (name if key else node).start_mark.line + 1
        return line


def read_source(path: Path) -> Source:
    """Read one YAML file; what is wrong with it is in the answer, not raised."""
    name = str(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        what = f"cannot read {path.name!r}: {error.strerror}"
        return _unreadable(name, Problem(what, name, "check the path and who may read it"))
    kind = next((kind for start, kind in _NOT_TEXT.items() if content.startswith(start)), None)
    if kind:
        return _unreadable(name, Problem(f"the file is {kind}, not YAML", name, "write its content as plain text"))
    try:
        return _parse(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _unreadable(name, _not_utf8(name, error))


def _unreadable(name: str, problem: Problem) -> Source:
    return Source(name, None, None, (problem,), whole=False)


def _parse(name: str, text: str) -> Source:
    try:
        node = _Parser(text).get_single_node()
        unfolded = _Unfolded()
        data = None if node is None else unfolded.value(node)
    except (MarkedYAMLError, ReaderError, _TooDeep) as error:
        return _unreadable(name, syntax_problem(error, name=name, text=text))
    problems = tuple(_located(name, node, *note) for note in unfolded.notes)
    return Source(name, data, node, problems, whole=True)


class _TooDeep(YAMLError):
    """Nesting beyond what any document needs: the parser below would overflow its stack."""

    def __str__(self) -> str:
        return f"blocks are nested more than {_DEEPEST} deep"


class _Parser(CSafeLoader):
    """The C parser of libyaml with the smallest possible opinion about what a scalar is."""

    depth = 0

    def resolve(self, kind: type[Node], value: str | None, implicit: Any) -> str:
        if kind is ScalarNode:
            return _BLANK if implicit[0] and value in _BLANKS else _TEXT
        return _COLLECTIONS[0] if kind is MappingNode else _COLLECTIONS[1]

    def descend_resolver(self, *_: Any) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _TooDeep

    def ascend_resolver(self) -> None:
        self.depth -= 1


class _Unfolded:
    """Plain values of a tree, and what is wrong with it beyond syntax."""

    def __init__(self) -> None:
        self.notes: list[tuple[Node, str, str]] = []
        self._seen: set[int] = set()

    def value(self, node: Node) -> Any:
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if id(node) in self._seen:
            self._note(node, "a block is repeated with an alias (`*name`)", "write the block out where it is needed")
            return None
        self._seen.add(id(node))
        if node.tag not in _COLLECTIONS:
            self._note(node, f"the tag {node.tag!r} is not read", "remove the tag and write plain text, lists and keys")
        if isinstance(node, MappingNode):
            return self._mapping(node)
        return [self.value(item) for item in node.value]

    def _scalar(self, node: ScalarNode) -> str | None:
        if node.tag == _TEXT:
            return str(node.value)
        if node.tag != _BLANK:
            self._note(node, f"the tag {node.tag!r} is not read", "remove the tag and write plain text")
        return None

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        block: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, item in node.value:
            name = str(key.value)
            if not _is_name(key):
                self._note(key, "a key is not plain text", "write a word before the colon")
                continue
            value = self.value(item)
            if name in block:
                self._note(key, f"`{name}` is written twice in one block (first on line {lines[name]})", "keep one")
                continue
            block[name] = value
            lines[name] = key.start_mark.line + 1
        return block

    def _note(self, node: Node, what: str, fix: str) -> None:
        self.notes.append((node, what, fix))


def _located(name: str, root: Node | None, node: Node, what: str, fix: str) -> Problem:
    path = (_path_to(node, root) or "").removeprefix(".")
    return Problem(what, ", ".join(part for part in (f"{name}:{node.start_mark.line + 1}", path) if part), fix)


def _path_to(wanted: Node, node: Node | None) -> str | None:
    """Return the path of a node, "journeys[0].title", looked up only when there is something to say about it."""
    for step, key, value in _children(node):
        if wanted is value or (wanted is key and _is_name(key)):
            return step
        if wanted is key:
            return ""
        # Marks order the tree: a child that ends before the wanted line cannot hold it.
        if value.start_mark.line <= wanted.start_mark.line <= value.end_mark.line:
            below = _path_to(wanted, value)
            if below is not None:
                return step + below
    return None


def _is_name(key: Node) -> bool:
    return isinstance(key, ScalarNode) and key.tag == _TEXT


def _children(node: Node | None) -> Iterator[tuple[str, Node, Node]]:
    if isinstance(node, MappingNode):
        yield from ((f".{key.value}", key, value) for key, value in node.value)
    elif node is not None and not isinstance(node, ScalarNode):
        yield from ((f"[{number}]", item, item) for number, item in enumerate(node.value))


def _child(node: Node | None, step: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if node is None or isinstance(node, ScalarNode) or not isinstance(step, int) or step >= len(node.value):
        return None
    return node.value[step], node.value[step]


def _not_utf8(name: str, error: UnicodeDecodeError) -> Problem:
    line = error.object[: error.start].count(b"\n") + 1
    if error.object[:2] in (b"\xff\xfe", b"\xfe\xff"):
        what = "the file is not UTF-8: it looks like UTF-16"
    else:
        what = f"the file is not UTF-8: byte 0x{error.object[error.start]:02x} belongs to no character"
    return Problem(what, f"{name}:{line}", "save the file as UTF-8 in your editor")
