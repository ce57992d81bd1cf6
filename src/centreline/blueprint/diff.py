"""What changed between two versions of a blueprint, in sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from centreline.blueprint.cost import PlannedCost
from centreline.blueprint.data import Threshold
from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.blueprint.journey import Handoff, Journey, Risk, Stage, Touchpoint
from centreline.blueprint.measure import Measure
from centreline.blueprint.partner import Rate
from centreline.blueprint.sentences import as_word, changed_sentence, label_of
from centreline.blueprint.technology import Integration
from centreline.kernel.said import in_a_row, said, said_of
from centreline.kernel.written.shape import FieldShape, fields_of, kind_of

__all__ = ["Difference", "differences"]

_WHOLE = said("the blueprint")
"""What is compared at first, and stands beside nothing."""

Kind = Literal["added", "removed", "moved", "changed", "reordered"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was.

    Attributes:
        kind: What happened to it.
        element: What it happened to: "touchpoint 'billing-dispute'".
        field: The field that changed; None where the whole element came, went or moved.
        before: Its value in the old version, JSON-able; None where it had none.
        after: Its value in the new version, JSON-able; None where it has none.
        says: The same as a sentence.
    """

    kind: Kind
    element: str
    field: str | None
    before: Any
    after: Any
    says: str


# What tells two parts without an id apart: the same measure with another target is changed, not another measure.
_TOLD_APART_BY: Mapping[type[BaseModel], tuple[str, ...]] = {
    Handoff: ("to",),
    Integration: ("to",),
    Measure: ("metric", "variant"),
    PlannedCost: ("line", "month", "partner", "team"),
    Rate: ("per",),
    Risk: ("what",),
    Threshold: ("table", "column", "rule"),
}


def differences(old: Blueprint, new: Blueprint) -> tuple[Difference, ...]:
    """Return what changed from `old` to `new`, in the order of the document; empty when the content is the same.

    The order of journeys, roles and the like means nothing; the order of stages, touchpoints and steps does.
    """
    moves = _moves(old, new)
    found: list[Difference] = []
    for before, after, difference in moves:
        found += [difference, *_compare(before, after, _name(after))]
    moved = {after.id for _, after, _ in moves}
    return (*found, *_compare(_without(old, moved), _without(new, moved), _WHOLE))


def _moves(old: Blueprint, new: Blueprint) -> list[tuple[Touchpoint, Touchpoint, Difference]]:
    """Find the touchpoints that are in another stage than before."""
    was = {touchpoint.id: (touchpoint, (journey.id, stage)) for journey, stage, touchpoint in old.walk()}
    now = {touchpoint.id: (touchpoint, (journey.id, stage)) for journey, stage, touchpoint in new.walk()}
    if len(was) != len(old.touchpoints) or len(now) != len(new.touchpoints):
        return []  # an id is there twice: nobody can say which of the two moved
    return [
        (was[key][0], touchpoint, _moved(key, was[key][1], home))
        for key, (touchpoint, home) in now.items()
        if key in was and was[key][1] != home
    ]


def _without(blueprint: Blueprint, moved: set[str]) -> Blueprint:
    if not moved:
        return blueprint

    def thinned(stage: Stage) -> Stage:
        kept = tuple(touchpoint for touchpoint in stage.touchpoints if touchpoint.id not in moved)
        return stage.model_copy(update={"touchpoints": kept})

    journeys = tuple(
        journey.model_copy(update={"stages": tuple(thinned(stage) for stage in journey.stages)})
        for journey in blueprint.journeys
    )
    return blueprint.model_copy(update={"journeys": journeys})


def _moved(key: str, old: tuple[str, str], new: tuple[str, str]) -> Difference:
    element = _named(Touchpoint, repr(key))
    was, now = (
        said("stage {stage} of journey {journey}").filled(stage=repr(stage), journey=repr(journey))
        for journey, stage in (old, new)
    )
    says = said("{element:capital} moved from {was} to {now}.").filled(element=element, was=was, now=now)
    return Difference("moved", element, None, "/".join(old), "/".join(new), says)


