"""A metric taken apart: by queue, channel and partner, by its ways of counting, and by what it is counted from."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ClientAs = Callable[[str], Client]

PAGE = "/metrics/service_level/"


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def test_the_groups_add_up_to_the_whole(client_as: ClientAs) -> None:
    for by in ("queue", "channel", "partner"):
        answer = client_as("leader").get(f"{PAGE}breakdown/", {"by": by})

        assert sum(group.answer.n for group in answer.context["groups"]) == answer.context["answer"].n


def test_a_group_leads_to_the_page_of_its_rows(client_as: ClientAs) -> None:
    client = client_as("leader")
    group = client.get(f"{PAGE}breakdown/", {"by": "channel", "queue": "billing"}).context["groups"][0]

    there = client.get(group.url)

    assert there.context["answer"].n == group.answer.n
    assert dict(there.context["asked"].chosen) == {"queue": "billing", "channel": group.name}


def test_a_partner_is_not_broken_down_into_others(client_as: ClientAs) -> None:
    client = client_as("kestrel")

    assert "vistula" not in client.get(f"{PAGE}breakdown/", {"by": "partner"}).content.decode().casefold()
    assert {group.name for group in client.get(f"{PAGE}breakdown/", {"by": "partner"}).context["groups"]} == {"kestrel"}


def test_figures_of_few_people_are_left_out_with_the_reason(client_as: ClientAs) -> None:
    chosen = {"by": "team", "from": "2026-01-05", "to": "2026-01-05"}
    page = "/metrics/average_handle_time/breakdown/"

    shown = client_as("quality").get(page, chosen).context["groups"]
    few = client_as("leader").get(page, chosen)

    hidden = [group for group in few.context["groups"] if group.answer.hidden_because]
    assert not [group for group in shown if group.answer.hidden_because]
    assert hidden
    assert all(group.answer.value is None and not group.bar for group in hidden)
    assert "fewer than 5 people" in words(few)


def test_what_it_is_not_broken_down_by_is_refused(client_as: ClientAs) -> None:
    assert client_as("leader").get(f"{PAGE}breakdown/", {"by": "agent"}).status_code == 422


def test_each_way_of_counting_says_in_what_it_differs_and_by_how_many_rows(client_as: ClientAs) -> None:
    answer = client_as("leader").get(f"{PAGE}ways/")

    ways = {way.explained.id: way for way in answer.context["ways"]}
    fewer = int(ways["over_offered"].answer.denominator - ways["over_answered"].answer.denominator)
    assert ways["over_offered"].differs == ()
    assert f"Its denominator is “answered” instead of “queued”: {fewer:,} fewer" in words(answer)


def test_its_tables_columns_rules_and_imports_are_named(client_as: ClientAs) -> None:
    answer = client_as("leader").get(f"{PAGE}origin/")

    [(held, brought, count)] = answer.context["held"]
    assert (held.name, held.rows > 0, count >= len(brought) > 0) == ("contact", True, True)
    assert dict(held.columns)["wait_ms"] > 0
    assert brought[0].origin.file in answer.content.decode()
    assert {one.state for one in answer.context["examined"]} <= {"found", "clear", "not_examined"}
    assert {one.id for one in answer.context["examined"]} >= {"EVI001"}


def test_a_partner_reads_no_file_names(client_as: ClientAs) -> None:
    answer = client_as("kestrel").get(f"{PAGE}origin/")

    assert answer.status_code == 200
    assert "vistula" not in answer.content.decode().casefold()
    assert "their names may name a partner" in words(answer)


def test_what_the_operating_model_puts_before_a_metric_is_told_without_saying_why(client_as: ClientAs) -> None:
    page = client_as("leader").get("/metrics/first_contact_resolution/")

    [driver] = [one for one in page.context["drivers"] if one.metric.id == "quality_score"]
    assert driver.moves_first
    assert re.search(r"n = \d+ changes from one (day|week) to the next", driver.says)
    assert "says nothing about why" in words(page)
    assert client_as("kestrel").get("/metrics/first_contact_resolution/").context["drivers"] is None


def test_what_follows_customers_says_by_which_ledger(client_as: ClientAs) -> None:
    client, page = client_as("leader"), "/metrics/contacts_per_issue/"
    own = "issues as the sources name them"

    ways = words(client.get(f"{page}ways/"))
    head, *points = client.get(f"{page}points").content.decode().splitlines()

    assert f"Counted by: {own}." in words(client.get(f"{page}origin/"))
    assert f"Counted by: {own}." in ways
    assert re.search(r"Counted by: issue ledger [0-9a-f]{6}, ", ways)
    assert head.endswith(',"ledger"')
    assert all(point.endswith(f',"{own}"') for point in points)
    assert "Counted by" not in words(client.get(f"{PAGE}origin/"))
