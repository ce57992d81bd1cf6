"""Help: every area has some, nobody is told of what they may not open, and whatever comes in is answered."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from centreline.governance.actor import Role
from centreline.governance.rights import permissions
from centreline.web.frame.shell import RAIL

pytestmark = pytest.mark.django_db


def heading(client: Client, page: str) -> str:
    text = client.get("/help/", {"page": page}).content.decode()
    return re.sub(r"<[^>]+>", "", re.findall(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)[0]).strip()


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("/", "Home"),
        ("/review/1/", "Review"),
        ("/map/journeys/x/", "Map"),
        ("/decide/", "Findings and decisions"),
        ("/findings/HOF001/x/?a=b", "Findings and decisions"),
        ("/metrics/", "Metrics"),
        ("/jobs/", "Evidence and jobs"),
        ("/people/", "People"),
        ("/trail/1/", "Trail"),
        ("/search/?q=x", "Search"),
    ],
)
def test_help_is_on_the_page_one_comes_from(client_as: Callable[[str], Client], page: str, title: str) -> None:
    assert heading(client_as("administrator"), page) == title


def test_every_area_of_the_rail_that_is_there_has_help_of_its_own(client_as: Callable[[str], Client]) -> None:
    from django.urls import NoReverseMatch

    titles = {}
    for _, _, name, _ in RAIL:
        try:
            titles[name] = heading(client_as("agent" if name == "my_day" else "administrator"), reverse(name))
        except NoReverseMatch:
            continue

    assert len(set(titles.values())) == len(titles) >= 8


@pytest.mark.parametrize("page", ["/people/", "/trail/", "/findings/"])
def test_an_agent_is_told_of_nothing_they_may_not_open(client_as: Callable[[str], Client], page: str) -> None:
    client = client_as("agent")

    assert heading(client, page) == "Home"
    assert f"page={page}" not in client.get("/help/").content.decode()


def test_what_one_may_do_is_what_the_matrix_says(client_as: Callable[[str], Client]) -> None:
    text = client_as("auditor").get("/help/").content.decode()

    for permission in permissions().values():
        assert (f"<li>{permission.says}</li>" in text) is (Role.AUDITOR in permission.roles)


@pytest.mark.parametrize("page", ["", "//[", "javascript:alert(1)", "\x00", "https://elsewhere.example/x", "<script>"])
def test_whatever_page_is_named_is_answered(client_as: Callable[[str], Client], page: str) -> None:
    answer = client_as("leader").get("/help/", {"page": page})

    assert answer.status_code == 200
    assert b"elsewhere" not in answer.content.split(b"<main")[-1]


def test_the_question_mark_of_a_page_leads_to_its_help(client_as: Callable[[str], Client]) -> None:
    assert 'href="/help/?page=/metrics/"' in client_as("leader").get("/metrics/").content.decode()
