"""Whatever somebody did is taken back by a button, where they did it: theirs, the newest, and nobody else's."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

As = Callable[[str], Client]


def kept(kind: str) -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState().entries(kind)


def undo_of(page: Any, kind: str) -> str:
    """Return where the button of a page sends that takes back a change of a kind; empty where it has none."""
    found = re.search(rf'action="(/history/{kind}/[^"]+/undo/\d+/)"', page.content.decode())
    return found[1] if found else ""


def test_a_decision_and_an_action_of_a_review_are_taken_back_until_it_is_signed(client_as: As) -> None:
    lee, review = client_as("leader"), str(client_as("leader").post("/review/start/").headers["Location"])
    lee.post(f"{review}decisions/", {"what": "A bot", "outcome": "approve", "owner": "Lee"})
    lee.post(f"{review}actions/", {"what": "Mend it", "owner": "Lee", "due": "2026-12-01"})
    page = lee.get(f"{review}?step=decisions")
    decision, action = undo_of(page, "review_decision"), undo_of(page, "action_item")

    assert client_as("finance").post(decision).status_code == 404, "somebody else's is not theirs to take back"
    back = lee.post(decision, {"next": f"{review}?step=decisions"})
    lee.post(action)

    assert back.headers["Location"] == f"{review}?step=decisions"
    assert (kept("review_decision"), kept("action_item")) == ((), ())


def test_an_approval_is_taken_back_and_what_others_rest_on_is_not(client_as: As) -> None:
    lee, evelyn = client_as("leader"), client_as("executive")
    said = {"title": "Ask once", "what": "Ask once.", "because": "B", "expected": "E", "owner": "Lee",
            "subject": "metric:occupancy"}  # fmt: skip
    own = str(lee.post("/proposals/new/", said).headers["Location"])
    assert undo_of(lee.get(own), "proposal") == "", "what is proposed is withdrawn, not taken back"
    [content] = re.findall(r'name="content" value="(\w+)"', evelyn.get(own).content.decode())
    evelyn.post(f"{own}approve/", {"content": content})
    assert kept("proposal")[-1].fields["state"] == "approved"

    page = evelyn.get(own)
    assert page.content.decode().count("/undo/2/") >= 2, "in the toast and in the history"
    evelyn.post(undo_of(page, "proposal"))

    assert kept("proposal")[-1].fields["state"] == "proposed"


def test_what_an_agent_said_on_their_day_is_taken_back_by_them_alone(client_as: As) -> None:
    ada, sasha = client_as("agent"), client_as("administrator")
    change = re.search(r'name="change" value="([^"]+)"', ada.get("/my-day/").content.decode())
    assert change is not None
    ada.post("/my-day/confirm/", {"change": change[1]})
    about = re.search(r'<option value="((?:procedure|touchpoint):[^"]+)"', ada.get("/my-day/").content.decode())
    assert about is not None
    ada.post("/my-day/feedback/", {"about": about[1], "text": "It is out of date."})
    page = ada.get("/my-day/")
    confirmed, said = undo_of(page, "confirmation"), undo_of(page, "feedback")

    assert [sasha.post(one).status_code for one in (confirmed, said)] == [404, 404], "not even by whoever manages"
    assert ada.post(confirmed, headers={"HX-Request": "true"}).status_code == 204
    ada.post(said)

    assert (kept("confirmation"), kept("feedback")) == ((), ())


def test_an_answer_to_feedback_is_taken_back_by_a_leader_who_reads_no_names(client_as: As) -> None:
    ada, lee = client_as("agent"), client_as("leader")
    about = re.search(r'<option value="((?:procedure|touchpoint):[^"]+)"', ada.get("/my-day/").content.decode())
    assert about is not None
    ada.post("/my-day/feedback/", {"about": about[1], "text": "It is out of date."})
    [said] = kept("feedback")
    lee.post(f"/heard/{said.key}/answer/", {"expects": "1", "outcome": "stays", "answer": "It is right."})
    assert kept("feedback")[0].fields["outcome"] == "stays"

    lee.post(undo_of(lee.get("/heard/"), "feedback"))

    assert (kept("feedback")[0].fields["outcome"], kept("feedback")[0].fields["answer"]) == ("open", "")
