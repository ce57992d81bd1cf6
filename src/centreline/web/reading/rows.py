"""In whose rows something was found: those of everybody, or of one partner, for readers who see all."""

from django.http import HttpRequest

from centreline.evidence.scope import Scope
from centreline.governance.actor import Actor
from centreline.web.frame.centre import workspace
from centreline.web.frame.narrowing import narrowed
from centreline.web.records.looks import looked_at

__all__ = ["partner_asked", "partners_looked_at", "scope_of_rows"]


def partners_looked_at(actor: Actor) -> list[tuple[str, str]]:
    """Return key and name of the partners whose rows were looked at by themselves; none for who sees not all rows."""
    if not actor.scope.sees_every_row:
        return []
    every = workspace(actor.scope).blueprint.partners
    scopes = {one.id: Scope.of_partner(one.id, reader=actor.name).key for one in every}
    looked = looked_at(scopes.values()) if scopes else frozenset()
    return [(one.id, one.title) for one in every if scopes[one.id] in looked]


def partner_asked(request: HttpRequest) -> str:
    """Return the partner in whose rows the address asks what was found; empty for all that this person may see.

    The bar on top offers the partners there are. Whoever sees the rows of one partner only, and is handed on the name
    of it by a link, sees all they may see.

    Raises:
        ArgumentInvalid: it is none whose rows this person may see, or nobody has looked at them.
    """
    actor = request.actor
    offered = partners_looked_at(actor) or _own_partner(actor, request.GET.get("partner", "").strip())
    chosen = narrowed(request, by=("partner",), days=False, offers={"partner": offered}).chosen.get("partner", "")
    return chosen if actor.scope.sees_every_row else ""


def _own_partner(actor: Actor, asked: str) -> list[tuple[str, str]]:
    if asked not in (actor.scope.partners or ()):
        return []
    return [(one.id, one.title) for one in workspace(actor.scope).blueprint.partners if one.id == asked]


def scope_of_rows(actor: Actor, partner: str) -> Scope:
    """Return the scope in which something was found: a reader's own, or a partner's where they see all rows."""
    if not partner or not actor.scope.sees_every_row:
        return actor.scope
    return Scope.of_partner(partner, reader=actor.name)
