"""The first visit to a workspace without people: one key, one administrator, once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from centreline.governance.actor import Role

pytestmark = pytest.mark.django_db
KEY = "abcde-fghjk-mnpqr-stuvw"
MARA = {
    "name": "mara",
    "title": "Mara Lindgren",
    "password": "nine herons by the lake",
    "again": "nine herons by the lake",
}


@pytest.fixture
def begun(settings: Any, db: None) -> Client:
    """Return somebody who comes to a server that was begun on a workspace without people."""
    from centreline.governance.tokens import hash_of
    from centreline.web.frame.limits import LIMITS
    from centreline.web.records.models import Person

    Person.objects.all().delete()
    settings.FIRST_KEY = hash_of(KEY)
    LIMITS["first_keys"].forget()
    return Client(headers={"host": "localhost"})


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", answer.content.decode()))


def test_the_first_visit_leads_to_a_page_that_asks_for_the_key(begun: Client) -> None:
    answer = begun.get("/", follow=True)

    assert [onward for onward, _status in answer.redirect_chain] == ["/accounts/login/?next=/", "/accounts/first/"]
    assert "It stands in the terminal in which the server was started" in words(answer)
    assert 'name="password"' not in answer.content.decode()


def test_with_the_key_the_first_administrator_is_made_and_signed_in(begun: Client) -> None:
    from centreline.web.records.people import known_people
    from centreline.web.records.store import DjangoState

    assert 'name="password"' in begun.get(f"/accounts/first/?key={KEY}").content.decode()

    answer = begun.post("/accounts/first/", {"key": KEY, **MARA}, follow=True)

    [mara] = known_people()
    assert (mara.name, mara.title, mara.role, mara.active) == ("mara", "Mara Lindgren", Role.ADMINISTRATOR, True)
    assert (answer.status_code, answer.redirect_chain[0][0]) == (200, "/")
    assert "Mara Lindgren" in answer.content.decode()
    *_, made, signed_in = DjangoState().lines()
    assert (made.act, made.by, made.key, made.address) == (
        "make_first_administrator", "the first visit", "mara", "127.0.0.1"
    )  # fmt: skip
    assert (signed_in.act, signed_in.by) == ("sign_in", "mara")
    assert MARA["password"] not in repr((made, signed_in))


def test_after_that_there_is_no_such_page_and_no_second_one(begun: Client) -> None:
    from centreline.web.records.people import known_people

    begun.post("/accounts/first/", {"key": KEY, **MARA})
    stranger = Client(headers={"host": "localhost"})

    answers = [
        stranger.get(f"/accounts/first/?key={KEY}"),
        stranger.post("/accounts/first/", {"key": KEY, **MARA, "name": "eve"}),
    ]

    assert [one.status_code for one in answers] == [404, 404]
    assert stranger.get("/accounts/login/").status_code == 200
    assert [one.name for one in known_people()] == ["mara"]


def test_whoever_was_shut_out_is_somebody_and_opens_the_page_to_nobody(begun: Client) -> None:
    from centreline.web.records.models import Person

    begun.post("/accounts/first/", {"key": KEY, **MARA})
    Person.objects.update(is_active=False)

    assert Client(headers={"host": "localhost"}).get(f"/accounts/first/?key={KEY}").status_code == 404


def test_without_a_key_of_the_server_there_is_no_page(begun: Client, settings: Any) -> None:
    settings.FIRST_KEY = ""

    answers = [begun.get("/accounts/first/?key="), begun.post("/accounts/first/", {"key": "", **MARA})]

    assert [one.status_code for one in answers] == [404, 404]
    assert "centreline people add" in words(answers[0])


def test_a_wrong_key_makes_nobody_and_ten_of_them_make_even_the_right_one_wait(begun: Client) -> None:
    from centreline.web.records.people import known_people

    wrong = [begun.post("/accounts/first/", {"key": "not-it", **MARA}) for _try in range(10)]

    assert {one.status_code for one in wrong} == {403}
    assert "This is not the key" in words(wrong[0])
    assert begun.post("/accounts/first/", {"key": KEY, **MARA}).status_code == 429
    assert known_people() == ()


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"again": "something else"}, "The two passwords differ"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"name": "a name with blanks"}, "choose a name of letters"),
        ({"name": ""}, "choose a name of letters"),
    ],
)
def test_what_cannot_be_says_what_to_write_and_keeps_the_rest(
    begun: Client, changed: dict[str, str], because: str
) -> None:
    from centreline.web.records.people import known_people

    answer = begun.post("/accounts/first/", {"key": KEY, **MARA, **changed})

    assert answer.status_code == 422
    assert because.casefold() in words(answer).casefold()
    assert 'value="Mara Lindgren"' in answer.content.decode()
    assert MARA["password"] not in answer.content.decode()
    assert known_people() == ()


def test_a_form_without_its_token_makes_nobody(begun: Client) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})

    assert strict.post("/accounts/first/", {"key": KEY, **MARA}).status_code == 403


def test_the_server_tells_its_processes_the_hash_alone_and_nothing_once_there_are_people(
    begun: Client, client_as: Callable[[str], Client]
) -> None:
    from centreline.web.frame.first_visit import VARIABLE, first_address, new_key

    told = {"CENTRELINE_HOSTS": "centre.example.org"}
    key = new_key(told)

    assert key is not None
    assert key not in repr(told)
    assert len(told[VARIABLE]) == 64
    assert first_address(key, served_at="http://0.0.0.0:8400/", variables=told) == (
        f"https://centre.example.org/accounts/first/?key={key}"
    )
    begun.post("/accounts/first/", {"key": KEY, **MARA})
    assert new_key(told) is None
    assert VARIABLE not in told
