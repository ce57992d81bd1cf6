"""The cookie of a session is signed: the keys of sessions that a copy of the database holds open none of them."""

from importlib import import_module
from typing import Any

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.test import Client

from centreline.web.frame.session_cookie import actors_of_cookies, cookie_of, key_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_it_is_served(settings: Any) -> None:
    """Have the middleware of the site, and nobody who tried before."""
    settings.MIDDLEWARE = import_module("centreline.web.site.settings").MIDDLEWARE
    cache.clear()


@pytest.fixture
def finn(password: str) -> Client:
    """Return the browser of somebody who signed in through the form."""
    client = Client(headers={"host": "localhost"})
    client.post("/accounts/login/", {"login": "finn", "password": password})
    return client


def with_cookie(value: str) -> Client:
    client = Client(headers={"host": "localhost"})
    client.cookies[site.SESSION_COOKIE_NAME] = value
    return client


def test_the_key_of_a_session_signs_nobody_in_and_its_cookie_does(finn: Client) -> None:
    cookie = finn.cookies[site.SESSION_COOKIE_NAME].value
    key = key_in(cookie)
    assert key is not None
    assert key != cookie

    answers = [with_cookie(one).get("/").status_code for one in (cookie, key, f"{key}.", f"{cookie[:-1]}_", "")]

    assert answers == [200, 302, 302, 302, 302]
    assert {name: one.name for name, one in actors_of_cookies([cookie, key, "x"]).items()} == {cookie: "finn"}


def test_another_key_of_the_server_opens_no_session(finn: Client, settings: Any) -> None:
    cookie = finn.cookies[site.SESSION_COOKIE_NAME].value

    settings.SECRET_KEY = "another"

    assert key_in(cookie) is None
    assert finn.get("/").status_code == 302


def test_signing_out_takes_the_cookie_away_and_a_copy_of_it_opens_nothing(finn: Client) -> None:
    copied = finn.cookies[site.SESSION_COOKIE_NAME].value

    finn.post("/accounts/logout/")

    assert with_cookie(copied).get("/").status_code == 302
    assert key_in(cookie_of("a-key")) == "a-key"
