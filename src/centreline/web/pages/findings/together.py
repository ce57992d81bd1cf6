"""What of a finding people have judged: how large it is, and which findings are one."""

from typing import Any

from centreline.findings.finding import Finding
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.web.frame.addresses import address_of, slug_of
from centreline.web.reading.findings import Seen
from centreline.web.reading.histories import leads_to_history
from centreline.web.reading.merged import Name, merged_in, sizes_for

__all__ = ["merged_shown", "together"]

MOST_OTHERS = 60
"""Findings that are offered to be one with a finding."""


def together(actor: Actor, seen: Seen, *, check: str, element: str) -> dict[str, Any]:
    """Return what the page of a finding shows of its size, of what is merged into it, and of what it is merged into."""
    merged = merged_in(seen)
    own = merged.get((check, element))
    parts = [name for name, one in merged.items() if _into(one) == (check, element)]
    size = sizes_for(actor).get((check, element))
    return {
        "size": size,
        "currency": seen.names.currency,
        "merged_into": _shown(own, _into(own), seen) | {"followed": leads_to_history(actor, own)} if own else None,
        "merged_parts": [_shown(merged[name], name, seen) for name in parts],
        "others": [] if own or parts else _others(seen, {*merged}, check=check, element=element),
    }


def merged_shown(actor: Actor, seen: Seen) -> list[dict[str, Any]]:
    """Return every finding that is merged, with what it is part of; why is not told to people of a partner."""
    merged = merged_in(seen)
    here = [(one, merged[one.check, one.element]) for one in seen.findings if (one.check, one.element) in merged]
    return [
        {
            "finding": one,
            "address": address_of(one.check, one.element),
            "into": _shown(entry, _into(entry), seen),
            "because": entry.fields["because"] if actor.partner is None else "",
        }
        for one, entry in here
    ]


def _into(entry: Entry) -> Name:
    return entry.fields["into_check"], entry.fields["into_element"]


def _shown(entry: Entry, name: Name, seen: Seen) -> dict[str, Any]:
    """Return another finding as one links to it, with the entry by which both are one."""
    every = (*seen.findings, *(one.finding for one in seen.waived))
    says = next((one.says for one in every if (one.check, one.element) == name), "")
    return {"entry": entry, "check": name[0], "says": says, "address": address_of(*name)}


def _others(seen: Seen, merged: set[Name], *, check: str, element: str) -> list[tuple[str, str]]:
    """Return the findings this one may be one with: at the same element first, then of the same check, then others."""

    def far(one: Finding) -> int:
        return 0 if one.element == element else 1 if one.check == check else 2

    able = {
        (one.check, one.element): one
        for one in sorted(seen.findings, key=far)
        if (one.check, one.element) not in {*merged, (check, element)}
    }
    some = list(able.values())[:MOST_OTHERS]
    return [(f"{one.check} {slug_of(one.element)}", f"{one.check}: {one.says}"[:140]) for one in some]
