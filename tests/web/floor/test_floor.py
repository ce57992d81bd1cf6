"""The live floor: counted a second way, honest about the day it shows, and everybody's own rows only."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from centreline.evidence.scope import Scope
from centreline.web.frame.centre import workspace
from centreline.web.pages.floor.day import Floor, floor_of
from centreline.web.pages.floor.views import QUEUES_ON_A_WALL

pytestmark = pytest.mark.django_db


def floor_in(scope: Scope) -> Floor:
    seen = floor_of(workspace(scope))
    assert seen is not None
    return seen


def contacts_of_the_day(scope: Scope) -> list[dict[str, object]]:
    """Return the contacts of the last day, counted without any metric."""
    evidence = workspace(scope).evidence
    assert evidence is not None
    contact = evidence.table("contact")
    rows = evidence.rows(contact.select("local_at", "queue", "direction", "outcome", "partner"))
    last = max(row["local_at"].date() for row in rows)
    return [row for row in rows if row["local_at"].date() == last]


def own_queues(scope: Scope) -> set[str]:
    """Return the queues of which a reader has any row, in calls or in half-hours."""
    evidence = workspace(scope).evidence
    assert evidence is not None
    tables = [evidence.table(name) for name in ("contact", "interval_stat")]
    return {str(row["queue"]) for table in tables for row in evidence.rows(table.select("queue").distinct())}


def test_what_came_is_what_a_count_by_hand_gives(db: None, centre: Path) -> None:
    scope = Scope.whole_centre("lee")
    seen, rows = floor_in(scope), contacts_of_the_day(scope)
    came = [row for row in rows if row["outcome"] in ("handled", "abandoned") and row["direction"] == "inbound"]

    assert seen.day == max(row["local_at"].date() for row in rows)  # type: ignore[attr-defined]
    assert seen.whole[0].n == len(came)
    assert {queue.name: queue.figures[0].n for queue in seen.queues} == Counter(str(row["queue"]) for row in came)
    hours = Counter(row["local_at"].hour for row in came)  # type: ignore[attr-defined]
    assert {hour.hour: hour.offered for hour in seen.hours if hour.offered} == hours


def test_what_rests_on_fewer_than_five_people_is_not_shown_and_no_hour_is_called_empty(db: None, centre: Path) -> None:
    scope = Scope.of_partner("kestrel", reader="kim")
    seen, rows = floor_in(scope), contacts_of_the_day(scope)

    assert 0 < len(rows) < 5
    assert all(figure.words == "" and "fewer than 5 people" in figure.because for figure in seen.whole[:3])
    assert seen.hours == ()


def test_what_is_usual_is_the_mean_of_the_same_weekday_before(db: None, centre: Path) -> None:
    seen = floor_in(Scope.whole_centre("lee"))

    assert seen.weeks == 4
    assert all(hour.usual is None or hour.usual >= 0.25 for hour in seen.hours)


def test_a_day_that_is_not_today_is_never_called_today(client_as: Callable[[str], Client]) -> None:
    said = client_as("leader").get("/floor/").content.decode()

    assert "Not today" in said
    assert "The last day of which contacts are held is" in said


def test_a_partner_sees_own_queues_only_and_an_agent_no_floor(client_as: Callable[[str], Client]) -> None:
    own = own_queues(Scope.of_partner("kestrel", reader="kim"))
    every = {queue.name for queue in floor_in(Scope.whole_centre("lee")).queues}
    said = client_as("kestrel").get("/floor/").content.decode()

    assert {name for name in every if f"<bdi>{name}</bdi>" in said} <= own < every
    assert client_as("agent").get("/floor/").status_code == 403


def test_without_records_the_floor_says_what_to_bring(
    client_as: Callable[[str], Client], tmp_path: Path, centre: Path, settings: object
) -> None:
    (tmp_path / "centre").mkdir()
    (tmp_path / "centre/centreline.yaml").write_bytes((centre / "centreline.yaml").read_bytes())
    settings.SITE_WORKSPACE = tmp_path / "centre"  # type: ignore[attr-defined]

    assert "No contact is held yet" in client_as("leader").get("/floor/").content.decode()


def test_a_wall_names_the_busiest_queues_and_says_how_many_more_there_are(
    client_as: Callable[[str], Client],
) -> None:
    lee = client_as("leader")
    desk, wall = lee.get("/floor/"), lee.get("/floor/?wall")
    every = desk.context["queues"]

    assert len(every) > QUEUES_ON_A_WALL
    assert wall.context["queues"] == every[:QUEUES_ON_A_WALL]
    assert "more queue" not in desk.content.decode()
    assert f"and {len(every) - QUEUES_ON_A_WALL} more queue" in wall.content.decode()


def test_whoever_has_the_newest_is_sent_nothing(client_as: Callable[[str], Client]) -> None:
    lee = client_as("leader")
    known = lee.get("/floor/").context["version"]

    assert lee.get(f"/floor/?known={known}").status_code == 204
    whole, middle = lee.get("/floor/?known=another"), lee.get("/floor/?known=another", headers={"hx-request": "true"})
    assert whole.status_code == middle.status_code == 200
    assert b"<nav" in whole.content
    assert b"<nav" not in middle.content
    assert middle.content.strip().startswith(b'<div id="floor"')
