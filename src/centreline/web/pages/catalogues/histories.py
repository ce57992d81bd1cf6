"""Histories of whatever people wrote: how each version reads beside the one before, and what can be taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.actions.undo_change import can_be_taken_back
from centreline.governance.actor import Actor
from centreline.governance.entry import Change, Entry
from centreline.governance.rights import may
from centreline.web.frame.act_words import says_of
from centreline.web.frame.done import did
from centreline.web.reading.fields import changes_in

__all__ = ["COLUMNS", "TAKEN_BACK_HERE", "Line", "lines_of", "lines_together", "rows_of"]

TAKEN_BACK_HERE = frozenset({
    "action_item", "claim", "comment", "confirmation", "decision", "definition", "dispute", "feedback", "proposal",
    "review_decision", "review_note", "sign_off", "term", "waiver",
})  # fmt: skip
"""Kinds that are taken back from their history; a draft or a review has rules of its own, on its page."""

NOT_SPELT_OUT = {"operating_review": frozenset({"assurance", "changes", "due", "intents", "review"})}
"""Fields of a kind that stand whole on its own page: a history says that they were written, a file holds them."""

COLUMNS = ("version", "at", "by", "act", "says", "field", "before", "after")
"""Headings of a history as a file."""


@dataclass(frozen=True, slots=True)
class Line:
    """One version of an entry as a line of its history; `kept` has field, before and after as files hold them.

    Where histories of several entries stand together, `kind` and `key` say of which this is.
    """

    who: str
    act: str
    when: datetime
    says: str
    changes: tuple[dict[str, str], ...]
    kept: tuple[tuple[str, str, str], ...]
    version: int
    request: str
    undo: str
    kind: str = ""
    key: str = ""


def lines_of(actor: Actor, entry: Entry, history: Sequence[Change]) -> tuple[Line, ...]:
    """Return the versions, newest first, each with what changed in it."""
    lines = []
    before: Mapping[str, Any] = {}
    for change in history:
        after = {} if change.binned else change.fields
        newest = change.version == entry.version and entry.kind in TAKEN_BACK_HERE and may(actor, "undo_change")
        undo = newest and can_be_taken_back(actor, entry.kind, change)
        address = reverse("history_undo", args=[entry.kind, entry.key, change.version]) if undo else ""
        says = _did(change)
        changes = changes_in(entry.kind, _spelt_out(entry.kind, before), _spelt_out(entry.kind, after))
        kept = _kept(before, after)
        told = (change.by, change.act, change.at, says, changes, kept)
        lines.append(Line(*told, change.version, change.request, address))
        before = after
    return tuple(reversed(lines))


def lines_together(actor: Actor, found: Iterable[tuple[Entry, Sequence[Change]]]) -> tuple[Line, ...]:
    """Return the versions of several entries, newest first, each line with the kind and key of its entry."""
    lines = [
        replace(line, kind=entry.kind, key=entry.key)
        for entry, history in found
        for line in lines_of(actor, entry, history)
    ]
    return tuple(sorted(lines, key=lambda one: one.when, reverse=True))


def rows_of(lines: Sequence[Line]) -> list[tuple[str | int, ...]]:
    """Return the versions as a file holds them, in the order of `COLUMNS`: a row for each field that changed."""
    return [
        (one.version, one.when.isoformat(), one.who, one.act, one.says, *row)
        for one in lines
        for row in one.kept or (("", "", ""),)
    ]


def _did(change: Change) -> str:
    verb = did(change.act)
    if change.binned:
        verb = str(_("threw it away (%(act)s)")) % {"act": verb}
    return f"{verb}: {says_of(change.act, change.says)}" if change.says else verb


def _spelt_out(kind: str, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: said for name, said in fields.items() if name not in NOT_SPELT_OUT.get(kind, ())}


def _kept(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    names = dict.fromkeys((*after, *before))
    rows = [(name, _in_words(before.get(name)), _in_words(after.get(name))) for name in names]
    return tuple((name.replace("_", " ").capitalize(), was, now) for name, was, now in rows if was != now)


def _in_words(value: Any) -> str:
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(map(_in_words, value))
    if isinstance(value, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {_in_words(one)}" for name, one in value.items() if _in_words(one))
    return str(value)
