"""Metrics in the browser: who may read them, what stands there, and whose rows are counted."""

from collections.abc import Callable

import pytest
from django.test import Client

from centreline.evidence.scope import Scope
from centreline.metrics.book import metric_book
from centreline.web.frame.centre import workspace

pytestmark = pytest.mark.django_db
ClientAs = Callable[[str], Client]


def test_every_metric_has_its_row(client_as: ClientAs) -> None:
    text = client_as("leader").get("/metrics/").content.decode()

    assert all(f'href="/metrics/{name}/"' in text for name in metric_book())


def test_a_search_nothing_answers_to_says_so(client_as: ClientAs) -> None:
    assert "No row answers" in client_as("leader").get("/metrics/", {"q": "zeppelin"}).content.decode()


def test_an_agent_reads_no_metrics(client_as: ClientAs) -> None:
    assert client_as("agent").get("/metrics/").status_code == 403


def test_a_metric_that_is_in_no_book_is_not_there(client_as: ClientAs) -> None:
    assert client_as("leader").get("/metrics/happiness/").status_code == 404


@pytest.mark.parametrize("who", ["leader", "kestrel", "vistula"])
def test_contacts_are_those_the_reader_may_see(client_as: ClientAs, who: str) -> None:
    scope = Scope(who, partners=None if who == "leader" else frozenset({who}))
    evidence = workspace(scope).evidence
    assert evidence is not None
    table = evidence.table("contact")
    inbound = sum(one == "inbound" for one in table.direction.to_pyarrow().to_pylist())

    ways = client_as(who).get("/metrics/contacts_offered/ways/").context["ways"]

    assert inbound > 0
    assert [way.answer.value for way in ways if way.explained.id == "every_arrival"] == [inbound]
