"""Disputes: an agent says why a score is wrong, somebody who did not judge it first answers, and both read it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode().split("<main", 1)[1]))


def disputes() -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState().entries("dispute")


def disputed(agent: Client, reason: str = "I did say who I am. <b>") -> Any:
    """Let an agent dispute the first evaluation on their day as a whole, and return the entry."""
    page = agent.get("/my-day/").content.decode()
    named = re.search(r'name="evaluation" value="([^"]+)"', page)
    assert named
    agent.post("/my-day/dispute/", {"evaluation": named[1], "criterion": "*", "reason": reason})
    return disputes()[-1]


def answer(client: Client, one: Any, *, by: str, **more: Any) -> Any:
    given = {"expects": 1, "outcome": "changes", "answer": "It was said at the start.", "declared": by, **more}
    return client.post(f"/disputes/{one.key}/answer/", given)


def test_a_dispute_is_answered_by_somebody_else_and_both_read_the_outcome(client_as: ClientAs) -> None:
    agent, reviewer = client_as("agent"), client_as("quality")
    one = disputed(agent)
    waiting = words(agent.get("/my-day/"))
    asked = words(reviewer.get("/disputes/"))

    answer(reviewer, one, by="quinn")

    assert "A second reviewer has not answered yet" in waiting
    assert "I did say who I am. &lt;b&gt;" in asked
    assert "judged first by evaluator-" in asked
    for page in (agent.get("/my-day/"), reviewer.get("/disputes/")):
        assert "The score changes" in words(page)
        assert "It was said at the start." in words(page)


def test_whoever_the_records_name_as_first_does_not_answer(client_as: ClientAs) -> None:
    from centreline.web.records.models import Person

    one = disputed(client_as("agent"))
    Person.objects.filter(username="quinn").update(agent=one.fields["first"])

    assert answer(client_as("quality"), one, by="quinn").status_code == 403
    assert "You judged this first" in words(client_as("quality").get("/disputes/"))
    assert answer(client_as("supervisor"), one, by="sasha").status_code == 302


def test_an_answer_without_words_or_declaration_or_to_an_older_version_is_refused(client_as: ClientAs) -> None:
    one, reviewer = disputed(client_as("agent")), client_as("quality")

    assert answer(reviewer, one, by="quinn", answer=" ").status_code == 422
    assert answer(reviewer, one, by="").status_code == 422
    assert answer(reviewer, one, by="quinn").status_code == 302
    assert answer(client_as("supervisor"), one, by="sasha", outcome="stands", answer="No.").status_code == 412


def test_a_criterion_is_disputed_once_and_only_of_ones_own_evaluations(client_as: ClientAs) -> None:
    agent = client_as("agent")
    one = disputed(agent)

    again = {"evaluation": one.within, "criterion": "*", "reason": "Again."}
    assert agent.post("/my-day/dispute/", again).status_code == 422
    assert agent.post("/my-day/dispute/", {**again, "evaluation": "quality-desk:E-0000002"}).status_code == 404
    assert len(disputes()) == 1


def test_a_partner_and_whoever_works_with_no_single_people_read_no_dispute(client_as: ClientAs) -> None:
    one = disputed(client_as("agent"), "canary-4712")

    for role in ("kestrel", "leader", "finance"):
        assert client_as(role).get("/disputes/").status_code == 403
        assert client_as(role).get(f"/history/dispute/{one.key}/").status_code == 404


def test_the_day_says_what_goes_on_what_comes_next_and_draws_the_shift(
    client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    from centreline.web.frame.centre import workspace
    from centreline.web.records.people import actor_named

    ada = actor_named("ada")
    assert ada is not None
    evidence = workspace(ada.scope).evidence
    assert evidence is not None
    activity = evidence.table("shift_activity")
    [first] = evidence.rows(activity.filter(activity.activity == "On queue").order_by("starts_at").limit(1))
    now = datetime.fromtimestamp(first["starts_at"].timestamp() + 3_600, tz=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)

    page = client_as("agent").get("/my-day/").content.decode()

    assert 'class="strip"' in page
    assert 'class="now"' in page
    assert "On queue until" in words(client_as("agent").get("/my-day/"))
    assert re.search(r"<time[^>]*data-countdown[^>]*>in \d", page)
