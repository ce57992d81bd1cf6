"""Changing one value of a YAML file as a person wrote it: every other line, and every comment, stays as it is."""

from collections.abc import Sequence
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

__all__ = ["with_value", "without_value"]

Pair = tuple[ScalarNode, Node]
_AS_WIDE_AS_IT_IS = 100_000
_BOOL = "tag:yaml.org,2002:bool"


class _Loader(yaml.SafeLoader):
    """Reads `off`, `yes` and the like as words: keys of ours are called so."""


class _Dumper(yaml.SafeDumper):
    """Writes them as words, too."""


for _kind in (_Loader, _Dumper):
    _kind.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in known if tag != _BOOL or first in "tTfF"]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def with_value(text: str, path: Sequence[str], value: Any) -> str:
    r"""Return a YAML text with another value at a path of keys; what is missing on the way is written too.

    A block that somebody wrote line by line keeps its other lines; one in braces is written anew as a whole.

    Args:
        text: A document that is a block of keys, or empty.
        path: The keys that lead there, at least one.
        value: Plain values: text, numbers, lists, objects.

    >>> print(with_value("zone: UTC  # ours\nname: A\n", ["zone"], "Europe/Madrid"), end="")
    zone: Europe/Madrid  # ours
    name: A
    >>> print(with_value("name: A\n", ["checks", "OWN005"], {"off": "later"}), end="")
    name: A
    checks:
      OWN005: {off: later}
    """
    root, new = yaml.compose(text, Loader=_Loader), _node_of(value)
    if not isinstance(root, MappingNode) or root.flow_style:
        return _lines_of(_set_in(root, path, new))
    return _written(text.splitlines(), root, path, new)


def without_value(text: str, path: Sequence[str]) -> str:
    r"""Return a YAML text without what stands at a path of keys; a block that is empty then goes too.

    >>> without_value("name: A\nchecks:\n  OWN005: {off: later}\n", ["checks", "OWN005"])
    'name: A\n'
    """
    above: Any = yaml.compose(text, Loader=_Loader)
    pair: Pair | None = None
    for depth, key in enumerate(path):
        pair = _pair_of(above, key)
        if pair is None:
            return text
        if depth and len(above.value) == 1:
            return without_value(text, path[:depth])
        if above.flow_style:
            above.value.remove(pair)
            return with_value(text, path[:depth], above) if depth else _lines_of(above)
        if depth < len(path) - 1:
            above = pair[1]
    lines = text.splitlines()
    if pair is not None:
        del lines[pair[0].start_mark.line : _last_line(pair[1]) + 1]
    return _joined(lines)


def _written(lines: list[str], block: MappingNode, path: Sequence[str], value: Node) -> str:
    """Write a value into a block of lines: between them where there are lines, else in the place of what is there."""
    for depth, key in enumerate(path):
        pair, rest = _pair_of(block, key), path[depth + 1 :]
        if pair is None:
            _add(lines, block, key, rest, value)
            break
        below = pair[1]
        if not rest or not isinstance(below, MappingNode) or below.flow_style or not below.value:
            _replace(lines, pair, _set_in(below, rest, value))
            break
        block = below
    return _joined(lines)


def _add(lines: list[str], block: MappingNode, key: str, rest: Sequence[str], value: Node) -> None:
    indent = " " * (block.value[0][0].start_mark.column if block.value else 0)
    after = max((_last_line(one) for _key, one in block.value), default=len(lines) - 1)
    begins = f"{indent}{_flow(_node_of(key))}:"
    new = [f"{begins} {_flow(value)}"]
    if rest:
        new = [begins, f"{indent}  {_flow(_node_of(rest[0]))}: {_flow(_set_in(None, rest[1:], value))}"]
    lines[after + 1 : after + 1] = new


def _replace(lines: list[str], pair: Pair, value: Node) -> None:
    """Write another value after a key, on one line, with the remark that stood at the end of its last line."""
    key, held = pair
    first, last = key.start_mark.line, _last_line(held)
    ends = lines[last][held.end_mark.column :] if held.end_mark.line == last else ""
    remark = f"  {ends.strip()}" if ends.strip().startswith("#") else ""
    lines[first : last + 1] = [f"{lines[first][: key.end_mark.column]}: {_flow(value)}{remark}"]


def _pair_of(node: Any, key: str) -> Pair | None:
    if not isinstance(node, MappingNode):
        return None
    return next((pair for pair in node.value if pair[0].value == key), None)


def _last_line(node: Node) -> int:
    """Return the line, from 0, on which a value ends; the comments below it are not its own."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        inner = [one for _key, one in node.value] if isinstance(node, MappingNode) else node.value
        return max(_last_line(one) for one in inner)
    end = node.end_mark
    # A text written over several lines ends where the next line begins.
    return int(end.line - 1 if end.column == 0 and end.line > node.start_mark.line else end.line)


def _set_in(held: Node | None, path: Sequence[str], value: Node) -> Node:
    if not path:
        return value
    block = held if isinstance(held, MappingNode) else MappingNode("tag:yaml.org,2002:map", [], flow_style=True)
    pair = _pair_of(block, path[0])
    below = _set_in(None if pair is None else pair[1], path[1:], value)
    if pair is None:
        block.value.append((_node_of(path[0]), below))
    else:
        block.value[block.value.index(pair)] = pair[0], below
    return block


def _node_of(value: Any) -> Node:
    if isinstance(value, Node):
        return value
    node = yaml.compose(yaml.dump(value, Dumper=_Dumper, sort_keys=False), Loader=_Loader)
    assert node is not None
    return node


def _flow(node: Node) -> str:
    """Return a value as it is written on one line."""
    _style(node, flow=True)
    written: str = yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=_AS_WIDE_AS_IT_IS)
    return written.removesuffix("...\n").strip()


def _lines_of(root: Any) -> str:
    _style(root, flow=True)
    root.flow_style = False
    written: str = yaml.serialize(root, Dumper=_Dumper, allow_unicode=True, width=_AS_WIDE_AS_IT_IS)
    return written


def _style(node: Any, *, flow: bool) -> None:
    """Say of a value and all that is in it whether it is written in braces; a text that might be another is quoted."""
    if isinstance(node, ScalarNode):
        if node.style not in {"'", '"'}:
            node.style = '"' if "\n" in node.value else "'" if _is_word_for_a_bool(node) else None
        return
    node.flow_style = flow
    for one in node.value:
        _style(one[1] if isinstance(one, tuple) else one, flow=flow)


def _is_word_for_a_bool(node: ScalarNode) -> bool:
    """Say whether other readers of YAML take a text for yes or no; our own do not, so that keys need no quotes."""
    known = yaml.SafeLoader.yaml_implicit_resolvers.get(node.value[:1], [])
    return node.tag == "tag:yaml.org,2002:str" and any(
        tag == _BOOL and pattern.match(node.value) for tag, pattern in known
    )


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
