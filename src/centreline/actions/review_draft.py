"""The round of review of a frozen draft: challenge, correct or agree, card by card, until all is dealt with."""

from centreline.actions.act import act
from centreline.actions.change_card import may_touch
from centreline.actions.start_draft import written
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotThere

__all__ = ["BOARD_THREAD", "reopen_draft", "resolve_comment", "review_card", "thread_on_card"]

BOARD_THREAD = "board"


@act(needs="comment")
def review_card(step: Step, *, key: str, stance: str, text: str = "") -> Entry:
    """Say how somebody stands to a card of a draft, in the thread of their own party.

    Args:
        step: The step it is done in.
        key: Which card.
        stance: remark, challenge, correct or agree.
        text: Why, or what should be there; may be empty where they agree.

    Raises:
        NotThere: there is no such card, or it is another partner's.
        EvidenceConflict: the draft is published, or is still edited, when only remarks are made.
        ArgumentInvalid: a challenge or a correction says nothing, or the stance is not known.
    """
    card = step.entry("card", key)
    if not may_touch(card.fields, partner=step.actor.partner):
        raise NotThere(f"there is no card {key!r}", where="the board", fix="choose a card of your own")
    state = step.entry("draft", card.within).fields["state"]
    if state == "published" or (state == "editing" and stance != "remark"):
        raise EvidenceConflict(
            f"the draft is {state}, and has no round of review now",
            where="the board",
            fix="change the card itself, or wait until the draft is frozen",
        )
    words = text.strip() or ("Agreed." if stance == "agree" else "")
    if not words:
        raise ArgumentInvalid("nothing was written", where="the form", fix="say what should be different, and why")
    body = written("comment", {"text": words, "stance": stance, "resolved": stance == "agree"})
    return step.make("comment", body, within=thread_on_card(key, partner=step.actor.partner))


@act(needs="lead_workshop")
def resolve_comment(step: Step, *, key: str, expects: int) -> Entry:
    """Say that what somebody challenged or corrected has been dealt with.

    Raises:
        NotThere: there is no such comment on a board.
        EditConflict: somebody changed it in the meantime.
    """
    held = step.entry("comment", key)
    if not held.within.startswith(f"{BOARD_THREAD}:"):
        raise NotThere(f"there is no comment {key!r}", where="the board", fix="load the board again")
    return step.change("comment", key, written("comment", {**held.fields, "resolved": True}), expects=expects)


@act(needs="lead_workshop")
def reopen_draft(step: Step, *, key: str, expects: int) -> Entry:
    """Let people change a frozen draft again, so that what was challenged can be mended.

    Raises:
        NotThere: there is no such draft.
        EvidenceConflict: it is not frozen.
    """
    draft = step.entry("draft", key)
    if draft.fields["state"] != "frozen":
        raise EvidenceConflict("the draft is not frozen", where="the board", fix="load the board again")
    return step.change("draft", key, written("draft", {**draft.fields, "state": "editing"}), expects=expects)


def thread_on_card(key: str, *, partner: str | None) -> str:
    """Return what comments on a card belong to: each partner has a thread that no other partner reads."""
    return f"{BOARD_THREAD}:{key}:{partner or ''}"
