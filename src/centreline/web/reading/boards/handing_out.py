"""A board as somebody may take it with them: what stands on it, and what is said under every sheet of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from centreline import __version__
from centreline.blueprint.journey import Journey
from centreline.governance.actor import Actor
from centreline.governance.reading import Reading, reading_of
from centreline.reports.board_paper import Foot
from centreline.reports.board_strokes import Arrow, Block, Lane, Picture
from centreline.web.frame.centre import workspace
from centreline.web.frame.shell import zone_in_words
from centreline.web.frame.templatetags.centreline_format import day, instant
from centreline.web.reading.boards.cells import card_of, cards_of, grid, in_order, note_of, readable_notes
from centreline.web.reading.boards.drafts import draft_named, journey_named, journey_of
from centreline.web.reading.boards.filtering import Chosen
from centreline.web.reading.boards.groups import arranged, groups_on
from centreline.web.reading.boards.handoffs import handed_on
from centreline.web.records.published import newest_number
from centreline.web.records.store import DjangoState

__all__ = ["Board", "draft_board", "journey_board"]


@dataclass(frozen=True, slots=True)
class Board:
    """What stands on a board, as one person may read it.

    Attributes:
        name: What it is called.
        version: Which version it is.
        journey: Its stages.
        cards: Its touchpoints, as this person sees them.
        notes: What people wrote beside them.
        actor: Who reads it.
    """

    name: str
    version: str
    journey: Journey
    cards: Sequence[dict[str, Any]]
    notes: Sequence[dict[str, Any]]
    actor: Actor

    @property
    def reading(self) -> Reading:
        """What this person may read of what is intended."""
        return reading_of(workspace(self.actor.scope).blueprint, self.actor)

    @property
    def says(self) -> str:
        """Which version it is, and whether its centre is made up."""
        made_up = _("This centre is made up: its people, customers and records were invented.")
        return f"{self.version} {made_up}" if workspace(self.actor.scope).is_made_up else self.version

    @property
    def titles(self) -> dict[str, str]:
        """What people call roles, systems, procedures and touchpoints, by key."""
        reading = self.reading
        model = reading.shown
        known = {one.id: one.title for one in (*model.procedures, *model.systems, *model.roles)}
        return known | {one.id: one.title for one in model.touchpoints if reading.touchpoint(one)}

    def shown(self, chosen: Chosen) -> list[dict[str, Any]]:
        """Return the cards that are chosen, stage by stage."""
        return in_order(self.journey, [card for card in self.cards if chosen.shows(card)])

    def picture(self, chosen: Chosen) -> Picture:
        """Return what is drawn of it, of the touchpoints that are chosen."""
        seen = self.shown(chosen)
        handed = list(enumerate(handed_on(seen, self.cards, reading=self.reading), 1))
        return Picture(
            self.name,
            self.says,
            tuple(stage.title for stage in self.journey.stages),
            tuple(_lane(lane) for lane in grid(self.journey, seen, self.notes, self.titles)),
            tuple(Arrow(one.source, one.target, at, not one.says) for at, one in handed if one.drawn),
            tuple(
                f"{at}. {one.source_title} → {one.target_title}: {one.says or _('nobody wrote what is handed on')}"
                for at, one in handed
            ),
        )

    def foot(self, chosen: Chosen) -> Foot:
        """Return what stands under every sheet: whose rows, how many of the cards, data to when, which version."""
        place = workspace(self.actor.scope)
        last = place.evidence and place.evidence.last_day
        seen = {"shown": len(self.shown(chosen)), "of": len(self.cards)}
        said = [
            place.blueprint.organisation.name,
            _("as the whole centre sees it") if self.actor.partner is None else _("as %s sees it") % self.actor.partner,
            *([_("%(shown)d of %(of)d touchpoints") % seen] if chosen else []),
            _("data to %s") % day(last) if last else _("no records"),
            zone_in_words(place.zone),
            self.version.rstrip("."),
            _("taken %s") % instant(timezone.now()),
            f"Centreline {__version__}",
        ]
        return Foot(" · ".join(said), _("sheet {sheet} of {sheets}"))


def journey_board(actor: Actor, journey: str) -> Board:
    """Return a journey as it is published.

    Raises:
        NotThere: there is none of that key.
    """
    found = journey_named(workspace(actor.scope).blueprint.journeys, journey)
    told = ({**one.model_dump(mode="json"), "stage": stage.id} for stage in found.stages for one in stage.touchpoints)
    cards = [card_of(fields, key="", version=0, actor=actor, found=0) for fields in told]
    number = newest_number()
    says = _("As published, version %d.") % number if number else _("As published.")
    return Board(found.title, says, found, cards, (), actor)


def draft_board(actor: Actor, draft: str) -> Board:
    """Return a draft as it stands now.

    Raises:
        NotThere: there is none of that key.
    """
    state, entry = DjangoState(), draft_named(draft)
    found = journey_of(entry)
    cards = cards_of(state.entries("card", within=draft), actor=actor, findings={})
    notes = [note_of(one) for one in readable_notes(state.entries("note", within=draft), actor=actor)]
    title = f"{found.title}: {entry.fields['title']}"
    return Board(title, _("A draft."), found, cards, arranged(notes, groups_on(draft, actor)), actor)


def _lane(lane: Mapping[str, Any]) -> Lane:
    return Lane(lane["word"], tuple(tuple(_blocks(cell)) for cell in lane["cells"]))


def _blocks(cell: Mapping[str, Any]) -> list[Block]:
    cards = [
        Block(one["fields"]["id"], one["fields"]["title"], ", ".join(one["badges"]), "card") for one in cell["cards"]
    ]
    facts = [Block("", one["title"], one["says"], "fact") for one in cell["facts"]]
    return [*cards, *(block for one in cell["notes"] for block in _note(one)), *facts]


def _note(note: Mapping[str, Any]) -> list[Block]:
    colour = note["fields"]["colour"]
    look = colour if colour != "fact" else "note"
    heading = [Block("", note["group"]["title"], "", "group")] if note.get("heads") else []
    return [*heading, Block("", "", f"{note['sort']}: {note['fields']['text']}", look)]
