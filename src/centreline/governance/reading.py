"""Partners apart: what of an operating model, of what was said and of what was found somebody may read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel

from centreline.blueprint.bonds import Bond, Name, bonds, name_of
from centreline.blueprint.claim import Claim
from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.blueprint.journey import Touchpoint
from centreline.findings.finding import Finding
from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.kernel.written.shape import FieldShape, fields_of

__all__ = ["IN_PLACE_OF_A_NAME", "Reading", "everybody_reads", "reading_of"]

Whole = TypeVar("Whole", bound=BaseModel)

IN_PLACE_OF_A_NAME = "…"
"""What a reader of a partner finds where a text names another one."""

KEPT_AT_ONCE = 8
"""Readings that are kept: one for each party that reads, and the centre's."""

_KEPT: dict[tuple[str, frozenset[str] | None, bool], "Reading"] = {}

_REACHED = frozenset({"procedure", "system", "capability", "data_domain", "report", "decision_right", "role"})
"""Kinds of which somebody of a partner reads what is bound to their own work; intents are the centre's alone."""

_LOOKED_UP = _REACHED | {"intent", "partner"}

_READ_WITH = frozenset({"system", "procedure", "data_domain", "role"})
"""Kinds that are read besides because something that is read names them: the system of a step, an owner."""


