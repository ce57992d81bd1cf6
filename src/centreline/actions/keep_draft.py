"""Call a draft something else, discard it, and bring it back."""

from datetime import timedelta

from centreline.actions.act import act
from centreline.actions.start_draft import written
from centreline.actions.undo_change import is_theirs_to_take_back
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import EvidenceConflict, NotPermitted, NotThere

__all__ = ["KEPT", "bring_back_draft", "discard_draft", "may_discard", "may_rename", "rename_draft"]

KEPT = timedelta(days=30)
"""How long a discarded draft can be brought back."""


@act(needs="edit_board")
def rename_draft(step: Step, *, key: str, expects: int, title: str) -> Entry:
    """Call a draft something else.

    Raises:
        NotThere: there is no such draft.
        NotPermitted: they speak for a partner and did not start it.
        EvidenceConflict: it is published; a version keeps the name under which it was.
        ArgumentInvalid: it would have no name.
        EditConflict: somebody else renamed it in the meantime.
    """
    draft = step.entry("draft", key)
    if not may_rename(step.actor, draft):
        raise _not_theirs("somebody of the centre renames it")
    _check_not_published(draft)
    return step.change("draft", key, written("draft", {**draft.fields, "title": title.strip()}), expects=expects)


@act(needs="edit_board")
def discard_draft(step: Step, *, key: str, expects: int) -> Entry:
    """Throw a draft away with all that stands on it; for thirty days it can be brought back.

    Raises:
        NotThere: there is no such draft.
        NotPermitted: they neither started it nor lead.
        EvidenceConflict: it is published.
        EditConflict: somebody changed it in the meantime.
    """
    draft = step.entry("draft", key)
    if not may_discard(step.actor, draft):
        raise _not_theirs(f"ask {draft.made_by}, who started it, or somebody who leads")
    _check_not_published(draft)
    return step.bin("draft", key, expects=expects, says="discarded")


@act(needs="edit_board")
def bring_back_draft(step: Step, *, key: str) -> Entry:
    """Bring a discarded draft back as it was.

    Raises:
        NotThere: none was discarded, or longer ago than it is kept.
        NotPermitted: they neither started it nor lead.
    """
    draft = step.state.entry("draft", key)
    if draft is None or draft.binned_at is None or step.now - draft.binned_at > KEPT:
        raise NotThere(f"there is no discarded draft {key!r}", where="the map", fix="choose one of those listed there")
    if not may_discard(step.actor, draft):
        raise _not_theirs(f"ask {draft.made_by}, who started it, or somebody who leads")
    return step.restore("draft", key, version=draft.version - 1, expects=draft.version, says="brought back")


def may_rename(actor: Actor, draft: Entry) -> bool:
    """Say whether somebody who may edit boards may rename a draft: of a partner, only whoever started it."""
    return actor.partner is None or draft.made_by == actor.name


def may_discard(actor: Actor, draft: Entry) -> bool:
    """Say whether somebody who may edit boards may discard a draft and bring it back: who started it, and who leads."""
    return is_theirs_to_take_back(actor, by=draft.made_by)


def _check_not_published(draft: Entry) -> None:
    if draft.fields["state"] == "published":
        raise EvidenceConflict(
            f"the draft {draft.fields['title']!r} became version {draft.fields['published_as']}",
            where="the board",
            fix="leave it as it is, or start another draft",
        )


def _not_theirs(fix: str) -> NotPermitted:
    return NotPermitted("this draft is somebody else's", where="the board", fix=fix)
