"""Which version everything on a board stands in, without reading what it says: browsers ask this all the time."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from centreline.governance.entry import Entry
from centreline.web.records.models import EntryRow
from centreline.web.records.store import DjangoState

__all__ = ["Standing", "binned_drafts", "standing_on"]

SHOWN = ("card", "note", "note_group", "stage", "workshop", "vote", "review_request")

OF_A_PARTY = ("note", "note_group", "review_request")
"""Kinds of which people of a partner know what their own party wrote, and nothing else."""


class Standing(NamedTuple):
    """One entry of a board and the version it stands in; `party` is the partner it belongs to, None for the centre."""

    kind: str
    key: str
    version: int
    by: str
    party: str | None


def standing_on(draft: str, *, partner: str | None) -> tuple[Standing, ...]:
    """Return what stands on a board and what was remarked about its cards, as far as somebody may know of it.

    Args:
        draft: Key of the draft.
        partner: Partner of whoever asks; None for the centre's own people.
    """
    rows = EntryRow.objects.filter(Q(kind__in=SHOWN, within=draft) | Q(kind="draft", key=draft), binned_at=None)
    of_others = Q(kind__in=OF_A_PARTY) & ~Q(body__party=partner)
    found = rows if partner is None else rows.exclude(of_others)
    columns = ("kind", "key", "version", "changed_by", "body__party", "body__partner")
    standing = [_standing(row) for row in found.order_by("kind", "key").values_list(*columns)]
    cards = [one.key for one in standing if one.kind == "card"]
    return (*standing, *_comments(cards, partner=partner))


def binned_drafts(*, since: datetime) -> tuple[Entry, ...]:
    """Return the drafts that were thrown away since a moment, the newest first."""
    rows = EntryRow.objects.filter(kind="draft", binned_at__gte=since).order_by("-binned_at")
    found = (DjangoState().entry("draft", key) for key in rows.values_list("key", flat=True))
    return tuple(one for one in found if one is not None)


def _standing(row: tuple[Any, ...]) -> Standing:
    kind, key, version, by, party, partner = row
    return Standing(kind, key, version, by, partner if kind == "card" else party)


def _comments(cards: list[str], *, partner: str | None) -> list[Standing]:
    """Return comments by their threads: `board:<card>:<partner>`."""
    if not cards:
        return []
    rows = EntryRow.objects.filter(kind="comment", binned_at=None)
    if partner is None:
        threads = rows.filter(within__startswith="board:")
    else:
        threads = rows.filter(within__in=[f"board:{card}:{partner}" for card in cards])
    known = set(cards)
    columns = ("key", "version", "changed_by", "within")
    return [
        Standing("comment", key, version, by, within.rsplit(":", 1)[-1] or None)
        for key, version, by, within in threads.order_by("key").values_list(*columns)
        if within.split(":")[1] in known
    ]
