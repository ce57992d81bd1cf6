"""What people who talk with customers say about knowledge, and how many of them know a change: as one may read it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from centreline.evidence.scope import FEWEST_PEOPLE
from centreline.governance.actor import Actor, Role
from centreline.governance.entry import Entry
from centreline.governance.reading import reading_of
from centreline.governance.rights import may
from centreline.reports.names import Names
from centreline.web.frame.addresses import element_address
from centreline.web.frame.centre import workspace
from centreline.web.records.people import known_people
from centreline.web.records.store import DjangoState

__all__ = ["Heard", "Known", "confirmed_by", "feedback_about", "feedback_of", "how_many_know", "subjects"]


@dataclass(frozen=True, slots=True)
class Heard:
    """Feedback as one person may read it.

    Attributes:
        entry: As it is kept.
        about: What it is about, by its title.
        url: Where that stands.
        owner: Role that answers for it; empty where nobody does.
        by: Who gave it; empty where the reader may not see single people.
    """

    entry: Entry
    about: str
    url: str
    owner: str
    by: str

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return bool(self.entry.fields["outcome"] == "open")


@dataclass(frozen=True, slots=True)
class Known:
    """How many know a change; `people` are those who should, `hidden` says that they are too few to be counted."""

    confirmed: int
    people: int
    hidden: bool


def subjects(actor: Actor) -> Mapping[str, str]:
    """Return what somebody may give feedback on, as `kind:id`, with its title, in the order of titles."""
    reading = reading_of(workspace(actor.scope).blueprint, actor)
    procedures = {
        f"procedure:{one.id}": one.title
        for one in reading.blueprint.procedures
        if reading.element(("procedure", one.id))
    }
    readable = filter(reading.touchpoint, reading.blueprint.touchpoints)
    touchpoints = {f"touchpoint:{one.id}": one.title for one in readable}
    return dict(sorted({**procedures, **touchpoints}.items(), key=lambda one: one[1].casefold()))


def feedback_of(actor: Actor) -> tuple[Heard, ...]:
    """Return the feedback somebody gave themselves, the newest first."""
    own = [one for one in DjangoState().entries("feedback") if one.made_by == actor.name]
    return tuple(_heard(actor, one) for one in reversed(own))


def feedback_about(actor: Actor, *elements: str) -> tuple[Heard, ...]:
    """Return what was said about some elements, about all where none is named, unanswered and newest first.

    Whoever may not read feedback hears their own only; people of a partner hear that of their own people.
    """
    held = [one for one in DjangoState().entries("feedback") if _hears(actor, one)]
    wanted = [one for one in held if not elements or one.within in elements]
    newest = sorted(wanted, key=lambda one: one.made_at, reverse=True)
    return tuple(_heard(actor, one) for one in sorted(newest, key=lambda one: one.fields["outcome"] != "open"))


def confirmed_by(actor: Actor) -> Mapping[str, Entry]:
    """Return the changes somebody said they know, each with what they confirmed."""
    return {one.within: one for one in DjangoState().entries("confirmation") if one.made_by == actor.name}


def how_many_know(actor: Actor) -> Mapping[str, Known]:
    """Return for each change how many of the agents somebody answers for said that they know it.

    A group of fewer than five is not counted for readers who may not see single people.
    """
    at_work = (one for one in known_people() if one.role is Role.AGENT and one.active)
    agents = {one.name for one in at_work if _is_of(actor, one.partner)}
    counted = Counter(one.within for one in DjangoState().entries("confirmation") if one.made_by in agents)
    hidden = len(agents) < FEWEST_PEOPLE and not may(actor, "see_people")
    known = {change: Known(n, len(agents), hidden) for change, n in counted.items()}
    return _Counted(known, Known(0, len(agents), hidden))


class _Counted(dict[str, Known]):
    """Counts by change; what nobody confirmed is counted too."""

    def __init__(self, counted: Mapping[str, Known], none: Known) -> None:
        super().__init__(counted)
        self._none = none

    def __missing__(self, change: str) -> Known:
        return self._none


def _is_of(actor: Actor, partner: str) -> bool:
    parties = actor.scope.partners
    return parties is None or (partner or None) in parties


def _hears(actor: Actor, entry: Entry) -> bool:
    return entry.made_by == actor.name or (may(actor, "see_feedback") and _is_of(actor, entry.fields["party"] or ""))


def _heard(actor: Actor, entry: Entry) -> Heard:
    blueprint = workspace(actor.scope).blueprint
    names, (kind, _, key) = Names(blueprint), entry.within.partition(":")
    title = names.touchpoint(key) if kind == "touchpoint" else names.about(entry.within)
    elements = blueprint.touchpoints if kind == "touchpoint" else blueprint.procedures
    owner = next((one.owner for one in elements if one.id == key), None)
    by = entry.made_by if may(actor, "see_people") or entry.made_by == actor.name else ""
    return Heard(entry, title, element_address(kind, key), names.role(owner) or "", by)
