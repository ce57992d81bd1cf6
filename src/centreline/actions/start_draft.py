"""Start a draft of a journey: its touchpoints become cards."""

from collections.abc import Mapping

from pydantic import ValidationError

from centreline.actions.act import act
from centreline.governance.entry import Body, Entry
from centreline.governance.kinds import body_of
from centreline.governance.ranks import rank_between
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotThere

__all__ = ["open_draft", "start_draft", "written"]


@act(needs="edit_board")
def start_draft(step: Step, *, journey: str, title: str) -> Entry:
    """Make a draft of a journey as it was published last, with a card for each touchpoint.

    Args:
        step: The step it is done in.
        journey: Key of the journey.
        title: What people call the draft.

    Raises:
        NotThere: no such journey was published.
        ArgumentInvalid: it has no title.
    """
    newest = step.state.published()
    found = [one for one in newest.blueprint.journeys if one.id == journey] if newest else []
    if newest is None or not found:
        raise NotThere(f"no journey {journey!r} is published", where="the map", fix="choose one of those on the map")
    draft = step.make("draft", written("draft", {"journey": journey, "base": newest.number, "title": title.strip()}))
    for stage in found[0].stages:
        rank = ""
        for touchpoint in stage.touchpoints:
            rank = rank_between(rank, "")
            fields = {**touchpoint.model_dump(mode="json"), "stage": stage.id, "rank": rank}
            step.make("card", written("card", fields), within=draft.key)
    return draft


def open_draft(step: Step, key: str) -> Entry:
    """Return a draft that may still be changed.

    Raises:
        NotThere: there is none.
        EvidenceConflict: it is frozen or published.
    """
    draft = step.entry("draft", key)
    if draft.fields["state"] != "editing":
        raise EvidenceConflict(
            f"the draft {draft.fields['title']!r} is {draft.fields['state']}",
            where="the board",
            fix="comment on it, or start another draft",
        )
    return draft


def written(kind: str, fields: Mapping[str, object]) -> Body:
    """Return the body of an entry of a board.

    Raises:
        ArgumentInvalid: a field is empty or does not fit; every one of them is named.
    """
    try:
        return body_of(kind, fields)
    except ValidationError as reason:
        problems = [(".".join(str(part) for part in one["loc"]), one["msg"]) for one in reason.errors()]
        raise ArgumentInvalid(
            f"the {kind} does not fit: look at {', '.join(sorted({place for place, _ in problems}))}",
            where="the form",
            fix="; ".join(f"{place}: {says}" for place, says in problems),
        ) from reason
