"""A proposal from a program, on its way to a board; and a review that a program starts."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.django_db

SAID = {
    "title": "Say it once",
    "what": "Ask for the number once",
    "because": "People say it twice",
    "expected": "Shorter calls",
    "owner": "team lead",
}


@pytest.fixture
def subject() -> str:
    """Return a metric that everybody may propose something about."""
    return "metric:abandonment_rate"


def test_what_a_partner_proposes_is_approved_as_it_was_read_and_opens_a_board(
    program_of: Callable[..., Any], subject: str
) -> None:
    from centreline.web.records.store import DjangoState

    kim, viktor, lee = program_of("kestrel"), program_of("vistula"), program_of("leader")
    draft = kim.send("post", "proposals", SAID | {"subject": subject, "as_draft": True})
    assert (draft.status_code, draft["ETag"]) == (201, '"1"'), draft.content
    at = f"proposals/{draft.json()['key']}"
    assert (
        kim.send("patch", at, {"owner": "lead of the desk", "terms": [{"name": "owner"}]}, version=1)["ETag"] == '"2"'
    )
    assert lee.send("post", f"{at}/approve", version=2).status_code == 409
    assert kim.send("post", f"{at}/hand-in", version=2)["ETag"] == '"3"'

    assert viktor.read(f"entries/{at.replace('proposals', 'proposal')}").status_code == 404
    assert viktor.send("post", f"{at}/withdraw", {"reason": "mine"}, version=3).status_code == 404
    assert kim.send("post", f"{at}/approve", version=3).status_code == 403
    assert lee.send("post", f"{at}/approve").status_code == 428
    assert lee.send("post", f"{at}/approve", version=9).status_code == 412
    assert lee.send("post", f"{at}/approve", version=1).status_code == 409

    approved = lee.send("post", f"{at}/approve", version=3).json()
    assert (approved["fields"]["state"], approved["fields"]["approved_by"]) == ("approved", "lee")
    assert kim.read(f"entries/{at.replace('proposals', 'proposal')}").json()["fields"]["owner"] == "lead of the desk"
    journey = DjangoState().published().blueprint.journeys[0].id  # type: ignore[union-attr]  # it was published
    board = lee.send("post", f"{at}/board", {"journey": journey})
    assert (board.status_code, board.json()["kind"]) == (201, "draft")
    assert kim.send("patch", at, {"owner": "somebody else"}, version=5).json()["fields"]["state"] == "proposed"
    line = next(line for line in DjangoState().lines() if line.act == "approve_proposal")
    assert (line.by, line.address.split(", ")[-1]) == ("lee", "token report 3")


def test_a_proposal_is_rejected_or_withdrawn_with_a_reason(program_of: Callable[..., Any], subject: str) -> None:
    sasha, lee = program_of("supervisor"), program_of("leader")
    at = f"proposals/{sasha.send('post', 'proposals', SAID | {'subject': subject}).json()['key']}"

    assert lee.send("post", f"{at}/reject", {}, version=1).status_code == 422
    rejected = lee.send("post", f"{at}/reject", {"reason": "Not now"}, version=1)
    assert (rejected.json()["fields"]["state"], rejected.json()["fields"]["reason"]) == ("rejected", "Not now")
    assert sasha.send("post", f"{at}/withdraw", {"reason": "Later"}, version=1).status_code == 412
    assert sasha.send("post", f"{at}/withdraw", {"reason": "Later"}, version=2).json()["fields"]["state"] == "withdrawn"
    assert sasha.send("patch", at, {"title": "Again"}, version=3).status_code == 409


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"subject": "touchpoint:nowhere"}, 404),
        ({"evidence": [{"check": "OWN001", "element": "touchpoint:nowhere"}]}, 404),
        ({"measured_by": "nonsense"}, 404),
        ({"state": "approved"}, 422),
        ({"party": "vistula"}, 422),
        ({"title": "  "}, 422),
    ],
)
def test_what_is_not_there_or_not_theirs_to_say_is_refused(
    program_of: Callable[..., Any], subject: str, more: dict[str, Any], status: int
) -> None:
    kim = program_of("kestrel")

    assert kim.send("post", "proposals", SAID | {"subject": subject} | more).status_code == status
    assert kim.read("entries/proposal").json()["total"] == 0


def test_a_finding_speaks_for_a_change_of_what_it_was_found_at(program_of: Callable[..., Any]) -> None:
    lee = program_of("leader")
    [found] = lee.read("findings?size=1").json()["items"]
    about = {"check": found["check"], "element": found["element"]}

    proposal = lee.send("post", "proposals", SAID | {"subject": found["element"], "evidence": [about]})

    assert proposal.status_code == 201, proposal.content
    [evidence] = proposal.json()["fields"]["evidence"]
    assert evidence == {**about, "says": found["says"]}


def test_about_single_people_only_those_read_a_proposal_who_work_with_them(program_of: Callable[..., Any]) -> None:
    from django.utils import timezone

    from centreline.actions.propose_change import propose_change
    from centreline.web.records.people import actor_named
    from centreline.web.records.store import DjangoState

    sasha = actor_named("sasha")
    assert sasha is not None
    write = propose_change.by(DjangoState(), sasha, now=timezone.now())
    key = write(proposal=SAID | {"subject": "agent:ada"}).key

    assert program_of("supervisor").read(f"entries/proposal/{key}").status_code == 200
    assert program_of("leader").read(f"entries/proposal/{key}").status_code == 404


def test_a_review_is_frozen_by_whoever_may_in_the_rows_they_see(program_of: Callable[..., Any]) -> None:
    lee, kim, sasha = program_of("leader"), program_of("kestrel"), program_of("supervisor")
    before = kim.read("entries/operating_review").json()["total"]

    made = lee.send("post", "reviews", {"title": "May, from a program"})

    assert (made.status_code, made["ETag"], made.json()["fields"]["title"]) == (201, '"1"', "May, from a program")
    assert made.json()["fields"]["review"]["stamp"]
    assert lee.send("post", "reviews").json()["fields"]["title"].startswith("Review of ")
    assert sasha.send("post", "reviews").status_code == 403
    assert kim.read(f"entries/operating_review/{made.json()['key']}").status_code == 404
    assert kim.read("entries/operating_review").json()["total"] == before
    shared = lee.send("post", "reviews", {"partner": "kestrel"})
    assert shared.status_code == 201, shared.content
    assert kim.read(f"entries/operating_review/{shared.json()['key']}").status_code == 200
    assert lee.send("post", "reviews", {"partner": "nobody"}).status_code == 404
    decision = {"what": "The form", "outcome": "approve", "owner": "lee"}
    assert lee.send("post", f"reviews/{made.json()['key']}/decisions", decision).status_code == 201
