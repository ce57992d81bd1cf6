"""The trail in the browser: who may read it, what it can be filtered by, and whether the chain is whole."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from centreline.governance.actor import Actor, Role
from centreline.governance.step import Step
from centreline.governance.trail import Line, first_broken
from centreline.web.records.people import actor_named
from centreline.web.records.store import DjangoState

pytestmark = pytest.mark.django_db

OF_A_LINE = tuple(one.name for one in fields(Line))
"""What the chain is made of; what else stands in a file says the same in words."""


@pytest.fixture
def lines() -> list[Line]:
    """Return the lines of the trail, two of them written around midnight in Dublin."""
    actor: Actor | None = actor_named("lee")
    assert actor is not None
    for hour, says in ((22, "before midnight"), (23, "after midnight")):  # 23:00 and 00:00 in Dublin, in June
        Step(DjangoState(), actor, datetime(2031, 6, 10, hour, tzinfo=UTC), "say").note("note", "n1", says=says)
    return list(DjangoState().lines())


def numbers_on(answer: Any) -> list[int]:
    return [int(number) for number in re.findall(r'href="/trail/(\d+)/"', answer.content.decode())]


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_the_newest_lines_come_first(client_as: Callable[[str], Client], lines: list[Line], role: str) -> None:
    answer = client_as(role).get("/trail/")

    assert numbers_on(answer) == [line.number for line in reversed(lines)][:50]


@pytest.mark.parametrize("role", ["executive", "leader", "agent", "kestrel", "data_owner"])
@pytest.mark.parametrize("path", ["/trail/", "/trail/1/", "/trail/whole/", "/trail/rows"])
def test_others_are_told_who_may(client_as: Callable[[str], Client], role: str, path: str) -> None:
    answer = client_as(role).get(path)

    assert answer.status_code == 403
    assert "auditor" in answer.content.decode()


@pytest.mark.parametrize("field", ["by", "act", "kind"])
def test_a_filter_leaves_as_many_lines_as_a_count_by_hand(
    client_as: Callable[[str], Client], lines: list[Line], field: str
) -> None:
    value, count = Counter(getattr(line, field) for line in lines).most_common()[-1]

    answer = client_as("auditor").get("/trail/rows", {field: value, "format": "json"})

    taken = json.loads(answer.content)
    assert len(taken) == count
    assert {line[field] for line in taken} == {value}


@pytest.mark.parametrize(
    ("zone", "says"), [("UTC", ["after midnight", "before midnight"]), ("Europe/Dublin", ["before midnight"])]
)
def test_a_day_is_that_of_the_zone_in_which_instants_are_shown(
    client_as: Callable[[str], Client], lines: list[Line], zone: str, says: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("centreline.web.frame.centre.ServedWorkspace.zone", zone)  # a centre that lies elsewhere

    answer = client_as("auditor").get("/trail/rows", {"at": "2031-06-10", "format": "json"})

    assert [line["says"] for line in json.loads(answer.content)] == says


def test_a_day_on_which_nothing_was_done_has_no_line(client_as: Callable[[str], Client], lines: list[Line]) -> None:
    answer = client_as("auditor").get("/trail/rows", {"at": "2031-06-12", "format": "json"})

    assert json.loads(answer.content) == []


def test_what_is_no_day_is_said(client_as: Callable[[str], Client]) -> None:
    answer = client_as("auditor").get("/trail/", {"at": "yesterday"})

    assert answer.status_code == 422
    assert "yesterday" in answer.content.decode()


def test_a_filter_that_nothing_answers_to_says_so(client_as: Callable[[str], Client]) -> None:
    answer = client_as("auditor").get("/trail/", {"by": "nobody"})

    assert answer.status_code == 200
    assert "No row answers to what is filtered" in answer.content.decode()


def test_the_chain_can_be_checked_from_the_export_alone(client_as: Callable[[str], Client], lines: list[Line]) -> None:
    answer = client_as("auditor").get("/trail/rows", {"format": "json"})

    rows = reversed(json.loads(answer.content))
    again = [
        Line(
            **{
                **{name: row[name] for name in OF_A_LINE},
                "at": datetime.fromisoformat(row["at"]),
                "before": json.loads(row["before"] or "null"),
                "after": json.loads(row["after"] or "null"),
            }
        )
        for row in rows
    ]
    assert [line.number for line in again] == [line.number for line in lines]
    assert first_broken(again) is None


def test_who_and_what_stand_in_words_beside_what_the_chain_holds(client_as: Callable[[str], Client]) -> None:
    client_as("leader").post("/review/start/")
    auditor = client_as("auditor")

    [row] = json.loads(auditor.get("/trail/rows", {"act": "start_review", "format": "json"}).content)
    listed = auditor.get("/trail/", {"act": "start_review"}).content.decode()

    assert (row["by"], row["by_name"]) == ("lee", "Lee Okafor")
    assert (row["act"], row["act_words"]) == ("start_review", "started a review")
    assert (row["kind"], row["kind_words"]) == ("operating_review", "operating review")
    assert ">Lee Okafor</bdi>" in listed
    assert '<option value="start_review" selected>started a review</option>' in listed


def test_an_export_of_the_trail_is_a_line_of_it(client_as: Callable[[str], Client]) -> None:
    client_as("auditor").get("/trail/rows", {"by": "nobody"})

    newest = list(DjangoState().lines())[-1]
    assert (newest.by, newest.act, newest.key, newest.says) == ("otto", "export", "Trail", "took 0 rows out as CSV")


def test_a_line_shows_what_changed(client_as: Callable[[str], Client]) -> None:
    admin = client_as("administrator")
    admin.post("/people/one/finn/", {"role": "leader", "title": "Finn", "partner": "", "sites": "", "agent": ""})
    [line] = [one for one in DjangoState().lines() if one.act == "change_person"]

    text = re.sub(r"<[^>]+>|\s+", " ", client_as("auditor").get(f"/trail/{line.number}/").content.decode())

    assert re.search(r"role +finance +leader", text)
    assert "active" not in text


def test_a_line_there_is_not_is_not_there(client_as: Callable[[str], Client]) -> None:
    assert client_as("auditor").get("/trail/999999999/").status_code == 404


def test_a_whole_chain_says_how_many_lines_it_has(client_as: Callable[[str], Client], lines: list[Line]) -> None:
    text = client_as("auditor").get("/trail/whole/").content.decode()

    assert f"The chain is whole: {len(lines):,} lines" in text


def test_a_broken_chain_says_where(client_as: Callable[[str], Client], lines: list[Line]) -> None:
    from centreline.web.records.models import LineRow

    LineRow.objects.filter(number=lines[-2].number).update(by="somebody else")

    text = client_as("auditor").get("/trail/whole/").content.decode()

    assert f"The trail is broken at line {lines[-2].number:,}." in text
    assert "whole:" not in text


def test_a_role_that_reads_the_trail_is_not_one_that_changes_people() -> None:
    from centreline.governance.rights import permissions

    assert permissions()["see_trail"].roles - permissions()["manage_people"].roles == {Role.AUDITOR}
