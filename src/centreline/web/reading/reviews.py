"""What an operating review would freeze, were somebody to start it now."""

from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from centreline.actions.proposed import said_in
from centreline.evidence.scope import Scope
from centreline.governance.actor import Actor, Role
from centreline.governance.reading import Reading, reading_of
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.kernel.kept_words import document_of
from centreline.reports.review import Review
from centreline.reports.signals import assurances
from centreline.web.frame.centre import workspace
from centreline.web.reading.due import DecisionDue, decisions_due
from centreline.web.reading.frozen import for_partner
from centreline.web.reading.measured import measured_of
from centreline.web.reading.proposals import in_flight, proposals_for
from centreline.web.records.looks import newest_look

__all__ = ["as_partner", "changes_now", "due_now", "intents_now", "partner_name", "partners_to_meet", "to_be_frozen"]

_REVIEW: TypeAdapter[Review] = TypeAdapter(Review)


def to_be_frozen(actor: Actor, *, partner: str | None = None) -> dict[str, Any]:
    """Return what was found last, as `start_review` takes it.

    Args:
        actor: Who starts the review.
        partner: Partner with whom it is held, on whose rows it is; None for one in the rows that they may see.

    Raises:
        NotThere: nobody has looked at these rows yet, or they may hold no review with a partner of that key.
    """
    reader = actor if partner is None else as_partner(actor, partner)
    look = newest_look(reader.scope.key)  # In English: what is kept is read in many languages.
    if look is None:
        raise _not_looked_yet(partner)
    blueprint = workspace(reader.scope).blueprint
    frozen = document_of(_REVIEW, look.review)
    return {
        "title": _title(look.review, with_partner=partner and partner_name(actor, partner)),
        "review": frozen if partner is None else for_partner(frozen, reading_of(blueprint, reader)),
        "assurance": assurances(look.review, blueprint=blueprint),
        "looked_at": look.made_at,
        "changes": changes_now(reader),
        "intents": intents_now(reader),
        "due": due_now(reader, reading=None if partner is None else reading_of(blueprint, reader)),
        "partner": partner,
    }


def changes_now(actor: Actor) -> list[dict[str, Any]]:
    """Return the changes in flight that somebody may read, as a review keeps them."""
    flying = in_flight(proposals_for(actor)) if may(actor, "see_proposals") else ()
    told = [(one.key, said_in(one), measured_of(actor, one)) for one in flying]
    return [
        {
            "key": key,
            "title": said.title,
            "state": str(said.state),
            "owner": said.owner,
            "next_on": said.next_on and said.next_on.isoformat(),
            "expected": said.expected,
            "measured": measured.says if said.published_as else "",
        }
        for key, said, measured in told
    ]


def due_now(actor: Actor, *, reading: Reading | None = None) -> list[dict[str, Any]]:
    """Return the decisions that are due to somebody, as a review keeps them.

    Args:
        actor: Who reads the review.
        reading: What the partner may read with whom it is held, so that no other is named; None for the centre's own.
    """
    rows = decisions_due(actor, today=timezone.localdate())
    if reading is None:
        return [_as_kept(one) for one in rows]
    due = [_as_kept(one) for one in rows if not one.waits]  # What is not decided yet is the centre's own.
    return [
        {name: reading.without_names(said) if isinstance(said, str) else said for name, said in one.items()}
        for one in due
        if not reading.names_others(one["about"])
    ]


def _as_kept(one: DecisionDue) -> dict[str, Any]:
    names = ("key", "what", "about", "within", "because", "owner", "late", "evidence", "n", "worth", "age_days")
    return {**{name: getattr(one, name) for name in names}, "due": one.due.isoformat()}


def intents_now(actor: Actor) -> list[dict[str, Any]]:
    """Return what leaders want to change, as a review keeps it; people of a partner are not told."""
    if actor.scope.partners is not None:
        return []
    model = workspace(actor.scope).blueprint
    titles = {one.id: one.title for one in model.roles}
    return [
        {
            "key": one.id,
            "title": one.title,
            "owner": titles.get(one.owner, one.owner) if one.owner else "",
            "lagging": [measure.metric for measure in one.lagging],
            "leading": [measure.metric for measure in one.leading],
        }
        for one in model.intents
    ]


def partners_to_meet(actor: Actor) -> list[tuple[str, str]]:
    """Return the partners with whom somebody may hold a review, by key and name."""
    if not (may(actor, "run_review") and actor.scope.sees_every_row):
        return []
    return [(one.id, one.title) for one in workspace(actor.scope).blueprint.partners]


def as_partner(actor: Actor, partner: str) -> Actor:
    """Return somebody as a reader of a partner, so that nothing is frozen that the partner's people may not read.

    Raises:
        NotThere: they may hold no review with a partner of that key.
    """
    if partner not in dict(partners_to_meet(actor)):
        raise NotThere(
            _("there is no partner %(key)s to hold a review with") % {"key": repr(partner)},
            where=_("the operating review"),
            fix=_("choose one from the list"),
        )
    return replace(
        actor, role=Role.PARTNER_MANAGER, partner=partner, scope=Scope.of_partner(partner, reader=actor.name)
    )


def partner_name(actor: Actor, partner: str) -> str:
    """Return what a partner is called; its key where the operating model names it no more."""
    every = workspace(actor.scope).blueprint.partners
    return next((one.title for one in every if one.id == partner), partner)


def _title(review: Review, *, with_partner: str | None) -> str:
    named = {"period": review.stamp.period or review.stamp.as_of.isoformat(), "partner": with_partner}
    words: str = _("Review of %(period)s with %(partner)s") if with_partner else _("Review of %(period)s")
    return words % named


def _not_looked_yet(partner: str | None) -> NotThere:
    return NotThere(
        _("nobody has looked at these records yet"),
        where=_("the operating review"),
        fix=_("bring records, or wait until the first look is done, and start again")
        if partner is None
        else _("add somebody of the partner, wait until the first look at its rows is done, and start again"),
    )
