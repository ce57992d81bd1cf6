"""Put touchpoints on a board, make them of notes, and take them off into the bin."""

from centreline.actions.act import act
from centreline.actions.change_card import card_of_theirs
from centreline.actions.change_stages import LONGEST_TITLE, named
from centreline.actions.stages_on_board import check_stage, stages_on
from centreline.actions.start_draft import open_draft, written
from centreline.actions.write_note import note_of_theirs
from centreline.governance.entry import Entry
from centreline.governance.ranks import rank_after
from centreline.governance.step import Step
from centreline.kernel.errors import NotThere
from centreline.kernel.identity import key_for

__all__ = ["add_card", "bin_card", "card_from_note"]


@act(needs="edit_board")
def add_card(step: Step, *, draft: str, stage: str, title: str, what: str = "") -> Entry:
    """Put a touchpoint at the end of a stage; one that somebody of a partner adds is served by their partner.

    Args:
        step: The step it is done in.
        draft: Which draft.
        stage: Stage it stands in.
        title: What people call it; its key is made of it.
        what: What it is; empty where nobody said so yet.

    Raises:
        NotThere: there is no such draft or stage.
        ArgumentInvalid: it has no name, or too long a one.
        EvidenceConflict: the draft is frozen or published.
    """
    open_draft(step, draft)
    check_stage(step, draft, stage)
    cards = step.state.entries("card", within=draft)
    here = [(one.fields["rank"], one.key) for one in cards if one.fields["stage"] == stage]
    fields = {
        "id": key_for(title, kind="touchpoint", taken=_taken(step, draft)),
        "title": named(title),
        "what": what.strip() or None,
        "partner": step.actor.partner,
        "stage": stage,
        "rank": rank_after(here, after=max(here)[1] if here else ""),
    }
    return step.make("card", written("card", fields), within=draft)


@act(needs="edit_board")
def card_from_note(step: Step, *, key: str, expects: int) -> tuple[Entry, Entry]:
    """Make a touchpoint of a note, which goes into the bin; return both.

    The first line becomes the name. What else the note says becomes what the touchpoint is.

    Args:
        step: The step it is done in.
        key: Which note.
        expects: The version of the note that whoever does it had before them.

    Raises:
        NotThere: there is no such note, or another party wrote it, or the board has no stage.
        EvidenceConflict: the draft is frozen or published.
        EditConflict: somebody changed the note in the meantime.
    """
    held = note_of_theirs(step, key)
    said = held.fields["text"].strip()
    first = " ".join(said.splitlines()[0].split())[:LONGEST_TITLE]
    gone = step.bin("note", key, expects=expects, says="became a touchpoint")
    place = _stage_for(step, held)
    made = add_card.does(step, draft=held.within, stage=place, title=first, what="" if said == first else said)
    return made, gone


@act(needs="edit_board")
def bin_card(step: Step, *, key: str, expects: int) -> Entry:
    """Take a touchpoint off the board; it can be brought back for thirty days.

    Raises:
        NotThere: there is no such card, or it is another partner's.
        EvidenceConflict: the draft is frozen or published.
        EditConflict: somebody changed it in the meantime.
    """
    return step.bin("card", card_of_theirs(step, key).key, expects=expects)


def _taken(step: Step, draft: str) -> set[str]:
    """Return the keys that touchpoints have: on this board, in its bin, and in what is published."""
    newest = step.state.published()
    known = newest.blueprint.touchpoints if newest else ()
    own = (*step.state.entries("card", within=draft), *step.state.binned("card", within=draft))
    return {one.id for one in known} | {one.fields["id"] for one in own}


def _stage_for(step: Step, note: Entry) -> str:
    """Return the stage a note stands in; the first one where that is gone, as may be of what lies in the parking lot.

    Raises:
        NotThere: the board has no stage.
    """
    there = [str(one.fields["id"]) for one in stages_on(step.state, note.within)]
    if not there:
        raise NotThere("this journey has no stage yet", where="the board", fix="add a stage first")
    return str(note.fields["stage"]) if note.fields["stage"] in there else there[0]
