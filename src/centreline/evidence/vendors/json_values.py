r"""JSON values from a file, one after the other, in constant memory: on lines, without lines, in a list, in a page.

{"id": 1}\n{"id": 2}                   one on each line
{"id": 1}{"id": 2}                    one after the other, as streams are stored
[{"id": 1}, {"id": 2}]                in one list
{"tickets": [{"id": 1}], "count": 1}  in a list that has a name, also page after page
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centreline.evidence.ingest.guarded import open_guarded, unreadable
from centreline.evidence.vendors.json_text import SHOWN, JsonText, Wrong
from centreline.evidence.vendors.source import Unreadable

__all__ = ["JsonValue", "json_values"]


@dataclass(frozen=True, slots=True)
class JsonValue:
    """One value of a file.

    Attributes:
        place: Its number in the file, from 1.
        value: The object.
        inside: Name of the list it stands in; empty where it stands by itself.
    """

    place: int
    value: dict[str, Any]
    inside: str = ""


def json_values(path: Path, *, lists: tuple[str, ...] = ()) -> Iterator[JsonValue | Unreadable]:
    """Return the JSON objects of a file.

    Args:
        path: The file, which may be packed with gzip.
        lists: Names of lists in which records stand, where the file is an object, or a page of objects, around them.

    Raises:
        FileUnreadable: it is cut off, no JSON, in another encoding, or has a value too large to be held.
    """
    with open_guarded(path, longest_line=None) as stream:
        text = JsonText(path, stream)
        place = 0
        for inside, piece in _pieces(text, lists=lists):
            place += 1
            if isinstance(piece, Wrong):
                yield Unreadable(place, piece.because, piece.text)
            elif isinstance(piece, dict):
                yield JsonValue(place, piece, inside)
            else:
                yield Unreadable(place, "it is no JSON object", json.dumps(piece)[:SHOWN])
        if not place:
            raise unreadable(path, f"{path.name!r} holds no records", fix="export a period in which there are some")


def _pieces(text: JsonText, *, lists: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    has_pages = bool(lists) and _is_page(text, lists=lists)
    while (mark := text.mark()) is not None:
        if mark == "[":
            text.pos += 1
            yield from (("", value) for value in _items(text))
        elif mark in {",", "\x1e"}:  # between the records of some streams
            text.pos += 1
        elif mark == "{" and has_pages:
            yield from _page(text, lists=lists)
        else:
            yield "", text.value()


def _is_page(text: JsonText, *, lists: tuple[str, ...]) -> bool:
    """Say whether the first object has one of the lists at its top; looks as far as the text that is held reaches."""
    if text.mark() != "{":
        return False
    names = "|".join(re.escape(name) for name in lists)
    held = re.compile(rf'"({names})"\s*:\s*\[')
    return any(_depth(text.buffer, text.pos, found.start()) == 1 for found in held.finditer(text.buffer, text.pos))


def _depth(written: str, start: int, end: int) -> int:
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", written[start:end])
    return sum(outside.count(mark) for mark in "{[") - sum(outside.count(mark) for mark in "}]")


def _page(text: JsonText, *, lists: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    text.pos += 1
    while (mark := text.mark()) != "}":
        if mark == ",":
            text.pos += 1
            continue
        name = text.value()
        if not isinstance(name, str) or text.mark() != ":":
            raise text.broken("a name is missing")
        text.pos += 1
        begins_with = text.mark()  # skips the blank after the colon, which a value may not begin with
        if name in lists and begins_with == "[":
            text.pos += 1
            yield from ((name, value) for value in _items(text))
        else:
            text.value()
    text.pos += 1


def _items(text: JsonText) -> Iterator[Any]:
    while (mark := text.mark()) != "]":
        if mark is None:
            raise text.cut_off()
        if mark == ",":
            text.pos += 1
        else:
            yield text.value()
    text.pos += 1
