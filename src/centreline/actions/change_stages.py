"""Change the stages of a board: add one, give it another name, move it, take it away while it is empty."""

from centreline.actions.act import act
from centreline.actions.stages_on_board import stages_on, standing_in
from centreline.actions.start_draft import open_draft, written
from centreline.governance.entry import Entry, conflict_with
from centreline.governance.ranks import rank_after
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotPermitted
from centreline.kernel.identity import key_for

__all__ = [
    "LONGEST_TITLE",
    "add_stage",
    "check_may_be_gone",
    "check_of_the_centre",
    "move_stage",
    "named",
    "remove_stage",
    "rename_stage",
]

LONGEST_TITLE = 200
"""Characters of the name of a stage or a touchpoint that is written on a board."""


@act(needs="edit_board")
def add_stage(step: Step, *, draft: str, title: str, after: str | None = None) -> Entry:
    """Add a stage to a journey.

    Args:
        step: The step it is done in.
        draft: Which draft.
        title: What people call the stage.
        after: Key of the stage it shall follow; empty for the first place, None for the last.

    Raises:
        NotThere: there is no such draft.
        NotPermitted: they speak for a partner; what a journey looks like is the centre's.
        ArgumentInvalid: it has no name, or too long a one.
        EvidenceConflict: the draft is frozen or published.
    """
    check_of_the_centre(step)
    open_draft(step, draft)
    there = stages_on(step.state, draft)
    taken = {one.fields["id"] for one in (*there, *step.state.binned("stage", within=draft))}
    last = there[-1].key if there else ""
    fields = {
        "id": key_for(title, kind="stage", taken=taken),
        "title": named(title),
        "rank": rank_after(_placed(there), after=last if after is None else after),
    }
    return step.make("stage", written("stage", fields), within=draft)


@act(needs="edit_board")
def rename_stage(step: Step, *, key: str, expects: int, title: str) -> Entry:
    """Give a stage another name; what stands in it stays there.

    Raises:
        NotThere: there is no such stage.
        NotPermitted: they speak for a partner.
        ArgumentInvalid: it has no name, or too long a one.
        EditConflict: somebody else gave it another name.
    """
    fields = {**step.seen(_stage(step, key), expects=expects), "title": named(title)}
    return step.change("stage", key, written("stage", fields), expects=expects)


@act(needs="edit_board")
def move_stage(step: Step, *, key: str, expects: int, after: str = "") -> Entry:
    """Move a stage, with everything in it, behind another one.

    Args:
        step: The step it is done in.
        key: Which stage.
        expects: The version the mover had before them.
        after: Key of the stage it shall follow; empty for the first place.

    Raises:
        NotThere: there is no such stage.
        NotPermitted: they speak for a partner.
        EditConflict: somebody else moved it.
    """
    held = _stage(step, key)
    seen = step.seen(held, expects=expects)
    others = [one for one in stages_on(step.state, held.within) if one.key != key]
    place = {"rank": rank_after(_placed(others), after=after)}
    if held.fields["rank"] != seen["rank"]:
        raise conflict_with(held, base=seen, mine={**seen, **place}, clashes=("rank",))
    return step.change("stage", key, written("stage", {**seen, **place}), expects=expects)


@act(needs="edit_board")
def remove_stage(step: Step, *, key: str, expects: int) -> Entry:
    """Throw a stage away in which nothing stands; it can be brought back for thirty days.

    Raises:
        NotThere: there is no such stage.
        NotPermitted: they speak for a partner.
        EvidenceConflict: something stands in it, or it is the last one.
        EditConflict: somebody changed it in the meantime.
    """
    held = _stage(step, key)
    check_may_be_gone(step, held)
    return step.bin("stage", key, expects=expects)


def check_may_be_gone(step: Step, stage: Entry) -> None:
    """Stop where something stands in a stage, or it is the only one of its board.

    Raises:
        EvidenceConflict: it has to stay.
    """
    title = stage.fields["title"]
    if here := standing_in(step.state, stage.within, stage.fields["id"]):
        raise EvidenceConflict(
            f"{len(here)} touchpoints and notes stand in the stage {title!r}",
            where="the board",
            fix="move them to another stage, or put them into the bin, then remove it",
        )
    if len(stages_on(step.state, stage.within)) == 1:
        raise EvidenceConflict(
            f"{title!r} is the only stage of this journey", where="the board", fix="add another stage first"
        )


def check_of_the_centre(step: Step) -> None:
    """Stop whoever speaks for a partner: what journeys there are and which stages they have is the centre's.

    Raises:
        NotPermitted: they do.
    """
    if step.actor.partner is not None:
        raise NotPermitted(
            "which stages a journey has is the centre's to write",
            where="the board",
            fix="say in a note or a remark what should be otherwise",
        )


def named(title: str) -> str:
    """Return the name of something new on a board, without blanks around it.

    Raises:
        ArgumentInvalid: it is empty or too long.
    """
    said = " ".join(title.split())
    if not 0 < len(said) <= LONGEST_TITLE:
        raise ArgumentInvalid(
            f"a name has 1 to {LONGEST_TITLE} characters, this one {len(said)}",
            where="the field Name",
            fix="write a short name; there is room for more in what it is",
        )
    return said


def _stage(step: Step, key: str) -> Entry:
    check_of_the_centre(step)
    held = step.entry("stage", key)
    open_draft(step, held.within)
    return held


def _placed(stages: tuple[Entry, ...] | list[Entry]) -> list[tuple[str, str]]:
    return [(one.fields["rank"], one.key) for one in stages]
