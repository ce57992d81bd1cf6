"""Begin a journey that is not published yet, and write what it is about."""

from collections.abc import Mapping, Sequence

from centreline.actions.act import act
from centreline.actions.change_stages import add_stage, check_of_the_centre, named
from centreline.actions.start_draft import open_draft, written
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, NotThere
from centreline.kernel.identity import key_for

__all__ = ["ABOUT", "MOST_STAGES", "edit_journey", "start_journey"]

MOST_STAGES = 60
"""Stages a journey can begin with."""

ABOUT = ("journey_title", "journey_owner", "journey_outcome", "journey_customer_types")
"""What can be written of the journey of a draft."""


@act(needs="edit_board")
def start_journey(step: Step, *, title: str, stages: Sequence[str], draft: str) -> Entry:
    """Make a draft of a journey nobody has written before, with its stages.

    Args:
        step: The step it is done in.
        title: What people call the journey.
        stages: What they call its stages, in order; blank ones are passed over.
        draft: What they call this draft.

    Raises:
        NotThere: there is no operating model yet that it could become part of.
        NotPermitted: they speak for a partner; which journeys there are is the centre's.
        ArgumentInvalid: it has no name or no stage, or too long a name or too many stages.
    """
    check_of_the_centre(step)
    newest = step.state.published()
    if newest is None:
        raise NotThere("nothing is published yet", where="the map", fix="adopt the files of the workspace first")
    wanted = [one for one in stages if one.strip()]
    if not 0 < len(wanted) <= MOST_STAGES:
        raise ArgumentInvalid(
            f"a journey begins with 1 to {MOST_STAGES} stages, not {len(wanted)}",
            where="the field Stages",
            fix="write a stage on each line",
        )
    taken = {one.id for one in newest.blueprint.journeys} | {one.fields["journey"] for one in _drafts(step)}
    key = key_for(title, kind="journey", taken=taken)
    said = {"journey": key, "base": newest.number, "title": draft.strip(), "journey_title": named(title)}
    made = step.make("draft", written("draft", said))
    for one in wanted:
        add_stage.does(step, draft=made.key, title=one)
    return made


@act(needs="edit_board")
def edit_journey(step: Step, *, key: str, expects: int, facts: Mapping[str, object]) -> Entry:
    """Write what a journey is about; facts that are not named stay as the writer saw them.

    Args:
        step: The step it is done in.
        key: Which draft.
        expects: The version the writer had before them.
        facts: Name of each fact to what it shall be; the names are those of `ABOUT`.

    Raises:
        NotThere: there is no such draft.
        NotPermitted: they speak for a partner.
        ArgumentInvalid: a fact does not fit, or is none of a journey.
        EvidenceConflict: the draft is frozen or published.
        EditConflict: somebody else changed the same fact.
    """
    check_of_the_centre(step)
    held = open_draft(step, key)
    if strange := sorted(set(facts) - set(ABOUT)):
        raise ArgumentInvalid(
            f"{strange[0]!r} is no fact of a journey", where="the form", fix=f"choose of {', '.join(ABOUT)}"
        )
    checked = {name: named(str(said)) if name == "journey_title" else said for name, said in facts.items()}
    body = written("draft", {**step.seen(held, expects=expects), **checked})
    return step.change("draft", key, body, expects=expects)


def _drafts(step: Step) -> tuple[Entry, ...]:
    return step.state.entries("draft")
