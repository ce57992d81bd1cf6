"""Findings that are read as part of another, and how large people judge findings to be: as one person sees them."""

from collections.abc import Mapping
from dataclasses import dataclass

from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.finding_size import Said
from centreline.web.reading.findings import Seen
from centreline.web.records.store import DjangoState

__all__ = ["Name", "Size", "merged_in", "sizes_for"]

Name = tuple[str, str]
"""Check and element, by which a finding is named."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a finding is, as somebody judged; amounts a month, None where nobody knows."""

    entry: Entry
    contacts: float | None
    least_cost: float | None
    most_cost: float | None


def merged_in(seen: Seen) -> Mapping[Name, Entry]:
    """Return the findings that are read as part of another, by their names.

    Where the other is not found any more, or is none the reader may see, the one stands for itself again: merging
    hides nothing that nobody else shows.
    """
    shown = {(one.check, one.element) for one in (*seen.findings, *(each.finding for each in seen.waived))}
    every = {(one.fields["check"], one.fields["element"]): one for one in DjangoState().entries("merged_finding")}
    return {name: one for name, one in every.items() if (one.fields["into_check"], one.fields["into_element"]) in shown}


def sizes_for(actor: Actor) -> Mapping[Name, Size]:
    """Return how large findings are, by their names; people of a partner are not told what the centre thinks."""
    if actor.partner is not None:
        return {}
    found = {}
    for entry in DjangoState().entries("finding_size"):
        said = Said.model_validate(entry.fields)
        name = (said.check, said.element)
        found[name] = Size(entry, said.contacts_a_month, said.least_cost_a_month, said.most_cost_a_month)
    return found
