"""Which draft and which journey an address names."""

from collections.abc import Sequence

from centreline.actions.stages_on_board import stages_on
from centreline.blueprint.journey import Journey, Stage
from centreline.governance.entry import Entry
from centreline.kernel.errors import NotThere
from centreline.web.records.published import published_version
from centreline.web.records.store import DjangoState

__all__ = ["draft_named", "journey_before", "journey_named", "journey_of"]


def draft_named(key: str) -> Entry:
    """Return a draft.

    Raises:
        NotThere: there is none.
    """
    entry = DjangoState().entry("draft", key)
    if entry is None or not entry.stands:
        raise NotThere(f"there is no draft {key!r}", where="the map", fix="choose one of the drafts on the map")
    return entry


def journey_of(draft: Entry, stages: Sequence[Entry] | None = None) -> Journey:
    """Return the journey of a draft with the stages it has on its board; its touchpoints are the cards.

    Args:
        draft: The draft.
        stages: Its stages in their order, where they have been read already.
    """
    said, there = draft.fields, stages_on(DjangoState(), draft.key) if stages is None else stages
    return Journey(
        id=said["journey"],
        title=said["journey_title"] or said["title"],
        stages=tuple(Stage(id=one.fields["id"], title=one.fields["title"]) for one in there),
    )


def journey_before(draft: Entry) -> Journey:
    """Return the journey as it was published when a draft began; one without stages where it is a new one."""
    base, said = published_version(draft.fields["base"]), draft.fields
    published = (one for one in (base.blueprint.journeys if base else ()) if one.id == said["journey"])
    return next(published, Journey(id=said["journey"], title=said["journey_title"] or said["title"]))


def journey_named(journeys: tuple[Journey, ...], key: str) -> Journey:
    """Return one of several journeys.

    Raises:
        NotThere: none is called that.
    """
    found = next((one for one in journeys if one.id == key), None)
    if found is None:
        raise NotThere(f"there is no journey {key!r}", where="the map", fix="choose one of the journeys on the map")
    return found
