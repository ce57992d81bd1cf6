"""Journeys and boards, as each role sees and changes them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


@pytest.fixture
def draft(client_as: ClientAs) -> Any:
    """Return a draft of the first journey, and forget it afterwards."""
    from centreline.web.records.published import published_version
    from centreline.web.records.store import DjangoState

    newest = published_version()
    assert newest is not None
    answer = client_as("leader").post(
        "/map/start/", {"journey": newest.blueprint.journeys[0].id, "title": "Fewer calls"}
    )
    assert answer.status_code == 302
    return DjangoState().entry("draft", answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1])


def cards(draft: Any) -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState().entries("card", within=draft.key)


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def test_everybody_reads_the_map_and_the_published_journeys(client_as: ClientAs, draft: Any) -> None:
    for role in ("leader", "agent", "auditor", "kestrel"):
        assert client_as(role).get("/map/").status_code == 200
        assert client_as(role).get(f"/map/journeys/{draft.fields['journey']}/").status_code == 200
    assert client_as("leader").get("/map/journeys/moon/").status_code == 404


def test_an_agent_starts_no_draft(client_as: ClientAs, draft: Any) -> None:
    answer = client_as("agent").post("/map/start/", {"journey": draft.fields["journey"], "title": "Mine"})

    assert answer.status_code == 403


def test_the_board_has_every_card_and_counts_them(client_as: ClientAs, draft: Any) -> None:
    answer = client_as("leader").get(f"/map/{draft.key}/")

    assert answer.status_code == 200
    assert answer.content.decode().count('class="board-card"') == len(cards(draft))
    assert f"of {len(cards(draft))} touchpoints complete" in words(answer)


def test_what_a_card_lacks_opens_at_the_fact_that_mends_it(client_as: ClientAs, draft: Any) -> None:
    stage = cards(draft)[0].fields["stage"]
    client_as("leader").post(f"/map/{draft.key}/cards/", {"stage": stage, "title": "Ask for a loan"})
    bare = next(one for one in cards(draft) if one.fields["title"] == "Ask for a loan")
    at = f"/map/{draft.key}/card/{bare.key}/"

    for_editors = client_as("leader").get(f"/map/{draft.key}/").content.decode()
    for_readers = client_as("auditor").get(f"/map/{draft.key}/").content.decode()
    form = client_as("leader").get(at).content.decode()

    assert f'href="{at}#fact-measures"' in for_editors
    assert "board-fix" not in for_readers
    assert 'id="fact-measures"' in form
    assert 'href="#fact-measures"' in form


def test_nothing_is_saved_without_the_version_it_was_written_against(client_as: ClientAs, draft: Any) -> None:
    card = cards(draft)[0]

    answer = client_as("leader").post(f"/map/{draft.key}/card/{card.key}/", {"what": "x"})

    assert answer.status_code == 428
    assert cards(draft)[0].version == 1


def test_a_conflict_is_shown_and_resolved_by_choosing(client_as: ClientAs, draft: Any) -> None:
    card = cards(draft)[0]
    address = f"/map/{draft.key}/card/{card.key}/"
    first = client_as("executive").post(address, {"what": "Theirs", "why": "Kept"}, headers={"If-Match": '"1"'})
    assert first.status_code == 302

    answer = client_as("leader").post(address, {"what": "Mine", "if_match": "1"})
    assert answer.status_code == 412
    assert "Theirs" in words(answer)
    assert 'name="keep-what"' in answer.content.decode()
    again = client_as("leader").post(address, {"what": "Mine", "keep-what": "mine", "if_match": "2"})

    fields = next(one for one in cards(draft) if one.key == card.key).fields
    assert again.status_code == 302
    assert (fields["what"], fields["why"]) == ("Mine", "Kept")


def test_a_partner_sees_names_of_others_touchpoints_and_nothing_else(client_as: ClientAs, draft: Any) -> None:
    other = next(one for one in cards(draft) if one.fields["partner"] != "kestrel")
    client_as("leader").post(
        f"/map/{draft.key}/notes/",
        {"lane": "idea", "stage": other.fields["stage"], "text": "Vistula costs too much"},
    )

    answer = client_as("kestrel").get(f"/map/{draft.key}/")

    assert other.fields["title"] in words(answer)
    assert "Vistula costs too much" not in words(answer)
    assert "Vistula costs too much" in words(client_as("leader").get(f"/map/{draft.key}/"))
    assert client_as("kestrel").get(f"/map/{draft.key}/card/{other.key}/").status_code == 404


def test_handoffs_are_told_in_words_and_those_nobody_described_say_so(client_as: ClientAs, draft: Any) -> None:
    leader, address = client_as("leader"), f"/map/{draft.key}/"
    passing = [one for one in cards(draft) if one.fields["handoffs"]]
    told = "; ".join(one["passes"][0] for card in passing for one in card.fields["handoffs"] if one["passes"])
    assert told

    page = leader.get(address).content.decode()
    handed = page[page.index("board-handoffs-list") : page.index("</ol>", page.index("board-handoffs-list"))]
    assert handed.count("<li") == sum(len(one.fields["handoffs"]) for one in passing)
    assert all(part in handed for part in told.split("; "))
    kestrel = client_as("kestrel").get(address).content.decode()
    theirs = sum(len(one.fields["handoffs"]) for one in passing if one.fields["partner"] == "kestrel")
    assert kestrel.count('title="hands on to"') + kestrel.count('aria-label="hands on to"') == theirs


def test_a_browser_hears_whether_others_wrote_something(client_as: ClientAs, draft: Any) -> None:
    leader, address = client_as("leader"), f"/map/{draft.key}/changes"
    before = leader.get(address)
    assert leader.get(address, headers={"If-None-Match": before.headers["ETag"]}).status_code == 304

    card = cards(draft)[0]
    client_as("executive").post(f"/map/{draft.key}/card/{card.key}/", {"what": "New", "if_match": "1"})
    after = leader.get(address, headers={"If-None-Match": before.headers["ETag"]})

    told = {(one["key"], one["version"]) for one in after.json()["entries"]}
    assert after.status_code == 200
    assert (card.key, 2) in told


def test_a_frozen_draft_says_what_it_changes_and_is_published_into_the_folder(
    client_as: ClientAs,
    draft: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    from centreline.blueprint.files import load_blueprint
    from centreline.web.pages.board import publishing

    monkeypatch.setattr(publishing, "folder", lambda: tmp_path)
    leader, card = client_as("leader"), cards(draft)[0]
    leader.post(f"/map/{draft.key}/card/{card.key}/", {"why": "Because of the test", "if_match": "1"})
    leader.post(f"/map/{draft.key}/freeze/", {"if_match": "1"})
    page = leader.get(f"/map/{draft.key}/")
    content = re.search(r'name="content" value="(\w+)"', page.content.decode())
    assert content is not None
    assert "Because of the test" in words(page)

    with django_capture_on_commit_callbacks(execute=True):
        answer = leader.post(f"/map/{draft.key}/publish/", {"content": content[1]})

    assert answer.status_code == 302
    assert load_blueprint(tmp_path / "blueprint").content_hash == content[1]
    assert client_as("kestrel").post(f"/map/{draft.key}/publish/", {"content": content[1]}).status_code == 403


def test_a_board_shows_the_touchpoints_of_one_owner_by_its_address_and_its_file_holds_the_same(
    client_as: ClientAs, draft: Any
) -> None:
    leader, address = client_as("leader"), f"/map/{draft.key}/"
    owner = cards(draft)[0].fields["owner"]
    theirs = [one for one in cards(draft) if one.fields["owner"] == owner]
    assert 0 < len(theirs) < len(cards(draft))

    for part in ({}, {"HX-Request": "true"}):  # the whole page, and what its script asks for again
        page = leader.get(f"{address}?owner=role:{owner}", headers=part)
        assert page.content.decode().count('class="board-card"') == len(theirs)
        assert f"{len(theirs)} of {len(cards(draft))} touchpoints shown" in words(page)
    rows = leader.get(f"{address}rows?format=json&owner=role:{owner}").json()
    assert len(rows["rows"] if isinstance(rows, dict) else rows) == len(theirs)
    assert "touchpoints shown" not in words(leader.get(address))

    kestrel = client_as("kestrel").get(f"{address}?partner=vistula")
    assert "Served by" not in re.sub("Served by others", "", words(kestrel))
    assert 'class="board-card"' not in kestrel.content.decode()


def test_a_published_journey_is_changed_in_a_draft_from_its_own_page(client_as: ClientAs) -> None:
    address = "/map/journeys/join-and-move/"

    opened = client_as("leader").get(address).content.decode()
    begun = client_as("leader").post("/map/start/", {"journey": "join-and-move", "title": "Draft"})

    assert "Change it in a draft" in opened
    assert begun.status_code == 302
    assert "Change it in a draft" not in client_as("agent").get(address).content.decode()


def test_the_tools_of_a_board_stand_in_the_order_of_use_and_say_how_many_filters_are_set(
    client_as: ClientAs, draft: Any
) -> None:
    page = client_as("leader").get(f"/map/{draft.key}/?heat=volume&owner=nobody").content.decode()

    tools = page[page.index('class="board-toolbar"') : page.index('class="board-told"')]
    order = ["Lead<", "Request review<", "Freeze for review<", "Evidence: Volume<", "Filter (1)<", "Present<",
             "Export<", "More<", "Copy link<", "Differences<", "Import photo notes<", "Bin<"]  # fmt: skip
    assert [tools.index(one) for one in order] == sorted(tools.index(one) for one in order)
    partner = client_as("kestrel").get(f"/map/{draft.key}/").content.decode()
    assert "Freeze for review<" not in partner
