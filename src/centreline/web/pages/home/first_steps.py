"""What a new centre still lacks before its first review, for those who can do something about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.blueprint.document import Blueprint
from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.web.frame.centre import workspace
from centreline.web.records.people import known_people
from centreline.web.records.store import DjangoState

__all__ = ["FirstStep", "first_steps"]


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One step on the way from an empty workspace to a first review.

    Attributes:
        title: What is to be done.
        says: What for, and what comes of it.
        url: Where; empty for whom it is not to do.
        whose: Who does it, where it is not the reader; else empty.
        done: Whether it is done.
    """

    title: str
    says: str
    url: str
    whose: str
    done: bool


def first_steps(actor: Actor) -> tuple[FirstStep, ...]:
    """Return every step of a beginning while one is left to do; none once records are there beside a journey.

    Nothing is said to whoever can do none of it, or speaks for a partner.
    """
    can_help = any(may(actor, needs) for needs in ("publish_blueprint", "manage_people", "import_evidence"))
    if actor.partner is not None or not can_help:
        return ()
    place = workspace(actor.scope)
    brought, model = place.evidence is not None, place.blueprint
    if brought and model.journeys:
        return ()
    steps = tuple(_steps(actor, model, brought=brought))
    return () if all(one.done for one in steps) else steps


def _steps(actor: Actor, model: Blueprint, *, brought: bool) -> Iterator[FirstStep]:
    own = not model.made_up
    yield _step(
        actor, "publish_blueprint", _("those who publish the model"), reverse("centre"), done=own,
        title=_("Say whose centre this is"),
        says=_("Its name, its promise and its currency; and take out the example a new workspace begins with."),
    )  # fmt: skip
    yield _step(
        actor, "manage_people", _("an administrator"), reverse("person_add"), done=len(known_people()) > 1,
        title=_("Let the others in"),
        says=_("Each person has a role; whoever belongs to a partner sees that partner’s rows alone."),
    )  # fmt: skip
    yield _step(
        actor, "edit_board", _("those who change the model"), reverse("catalogues"), done=own and bool(model.roles),
        title=_("Name sites, teams, roles and partners"),
        says=_("A journey is owned by a role, and work is handed on between teams: whoever has none owns nothing."),
    )  # fmt: skip
    drawn = own and (bool(model.journeys) or bool(DjangoState().entries("draft")))
    yield _step(
        actor, "edit_board", _("those who change the model"), reverse("journey_new"), done=drawn,
        title=_("Draw the first journey"),
        says=_("One that matters, with the people who live it in the room."),
    )  # fmt: skip
    yield _step(
        actor, "publish_blueprint", _("those who publish the model"), reverse("map"), done=own and bool(model.journeys),
        title=_("Publish it"),
        says=_("Freeze the draft for its round of review, and approve it: from then on records are held against it."),
    )  # fmt: skip
    yield _step(
        actor, "import_evidence", _("whoever looks after the data"), reverse("import_new"), done=brought,
        title=_("Bring the first records"),
        says=_("A file of contacts as the telephone system or the desk exports it. Nothing is read before you saw it."),
    )  # fmt: skip


def _step(  # noqa: PLR0913 - what a step is made of
    actor: Actor, needs: str, whose: str, url: str, *, title: str, says: str, done: bool
) -> FirstStep:
    theirs = may(actor, needs)
    return FirstStep(title, says, url if theirs else "", "" if theirs else whose, done)