@dataclass(frozen=True)
class Reading:
    """What one reader may read of a blueprint and of what is said about it.

    Attributes:
        blueprint: What is intended.
        parties: Partners whose people the reader speaks for; None for the centre's own people, who read everything.
        opens_metrics: Whether the reader's role may open the page of a metric, and is offered links to it.
    """

    blueprint: Blueprint
    parties: frozenset[str] | None
    opens_metrics: bool = True

    @property
    def reads_all(self) -> bool:
        """Whether the reader is confined to no partner."""
        return self.parties is None

    def is_theirs(self, partner: str | None) -> bool:
        """Say whether somebody who speaks for a partner, or for the centre where None, is heard by the reader."""
        return self.parties is None or partner is None or partner in self.parties

    def touchpoint(self, one: Touchpoint) -> bool:
        """Say whether they may read a touchpoint: one their partner serves, or one of the centre in its scope."""
        if self.parties is None or one.partner in self.parties:
            return True
        return one.partner is None and one.id in self._scope

    def claim(self, claim: Claim) -> bool:
        """Say whether they may hear a claim: their own partner's or the centre's, on a touchpoint they may read."""
        if self.parties is None:
            return True
        about = next((one for one in self.blueprint.touchpoints if one.id == claim.touchpoint), None)
        if about is None or not self.touchpoint(about) or not self.is_theirs(claim.partner):
            return False
        return not self.names_others(" ".join(filter(None, (claim.who, claim.role, claim.remark))))

    def element(self, name: Name) -> bool:
        """Say whether they may look up an element: what is theirs, and what their own work needs."""
        return self.parties is None or (name in self._readable and not self.names_others(name[1]))

    def is_others(self, name: Name) -> bool:
        """Say whether an element is another partner's, so that not even its name is shown."""
        return self.parties is not None and name in self._of_others

    def finding(self, finding: Finding) -> bool:
        """Say whether they may read what was found.

        Theirs is what rests on records, which were theirs alone, and what is about something their partner serves
        or employs; nothing that names another partner is, whatever it rests on.
        """
        if self.parties is None:
            return True
        if self.names_others(" ".join((finding.element, finding.says, finding.against or ""))):
            return False
        kind, _, key = finding.element.partition(":")
        own = (kind, key) in self._own
        return own or (finding.records is not None and kind != "touchpoint")

    def names_others(self, text: str) -> bool:
        """Say whether a text names another partner, its people or its places."""
        return self.parties is not None and self._others.search(text) is not None

    def without_names(self, text: str) -> str:
        """Return a text in which no other partner, none of its people and none of its places is named."""
        return text if self.parties is None else self._others.sub(IN_PLACE_OF_A_NAME, text)

    @cached_property
    def shown(self) -> Blueprint:
        """The blueprint as it may be shown: no text in it names another partner. Its keys are those of the other."""
        return self.blueprint if self.parties is None else self._without_others(self.blueprint)

    def bonds_of(self, name: Name) -> tuple[Bond, ...]:
        """Return what binds an element to others, both ways, as far as the reader may know of the others."""
        return tuple(one for one in self._bonds_by_name.get(name, ()) if self._knows(one.holder, one.named))

    def _knows(self, *names: Name) -> bool:
        return self.parties is None or all(one in self._readable or one[0] not in _LOOKED_UP for one in names)

    @cached_property
    def _bonds(self) -> tuple[Bond, ...]:
        every = bonds(self.blueprint)
        return tuple(one for one in every if not (self.is_others(one.holder) or self.is_others(one.named)))

    @cached_property
    def _bonds_by_name(self) -> dict[Name, list[Bond]]:
        found: dict[Name, list[Bond]] = {}
        for one in self._bonds:
            for name in dict.fromkeys((one.holder, one.named)):
                found.setdefault(name, []).append(one)
        return found

    @cached_property
    def _scope(self) -> frozenset[str]:
        own = self.parties or frozenset()
        return frozenset(key for one in self.blueprint.partners if one.id in own for key in one.scope)

    @cached_property
    def _own(self) -> frozenset[Name]:
        own, model = self.parties or frozenset(), self.blueprint
        teams = {one.id for one in model.teams if one.partner in own}
        elements: list[Element] = [one for one in model.touchpoints if self.touchpoint(one)]
        elements += [one for one in model.partners if one.id in own]
        elements += [one for one in model.teams if one.partner in own]
        elements += [one for one in model.sites if one.partner in own]
        elements += [one for one in model.roles if one.team in teams]
        return frozenset(map(name_of, elements))

    @cached_property
    def _of_others(self) -> frozenset[Name]:
        return frozenset(name_of(one) for one in self._elements_of_others())

    @cached_property
    def _others(self) -> re.Pattern[str]:
        named = [one for one in self._elements_of_others() if not isinstance(one, Touchpoint)]
        words = {word for one in named for word in (one.id, one.title, *getattr(one, "recorded_as", ()))}
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        pattern = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first) or r"(?!)"
        return re.compile(pattern, re.IGNORECASE)

    @cached_property
    def _readable(self) -> frozenset[Name]:
        bound = self._bonds
        near = {one.named for one in bound if one.holder in self._own}
        near |= {one.holder for one in bound if one.named in self._own}
        reached = self._own | {name for name in near if name[0] in _REACHED}
        besides = {one.named for one in bound if one.holder in reached and one.named[0] in _READ_WITH}
        return frozenset((reached | besides) - self._of_others)

    def _without_others(self, part: Whole) -> Whole:
        fields = {
            shape.name: self._cleared(getattr(part, shape.name), shape) for shape in fields_of(type(part)).values()
        }
        # A copy would bring along what was worked out from the fields as they were.
        return type(part).model_construct(**fields)

    def _cleared(self, value: Any, shape: FieldShape) -> Any:
        if isinstance(value, tuple):
            return tuple(self._cleared(item, shape) for item in value)
        if isinstance(value, BaseModel):
            return self._without_others(value)
        is_text = isinstance(value, str) and shape.name != "id" and not (shape.refers_to or shape.words)
        return self._others.sub(IN_PLACE_OF_A_NAME, value) if is_text else value

    def _elements_of_others(self) -> Iterator[Element]:
        own, model = self.parties or frozenset(), self.blueprint
        yield from (one for one in model.partners if one.id not in own)
        teams = [one for one in model.teams if one.partner is not None and one.partner not in own]
        yield from teams
        keys = {one.id for one in teams}
        yield from (one for one in model.roles if one.team in keys)
        yield from (one for one in model.sites if one.partner is not None and one.partner not in own)
        yield from (one for one in model.touchpoints if one.partner is not None and one.partner not in own)


def reading_of(blueprint: Blueprint, actor: Actor) -> Reading:
    """Return what somebody may read of a blueprint; whoever is confined to partners reads as one of their people."""
    partners = actor.scope.partners
    parties = None if partners is None else frozenset(one for one in partners if one is not None)
    key = (blueprint.content_hash, parties, may(actor, "see_metrics"))
    if key not in _KEPT:  # Working it out takes a second where there are thousands of touchpoints.
        while len(_KEPT) >= KEPT_AT_ONCE:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = Reading(blueprint, *key[1:])
    return _KEPT[key]


def everybody_reads(blueprint: Blueprint, touchpoint: str) -> bool:
    """Say whether people of every partner may read a touchpoint, so that what all of them read may name it.

    Args:
        blueprint: What is intended, with every partner.
        touchpoint: Its key; one that is not there is read by nobody of a partner.
    """
    found = next((one for one in blueprint.touchpoints if one.id == touchpoint), None)
    served = found is not None and found.partner is None and all(touchpoint in one.scope for one in blueprint.partners)
    return served or not blueprint.partners
