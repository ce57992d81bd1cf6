"""People who can sign in, as actors."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from centreline.evidence.scope import Scope
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.people import KnownPerson
from centreline.kernel.errors import ArgumentInvalid
from centreline.web.records.contracts import contract_is_over
from centreline.web.records.models import Person, TokenRow

__all__ = [
    "DjangoPeople",
    "KnownPerson",
    "actor_named",
    "actor_of",
    "add_person",
    "every_scope",
    "known_people",
    "names_people_know",
    "row_named",
]


def actor_of(person: Any) -> Actor | None:
    """Return who acts where this row is signed in.

    None where an administrator has shut them out, and where the contract of their partner is over.
    """
    if not person.is_active or (person.partner and contract_is_over(person.partner)):
        return None
    role, partner, agent = Role(person.role), person.partner or None, person.agent or None
    return Actor(
        name=person.username,
        role=role,
        scope=scope_for(role, name=person.username, partner=partner, sites=tuple(person.sites), agent=agent),
        title=person.title,
        partner=partner,
        agent=agent,
    )


def actor_named(name: str) -> Actor | None:
    """Return who signs in under a name; None where nobody does, or may any more."""
    person = Person.objects.filter(username=name).first()
    return None if person is None else actor_of(person)


def row_named(name: str) -> Any:
    """Return what allauth signs in under a name; None where nobody may sign in under it."""
    return Person.objects.filter(username=name, is_active=True).first()


def known_people() -> tuple[KnownPerson, ...]:
    """Return everybody who was ever added, by name."""
    return tuple(_known(row) for row in Person.objects.order_by("username"))


def names_people_know(reader: Actor) -> dict[str, str]:
    """Return what people call everybody whom a reader may know, by the name they sign in with.

    Whoever reads for a partner is told the names of that partner's people and of the centre's, never of another's.
    """
    people = Person.objects.filter(partner__in=["", reader.partner]) if reader.partner else Person.objects.all()
    return {name: title or name for name, title in people.values_list("username", "title")}


def every_scope() -> dict[str, Scope]:
    """Return each different scope that somebody active has, by the name of one who has it; agents' own left out.

    What is found in the rows of one agent is no finding about the centre.
    """
    found: dict[str, Scope] = {}
    for row in Person.objects.filter(is_active=True).exclude(role=Role.AGENT.value).order_by("pk"):
        actor = actor_of(row)
        if actor is not None and actor.scope.key not in {scope.key for scope in found.values()}:
            found[actor.partner or actor.shown] = actor.scope
    return found


def add_person(  # noqa: PLR0913 - what a person is comes in by name
    name: str,
    *,
    role: Role,
    password: str,
    title: str = "",
    partner: str = "",
    sites: Collection[str] = (),
    agent: str = "",
) -> KnownPerson:
    """Add somebody who can sign in.

    Raises:
        ArgumentInvalid: there is somebody of that name.
    """
    if Person.objects.filter(username__iexact=name).exists():
        raise ArgumentInvalid(
            f"somebody is called {name!r} already",
            where="the people of this workspace",
            fix="choose another name to sign in with",
        )
    row = Person(username=name, role=role.value, title=title, partner=partner, sites=sorted(sites), agent=agent)
    row.set_password(password)
    row.save()
    return _known(row)


class DjangoPeople:
    """Everybody who was ever added, in the database of the workspace."""

    def person(self, name: str) -> KnownPerson | None:
        """Return somebody by the name they sign in with; None for nobody."""
        row = Person.objects.filter(username=name).first()
        return None if row is None else _known(row)

    def anybody(self) -> bool:
        """Say whether somebody was ever added; whoever was shut out counts."""
        return bool(Person.objects.exists())

    def add(self, person: KnownPerson, *, password: str) -> None:
        """Keep somebody new."""
        row = Person(username=person.name, title=person.title)
        _checked(row, password=password)
        add_person(
            person.name,
            role=person.role,
            password=password,
            title=person.title,
            partner=person.partner,
            sites=person.sites,
            agent=person.agent,
        )

    def change(self, person: KnownPerson) -> None:
        """Keep what somebody is now; the name stays."""
        Person.objects.filter(username=person.name).update(
            role=person.role.value,
            title=person.title,
            partner=person.partner,
            sites=sorted(person.sites),
            agent=person.agent,
            is_active=person.active,
        )

    def set_password(self, name: str, *, password: str) -> None:
        """Give somebody another password; a session knows the one it began with, and ends. Tokens end too."""
        row = Person.objects.get(username=name)
        _checked(row, password=password)
        row.set_password(password)
        row.save(update_fields=["password"])
        _revoke_tokens(name)

    def end_access(self, name: str) -> None:
        """Take password, sessions and tokens from somebody."""
        row = Person.objects.get(username=name)
        row.set_unusable_password()
        row.save(update_fields=["password"])
        _revoke_tokens(name)


def _revoke_tokens(name: str) -> None:
    """Let nobody act by the tokens of somebody any more: no old token comes back with its person."""
    TokenRow.objects.filter(person__username=name, revoked_at=None).update(revoked_at=timezone.now())


def _checked(row: Any, *, password: str) -> None:
    """Stop where Django would not take the name or the password."""
    try:
        row.clean_fields(
            exclude=[field.name for field in Person._meta.fields if field.name not in {"username", "title"}]
        )
        validate_password(password, user=row)
    except ValidationError as refused:
        raise ArgumentInvalid(
            f"{row.username!r} cannot be added so: {' '.join(refused.messages)}",
            where="name and password",
            fix="choose a name of letters, digits and @ . + - _, and a password of ten characters or more",
        ) from None


def _known(row: Any) -> KnownPerson:
    return KnownPerson(
        row.username, row.title, Role(row.role), row.partner, tuple(row.sites), row.agent, bool(row.is_active)
    )
