"""What a month is planned to cost is written in the browser: line by line, as a version, and read by no partner."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from centreline.web.records.store import DjangoState

pytestmark = pytest.mark.django_db

As = Callable[[str], Client]
ADDRESS = "/catalogue/costs/"


@pytest.fixture(autouse=True)
def _no_version_of_another_test() -> None:
    from centreline.web.frame import centre

    centre._HELD.__dict__.pop("workspaces", None)


def planned(month: str) -> list[tuple[str, float]]:
    newest = DjangoState().published()
    assert newest is not None
    return [(one.line, one.amount) for one in newest.blueprint.planned_costs if one.month == month]


def sent(form: Any, **changed: object) -> dict[str, object]:
    """Return what a browser would send of the form as it is shown, with some of it changed."""
    rows = form.context["one"].rows
    written = {one.name: one.value for row in rows for one in row.controls}
    about = {"rows.planned_costs": " ".join(str(row.at) for row in rows), "base": form.context["base"]}
    return written | about | {"says": "the plan of the quarter"} | changed


def test_a_month_begins_with_the_lines_of_another_and_is_published_beside_it(client_as: As) -> None:
    finn, march = client_as("finance"), planned("2026-03")
    assert finn.get(ADDRESS, {"month": "2026-04"})["Location"] == f"{ADDRESS}2026-04/"
    assert "Begin with the lines of 2026-03" in finn.get(f"{ADDRESS}2026-04/").content.decode()
    form = finn.get(f"{ADDRESS}2026-04/", {"like": "2026-03"})

    answer = finn.post(f"{ADDRESS}2026-04/", sent(form, **{"planned_costs.0.amount": "4321.5"}))

    assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    assert planned("2026-04") == [(march[0][0], 4321.5), *march[1:]]
    assert planned("2026-03") == march
    assert "2026-04" in finn.get(ADDRESS).content.decode()

    gone = finn.post(f"{ADDRESS}2026-04/", sent(finn.get(f"{ADDRESS}2026-04/"), **{"rows.planned_costs": ""}))

    assert (gone.status_code, planned("2026-04")) == (302, [])


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"says": " "}, "Nobody said why"),
        ({}, "Nothing differs from what is published"),
        ({"planned_costs.0.amount": "much"}, "Write a number with a point"),
        ({"planned_costs.0.team": "", "planned_costs.1.team": ""}, "stands there twice"),
    ],
    ids=["no reason", "no difference", "no number", "twice"],
)
def test_what_cannot_stand_so_is_said_and_what_was_written_stays(
    client_as: As, changed: dict[str, str], says: str
) -> None:
    lee, before = client_as("leader"), planned("2026-03")
    form = sent(lee.get(f"{ADDRESS}2026-03/"), **changed)

    answer = lee.post(f"{ADDRESS}2026-03/", form)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert answer.context["one"].rows[0].controls[1].value == form["planned_costs.0.amount"]
    assert planned("2026-03") == before


def test_who_planned_the_same_month_meanwhile_is_not_overwritten(client_as: As) -> None:
    lee, finn = client_as("leader"), client_as("finance")
    form = lee.get(f"{ADDRESS}2026-03/")
    finn.post(f"{ADDRESS}2026-03/", sent(form, **{"planned_costs.0.amount": "1"}))

    answer = lee.post(f"{ADDRESS}2026-03/", sent(form, **{"planned_costs.0.amount": "2"}))

    assert answer.status_code == 422
    assert "Somebody planned 2026-03 otherwise since this was opened" in answer.content.decode()
    assert planned("2026-03")[0][1] == 1.0


def test_a_row_comes_and_nothing_is_saved_yet(client_as: As) -> None:
    lee, before = client_as("leader"), planned("2026-03")
    form = lee.get(f"{ADDRESS}2026-03/")

    answer = lee.post(f"{ADDRESS}2026-03/", sent(form, add_row="planned_costs"))

    assert len(answer.context["one"].rows) == len(before) + 1
    assert planned("2026-03") == before


def test_others_read_the_plan_and_partners_do_not(client_as: As) -> None:
    otto, kim = client_as("auditor"), client_as("kestrel")

    assert "Kestrel" in otto.get(f"{ADDRESS}2026-03/").content.decode()
    assert "Publish it as a version" not in otto.get(f"{ADDRESS}2026-03/").content.decode()
    assert otto.post(f"{ADDRESS}2026-03/", {"says": "mine"}).status_code == 403
    assert (kim.get(ADDRESS).status_code, kim.get(f"{ADDRESS}2026-03/").status_code) == (403, 403)
    assert "Planned costs" not in kim.get("/catalogue/").content.decode()
    assert otto.get(f"{ADDRESS}soon/").status_code == 404
