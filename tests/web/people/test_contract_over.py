"""When the contract of a partner is over, its people are out: pages, programs, streams, jobs and sign-in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from centreline.blueprint.document import Blueprint
from centreline.web.records.contracts import partners_gone
from centreline.web.records.people import actor_named, every_scope
from centreline.web.records.published import keep_published, published_version
from centreline.web.records.sessions import actors_of_sessions

pytestmark = pytest.mark.django_db
ClientAs = Callable[[str], Client]


def last_day(day: date | None) -> None:
    """Publish an operating model in which the contract with Kestrel ends on a day."""
    before = published_version()
    assert before is not None
    document = before.blueprint.model_dump(mode="json")
    for partner in document["partners"]:
        partner["contract_ends_on"] = day if partner["id"] == "kestrel" else None
    blueprint = Blueprint.model_validate(document)
    keep_published(
        replace(before, number=before.number + 1, blueprint=blueprint, hash=blueprint.content_hash, at=timezone.now())
    )


def days_ago(days: int) -> date:
    return (timezone.now() - timedelta(days=days)).date()


def test_its_people_are_out_at_once_and_in_again_when_it_goes_on(client_as: ClientAs, password: str) -> None:
    kim, viktor = client_as("kestrel"), client_as("vistula")
    assert kim.get("/").status_code == 200

    last_day(days_ago(3))

    assert kim.get("/")["Location"].startswith("/accounts/login/")
    assert kim.get("/api/v1/me").status_code == 401
    assert viktor.get("/").status_code == 200
    told = Client(headers={"host": "localhost"}).post("/accounts/login/", {"login": "kim", "password": password})
    assert told.status_code == 403
    assert "the contract of your partner is over" in told.content.decode()
    last_day(days_ago(-30))
    assert client_as("kestrel").get("/").status_code == 200


def test_whoever_does_not_know_the_password_is_not_told_of_it(client: Client) -> None:
    last_day(days_ago(3))

    told = client.post("/accounts/login/", {"login": "kim", "password": "guessed"}, headers={"host": "localhost"})

    assert told.status_code == 200
    assert "contract" not in told.content.decode()


def test_their_streams_end_their_tokens_are_dead_and_nothing_is_looked_for_in_their_name(client_as: ClientAs) -> None:
    session = client_as("kestrel").session.session_key
    assert set(actors_of_sessions([session])) == {session}
    assert "kestrel" in every_scope()

    last_day(days_ago(3))

    assert actors_of_sessions([session]) == {}
    assert actor_named("kim") is None
    assert "kestrel" not in every_scope()


def test_the_last_day_is_theirs_wherever_they_are_and_one_without_goes_on(db: None) -> None:
    last_day(days_ago(0))
    assert partners_gone() == frozenset()
    last_day(days_ago(2))
    assert partners_gone() == {"kestrel"}
    last_day(None)
    assert partners_gone() == frozenset()


def test_an_administrator_sees_why_they_are_out(client_as: ClientAs) -> None:
    last_day(days_ago(3))
    administrator = client_as("administrator")

    listed, person = (administrator.get(f"/people/{rest}").content.decode() for rest in ("?state=ended", "one/kim/"))

    assert "kim" in listed
    assert "viktor" not in listed
    assert "Contract over" in person
