"""Who is acting: their role, whose rows they may see, and from where they came."""

from dataclasses import dataclass
from enum import StrEnum

from centreline.evidence.scope import FEWEST_PEOPLE, Scope

__all__ = ["Actor", "Role", "scope_for"]


class Role(StrEnum):
    """What somebody is to the centre; the matrix in `permissions.yaml` says what each may do."""

    EXECUTIVE = "executive"
    LEADER = "leader"
    WORKFORCE = "workforce"
    QUALITY = "quality"
    SUPERVISOR = "supervisor"
    AGENT = "agent"
    PARTNER_MANAGER = "partner_manager"
    PEOPLE_LEAD = "people_lead"
    FINANCE = "finance"
    DATA_OWNER = "data_owner"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who reads or does something.

    Attributes:
        name: Name they sign in with; it stands in the trail.
        role: What they are to the centre.
        scope: Whose rows they may see.
        title: What people call them.
        partner: Partner they belong to; None for the centre's own people.
        agent: Name of the agent they are in the records; None for those who take no contacts.
        request: Id of the request or command by which they act.
        address: Where they act from.
        acting_for: Whose place they take; None where they act for themselves.
        only: Permissions that the token they act by was given; None where they act themselves.
    """

    name: str
    role: Role
    scope: Scope
    title: str = ""
    partner: str | None = None
    agent: str | None = None
    request: str = ""
    address: str = ""
    acting_for: str | None = None
    only: frozenset[str] | None = None

    @property
    def shown(self) -> str:
        """What people call them, or the name they sign in with."""
        return self.title or self.name


SEES_PEOPLE = frozenset({Role.SUPERVISOR, Role.QUALITY, Role.WORKFORCE, Role.PEOPLE_LEAD, Role.ADMINISTRATOR})
"""Roles whose work is with single people: no figure is hidden from them for being about few."""


def scope_for(
    role: Role, *, name: str, partner: str | None = None, sites: tuple[str, ...] = (), agent: str | None = None
) -> Scope:
    """Return whose rows somebody may see.

    Args:
        role: What they are to the centre.
        name: Name they sign in with.
        partner: Partner they belong to.
        sites: Sites they are confined to; all where empty.
        agent: Name of the agent they are in the records.

    Returns:
        An agent's scope holds what is held on them; somebody of a partner sees the partner's rows only; others all.
        An agent whose name in the records nobody gave sees nothing.

    >>> scope_for(Role.PARTNER_MANAGER, name="kim", partner="kestrel").partners
    frozenset({'kestrel'})
    >>> scope_for(Role.LEADER, name="lee").fewest_people
    5
    """
    own_sites = frozenset(sites) or None
    if role is Role.AGENT:
        own_partner = frozenset({partner}) if partner else None
        return Scope(name, partners=own_partner, sites=own_sites, agents=frozenset({agent} if agent else set()))
    if partner is not None:
        return Scope.of_partner(partner, reader=name, sites=own_sites)
    if role is Role.PARTNER_MANAGER:  # One whose partner nobody gave belongs to none.
        return Scope(name, partners=frozenset(), sites=own_sites, fewest_people=FEWEST_PEOPLE)
    return Scope(name, sites=own_sites, fewest_people=1 if role in SEES_PEOPLE else FEWEST_PEOPLE)
