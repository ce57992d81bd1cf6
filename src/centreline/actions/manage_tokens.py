"""Make a token by which a program acts for its person, and take it back: its secret never stands in the trail."""

import uuid
from collections.abc import Collection
from datetime import timedelta

from centreline.actions.act import act
from centreline.governance.step import Step
from centreline.governance.tokens import KnownToken, Tokens, check_scopes, new_secret
from centreline.kernel.errors import ArgumentInvalid, NotThere

__all__ = ["LONGEST_DAYS", "make_token", "revoke_token"]

LONGEST_DAYS = 366
"""Days after which a token ends at the latest: one that nobody remembers does not stay."""

MOST_TOKENS = 20
"""Tokens of one person that work at once."""

LONGEST_NAME = 80


@act(needs="make_token")
def make_token(step: Step, tokens: Tokens, *, name: str, scopes: Collection[str], days: int) -> tuple[KnownToken, str]:
    """Make a token, and return it with its secret: the only time that anybody sees it.

    Args:
        tokens: Where tokens are kept.
        name: What its person calls it.
        scopes: Permissions it is given, out of their own.
        days: After how many it ends.

    Raises:
        ArgumentInvalid: it has no name, a name that another one has, more than its person may do, or too long a life.
    """
    theirs = [one for one in tokens.of(step.actor.name) if one.works(now=step.now)]
    _check_name(name.strip(), taken={one.name for one in theirs}, made=len(theirs))
    check_scopes(step.actor, scopes)
    if not 1 <= days <= LONGEST_DAYS:
        raise ArgumentInvalid(
            f"a token cannot last {days} days", where="its days", fix=f"write a number from 1 to {LONGEST_DAYS}"
        )
    secret = new_secret()
    ends = step.now + timedelta(days=days)
    token = KnownToken(uuid.uuid4().hex, step.actor.name, name.strip(), tuple(sorted(set(scopes))), step.now, ends)
    tokens.add(token, secret=secret)
    step.note("token", token.id, says=f"made {token.name!r}", after=token.fields)
    return token, secret


@act(needs="make_token")
def revoke_token(step: Step, tokens: Tokens, *, token_id: str) -> None:
    """Take one of one's own tokens back: whatever acts by it is refused from now on.

    Raises:
        NotThere: they have none of that id.
    """
    token = next((one for one in tokens.of(step.actor.name) if one.id == token_id), None)
    if token is None:
        raise NotThere("there is no such token", where="your tokens", fix="choose one from the page of your account")
    if token.revoked_at is None:
        tokens.revoke(token.id, at=step.now)
        step.note("token", token.id, says=f"took {token.name!r} back", before=token.fields)


def _check_name(name: str, *, taken: set[str], made: int) -> None:
    if not name or len(name) > LONGEST_NAME:
        raise ArgumentInvalid(
            "a token needs a name", where="its name", fix=f"write what uses it, in {LONGEST_NAME} characters at most"
        )
    if name in taken:
        raise ArgumentInvalid(f"a token is called {name!r} already", where="its name", fix="choose another name")
    if made >= MOST_TOKENS:
        raise ArgumentInvalid(
            f"{made} tokens work already", where="your tokens", fix="take those back that nothing uses any more"
        )
