"""Programs that ask the API: each by a token of somebody."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

NAMES = {"kestrel": "kim", "vistula": "viktor", "leader": "lee", "supervisor": "sasha", "administrator": "admin",
         "executive": "evelyn", "quality": "quinn", "agent": "ada", "auditor": "otto",
         "data_owner": "dara"}  # fmt: skip


class Program:
    """A program that acts by a token: `lee.read("me")`, `lee.patch("notes/k", {...}, version=1)`."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.client = Client(headers={"host": "localhost", "authorization": f"Bearer {secret}"})

    def read(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1/{path}", headers=headers)

    def send(self, method: str, path: str, body: Any = None, *, version: int | None = None) -> Any:
        headers = {} if version is None else {"if-match": f'"{version}"'}
        ask = getattr(self.client, method)
        return ask(f"/api/v1/{path}", body or {}, content_type="application/json", headers=headers)


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    """Forget what other tests asked for."""
    from centreline.web.frame.limits import LIMITS

    for limit in LIMITS.values():
        limit.forget()


@pytest.fixture
def program_of(db: None) -> Callable[..., Program]:
    """Return a program that acts for somebody of a role: `program_of("leader", scopes={"see_map"})`."""
    from django.utils import timezone

    from centreline.actions.manage_tokens import make_token
    from centreline.governance.tokens import scopes_for
    from centreline.web.records.people import actor_named
    from centreline.web.records.store import DjangoState
    from centreline.web.records.tokens import DjangoTokens

    made = []

    def program(role: str, *, scopes: Collection[str] | None = None, ago: timedelta = timedelta()) -> Program:
        actor = actor_named(NAMES[role])
        assert actor is not None
        made.append(role)
        act = make_token.by(DjangoState(), actor, now=timezone.now() - ago)
        given = scopes_for(actor) if scopes is None else scopes
        _token, secret = act(DjangoTokens(), name=f"report {len(made)}", scopes=given, days=30)
        return Program(secret)

    return program
