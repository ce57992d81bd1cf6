"""What people wrote: who may read which entry, and its history."""

from collections.abc import Iterable, Sequence

from centreline.findings.few import is_about_somebody
from centreline.governance.actor import Actor
from centreline.governance.entry import Change, Entry
from centreline.governance.held_reviews import hears_note
from centreline.governance.kinds import body_of, kinds
from centreline.governance.kinds.claim import Said
from centreline.governance.reading import Reading, reading_of
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.web.frame.centre import workspace
from centreline.web.records.people import known_people
from centreline.web.records.store import DjangoState

__all__ = ["OF_ITS_WRITER", "READ_WITH", "histories_about", "history_of", "leads_to_history", "reads_of_its_writer"]

READ_WITH = {
    "claim": "see_map", "card": "see_map", "note": "see_map", "draft": "see_map", "decision": "see_findings",
    "waiver": "see_findings", "operating_review": "see_review", "review_decision": "see_review",
    "action_item": "see_review", "proposal": "see_proposals", "review_request": "see_map",
    "note_group": "see_map", "stage": "see_map", "term": "see_catalogues", "review_note": "see_review",
    "sign_off": "see_review", "finding_size": "see_findings", "merged_finding": "see_findings",
    "annotation": "see_metrics", "baseline": "see_metrics", "target": "see_metrics", "schedule": "import_evidence",
    "definition": "see_metrics",
}  # fmt: skip
"""What a reader needs for the history of each kind; of kinds that are not here, people read what they wrote."""

OF_ITS_WRITER = frozenset({"confirmation", "dispute", "feedback", "following"})
"""Kinds that tell something of whoever wrote them, who is at work here."""

READ_OF_THREAD = {"finding": "see_findings", "touchpoint": "see_map", "board": "see_map"}
"""What a reader needs for comments, by what they are about."""


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


def histories_about(
    actor: Actor, kinds: Iterable[str], *, keys: Iterable[str] = (), within: Iterable[str] = ()
) -> tuple[tuple[Entry, tuple[Change, ...]], ...]:
    """Return what was written about one thing and somebody may read, each entry with every version of it.

    Args:
        actor: Who reads; whether they may see the thing itself is asked by its page.
        kinds: Kinds of entries that belong to the thing.
        keys: Keys under which they are kept.
        within: What they belong to.
    """
    every = DjangoState().histories(kinds, keys=keys, within=within)
    return tuple((entry, history) for entry, history in every if _may_read(actor, entry, history))


def leads_to_history(actor: Actor, entry: Entry) -> bool:
    """Say whether a page links to the history of an entry for its reader, without asking who wrote each version.

    Never where they may not read it. Of what they read only because they wrote it, they may miss the link: where it
    was changed more than once, and somebody of a partner also where a colleague wrote it.
    """
    own = entry.version <= 2 and {entry.made_by, entry.changed_by} == {actor.name}
    if actor.scope.partners is not None and entry.kind not in OF_ITS_WRITER:
        if entry.kind == "annotation":
            return may(actor, READ_WITH["annotation"]) and entry.fields["party"] == actor.partner
        heard = entry.kind != "review_note" or hears_note(actor, entry)
        return own and heard and entry.kind != "claim" and not _tells_of_one_person(entry)
    writer = actor.name if own else ""
    newest = Change(version=entry.version, fields={}, by=writer, at=entry.changed_at, act="", says="", request="")
    return _may_read(actor, entry, (newest,))


def reads_of_its_writer(actor: Actor, entry: Entry) -> bool:
    """Say whether somebody may read, with a name, what tells something of its writer: themselves, and few others."""
    parties = actor.scope.partners
    known = may(actor, "see_people") or may(actor, "see_trail")
    return entry.made_by == actor.name or (known and (parties is None or entry.fields["party"] in parties))


def _may_read(actor: Actor, entry: Entry, history: Sequence[Change]) -> bool:
    if entry.kind == "review_note" and not hears_note(actor, entry):
        return False
    if entry.kind in OF_ITS_WRITER:
        return reads_of_its_writer(actor, entry)
    if _tells_of_one_person(entry) and not may(actor, "see_people"):
        return False
    if actor.scope.partners is not None:
        return _may_read_apart(actor, entry, history)
    if entry.kind == "comment":
        thread = entry.within.partition(":")[0]
        return may(actor, READ_OF_THREAD.get(thread, "see_trail"))
    own = all(one.by == actor.name for one in history)
    needs = READ_WITH.get(entry.kind)
    return own or may(actor, "see_trail") or (needs is not None and may(actor, needs))


def _tells_of_one_person(entry: Entry) -> bool:
    """Say whether an entry rests on the figures of single people: a finding about them, or a proposal made of one."""
    proofs = entry.fields.get("evidence", ()) if entry.kind == "proposal" else ()
    about = (entry.fields.get("element"), entry.fields.get("subject"), *(one["element"] for one in proofs))
    return any(is_about_somebody(str(one)) for one in about)


def _may_read_apart(actor: Actor, entry: Entry, history: Sequence[Change]) -> bool:
    """Say whether somebody of a partner may read an entry: claims they may hear, and what their own party wrote."""
    if entry.kind == "annotation":
        return may(actor, READ_WITH["annotation"]) and _is_of_their_party(actor, history)
    colleagues = {one.name for one in known_people() if one.partner and one.partner == actor.partner} | {actor.name}
    if entry.kind == "claim":
        reading = reading_of(workspace(actor.scope).blueprint, actor)
        return all(_hears(reading, one, entry, colleagues) for one in history)
    return all(one.by in colleagues for one in history)


def _is_of_their_party(actor: Actor, history: Sequence[Change]) -> bool:
    """Say whether every version that says something names their party, as their chart shows it."""
    return all(one.binned or one.fields["party"] == actor.partner for one in history)


def _hears(reading: Reading, change: Change, entry: Entry, colleagues: set[str]) -> bool:
    others = {one.name for one in known_people() if one.partner} - colleagues
    body = body_of("claim", change.fields)
    return isinstance(body, Said) and reading.claim(body) and change.by not in others and bool(entry.within)
