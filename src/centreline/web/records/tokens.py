"""Tokens in the database, and who acts by one."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from centreline.governance.actor import Actor
from centreline.governance.tokens import KnownToken, hash_of
from centreline.web.records.models import Person, TokenRow
from centreline.web.records.people import actor_of

__all__ = ["DjangoTokens", "actor_by"]

NOTED_EVERY = timedelta(minutes=1)
"""How fine it is kept when a token was used last: a write for each question would cost more than the question."""


class DjangoTokens:
    """Every token that was ever made, in the database of the workspace."""

    def of(self, person: str) -> tuple[KnownToken, ...]:
        """Return the tokens of one person, newest first."""
        rows = TokenRow.objects.filter(person__username=person).select_related("person").order_by("-made_at", "id")
        return tuple(map(_known, rows))

    def add(self, token: KnownToken, *, secret: str) -> None:
        """Keep a new token, and of its secret the hash alone."""
        TokenRow.objects.create(
            id=token.id,
            person=Person.objects.get(username=token.person),
            name=token.name,
            hash=hash_of(secret),
            scopes=list(token.scopes),
            made_at=token.made_at,
            ends_at=token.ends_at,
        )

    def revoke(self, token_id: str, *, at: datetime) -> None:
        """Let nobody act by a token any more."""
        TokenRow.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=at)


def actor_by(secret: str, *, now: datetime) -> Actor | None:
    """Return who acts by a secret, confined to what its token was given; None where nobody does any more.

    What the person may is asked anew each time: whoever is shut out or has another role acts by it no longer, or as
    what they are now.
    """
    row = TokenRow.objects.filter(hash=hash_of(secret)).select_related("person").first()
    if row is None or not _known(row).works(now=now):
        return None
    actor = actor_of(row.person)
    if actor is None:
        return None
    if row.used_at is None or now - row.used_at >= NOTED_EVERY:
        TokenRow.objects.filter(pk=row.pk).update(used_at=now)
    return replace(actor, only=frozenset(row.scopes), address=f"token {row.name}")


def _known(row: Any) -> KnownToken:
    scopes = tuple(row.scopes)
    return KnownToken(
        row.pk, row.person.username, row.name, scopes, row.made_at, row.ends_at, row.used_at, row.revoked_at
    )
