"""A second factor: a code of six figures that changes every half minute, and codes for when the telephone is lost."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client

pytestmark = pytest.mark.django_db
ACTIVATE = "/accounts/2fa/totp/activate/"
AGAIN = "/accounts/reauthenticate/"
ASKED = "/accounts/2fa/authenticate/"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return a clock by which codes change: its only figure is the time in seconds."""
    held = [1_800_000_000.0]
    monkeypatch.setattr(auth.time, "time", lambda: held[0])
    return held


def code_of(secret: str) -> str:
    """Return what the telephone shows now."""
    return auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time())))


def signing_in(password: str) -> tuple[Client, Any]:
    client = Client(headers={"host": "localhost"})
    return client, client.post("/accounts/login/", {"login": "finn", "password": password})


def set_up(password: str) -> tuple[str, list[str]]:
    """Have Finn set up codes, and return their secret and the codes for when they are lost."""
    client, _answer = signing_in(password)
    assert client.get(ACTIVATE)["Location"].startswith(AGAIN), "whoever sits down at an open screen sets nothing up"
    assert client.post(AGAIN, {"password": password, "next": ACTIVATE}).status_code == 302
    assert "data:image/svg+xml" in client.get(ACTIVATE).content.decode()
    secret = client.session[auth.SECRET_SESSION_KEY]
    assert client.post(ACTIVATE, {"code": "000000"}).status_code == 200, "a wrong code sets nothing up"
    assert client.post(ACTIVATE, {"code": code_of(secret)}).status_code == 302
    spare = re.findall(r"\b\d{8}\b", client.get("/accounts/2fa/recovery-codes/").content.decode())
    assert len(set(spare)) == 10
    return secret, spare


def test_with_codes_set_up_a_password_alone_lets_nobody_in(password: str, clock: list[float]) -> None:
    secret, _spare = set_up(password)
    clock[0] += 60

    client, answer = signing_in(password)

    assert answer["Location"].startswith(ASKED)
    assert client.get("/")["Location"].startswith("/accounts/login/")
    assert client.post(ASKED, {"code": "000000"}).status_code == 200
    assert client.get("/").status_code == 302, "a wrong code lets nobody in"
    assert client.post(ASKED, {"code": code_of(secret)}).status_code == 302
    assert client.get("/").status_code == 200


def test_a_code_lets_in_once(password: str, clock: list[float]) -> None:
    secret, _spare = set_up(password)
    clock[0] += 60
    code = code_of(secret)
    first, _answer = signing_in(password)
    first.post(ASKED, {"code": code})
    second, _answer = signing_in(password)

    second.post(ASKED, {"code": code})

    assert first.get("/").status_code == 200
    assert second.get("/").status_code == 302, "whoever read it over a shoulder is refused"


def test_without_the_telephone_a_spare_code_lets_in_once(password: str, clock: list[float]) -> None:
    _secret, spare = set_up(password)
    clients = [signing_in(password)[0] for _try in range(3)]

    for client, code in zip(clients, (spare[0], spare[0], spare[1]), strict=True):
        client.post(ASKED, {"code": code})

    assert [client.get("/").status_code for client in clients] == [200, 302, 200]


def test_codes_cannot_be_tried_without_end(password: str, clock: list[float]) -> None:
    secret, _spare = set_up(password)
    clock[0] += 60
    client, _answer = signing_in(password)

    tried = [client.post(ASKED, {"code": f"{number:06}"}).status_code for number in range(12)]

    assert 200 in tried
    client.post(ASKED, {"code": code_of(secret)})
    assert client.get("/").status_code == 302
