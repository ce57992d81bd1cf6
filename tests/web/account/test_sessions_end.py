"""Sessions: each sign-in has its own, and one that ended serves no page and feeds no stream, whatever ended it."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.test import Client

from centreline.web.records.models import Person
from centreline.web.records.people import DjangoPeople
from centreline.web.records.sessions import actors_of_sessions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def signed_in(password: str, client: Client | None = None) -> tuple[Client, str]:
    """Sign Finn in through the form, and return the browser and the key of the session."""
    client = client or Client(headers={"host": "localhost"})
    client.post("/accounts/login/", {"login": "finn", "password": password})
    return client, client.cookies[settings.SESSION_COOKIE_NAME].value


def test_a_session_somebody_was_handed_before_signing_in_is_not_theirs_after(password: str) -> None:
    handed = SessionStore()
    handed.create()
    victim = Client(headers={"host": "localhost"})
    victim.cookies[settings.SESSION_COOKIE_NAME] = handed.session_key

    _client, key = signed_in(password, victim)

    thief = Client(headers={"host": "localhost"})
    thief.cookies[settings.SESSION_COOKIE_NAME] = handed.session_key
    assert key != handed.session_key
    assert victim.get("/").status_code == 200
    assert thief.get("/").status_code == 302


def test_a_second_sign_in_has_a_session_of_its_own_and_the_first_goes_on(password: str) -> None:
    (first, one), (second, other) = signed_in(password), signed_in(password)

    first.post("/accounts/logout/")

    assert one != other
    assert first.get("/").status_code == 302
    assert second.get("/").status_code == 200
    assert set(actors_of_sessions([one, other])) == {other}


@pytest.mark.parametrize(
    "end",
    [
        lambda: Person.objects.filter(username="finn").update(is_active=False),
        lambda: DjangoPeople().end_access("finn"),
        lambda: DjangoPeople().set_password("finn", password="another long sentence of his"),
    ],
    ids=["shut out", "access taken", "another password"],
)
def test_the_stream_of_a_session_that_ended_is_nobody_s(password: str, end: Callable[[], None]) -> None:
    client, key = signed_in(password)
    assert actors_of_sessions([key])[key].name == "finn"

    end()

    assert actors_of_sessions([key]) == {}
    assert client.get("/").status_code == 302


def test_a_stream_goes_on_as_what_its_person_is_now(password: str) -> None:
    _client, key = signed_in(password)
    before = actors_of_sessions([key])[key]

    Person.objects.filter(username="finn").update(role="auditor")

    assert actors_of_sessions([key])[key] != before, "the watch ends a stream whose person became somebody else"
