"""Whoever did something is shown by the name people know them by, and not by the one they sign in with."""

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
