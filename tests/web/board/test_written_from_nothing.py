"""A journey is written in the browser from nothing to its publication, without a script and as programs do."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
AS_PROGRAM = {"Accept": "application/json"}


@pytest.fixture
def draft(client_as: ClientAs) -> Any:
    """Return a draft of a journey nobody had."""
    leader = client_as("leader")
    answer = leader.post("/map/new/", {"title": "Move house", "stages": "Tell us\n\nMove in\n"})
    assert answer.status_code == 302
    return _store().entry("draft", answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1])


def _store() -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState()


def on_board(kind: str, draft: Any) -> Any:
    return _store().entries(kind, within=draft.key)


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def test_a_new_journey_is_written_and_published(
    client_as: ClientAs,
    draft: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    from centreline.blueprint.files import load_blueprint
    from centreline.web.pages.board import publishing

    monkeypatch.setattr(publishing, "folder", lambda: tmp_path)
    leader, place = client_as("leader"), f"/map/{draft.key}/"
    assert "Move house First draft" in words(leader.get("/map/"))
    leader.post(f"{place}cards/", {"stage": "tell-us", "title": "Call about a move", "what": "Somebody moves."})
    leader.post(f"{place}stages/", {"title": "Settle", "after": on_board("stage", draft)[-1].key})
    told = {"journey_title": "Moving house", "journey_outcome": "They live there", "if_match": "1"}
    assert leader.post(f"{place}about/", told).status_code == 302
    board = words(leader.get(place))
    assert "Moving house" in board
    assert "0 of 1 touchpoints complete" in board

    leader.post(f"{place}freeze/", {"if_match": "2"})
    content = re.search(r'name="content" value="(\w+)"', leader.get(place).content.decode())
    assert content is not None
    with django_capture_on_commit_callbacks(execute=True):
        leader.post(f"{place}publish/", {"content": content[1]})
    journey = load_blueprint(tmp_path / "blueprint").journeys[-1]
    assert (journey.id, journey.title, journey.outcome) == ("move-house", "Moving house", "They live there")
    assert [(one.title, [each.id for each in one.touchpoints]) for one in journey.stages] == [
        ("Tell us", ["call-about-a-move"]), ("Move in", []), ("Settle", []),
    ]  # fmt: skip


def test_what_is_taken_off_lies_in_the_bin_and_comes_back(client_as: ClientAs, draft: Any) -> None:
    leader, place = client_as("leader"), f"/map/{draft.key}/"
    leader.post(f"{place}cards/", {"stage": "move-in", "title": "Letter"})
    card = on_board("card", draft)[0]
    assert leader.post(f"{place}card/{card.key}/remove/", {}).status_code == 428
    told = leader.post(f"{place}card/{card.key}/remove/", {}, headers={**AS_PROGRAM, "If-Match": '"1"'}).json()
    assert (told["says"], on_board("card", draft)) == ("Letter is in the bin.", ())

    assert "Bring back Letter" in leader.get(f"{place}bin/").content.decode()
    assert "Letter" not in words(client_as("kestrel").get(f"{place}bin/"))
    assert leader.post(f"{place}bin/card/{card.key}/", {"if_match": "2"}).status_code == 302
    assert on_board("card", draft)[0].version == 3
    assert leader.post(told["undo"], {}, headers=AS_PROGRAM).status_code == 412
    assert "The bin is empty" in words(leader.get(f"{place}bin/"))


def test_a_note_becomes_a_touchpoint_and_one_step_back_makes_it_a_note_again(client_as: ClientAs, draft: Any) -> None:
    leader, place = client_as("leader"), f"/map/{draft.key}/"
    leader.post(f"{place}notes/", {"lane": "parked", "text": "Read the meter"})
    note = on_board("note", draft)[0]
    told = leader.post(f"{place}note/{note.key}/touchpoint/", {}, headers={**AS_PROGRAM, "If-Match": '"1"'}).json()

    assert told["says"] == "Read the meter is a touchpoint in Tell us; the note is in the bin."
    assert (len(on_board("card", draft)), on_board("note", draft)) == (1, ())
    leader.post(told["undo"], {}, headers=AS_PROGRAM)
    assert (on_board("card", draft), len(on_board("note", draft))) == ((), 1)


def test_stages_are_changed_by_the_centre_alone_and_against_a_version(client_as: ClientAs, draft: Any) -> None:
    leader, place, first = client_as("leader"), f"/map/{draft.key}/", on_board("stage", draft)[0]
    stage = f"{place}stage/{first.key}/"
    assert leader.post(stage, {"title": "Say so"}).status_code == 428
    assert leader.post(stage, {"title": "Say so", "if_match": "1"}).status_code == 302
    clash = client_as("executive").post(stage, {"title": "Ask", "if_match": "1"})
    assert (clash.status_code, "Say so" in words(clash)) == (412, True)
    moved = leader.post(
        f"{stage}move/", {"after": on_board("stage", draft)[1].key, "if_match": "2"}, headers=AS_PROGRAM
    )
    assert moved.json()["says"] == "The stage Say so is number 2 of 2."
    page = leader.get(place).content.decode()
    assert page.index('data-column="move-in"') < page.index('data-column="tell-us"')

    assert leader.get(stage).status_code == leader.get(f"{place}stages/").status_code == 200
    for address in (stage, f"{place}stages/", f"{place}about/", "/map/new/"):
        assert client_as("kestrel").get(address).status_code == 403
        assert client_as("agent").get(address).status_code == 403
    assert "Change the stage" not in client_as("kestrel").get(place).content.decode()
    leader.post(f"{stage}remove/", {"if_match": "3"})
    assert [one.fields["title"] for one in on_board("stage", draft)] == ["Move in"]
