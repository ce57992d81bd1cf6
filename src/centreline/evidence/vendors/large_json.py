"""JSON documents larger than memory: what stands at named places is taken one by one, the rest when it ends."""

import io
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import ijson

from centreline.evidence.ingest.guarded import open_guarded, unreadable
from centreline.kernel.errors import FileUnreadable

__all__ = ["DEEPEST", "REST", "values_at"]

DEEPEST = 64
"""Levels that records may be nested; real ones have about ten."""

LARGEST = 2_000_000
"""Parts (names, texts, numbers, brackets) that one record may have."""

LONGEST_SILENCE = 64 * 1024 * 1024
"""Bytes one text may have."""

BLOCK = 64 * 1024
REST = ""
"""The place of what stands at none of the named ones: an object or a value of the top."""

STARTS = frozenset({"start_map", "start_array"})
ENDS = frozenset({"end_map", "end_array"})
_BOM = b"\xef\xbb\xbf"


def values_at(path: Path, *places: str) -> Iterator[tuple[str, Any]]:
    """Take a JSON file apart, in the memory of its largest part.

    The file may hold several documents after one another, with or without line breaks between them.

    Args:
        path: The file, which may be packed with gzip.
        places: Keys from the top joined by dots, `[]` for the items of a list: "conversations[]", "data[]", "[]".

    Yields:
        A place and the value there, in the order of the file; at the end of each document `REST` and what of it stood
        at no place. Numbers with a fraction are floats.

    Raises:
        FileUnreadable: it is no JSON, ends too early, or is nested deeper or larger than records are.
    """
    events = _events(path)
    building = _Building(path, events)
    for event, value in events:
        if event in STARTS:
            yield REST, (yield from _walk(building, event, at="", places=frozenset(places)))
        else:
            yield REST, value


def _walk(
    building: "_Building", start: str, *, at: str, places: frozenset[str]
) -> Generator[tuple[str, Any], None, Any]:
    """Yield what stands at places inside a container; return the rest of it."""
    within: dict[str, Any] | list[Any] = {} if start == "start_map" else []
    name = ""
    for event, value in building.events:
        if event in ENDS:
            break
        if event == "map_key":
            name = value
            continue
        here = f"{at}[]" if isinstance(within, list) else f"{at}.{name}".removeprefix(".")
        if here in places:
            yield here, building.value(event, value)
        elif event in STARTS and any(place.startswith((f"{here}.", f"{here}[]")) for place in places):
            building.put(within, name, (yield from _walk(building, event, at=here, places=places)))
        else:
            building.put(within, name, building.value(event, value))
    return within


def _events(path: Path) -> Iterator[tuple[str, Any]]:
    events = ijson.sendable_list()
    parser = ijson.basic_parse_coro(events, use_float=True, multiple_values=True)
    silent = 0
    with open_guarded(path, longest_line=None) as stream, io.BufferedReader(stream, BLOCK) as reader:
        block = reader.read(BLOCK).removeprefix(_BOM)
        while block:
            _send(parser, block, path=path)
            silent = 0 if events else silent + len(block)
            if silent > LONGEST_SILENCE:
                raise _beyond(path, f"a text of {path.name!r} is longer than {LONGEST_SILENCE // 1024**2} MB")
            yield from events
            del events[:]
            block = reader.read(BLOCK)
        _send(parser, None, path=path)
        yield from events


def _send(parser: Any, block: bytes | None, *, path: Path) -> None:
    try:
        if block is None:
            parser.close()
        else:
            parser.send(block)
    except ijson.JSONError as error:
        raise _no_json(path, error) from None


def _no_json(path: Path, error: Exception) -> FileUnreadable:
    # The first line alone: the next ones quote the file, and could show what nobody should see.
    said = str(error).removeprefix("b'").split("\\n")[0].split("\n")[0].strip()
    if "premature" in said:
        what, fix = f"{path.name!r} is cut off: it ends in the middle of a record", "copy or export it again"
    else:
        what, fix = f"{path.name!r} is no valid JSON ({said})", "export it again, in UTF-8"
    return unreadable(path, what, fix=fix)


def _beyond(path: Path, what: str) -> FileUnreadable:
    return unreadable(path, f"{what}, as no real export is", fix="check what the file is, and export it again")


class _Building:
    """Makes values of events.

    Args:
        path: The file, for messages.
        events: What comes next in it.
    """

    def __init__(self, path: Path, events: Iterator[tuple[str, Any]]) -> None:
        self.events = events
        self._path = path

    def value(self, event: str, value: Any) -> Any:
        """Return the value that begins with this event, and take the events that belong to it."""
        if event not in STARTS:
            return self._text(value) if event == "string" else value
        top: dict[str, Any] | list[Any] = {} if event == "start_map" else []
        within, name = top, ""
        outer: list[tuple[dict[str, Any] | list[Any], str]] = []
        for parts, (what, found) in enumerate(self.events):
            if what == "map_key":
                name = found
            elif what in STARTS:
                inner: dict[str, Any] | list[Any] = {} if what == "start_map" else []
                self.put(within, name, inner)
                outer.append((within, name))
                within = inner
                if len(outer) > DEEPEST or parts > LARGEST:
                    raise self._beyond(parts)
            elif what not in ENDS:
                self.put(within, name, self._text(found) if what == "string" else found)
            elif outer:
                within, name = outer.pop()
            else:
                break
        return top

    def put(self, within: dict[str, Any] | list[Any], name: str, value: Any) -> None:
        """Put a value into a container, under that name where it is an object."""
        if isinstance(within, list):
            within.append(value)
        elif name in within:
            what = f"the name {name[:40]!r} comes twice in one object of {self._path.name!r}"
            raise unreadable(self._path, what, fix="export it again")
        else:
            within[name] = value

    def _text(self, text: str) -> str:
        if "\0" in text:
            raise unreadable(self._path, f"a text of {self._path.name!r} holds a NUL character", fix="export it again")
        return text

    def _beyond(self, parts: int) -> FileUnreadable:
        limit = f"has more than {LARGEST:,} parts" if parts > LARGEST else f"is nested deeper than {DEEPEST} levels"
        return _beyond(self._path, f"a record of {self._path.name!r} {limit}")
