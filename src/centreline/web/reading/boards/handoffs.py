"""Where work goes from one touchpoint of a board to another: in words, from which the arrows are drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from centreline.governance.reading import IN_PLACE_OF_A_NAME, Reading
from centreline.web.frame.templatetags.centreline_format import duration

__all__ = ["Handed", "handed_on"]


@dataclass(frozen=True, slots=True)
class Handed:
    """One handoff.

    Attributes:
        source: Key of the touchpoint that hands on.
        target: Key of the one that receives.
        source_title: What people call the first.
        target_title: What people call the second.
        says: What is passed along and within which time; empty where neither is written.
        drawn: Whether both stand on this board, as it is shown.
        unagreed: Whether one of the owners has not agreed, or was never asked.
    """

    source: str
    target: str
    source_title: str
    target_title: str
    says: str
    drawn: bool
    unagreed: bool


def handed_on(
    shown: Iterable[Mapping[str, Any]], every: Iterable[Mapping[str, Any]], *, reading: Reading
) -> list[Handed]:
    """Return the handoffs of the touchpoints that are shown, in their order.

    Args:
        shown: Cards that are shown; of those that are not theirs, a reader learns no handoff.
        every: All cards of the board: they name where work goes.
        reading: What somebody may read of what is intended, for work that leaves the journey.
    """
    own = list(shown)
    titles = {card["fields"]["id"]: card["fields"]["title"] for card in every}
    elsewhere = {
        one.id: one.title for one in reading.blueprint.touchpoints if one.id not in titles and reading.touchpoint(one)
    }
    here = {card["fields"]["id"] for card in own}
    return [
        _handed(card["fields"], handoff, titles | elsewhere, here=here)
        for card in own
        if card["open"]
        for handoff in card["fields"].get("handoffs") or ()
    ]


def _handed(
    fields: Mapping[str, Any], handoff: Mapping[str, Any], titles: Mapping[str, str], *, here: set[str]
) -> Handed:
    target = handoff["to"]
    return Handed(
        fields["id"],
        target,
        fields["title"],
        titles.get(target, IN_PLACE_OF_A_NAME),
        _says(handoff),
        target in here,
        not (handoff.get("accepted_by_sender") and handoff.get("accepted_by_receiver")),
    )


def _says(handoff: Mapping[str, Any]) -> str:
    within = handoff.get("within_s")
    parts = [
        ", ".join(handoff.get("passes") or ()),
        _("within %(time)s") % {"time": duration(within)} if within else "",
    ]
    return "; ".join(part for part in parts if part)
