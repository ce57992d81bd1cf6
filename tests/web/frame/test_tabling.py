"""Every table: filtered, sorted, its columns chosen, taken out exactly as it is shown, and saved as a view."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from centreline.web.records.store import DjangoState

As = Callable[[str], Client]


def _titles(client: Client, address: str) -> list[str]:
    return [row.touchpoint.title for row in client.get(address).context["table"].rows]


def test_rows_are_those_that_answer_to_every_filter(client_as: As) -> None:
    client = client_as("leader")
    every = client.get("/touchpoints/").context["table"]
    some = next(row for row in every.rows if row.owner)

    by_owner = client.get("/touchpoints/", {"owner": some.owner}).context["table"]
    by_word = client.get("/touchpoints/", {"title": some.touchpoint.title.upper(), "owner": some.owner}).context[
        "table"
    ]

    assert 0 < by_owner.count < every.count == every.all
    assert {row.owner for row in by_owner.rows} == {some.owner}
    assert some.touchpoint.id in {row.touchpoint.id for row in by_word.rows}
    assert "No row answers" in client.get("/touchpoints/?title=zeppelin").content.decode()


def test_what_is_blank_comes_last_in_either_order(client_as: As) -> None:
    client = client_as("leader")

    up = [row.owner for row in client.get("/touchpoints/?sort=owner").context["table"].rows]
    down = [row.owner for row in client.get("/touchpoints/?sort=-owner").context["table"].rows]

    named = [owner for owner in up if owner]
    assert named == sorted(named, key=str.casefold)
    assert [owner for owner in down if owner] == named[::-1]
    assert "" not in up[: len(named)]
    assert "" not in down[: len(named)]


@pytest.mark.parametrize("table", ["/touchpoints/", "/imports/", "/jobs/", "/metrics/", "/catalogue/system/"])
def test_a_file_holds_exactly_the_rows_and_the_order_of_the_page(client_as: As, table: str) -> None:
    client = client_as("administrator")
    first = client.get(table).context["table"].columns[0]["key"]
    shown = client.get(table, {"sort": f"-{first}"}).context["table"]

    lines = json.loads(client.get(table, {"sort": f"-{first}", "format": "json"}).content)
    as_csv = client.get(table, {"sort": f"-{first}", "format": "csv"}).content.decode("utf-8-sig")

    assert len(lines) == shown.count == shown.all
    beside = {"by": ("by_name",), "answers": ("answers_name",)}  # what people call whoever stands in a column
    holds = [name for column in shown.columns for name in (column["key"], *beside.get(column["key"], ()))]
    assert list(lines[0]) == holds if lines else True
    assert [row[first] for row in csv.DictReader(io.StringIO(as_csv))] == [str(line[first]) for line in lines]
    assert client_as("agent").get(table, {"format": "csv"}).status_code == 403


def test_a_total_is_that_of_all_filtered_rows(client_as: As) -> None:
    table = client_as("data_owner").get("/imports/?table=contact").context["table"]

    assert table.totals["created"] == sum(row.entry.counts.created for row in table.rows)
    assert table.totals["created"] > 0


def test_columns_are_chosen_and_kept_for_whoever_saves_them_as_usual(client_as: As) -> None:
    lee, eve = client_as("leader"), client_as("executive")
    chosen = "/touchpoints/?columns=owner&columns=key"

    lee.post("/views/touchpoints/save/", {"name": "Mine", "usual": "on", "next": chosen})
    usual = lee.get("/touchpoints/").context["table"]

    assert usual.shows == {"title", "owner", "key"}
    assert lee.get("/touchpoints/?columns=stage").context["table"].shows == {"title", "stage"}
    assert "stage" in eve.get("/touchpoints/").context["table"].shows


def test_a_view_is_seen_by_its_owner_and_where_it_is_shared_by_their_own_party_alone(client_as: As) -> None:
    lee, kim = client_as("leader"), client_as("kestrel")

    lee.post("/views/touchpoints/save/", {"name": "Without Vistula", "next": "/touchpoints/?stage=x"})
    private = client_as("executive").get("/touchpoints/").content.decode()
    shared = {"name": "Without Vistula", "shared": "on", "next": "/touchpoints/?stage=y&page=2"}
    lee.post("/views/touchpoints/save/", shared)
    [view] = [one for one in DjangoState().entries("view") if one.fields["name"] == "Without Vistula"]

    assert "Without Vistula" not in private
    assert view.fields["query"] == "stage=y"
    assert "Without Vistula" in client_as("executive").get("/touchpoints/").content.decode()
    assert "Without Vistula" not in kim.get("/touchpoints/").content.decode()
    assert kim.post(f"/views/{view.key}/drop/").status_code == 404  # a refusal would say that there is one
    assert lee.post(f"/views/{view.key}/drop/", {"next": "https://elsewhere.example/"}).url == "/"
    assert [line.act for line in DjangoState().lines() if line.key == view.key] == ["save_view"] * 2 + ["drop_view"]


def test_saved_views_are_asked_for_once_a_page(client_as: As) -> None:
    lee = client_as("leader")

    with CaptureQueriesContext(connection) as asked:
        lee.get("/touchpoints/")

    assert sum("records_entryrow" in one["sql"] and "'touchpoints'" in one["sql"] for one in asked) == 1


def test_a_partner_sees_their_own_touchpoints_in_the_table(client_as: As) -> None:
    kim = client_as("kestrel")

    whole = kim.get("/touchpoints/").content.decode() + kim.get("/touchpoints/?format=csv").content.decode()

    assert "Vistula" not in whole
    assert "Osprey" not in whole
    assert 0 < kim.get("/touchpoints/").context["table"].count < len(_titles(client_as("leader"), "/touchpoints/"))


def test_elements_of_the_catalogues_are_found_by_the_search(client_as: As) -> None:
    client = client_as("leader")
    title = client.get("/catalogue/procedure/").context["table"].rows[0]["title"]

    groups = client.get("/search/", {"q": title}).context["groups"]

    [hits] = [group.hits for group in groups if group.title == "Catalogues"]
    assert title in [hit.title for hit in hits]
