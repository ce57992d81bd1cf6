"""Who can sign in, and what of it makes sense: the port that a database, or memory, fills."""

from dataclasses import asdict, dataclass
from typing import Any, Protocol

from centreline.governance.actor import Role
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["KnownPerson", "People", "check_person"]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who can sign in.

    Attributes:
        name: Name they sign in with.
        title: What people call them.
        role: What they are to the centre.
        partner: Partner they belong to; empty for none.
        sites: Sites they are confined to.
        agent: Name in the records; empty for none.
        active: Whether they may sign in.
    """

    name: str
    title: str
    role: Role
    partner: str
    sites: tuple[str, ...]
    agent: str
    active: bool

    @property
    def fields(self) -> dict[str, Any]:
        """What the trail keeps of them; never a password."""
        return {**asdict(self), "role": str(self.role), "sites": list(self.sites)}


class People(Protocol):
    """Everybody who was ever added."""

    def person(self, name: str) -> KnownPerson | None:
        """Return somebody by the name they sign in with, as it was written; None for nobody."""

    def anybody(self) -> bool:
        """Say whether somebody was ever added."""

    def add(self, person: KnownPerson, *, password: str) -> None:
        """Keep somebody new; ArgumentInvalid where the name is taken or cannot be one, or the password is weak."""

    def change(self, person: KnownPerson) -> None:
        """Keep what somebody is now; the name stays."""

    def set_password(self, name: str, *, password: str) -> None:
        """Give somebody another password, which ends every session of theirs."""

    def end_access(self, name: str) -> None:
        """Take password and sessions from somebody; they need a new password to come back."""


WHOLE_CENTRE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.DATA_OWNER})
"""Roles whose work reaches into everybody's rows: nobody of a partner has one."""


def check_person(person: KnownPerson) -> None:
    """Stop where what somebody is does not fit together.

    Raises:
        ArgumentInvalid: a partner's manager without a partner, an agent without a name in the records, or somebody of
            a partner in a role that sees the whole centre.
    """
    if person.role is Role.PARTNER_MANAGER and not person.partner:
        raise ArgumentInvalid(
            f"{person.name!r} is to manage a partner, and no partner is named",
            where="the partner",
            fix="name the partner; without one they would see nothing",
        )
    if person.role is Role.AGENT and not person.agent:
        raise ArgumentInvalid(
            f"{person.name!r} is to be an agent, and has no name in the records",
            where="the name in the records",
            fix="write what the records call them; without it they would see nothing",
        )
    if person.role in WHOLE_CENTRE and person.partner:
        raise ArgumentInvalid(
            f"{person.name!r} belongs to {person.partner!r}, and a {str(person.role).replace('_', ' ')} sees every row",
            where="role and partner",
            fix="give another role, or leave the partner out",
        )
