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
    leader.post(f"{place}discard/", {"if_match": "1"})
    assert "1 discarded draft" in words(leader.get("/map/"))
    leader.post(f"{place}back/")
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


def test_every_fact_of_the_sheet_is_written_and_the_touchpoint_is_complete(client_as: ClientAs, draft: Any) -> None:
    leader, place = client_as("leader"), f"/map/{draft.key}/"
    for title in ("Call", "Visit"):
        leader.post(f"{place}cards/", {"stage": "tell-us", "title": title})
    card = on_board("card", draft)[0]
    address = f"{place}card/{card.key}/"
    form = leader.get(address)
    assert "handled_by</" not in form.content.decode()
    assert "Who handles it" in words(form)
    offered = {one["name"]: one["choices"][0][0] for one in form.context["picked"]}
    metric, owner = form.context["metrics"][1][0], form.context["owners"][1][0]
    texts = dict.fromkeys(("what", "why", "trigger", "happens", "ideal_outcome"), "Said")
    more = {"title": "Call", "owner": owner, "takes_s": "300", "customer_types": "home, shop", "ends_here": "",
            "automation": "assisted", "partner": "kestrel"}  # fmt: skip
    rows = {"measures": "", "measures-metric": [metric, ""], "measures-variant": ["", ""],
            "measures-at_least": ["0.8", ""], "measures-at_most": ["", ""], "measures-owner": [owner, ""],
            "measures-cadence": ["weekly", ""],
            "handoffs": "", "handoffs-to": ["visit"], "handoffs-passes": ["account, address"],
            "handoffs-within_s": ["60"], "handoffs-accepted_by_sender": ["True"], "handoffs-accepted_by_receiver": [""],
            "risks": "", "risks-what": ["It is forgotten", ""], "risks-guard": ["A list", ""],
            "recognised_by": "", "recognised_by-queues": "moves", "recognised_by-reasons": "",
            "recognised_by-channels": "voice", "recognised_by-activities": ""}  # fmt: skip
    told = texts | more | rows | {name: ["", key] for name, key in offered.items()} | {"if_match": "1"}
    assert leader.post(address, told).status_code == 302

    said = on_board("card", draft)[0].fields
    assert (said["measures"][0]["at_least"], said["measures"][0]["cadence"]) == (0.8, "weekly")
    assert [(one["to"], one["passes"], one["accepted_by_sender"]) for one in said["handoffs"]] == [
        ("visit", ["account", "address"], True)
    ]
    assert (said["risks"], said["partner"]) == ([{"what": "It is forgotten", "guard": "A list"}], "kestrel")
    assert (said["recognised_by"]["queues"], said["automation"]) == (["moves"], "assisted")
    assert "1 of 2 touchpoints complete" in words(leader.get(place))
    unpicked = dict.fromkeys(offered, "") | {"measures": "", "measures-metric": "", "if_match": "2"}
    leader.post(address, unpicked)
    assert [on_board("card", draft)[0].fields[name] for name in (*offered, "measures")] == [[]] * (len(offered) + 1)

    # Somebody with an older page wrote other risks: the choice keeps all rows.
    late = {"risks": "", "risks-what": ["Lost", "Late"], "risks-guard": ["", ""], "if_match": "1"}
    clash = client_as("executive").post(address, late)
    sent = re.findall(r'name="(risks[^"]*)" value="([^"]*)"', clash.content.decode())
    assert sent == [("risks", ""), ("risks-what", "Lost"), ("risks-what", "Late"), ("risks-guard", ""),
                    ("risks-guard", "")]  # fmt: skip
