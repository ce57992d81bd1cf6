"""Histories of whatever people wrote: who may read which, and how each version reads beside the one before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.actions.undo_change import is_theirs_to_take_back
from centreline.governance.actor import Actor
from centreline.governance.entry import Change, Entry
from centreline.governance.kinds import body_of, kinds
from centreline.governance.kinds.claim import Said
from centreline.governance.reading import Reading, reading_of
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.web.frame.centre import workspace
from centreline.web.records.people import known_people
from centreline.web.records.store import DjangoState

__all__ = ["TAKEN_BACK_HERE", "Line", "history_of", "lines_of"]

READ_WITH = {
    "claim": "see_map", "card": "see_map", "note": "see_map", "draft": "see_map", "decision": "see_findings",
    "waiver": "see_findings", "operating_review": "see_review", "review_decision": "see_review",
    "action_item": "see_review",
}  # fmt: skip
"""What a reader needs for the history of each kind; of kinds that are not here, people read what they wrote."""

TAKEN_BACK_HERE = frozenset({"claim", "comment", "decision", "waiver"})
"""Kinds that are taken back from their history; a draft or a review has rules of its own, on its page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One version of an entry as a line of its history."""

    who: str
    when: datetime
    says: str
    changes: tuple[dict[str, str], ...]
    version: int
    request: str
    undo: str


def history_of(actor: Actor, kind: str, key: str) -> tuple[Entry, tuple[Change, ...]]:
    """Return an entry, thrown away ones too, and every version of it.

    Raises:
        NotThere: there is none, or it is not theirs to read.
    """
    state = DjangoState()
    entry = state.entry(kind, key) if kind in kinds() else None
    if entry is not None:
        history = state.history(kind, key)
        if _may_read(actor, entry, history):
            return entry, history
    raise NotThere(
        f"there is no {kind.replace('_', ' ')} {key!r}", where="the address", fix="go back to where it was shown"
    )


def lines_of(actor: Actor, entry: Entry, history: Sequence[Change]) -> tuple[Line, ...]:
    """Return the versions, newest first, each with what changed in it."""
    lines = []
    before: Mapping[str, Any] = {}
    for change in history:
        after = {} if change.binned else change.fields
        newest = change.version == entry.version and entry.kind in TAKEN_BACK_HERE and may(actor, "undo_change")
        undo = newest and is_theirs_to_take_back(actor, by=change.by)
        address = reverse("history_undo", args=[entry.kind, entry.key, change.version]) if undo else ""
        says = _did(change)
        lines.append(Line(change.by, change.at, says, _changes(before, after), change.version, change.request, address))
        before = after
    return tuple(reversed(lines))


def _did(change: Change) -> str:
    verb = change.act.replace("_", " ")
    if change.binned:
        verb = str(_("threw it away (%(act)s)")) % {"act": verb}
    return f"{verb}: {change.says}" if change.says else verb


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, str], ...]:
    names = dict.fromkeys((*after, *before))
    rows = [(name, _words(before.get(name)), _words(after.get(name))) for name in names]
    return tuple(
        {"label": name.replace("_", " ").capitalize(), "before": was, "after": now}
        for name, was, now in rows
        if was != now
    )


def _words(value: Any) -> str:
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {_words(one)}" for name, one in value.items() if _words(one))
    return str(value)


def _may_read(actor: Actor, entry: Entry, history: Sequence[Change]) -> bool:
    if actor.scope.partners is not None:
        return _may_read_apart(actor, entry, history)
    if entry.kind == "comment":
        thread = entry.within.partition(":")[0]
        return may(
            actor, "see_findings" if thread == "finding" else "see_map" if thread == "touchpoint" else "see_trail"
        )
    own = all(one.by == actor.name for one in history)
    needs = READ_WITH.get(entry.kind)
    return own or may(actor, "see_trail") or (needs is not None and may(actor, needs))


def _may_read_apart(actor: Actor, entry: Entry, history: Sequence[Change]) -> bool:
    """Say whether somebody of a partner may read an entry: claims they may hear, and what their own party wrote."""
    reading = reading_of(workspace(actor.scope).blueprint, actor)
    colleagues = {one.name for one in known_people() if one.partner and one.partner == actor.partner} | {actor.name}
    readable: Callable[[Change], bool] = {
        "claim": lambda one: _hears(reading, one, entry, colleagues),
    }.get(entry.kind, lambda one: one.by in colleagues)
    return all(map(readable, history))


def _hears(reading: Reading, change: Change, entry: Entry, colleagues: set[str]) -> bool:
    others = {one.name for one in known_people() if one.partner} - colleagues
    body = body_of("claim", change.fields)
    return isinstance(body, Said) and reading.claim(body) and change.by not in others and bool(entry.within)
