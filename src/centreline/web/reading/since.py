"""Who changed what since somebody was here, as far as they may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.rights import may
from centreline.reports.names import Names
from centreline.web.frame.addresses import address_of
from centreline.web.jobs.work.rights import THE_FILES
from centreline.web.reading.entries import IN_A_REVIEW, Shelves
from centreline.web.reading.histories import READ_WITH
from centreline.web.records.changed import written_after

__all__ = ["Changed", "Changes", "changed_since"]

NO_PERSON = frozenset({THE_FILES.name})
"""Who takes over what lies in the folder: hundreds of entries on the first day, and no word of anybody's."""

MOST_READ = 300
"""Entries that are looked at: more than anybody reads on a home page."""

INSIDE_A_REVIEW = IN_A_REVIEW - {"operating_review"}
ON_A_BOARD = frozenset({"card", "note", "note_group", "stage", "review_request"})
SAYS = ("title", "what", "text", "says", "because", "term", "name", "remark")
"""Fields by which people know an entry, the first that says something."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What somebody wrote of one kind, in one place.

    Attributes:
        who: Who wrote it; not the name of another partner's people.
        kind: What it is, in words.
        title: What the newest of it says.
        url: Where that is read; empty where there is no page of it.
        at: When the newest was written.
        more: How many others of the same kind they wrote in the same place.
        is_new: Whether the newest was written first then, and not changed.
    """

    who: str
    kind: str
    title: str
    url: str
    at: datetime
    more: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What others wrote, the newest first, and whether all of it was looked at or only the newest."""

    groups: tuple[Changed, ...]
    is_all: bool


def changed_since(actor: Actor, since: datetime) -> Changes:
    """Return what others wrote after a moment and this person may read, the newest first.

    Args:
        actor: Who reads.
        since: After which.
    """
    shelves = Shelves(actor)
    kinds = [kind for kind, needs in READ_WITH.items() if kind in _words() and may(actor, needs)]
    written = list(written_after(since, kinds=kinds, besides=NO_PERSON | {actor.name}, most=MOST_READ))
    groups: dict[tuple[str, str, str], list[Entry]] = {}
    for one in filter(shelves.reads, written):
        place = one.within if one.kind in INSIDE_A_REVIEW | ON_A_BOARD else ""
        groups.setdefault((one.changed_by, one.kind, place), []).append(one)
    names = Names(shelves.reading.shown)
    found = tuple(_changed(shelves, group, names) for group in groups.values())
    return Changes(found, is_all=len(written) < MOST_READ)


def _changed(shelves: Shelves, group: list[Entry], names: Names) -> Changed:
    newest, said = group[0], shelves.fields(group[0])
    element = said.get("element") or (f"touchpoint:{said['touchpoint']}" if "touchpoint" in said else "")
    says = _first(said.get(name) for name in SAYS)
    if element:
        says = f"{names.about(element)}: {says}" if says else names.about(element)
    return Changed(
        who=shelves.name(newest.changed_by),
        kind=_words()[newest.kind],
        title=says,
        url=_url(newest),
        at=newest.changed_at,
        more=len(group) - 1,
        is_new=newest.version == 1,
    )


def _first(said: Iterable[Any]) -> str:
    words = next((str(one).strip() for one in said if one and str(one).strip()), "")
    return words if len(words) <= 120 else f"{words[:119]}…"


def _url(one: Entry) -> str:
    if one.kind in INSIDE_A_REVIEW:
        return f"{reverse('held_review', args=[one.within])}?step=decisions"
    if one.kind in ON_A_BOARD:
        return str(reverse("board", args=[one.within]))
    if "check" in one.fields and "element" in one.fields:
        return address_of(one.fields["check"], one.fields["element"])
    pages = {"operating_review": "held_review", "draft": "board", "proposal": "proposal"}
    if one.kind == "claim":
        return str(reverse("touchpoint", args=[one.fields["touchpoint"]]))
    return str(reverse(pages[one.kind], args=[one.key])) if one.kind in pages else ""


def _words() -> dict[str, str]:
    """Return what each kind is called that stands on a home page."""
    return {
        "claim": _("Answer about a touchpoint"),
        "card": _("Touchpoint on a board"),
        "note": _("Note on a board"),
        "draft": _("Draft of a journey"),
        "decision": _("Decision about a finding"),
        "waiver": _("Finding accepted for a while"),
        "finding_size": _("Size of a finding"),
        "merged_finding": _("Merged finding"),
        "operating_review": _("Operating review"),
        "review_decision": _("Decision of a review"),
        "review_note": _("Note on a review"),
        "action_item": _("Action of a review"),
        "sign_off": _("Sign-off of a review"),
        "proposal": _("Proposal"),
        "review_request": _("Request to look at a draft"),
        "stage": _("Stage on a board"),
        "term": _("Term"),
    }
