"""What refers to what: every id is given once, and every key names something that is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.blueprint.journey import Stage
from centreline.kernel.errors import Problem
from centreline.kernel.identity import is_key, nearest
from centreline.kernel.written.load import Written
from centreline.kernel.written.shape import FieldShape, fields_of, kind_of

__all__ = ["Use", "check_claims", "check_references", "note_references", "uses"]

Path = tuple[str | int, ...]

# A stage is named within its journey; everything else within the whole document.
_NAMED_WITHIN_ITS_PARENT = (Stage,)

_MOST_LOOKED_UP = 25

_WRITTEN_UNDER = {
    "capability": ("capabilities",),
    "data domain": ("data_domains",),
    "partner": ("partners",),
    "procedure": ("procedures",),
    "role": ("roles",),
    "site": ("sites",),
    "system": ("systems",),
    "team": ("teams",),
    "touchpoint": ("journeys", "stages", "touchpoints"),
}


@dataclass(frozen=True, slots=True)
class Use:
    """One place that names an element: where it stands, and the kind and key of what it names."""

    path: Path
    kind: str
    key: str


@dataclass(slots=True)
class _Index:
    """Every id and every use of one in a document."""

    ids: dict[str, dict[str, Path]] = field(default_factory=dict)
    twice: list[tuple[Path, str, str, Path]] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)

    def enter(self, kind: str, key: str, path: Path, *, within: Path) -> None:
        """Note an id; `within` is where it has to be the only one."""
        first = self.ids.setdefault(f"{kind}{within or ''}", {}).setdefault(key, path)
        if first != path:
            self.twice.append((path, kind, key, first))


def check_references(blueprint: Blueprint) -> tuple[Problem, ...]:
    """Return what is wrong with the ids and references of a blueprint that was built rather than read."""
    written = Written(f"blueprint {blueprint.id!r}", Blueprint, data=blueprint.model_dump(exclude_defaults=True))
    note_references(written)
    return tuple(written.problems)


def check_claims(claims: Claims, blueprint: Blueprint) -> tuple[Problem, ...]:
    """Return the claims that name a touchpoint, role or partner the blueprint does not have."""
    written = Written("claims", Claims, data=claims.model_dump(exclude_defaults=True))
    note_references(written, known=blueprint)
    return tuple(written.problems)


def uses(blueprint: Blueprint) -> tuple[Use, ...]:
    """Return everything a blueprint names elsewhere in itself: who refers to what."""
    return tuple(_index(blueprint.model_dump(exclude_defaults=True), Blueprint).uses)


def note_references(written: Written, *, known: Blueprint | None = None) -> None:
    """Note every id given twice and every key that names nothing.

    Args:
        written: What was read; values of the wrong type in it are passed over, others have named them already.
        known: The blueprint whose elements may be named, where the document is not itself one.
    """
    index = _index(written.data, written.model)
    for path, kind, key, first in index.twice:
        fix = f"give one of them another id, or remove it if both are the same {kind}"
        written.note(path, f"{kind} {key!r} is written twice (first at {written.place(first)})", fix)
    remedies: dict[tuple[str, str], str] = {}
    there = index.ids if known is None else _index(known.model_dump(exclude_defaults=True), Blueprint).ids
    for use in index.uses:
        keys = there.get(use.kind, {})
        if use.key in keys or not is_key(use.key) or (known is None and _may_be_hidden(use.kind, written)):
            continue
        if (use.kind, use.key) not in remedies:
            # Looking for the nearest of thousands of keys is slow, and a file that was forgotten dangles thousands.
            remedies[use.kind, use.key] = _remedy(use, keys if len(remedies) < _MOST_LOOKED_UP else {})
        written.note(use.path, f"there is no {use.kind} {use.key!r}", remedies[use.kind, use.key])


def _remedy(use: Use, keys: Mapping[str, Path]) -> str:
    meant = nearest(use.key, keys)
    place = "a stage of a journey" if use.kind == "touchpoint" else f"`{_WRITTEN_UNDER[use.kind][0]}:`"
    added = f"add a {use.kind} with `id: {use.key}` to {place}"
    return f"write {meant}, or {added}" if meant else f"{added}, or remove it here"


def _may_be_hidden(kind: str, written: Written) -> bool:
    """Say whether elements may be there and unread: a file is unreadable, or the key that holds them is misspelt."""
    return not written.whole or any(nearest(name, _WRITTEN_UNDER[kind]) for name in written.unknown)


def _index(data: Any, model: type[BaseModel]) -> _Index:
    index = _Index()
    for path, part, value in _blocks(data, model, ()):
        key = value.get("id")
        if issubclass(part, Element) and isinstance(key, str) and path:
            within = path[:-2] if part in _NAMED_WITHIN_ITS_PARENT else ()
            index.enter(kind_of(part), key.strip(), (*path, "id"), within=within)
        for shape in fields_of(part).values():
            index.uses += _uses(shape, value.get(shape.name), (*path, shape.name))
    return index


def _blocks(data: Any, model: type[BaseModel], path: Path) -> Iterator[tuple[Path, type[BaseModel], dict[str, Any]]]:
    if not isinstance(data, dict):
        return
    yield path, model, data
    for shape in fields_of(model).values():
        if shape.part is None:
            continue
        inner = data.get(shape.name)
        if not shape.many:
            yield from _blocks(inner, shape.part, (*path, shape.name))
        elif isinstance(inner, list | tuple):
            for position, item in enumerate(inner):
                yield from _blocks(item, shape.part, (*path, shape.name, position))


def _uses(shape: FieldShape, value: Any, path: Path) -> Iterator[Use]:
    if shape.refers_to is None:
        return
    if isinstance(value, str):
        yield Use(path, shape.refers_to, value.strip())
    elif isinstance(value, list | tuple):
        for position, item in enumerate(value):
            if isinstance(item, str):
                yield Use((*path, position), shape.refers_to, item.strip())