def _compare(old: BaseModel, new: BaseModel, named: str) -> Iterator[Difference]:
    for shape in fields_of(type(old)).values():
        before, after = getattr(old, shape.name), getattr(new, shape.name)
        if before == after:
            continue
        if shape.part is None:
            yield _changed(named, shape, before, after)
        elif shape.many:
            yield from _compare_lists(before, after, named, shape)
        elif before is None or after is None:
            yield _came_or_went(before, after, _part_of(as_word(label_of(shape.name)), named))
        elif named == _WHOLE:
            yield from _compare(before, after, said("the {part}").filled(part=as_word(label_of(shape.name))))
        else:
            yield from _compare(before, after, _part_of(as_word(label_of(shape.name)), named))


def _compare_lists(
    old: Sequence[BaseModel], new: Sequence[BaseModel], named: str, shape: FieldShape
) -> Iterator[Difference]:
    if named == _WHOLE:
        same = Counter(old) & Counter(new)
        old, new = list((Counter(old) - same).elements()), list((Counter(new) - same).elements())
    keys = _keys(old), _keys(new)
    before, after = dict(zip(keys[0], old, strict=True)), dict(zip(keys[1], new, strict=True))
    for key, part in before.items():
        if key not in after:
            yield _came_or_went(part, None, _part_of(_name(part), named))
    for key, part in after.items():
        if key not in before:
            yield _came_or_went(None, part, _part_of(_name(part), named))
        else:
            alone = isinstance(part, Element) and type(part) is not Stage
            yield from _compare(before[key], part, _name(part) if alone else _part_of(_name(part), named))
    stayed = [key for key in keys[0] if key in after], [key for key in keys[1] if key in before]
    if named != _WHOLE and stayed[0] != stayed[1]:
        parts = _part_of(as_word(label_of(shape.name)), named)
        says = said("The {parts} are in another order.").filled(parts=parts)
        shown = [[_shown(key) for key in keys] for keys in stayed]
        yield Difference("reordered", named, shape.name, shown[0], shown[1], says)


def _keys(parts: Sequence[BaseModel]) -> list[tuple[Any, ...]]:
    """Return what tells each part from its neighbours; the second of two that look alike is told apart by its count."""
    counts: Counter[tuple[Any, ...]] = Counter()
    keys = []
    for part in parts:
        names = ("id",) if isinstance(part, Element) else _TOLD_APART_BY.get(type(part), tuple(type(part).model_fields))
        key = tuple(getattr(part, name) for name in names)
        counts[key] += 1
        keys.append((*key, counts[key]))
    return keys


def _shown(key: tuple[Any, ...]) -> str:
    return ", ".join(str(word) for word in key[:-1] if word is not None)


def _name(part: BaseModel) -> str:
    if isinstance(part, Element):
        return _named(type(part), repr(part.id))
    if isinstance(part, Handoff | Integration):
        return said("{kind} to {element}").filled(kind=as_word(kind_of(type(part))), element=repr(part.to))
    names = _TOLD_APART_BY.get(type(part), tuple(type(part).model_fields))
    words = [str(value) for name in names if (value := getattr(part, name)) not in (None, "filled")]
    return _named(type(part), repr(", ".join(words)))


def _named(kind: type[BaseModel], name: str) -> str:
    return in_a_row([as_word(kind_of(kind)), name], by=" ")


def _part_of(part: str, named: str) -> str:
    return part if named == _WHOLE else said("{part} of {element}").filled(part=part, element=named)


def _came_or_went(old: BaseModel | None, new: BaseModel | None, name: str) -> Difference:
    part = new if old is None else old
    title = f" ({part.title})" if isinstance(part, Element) and part.title.lower() != part.id else ""
    verb: Kind = "added" if old is None else "removed"
    done = said("{name:capital}{title} was added") if old is None else said("{name:capital}{title} was removed")
    inside = _with_touchpoints(part)
    says = in_a_row([done.filled(name=name, title=title), *([inside] if inside else [])]) + "."
    return Difference(verb, name, None, _plain(old), _plain(new), says)


def _with_touchpoints(part: BaseModel | None) -> str:
    stages = part.stages if isinstance(part, Journey) else [part] if isinstance(part, Stage) else []
    count = sum(len(stage.touchpoints) for stage in stages)
    return said_of("with {n} touchpoint", "with {n} touchpoints").filled(n=count) if count else ""


def _changed(named: str, shape: FieldShape, old: Any, new: Any) -> Difference:
    before, after = _plain(old), _plain(new)
    says = changed_sentence(label_of(shape.name), named, shape, old, new)
    return Difference("changed", named, shape.name, before, after, says)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
