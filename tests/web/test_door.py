"""The door of every address: whose role lacks its permission is refused, by whatever method they come."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from walking import SIGNS_IN, listed

from centreline.governance.rights import may
from centreline.web.records.people import actor_named

pytestmark = pytest.mark.django_db
PEOPLE = {"executive": "evelyn", "leader": "lee", "workforce": "wanda", "quality": "quinn", "supervisor": "sasha",
          "agent": "ada", "kestrel": "kim", "people_lead": "hana", "finance": "finn", "data_owner": "dara",
          "administrator": "admin", "auditor": "otto"}  # fmt: skip
ASKS_AS_A_PROGRAM = {"Accept": "application/json"}
"""A refusal as JSON is the same refusal, without a page to draw."""


def views(patterns: Any = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each address of the site with what answers there."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        written = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from views(pattern.url_patterns, written)
        elif not written.startswith(SIGNS_IN):
            yield written, pattern.callback


def guarded() -> list[tuple[str, str]]:
    """Return every address that a page guards, with values made up for its parts, and the permission it needs."""
    return [
        (address, view.needs)
        for address, (_written, view) in zip(listed(), views(), strict=True)
        if hasattr(view, "needs")
    ]


def test_most_addresses_say_what_they_need() -> None:
    unguarded = {written for written, view in views() if not hasattr(view, "needs") and not written.startswith("api/")}

    assert len(guarded()) > 120
    assert unguarded <= {".well-known/security.txt", "preferences/", "events/"}


@pytest.mark.parametrize("role", PEOPLE)
def test_whose_role_lacks_the_permission_is_refused(client_as: Callable[[str], Client], role: str) -> None:
    actor, client = actor_named(PEOPLE[role]), client_as(role)
    assert actor is not None
    closed = [address for address, needs in guarded() if not may(actor, needs)]
    answers = {}
    for address in closed:
        for method in (client.get, client.post):
            status = method(address, headers=ASKS_AS_A_PROGRAM).status_code
            if status != 405:  # that method opens nothing at all
                answers[method.__name__, address] = status

    assert len(answers) >= len(closed) > 0
    assert {one: status for one, status in answers.items() if status != 403} == {}
