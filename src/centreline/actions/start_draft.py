"""Start a draft of a journey: its stages and touchpoints become entries of its board."""

from collections.abc import Mapping

from pydantic import ValidationError

from centreline.actions.act import act
from centreline.blueprint.journey import Journey, Stage
from centreline.governance.entry import Body, Entry
from centreline.governance.kinds import body_of, kinds
from centreline.governance.ranks import rank_between
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotThere
from centreline.kernel.written.wording import in_words

__all__ = ["about", "open_draft", "start_draft", "written"]


@act(needs="edit_board")
def start_draft(step: Step, *, journey: str, title: str) -> Entry:
    """Make a draft of a journey as it was published last, with its stages and a card for each touchpoint.

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
    said = {"journey": journey, "base": newest.number, "title": title.strip(), **about(found[0])}
    draft = step.make("draft", written("draft", said))
    place = ""
    for stage in found[0].stages:
        place = rank_between(place, "")
        fields = {"id": stage.id, "title": stage.title, "rank": place}
        step.make("stage", written("stage", fields), within=draft.key)
        _lay_out(step, stage, draft=draft.key)
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


def about(journey: Journey) -> dict[str, object]:
    """Return what a journey is about, as its draft holds it."""
    return {
        "journey_title": journey.title,
        "journey_owner": journey.owner,
        "journey_outcome": journey.outcome,
        "journey_customer_types": journey.customer_types,
    }


def _lay_out(step: Step, stage: Stage, *, draft: str) -> None:
    rank = ""
    for touchpoint in stage.touchpoints:
        rank = rank_between(rank, "")
        fields = {**touchpoint.model_dump(mode="json"), "stage": stage.id, "rank": rank}
        step.make("card", written("card", fields), within=draft)


def written(kind: str, fields: Mapping[str, object]) -> Body:
    """Return the body of an entry of a board.

    Raises:
        ArgumentInvalid: a field is empty or does not fit; every one of them is named.
    """
    try:
        return body_of(kind, fields)
    except ValidationError as reason:
        wrong = reason.errors()
        places = sorted({".".join(str(part) for part in one["loc"]) for one in wrong})
        raise ArgumentInvalid(
            f"the {kind} does not fit: look at {', '.join(places)}",
            where="the form",
            fix="; ".join(": ".join(in_words(one, model=kinds()[kind])) for one in wrong).replace("`", ""),
        ) from reason
