"""Files of JSON objects taken apart into records, and how sure one can be of whose they are."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.json_values import json_values
from centreline.evidence.vendors.source import Record, Sample, Unreadable

__all__ = ["examples_of", "records_in", "share_known", "shown", "unwrapped"]

SHOWN = 300
"""Characters of a record that cannot be read."""


def records_in(
    path: Path,
    *,
    lists: Collection[str],
    by: Callable[[Mapping[str, Any]], Iterable[Record | str]],
    wrappers: Collection[str] = (),
) -> Iterator[Record | Unreadable]:
    """Return the records of a file of JSON objects.

    Args:
        path: The file.
        lists: Names under which an answer of the system holds its records, as a list or a single one.
        by: Returns the records of an object, and for what is none what is wrong with it.
        wrappers: The same names, and those that only stand around them: {"data": {"payload": […]}}.
    """
    for each in json_values(path, lists=tuple(lists)):
        if isinstance(each, Unreadable):
            yield each
            continue
        for body in unwrapped(each.value, lists=wrappers or lists):
            for found in by(body):
                yield Unreadable(each.place, found, shown(body)) if isinstance(found, str) else found


def unwrapped(value: Any, *, lists: Collection[str]) -> Iterator[Mapping[str, Any]]:
    """Return the objects inside of an answer: {"tickets": […]}, {"ticket": {…}}, {"data": {"payload": […]}}."""
    if isinstance(value, list):
        for each in value:
            yield from unwrapped(each, lists=lists)
    elif isinstance(value, Mapping):
        inside = [value[name] for name in lists if isinstance(value.get(name), list | Mapping) and "id" not in value]
        for each in inside:
            yield from unwrapped(each, lists=lists)
        if not inside:
            yield value


def shown(body: Mapping[str, Any]) -> str:
    """Return the beginning of a record that cannot be read, as JSON."""
    return json.dumps(body, ensure_ascii=False, default=str)[:SHOWN]


def examples_of(sample: Sample, *, lists: Collection[str]) -> list[Mapping[str, Any]]:
    """Return the objects at the beginning of a file, those inside of answers too."""
    return list(unwrapped(list(sample.values), lists=lists))


def share_known(examples: Iterable[Mapping[str, Any]], *, by: Callable[[Mapping[str, Any]], Any]) -> float:
    """Return the share of objects that a source knows, 0 to 1; 0 where there are none."""
    known = [bool(by(example)) for example in examples]
    return sum(known) / len(known) if known else 0.0
