"""Signing in, and what nobody sees who has not."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_whoever_has_not_signed_in_is_asked_to(client: Client) -> None:
    answer = client.get("/", headers={"host": "localhost"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_signing_in_stands_in_the_trail(client: Client, password: str) -> None:
    from centreline.web.records.store import DjangoState

    answer = client.post("/accounts/login/", {"login": "lee", "password": password}, headers={"host": "localhost"})

    assert answer.status_code == 302, re.sub("<[^>]+>", "", answer.content.decode())[:500]
    [line] = [one for one in DjangoState().lines() if one.act == "sign_in"]
    assert (line.by, line.kind, line.says) == ("lee", "session", "signed in")


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client) -> None:
    answers = [
        client.post("/accounts/login/", {"login": name, "password": "not it at all"}, headers={"host": "localhost"})
        for name in ("lee", "nobody")
    ]

    # Every page has a token of its own, and the name is written back into its field.
    texts = [re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", one.content.decode()) for one in answers]
    assert [one.status_code for one in answers] == [200, 200]
    assert texts[0] == texts[1]


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    answer = client.get("/accounts/signup/", headers={"host": "localhost"})

    assert "password1" not in answer.content.decode()
