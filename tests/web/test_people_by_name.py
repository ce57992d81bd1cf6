"""Whoever did something is shown by the name people know them by, and not by the one they sign in with."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def test_a_held_review_says_who_froze_it_who_decided_and_who_noted(client_as: ClientAs) -> None:
    lee = client_as("leader")
    held = lee.post("/review/start/").url
    decided = {"what": "The bill is written anew", "outcome": "approve", "owner": "Quinn Abara"}
    lee.post(f"{held}decisions/", decided)
    lee.post(f"{held}notes/", {"text": "We saw it coming"})

    page = " ".join(lee.get(f"{held}?step=decisions").content.decode().split())

    assert "by Lee Okafor, as found" in page
    assert "recorded by Lee Okafor, " in page
    assert '<p class="muted">Lee Okafor · ' in page
    assert "recorded by lee" not in page


def test_work_says_who_asked_for_it_and_the_filter_offers_the_name(client_as: ClientAs) -> None:
    from centreline.web.records.jobs import new_job

    new_job("look", title="Look for findings", by="lee", given={})
    jobs = client_as("administrator").get("/jobs/?by=lee").content.decode()

    assert "<bdi>Lee Okafor</bdi>" in jobs
    assert '<option value="lee" selected>Lee Okafor</option>' in jobs


def test_a_partner_is_told_the_names_of_the_centre_and_of_their_own_people_and_of_nobody_else() -> None:
    from centreline.web.records.people import actor_named, names_people_know

    lee, kim = actor_named("lee"), actor_named("kim")
    assert lee is not None
    assert kim is not None

    assert {"lee", "kim", "viktor"} <= set(names_people_know(lee))
    assert {"lee", "kim"} <= set(names_people_know(kim))
    assert "viktor" not in names_people_know(kim)


def test_a_search_and_a_file_say_who_asked_and_the_file_says_how_they_sign_in(client_as: ClientAs) -> None:
    from centreline.web.records.jobs import new_job

    new_job("look", title="Look for zebras", by="lee", given={})
    admin = client_as("administrator")

    found = admin.get("/search/?q=zebras").content.decode()
    [row] = admin.get("/jobs/?format=json&q=zebras okafor").json()

    assert '<span class="muted"><bdi>Lee Okafor</bdi></span>' in found
    assert (row["by"], row["by_name"]) == ("lee", "Lee Okafor")


def test_a_file_for_somebody_of_a_partner_names_nobody_of_another() -> None:
    from django.test import RequestFactory

    from centreline.web.frame.exporting import export_response
    from centreline.web.records.people import actor_named, names_people_know

    request = RequestFactory().get("/board/", {"format": "json"})
    request.actor = actor_named("kim")
    lines = [("lee",), ("kim",), ("viktor",), (None,)]

    names = names_people_know(request.actor)

    rows = json.loads(export_response(request, "board", ("by",), lines, people={"by": "by_name"}).content)

    assert [row["by"] for row in rows] == ["lee", "kim", "viktor", None]
    assert [row["by_name"] for row in rows] == ["Lee Okafor", names["kim"], "viktor", None]
    assert names["kim"] != "kim"
