"""A draft beside what was published since it began: what comes of both, card by card, and what has to be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from centreline.blueprint.journey import Journey
from centreline.governance.entry import Entry
from centreline.governance.merging import merged

__all__ = ["WHOLE", "Becomes", "CatchingUp", "Clash", "catching_up"]

WHOLE = "touchpoint"
"""Name of what clashes where one took a touchpoint away and the other changed it."""

Side = dict[str, Any] | None
"""Facts of a touchpoint and its stage; None where there is no such touchpoint."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that the draft and what was published both changed differently.

    Attributes:
        touchpoint: Key of the touchpoint.
        title: What people call it.
        field: The fact, or `WHOLE`.
        base: What the draft began with.
        mine: What the draft says.
        theirs: What was published.
    """

    touchpoint: str
    title: str
    field: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def name(self) -> str:
        """What it is called where somebody chooses."""
        return f"{self.touchpoint}.{self.field}"


@dataclass(frozen=True, slots=True)
class Becomes:
    """What becomes of one touchpoint of a draft.

    Attributes:
        touchpoint: Its key.
        card: Its card as it is now; None where it gets one.
        fields: Its facts and its stage; None where its card is thrown away.
    """

    touchpoint: str
    card: Entry | None
    fields: Side


@dataclass(frozen=True, slots=True)
class CatchingUp:
    """What comes of a draft and what was published since it began.

    Attributes:
        touchpoints: What becomes of each, also of those that stay as they are.
        order: Keys of the touchpoints that remain, in their order, by stage.
        clashes: What nobody has chosen yet.
    """

    touchpoints: tuple[Becomes, ...]
    order: Mapping[str, tuple[str, ...]]
    clashes: tuple[Clash, ...]


def catching_up(
    base: Journey, newest: Journey, cards: Sequence[Entry], *, chosen: Mapping[str, str] | None = None
) -> CatchingUp:
    """Put a draft of a journey and what was published since together, each fact by itself.

    What only one of both changed is kept. A card whose stage is no more goes where it was published, or to the first
    stage. The order of a stage is the published one where the draft left it alone, and the draft's own elsewhere.

    Args:
        base: The journey as the draft began with it.
        newest: The journey as it is published now; it has a stage.
        cards: The cards of the draft.
        chosen: Name of a clash to `mine` or `theirs`.
    """
    before, theirs = _facts(base), _facts(newest)
    held = {one.fields["id"]: one for one in cards}
    decided, clashes, becomes = chosen or {}, list[Clash](), list[Becomes]()
    for key in dict.fromkeys([*theirs, *held, *before]):
        mine = _without_rank(held[key]) if key in held else None
        fields, open_still = _both(key, before.get(key), mine, theirs.get(key), chosen=decided)
        clashes += open_still
        becomes.append(Becomes(key, held.get(key), _in_a_stage(fields, theirs.get(key), newest)))
    return CatchingUp(tuple(becomes), _order(becomes, base, newest, cards), tuple(clashes))


def _facts(journey: Journey) -> dict[str, dict[str, Any]]:
    return {
        one.id: {**one.model_dump(mode="json"), "stage": stage.id}
        for stage in journey.stages
        for one in stage.touchpoints
    }


def _without_rank(card: Entry) -> dict[str, Any]:
    return {name: value for name, value in card.fields.items() if name != "rank"}


def _both(key: str, base: Side, mine: Side, theirs: Side, *, chosen: Mapping[str, str]) -> tuple[Side, list[Clash]]:
    if mine in (base, theirs):
        return theirs, []
    if theirs == base:
        return mine, []
    title = str((mine or theirs or {})["title"])
    if mine is None or theirs is None:
        clash = Clash(key, title, WHOLE, base, mine, theirs)
        keep = chosen.get(clash.name, "")
        return (mine if keep == "mine" else theirs), [] if keep else [clash]
    both = merged(base or {}, mine=mine, theirs=theirs)
    clashes = [Clash(key, title, name, (base or {}).get(name), mine[name], theirs[name]) for name in both.clashes]
    own = {one.field: one.mine for one in clashes if chosen.get(one.name) == "mine"}
    return both.fields | own, [one for one in clashes if not chosen.get(one.name)]


def _in_a_stage(fields: Side, theirs: Side, newest: Journey) -> Side:
    stages = [one.id for one in newest.stages]
    if fields is None or fields["stage"] in stages:
        return fields
    return {**fields, "stage": theirs["stage"] if theirs else stages[0]}


def _order(
    becomes: Sequence[Becomes], base: Journey, newest: Journey, cards: Sequence[Entry]
) -> dict[str, tuple[str, ...]]:
    stage_of = {one.touchpoint: one.fields["stage"] for one in becomes if one.fields is not None}
    ranked = [one.fields["id"] for one in sorted(cards, key=lambda one: (one.fields["rank"], one.key))]
    began = [one.id for stage in base.stages for one in stage.touchpoints]
    published = [one.id for stage in newest.stages for one in stage.touchpoints]
    order = {}
    for stage in newest.stages:
        here = [key for key, its in stage_of.items() if its == stage.id]
        mine, theirs = ([key for key in keys if key in here] for keys in (ranked, published))
        left_alone = [key for key in mine if key in began] == [key for key in began if key in mine]
        order[stage.id] = tuple(_woven(theirs, mine) if left_alone else _woven(mine, theirs))
    return order


def _woven(leads: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the first order with what only the second has, each right behind the one it followed there.

    >>> _woven(["b", "a"], ["a", "x", "b"])
    ['b', 'a', 'x']
    """
    woven = list(leads)
    for at, key in enumerate(others):
        if key not in woven:
            woven.insert(woven.index(others[at - 1]) + 1 if at else 0, key)
    return woven
