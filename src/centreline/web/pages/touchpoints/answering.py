"""Who is responsible, accountable, consulted and informed at a touchpoint, as far as the model says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from centreline.blueprint.intent import DecisionRight
from centreline.web.pages.touchpoints.facts import Line, linked
from centreline.web.pages.touchpoints.seen import Seen

__all__ = ["Part", "executive_of", "parts_of"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part that roles have in the work.

    Attributes:
        word: What the part is called.
        means: What whoever has it does.
        roles: Who has it; empty where nobody is written down.
    """

    word: str
    means: str
    roles: tuple[Line, ...]


def executive_of(seen: Seen) -> str:
    """Return who answers for the whole journey of a touchpoint; empty where nobody does, or it is another partner's."""
    owner = seen.journey.owner
    return "" if owner is None or seen.reading.is_others(("role", owner)) else seen.names.role(owner) or ""


def parts_of(seen: Seen) -> tuple[Part, ...]:
    """Return the four parts, also those that nobody has.

    Those who handle the work are responsible, its owner is accountable. Who is consulted and informed stands in the
    decision rights that name the touchpoint, or name none and so concern all.
    """
    one, rights = seen.touchpoint, _rights(seen)
    return (
        Part(_("Responsible"), _("does the work"), _roles(seen, one.handled_by)),
        Part(_("Accountable"), _("answers for the outcome"), _roles(seen, (one.owner,))),
        Part(_("Consulted"), _("is heard before it is decided"), _roles(seen, _named(rights, "consulted"))),
        Part(_("Informed"), _("is told after"), _roles(seen, _named(rights, "informed"))),
    )


def _rights(seen: Seen) -> list[DecisionRight]:
    return [
        right
        for right in seen.reading.shown.decision_rights
        if (not right.touchpoints or seen.touchpoint.id in right.touchpoints)
        and seen.reading.element(("decision_right", right.id))
    ]


def _named(rights: Iterable[DecisionRight], part: str) -> tuple[str, ...]:
    return tuple(role for right in rights for role in getattr(right, part))


def _roles(seen: Seen, keys: Iterable[str | None]) -> tuple[Line, ...]:
    theirs = dict.fromkeys(key for key in keys if key is not None and not seen.reading.is_others(("role", key)))
    return tuple(linked(("role", key), reading=seen.reading, names=seen.names) for key in theirs)
