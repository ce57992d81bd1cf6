"""Tokens: by them a program acts for a person, within what the token was given and what the person may."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from centreline.governance.actor import Actor
from centreline.governance.rights import may, permissions
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["NEVER_GIVEN", "KnownToken", "Tokens", "check_scopes", "hash_of", "new_secret", "scopes_for"]

NEVER_GIVEN = frozenset({"make_token"})
"""What no token is given: one that made others would outlive its own end."""


@dataclass(frozen=True, slots=True)
class KnownToken:
    """A token as its person sees it; the secret itself is kept by nobody.

    Attributes:
        id: Tells it from others.
        person: Who acts by it.
        name: What they call it.
        scopes: Permissions it was given.
        made_at: When it was made.
        ends_at: When it ends by itself.
        used_at: When it was used last, to the minute; None where it never was.
        revoked_at: When somebody took it back; None while nobody has.
    """

    id: str
    person: str
    name: str
    scopes: tuple[str, ...]
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def works(self, *, now: datetime) -> bool:
        """Say whether somebody can act by it at a moment."""
        return self.revoked_at is None and now < self.ends_at

    @property
    def fields(self) -> dict[str, Any]:
        """What the trail keeps of it; never the secret."""
        return {"name": self.name, "scopes": list(self.scopes), "ends_at": self.ends_at.isoformat()}


class Tokens(Protocol):
    """Every token that was ever made."""

    def of(self, person: str) -> tuple[KnownToken, ...]:
        """Return the tokens of one person, newest first."""

    def add(self, token: KnownToken, *, secret: str) -> None:
        """Keep a new token, and of its secret the hash alone."""

    def revoke(self, token_id: str, *, at: datetime) -> None:
        """Let nobody act by a token any more."""


BEGINS = "clt_"
"""How every secret begins, so that one that was published by mistake is found and known for what it is."""


def new_secret() -> str:
    """Return a secret of 256 random bits."""
    return BEGINS + secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret: nobody guesses 256 bits, so a fast hash is enough.

    >>> hash_of("clt_x") == hash_of("clt_x"), len(hash_of("clt_x"))
    (True, 64)
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def scopes_for(actor: Actor) -> tuple[str, ...]:
    """Return what a token of somebody can be given: their own permissions, in the order of the matrix."""
    return tuple(name for name in permissions() if name not in NEVER_GIVEN and may(actor, name))


def check_scopes(actor: Actor, scopes: Collection[str]) -> None:
    """Stop where a token would be given nothing, or more than its person has.

    Raises:
        ArgumentInvalid: it would.
    """
    beyond = sorted(set(scopes) - set(scopes_for(actor)))
    if beyond or not scopes:
        what = f"a token cannot be given {', '.join(beyond)}" if beyond else "the token is given nothing"
        raise ArgumentInvalid(what, where="what it may do", fix="choose one or more of what you may do yourself")
