"""What was remarked about a touchpoint, and who wrote what there when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.actions.answer_question import thread_at
from centreline.actions.undo_change import is_theirs_to_take_back
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.claim import Said
from centreline.web.frame.spoken import spoken
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.pages.touchpoints.seen import Seen
from centreline.web.records.published import published_versions
from centreline.web.records.store import DjangoState

__all__ = ["HistoryLine", "Remark", "history_at", "remarks_at", "threads_of"]

LINES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: as it is kept, of which partner, and the address that takes it back."""

    entry: Entry
    partner: str
    undo: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the history: who, when, and what they did."""

    who: str
    when: datetime
    says: str
    version: int | None = None


def threads_of(seen: Seen, actor: Actor) -> dict[str, str | None]:
    """Return the threads about a touchpoint that somebody may read, each with its partner."""
    every = [one.id for one in seen.reading.blueprint.partners]
    partners: list[str | None] = [None, *every] if seen.reading.reads_all else [actor.partner]
    return {thread_at(seen.touchpoint.id, partner=one): one for one in partners}


def remarks_at(actor: Actor, seen: Seen) -> tuple[Remark, ...]:
    """Return what was remarked, oldest first: everything, or what the reader's own partner said."""
    threads, state = threads_of(seen, actor), DjangoState()
    found = []
    for within, partner in threads.items():
        for entry in state.entries("comment", within=within):
            own = is_theirs_to_take_back(actor, by=entry.changed_by)
            undo = reverse("touchpoint_undo", args=[seen.touchpoint.id, "comment", entry.key, entry.version])
            title = seen.names.partner(partner) if partner else ""
            found.append(Remark(entry, title, undo if own else ""))
    return tuple(sorted(found, key=lambda one: one.entry.made_at))


def history_at(seen: Seen, entries: Iterable[Entry]) -> tuple[HistoryLine, ...]:
    """Return who wrote what about a touchpoint, newest first.

    Args:
        seen: The touchpoint as the reader sees it.
        entries: Claims and remarks they may read.
    """
    written: dict[tuple[str, datetime], list[Entry]] = {}
    for entry in entries:  # Answers taken over from files come by the dozen, all at one moment.
        written.setdefault((entry.changed_by, entry.changed_at), []).append(entry)
    lines = [_written(by, at, together) for (by, at), together in written.items()]
    named = f"touchpoint {seen.touchpoint.id!r}"
    for version in published_versions():
        for says in version["differences"]:
            if named in says.lower() and not seen.reading.names_others(says):
                told = {"number": version["number"], "says": spoken(says)}
                published = _("published version %(number)d: %(says)s") % told
                lines.append(HistoryLine(version["by"], version["at"], published))
    return tuple(sorted(lines, key=lambda one: one.when, reverse=True)[:LINES_SHOWN])


def _written(by: str, at: datetime, together: list[Entry]) -> HistoryLine:
    if len(together) == 1:
        return HistoryLine(by, at, _said(together[0]), together[0].version)
    return HistoryLine(by, at, str(_("wrote down %(n)d answers and remarks")) % {"n": len(together)})


def _said(entry: Entry) -> str:
    if isinstance(entry.body, Said):
        said = {"who": entry.body.who, "asks": from_book(entry.body.question.asks)}
        return str(_("wrote down the answer of %(who)s to “%(asks)s”")) % said
    return str(_("remarked something"))
