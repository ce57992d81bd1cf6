"""Change a card of a board, or move it."""

from collections.abc import Mapping

from centreline.actions.act import act
from centreline.actions.stages_on_board import check_stage
from centreline.actions.start_draft import open_draft, written
from centreline.governance.entry import Entry, conflict_with
from centreline.governance.ranks import rank_after
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, NotThere

__all__ = ["card_of_theirs", "check_not_moved", "edit_card", "may_touch", "move_card"]


@act(needs="edit_board")
def edit_card(step: Step, *, key: str, expects: int, facts: Mapping[str, object]) -> Entry:
    """Write facts of a touchpoint; facts that are not named stay as the writer saw them.

    Args:
        step: The step it is done in.
        key: Which card.
        expects: The version the writer had before them.
        facts: Name of each fact to what it shall be.

    Raises:
        NotThere: there is no such card, or it is another partner's.
        ArgumentInvalid: a fact does not fit, or is not theirs to write.
        EditConflict: somebody else changed the same fact.
    """
    held = card_of_theirs(step, key)
    if set(facts) & {"id", "stage", "rank"}:
        raise ArgumentInvalid("a card is not moved by its facts", where="the form", fix="move it on the board")
    if step.actor.partner is not None and facts.get("partner", step.actor.partner) != step.actor.partner:
        raise ArgumentInvalid(
            "who serves a touchpoint is the centre's to write", where="the form", fix="say so in a remark"
        )
    body = written("card", {**step.seen(held, expects=expects), **facts})
    return step.change("card", key, body, expects=expects)


@act(needs="edit_board")
def move_card(step: Step, *, key: str, expects: int, stage: str, after: str = "") -> Entry:
    """Move a card to a place behind another one.

    Args:
        step: The step it is done in.
        key: Which card.
        expects: The version the mover had before them.
        stage: Stage it goes to.
        after: Key of the card it shall follow; empty for the first place.

    Raises:
        NotThere: there is no such card or stage, or it is another partner's.
        EditConflict: somebody else moved it.
    """
    held = card_of_theirs(step, key)
    check_stage(step, held.within, stage)
    others = [
        (one.fields["rank"], one.key)
        for one in step.state.entries("card", within=held.within)
        if one.key != key and one.fields["stage"] == stage
    ]
    place = {"stage": stage, "rank": rank_after(others, after=after)}
    seen = step.seen(held, expects=expects)
    check_not_moved(held, seen=seen, place=place)
    return step.change("card", key, written("card", {**seen, **place}), expects=expects)


def check_not_moved(held: Entry, *, seen: Mapping[str, object], place: Mapping[str, object]) -> None:
    """Stop where somebody else moved what is to be moved: a place is one thing, and is not put together of two.

    Args:
        held: The card or note as it is now.
        seen: What the mover had before them.
        place: Where it is to go, field by field.

    Raises:
        EditConflict: somebody did.
    """
    if clashes := tuple(name for name in place if held.fields[name] != seen[name]):
        raise conflict_with(held, base=seen, mine={**seen, **place}, clashes=clashes)


def may_touch(fields: Mapping[str, object], *, partner: str | None) -> bool:
    """Return whether somebody may read and write all of a card: people of a partner only their own partner's."""
    return partner is None or fields.get("partner") == partner


def card_of_theirs(step: Step, key: str) -> Entry:
    """Return a card on a board that may still be changed.

    Raises:
        NotThere: there is none, or it is another partner's.
        EvidenceConflict: the draft is frozen or published.
    """
    held = step.entry("card", key)
    if not may_touch(held.fields, partner=step.actor.partner):
        raise NotThere(f"there is no card {key!r}", where="the board", fix="choose a card of your own")
    open_draft(step, held.within)
    return held
