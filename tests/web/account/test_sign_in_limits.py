"""Signing in: tried so often and no oftener, alike for names that are there and not; out is out."""

import random
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def tried(name: str, password: str) -> Any:
    return Client(headers={"host": "localhost"}).post("/accounts/login/", {"login": name, "password": password})


@pytest.mark.parametrize("name", ["lee", "nobody-of-that-name"])
def test_after_five_wrong_passwords_even_the_right_one_waits(name: str, password: str, settings: Any) -> None:
    from centreline.web.records.models import Person

    # A hash that is quick to make: how often one may try does not hang on how long a try takes.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    lee = Person.objects.get(username="lee")
    lee.set_password(password)
    lee.save()
    wrong = [tried(name, "not it at all") for _try in range(5)]

    answer = tried(name, password)

    assert [one.status_code for one in wrong] == [200] * 5
    assert answer.status_code in {200, 429}, "it lets nobody in"
    assert "_auth_user_id" not in answer.client.session


def _counting(work: Callable[..., Any], counted: list[int]) -> Callable[..., Any]:
    def done(*given: Any, **named: Any) -> Any:
        counted.append(1)
        return work(*given, **named)

    return done


def test_a_password_is_hashed_whether_the_name_is_known_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.hashers import get_hasher

    hasher, hashed = type(get_hasher()), []
    for name in ("encode", "verify"):
        monkeypatch.setattr(hasher, name, _counting(getattr(hasher, name), hashed))
    counts = []
    for name in ("lee", "nobody-of-that-name"):
        tried(name, "not it at all")
        counts.append(len(hashed))
        hashed.clear()

    assert counts[0] == counts[1] > 0, "how long it takes tells nobody who works here"


@pytest.mark.nightly
def test_a_try_takes_as_long_whether_the_name_is_known_or_not() -> None:
    took: dict[str, list[float]] = {"lee": [], "nobody-of-that-name": []}
    for _turn in range(40):  # by turns, so that what slows the machine slows both
        for name, seconds in took.items():
            cache.clear()
            began = perf_counter()
            tried(name, "not it at all")
            seconds.append(perf_counter() - began)
    drawn = random.Random(20261129)

    ratios = sorted(
        median(drawn.choices(took["lee"], k=40)) / median(drawn.choices(took["nobody-of-that-name"], k=40))
        for _sample in range(2_000)
    )

    assert ratios[100] < 1.1, f"a known name takes longer: 95 in 100 ratios are above {ratios[100]:.3f}"
    assert ratios[-100] > 0.9, f"an unknown name takes longer: 95 in 100 ratios are below {ratios[-100]:.3f}"


def test_a_cookie_copied_before_signing_out_opens_nothing_after(password: str) -> None:
    signed_in = tried("finn", password).client
    copied = Client(headers={"host": "localhost"})
    copied.cookies.update(signed_in.cookies)
    assert copied.get("/").status_code == 200

    signed_in.post("/accounts/logout/")

    assert copied.get("/")["Location"].startswith("/accounts/login/")


def test_nothing_promises_a_message_to_whoever_forgot_their_password() -> None:
    client = Client(headers={"host": "localhost"})

    page = client.get("/accounts/password/reset/").content.decode()

    assert "Ask an administrator" in page
    assert 'name="email"' not in page
    answers = [client.post("/accounts/password/reset/", {"email": f"{name}@example.org"}) for name in ("lee", "no")]
    assert len({(one.status_code, one["Location"]) for one in answers}) == 1
