"""Boards as programs of the page ask of them: moves, lists, votes, reviews, and what partners never hear of."""

import html
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
AS_PROGRAM = {"Accept": "application/json"}
CANARY = "Vistula pays 7 euros"


@pytest.fixture
def draft(client_as: ClientAs) -> Any:
    """Return a draft of the journey with most touchpoints."""
    from centreline.web.records.published import published_version
    from centreline.web.records.store import DjangoState

    newest = published_version()
    assert newest is not None
    whole = max(newest.blueprint.journeys, key=lambda one: sum(len(stage.touchpoints) for stage in one.stages))
    answer = client_as("leader").post("/map/start/", {"journey": whole.id, "title": "Fewer calls"})
    return DjangoState().entry("draft", answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1])


def entries(kind: str, draft: Any) -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState().entries(kind, within=draft.key)


def post(client: Client, address: str, data: dict[str, Any], version: int | None = None) -> Any:
    headers = AS_PROGRAM | ({"If-Match": f'"{version}"'} if version else {})
    return client.post(address, data, headers=headers)


def write(client: Client, draft: Any, text: str, **more: str) -> Any:
    stage = entries("card", draft)[0].fields["stage"]
    return post(client, f"/map/{draft.key}/notes/", {"lane": "idea", "stage": stage, "text": text, **more})


def test_a_move_says_where_it_went_and_is_taken_back(client_as: ClientAs, draft: Any) -> None:
    leader, card = client_as("leader"), entries("card", draft)[0]
    stage = next(one.fields["stage"] for one in entries("card", draft) if one.fields["stage"] != card.fields["stage"])

    told = post(leader, f"/map/{draft.key}/card/{card.key}/move/", {"stage": stage}, 1).json()
    assert told["says"].startswith(f"Moved {card.fields['title']} to ")
    assert "position 1 of " in told["says"]
    stale = post(client_as("executive"), f"/map/{draft.key}/card/{card.key}/move/", {"stage": stage}, 1)
    assert (stale.status_code, "stage" in stale.json()["clashes"]) == (412, True)
    assert post(leader, told["undo"], {}).status_code == 200
    assert entries("card", draft)[0].fields["stage"] == card.fields["stage"]


def test_who_writes_on_an_older_page_has_that_one_version_read_and_no_whole_history(
    client_as: ClientAs, draft: Any
) -> None:
    card = entries("card", draft)[0]
    address = f"/map/{draft.key}/card/{card.key}/"
    post(client_as("executive"), address, {"why": "Said meanwhile"}, 1)

    with CaptureQueriesContext(connection) as asked:
        kept = post(client_as("leader"), address, {"what": "Said on the older page"}, 1)
    read = [one["sql"] for one in asked if 'FROM "records_changerow"' in one["sql"]]

    assert kept.status_code == 200
    assert read
    assert all('"version" = 1' in sql for sql in read)


def test_a_sheet_puts_each_note_into_the_cell_its_row_names_or_none_at_all(client_as: ClientAs, draft: Any) -> None:
    from centreline.web.reading.boards.drafts import journey_of

    first, *_between, last = journey_of(draft).stages
    rows = f"Pain of customers;{last.title};Waits; then waits again\nidea;{first.id};Say it at once"
    quoted = rows.replace("Waits; then waits again", '"Waits; then waits again"')

    told = write(client_as("leader"), draft, f"Lane;Stage;Text\n{quoted}", each_line="on")
    refused = write(client_as("leader"), draft, "Lane;Stage;Text\nidea;Nowhere;Lost", each_line="on")

    assert told.status_code == 200
    placed = {(one.fields["lane"], one.fields["stage"], one.fields["text"]) for one in entries("note", draft)}
    pained = ("customer_pain", last.id, "Waits; then waits again")
    assert placed == {pained, ("idea", first.id, "Say it at once")}
    assert (refused.status_code, "row 2: no stage is called 'Nowhere'" in refused.json()["what"]) == (422, True)

    assert post(client_as("leader"), told.json()["undo"], {}).status_code == 200
    assert [one for one in entries("note", draft) if one.stands] == []


def test_moves_without_a_version_or_on_a_frozen_draft_are_refused_in_words(client_as: ClientAs, draft: Any) -> None:
    leader = client_as("leader")
    told = write(leader, draft, "A note").json()
    address = f"/map/{draft.key}/note/{told['key']}/move/"
    assert post(leader, address, {"lane": "parked"}).status_code == 428
    assert post(leader, address, {"lane": "parked"}, 1).json()["version"] == 2
    leader.post(f"/map/{draft.key}/freeze/", {"if_match": "1"})

    refused = post(leader, told["undo"], {})
    assert refused.status_code == 409
    assert "is frozen" in refused.json()["what"]


def test_a_hundred_thousand_characters_are_refused_and_html_is_only_text(client_as: ClientAs, draft: Any) -> None:
    leader = client_as("leader")
    refused = write(leader, draft, "x" * 100_000)
    assert refused.status_code == 422
    assert "look at text" in refused.json()["what"]
    hostile = '<img src=x onerror=alert(1)>"><script>alert(2)</script>'
    write(leader, draft, hostile)
    card = entries("card", draft)[0]
    names = ("title", "what", "why", "trigger", "happens", "ideal_outcome")
    assert post(leader, f"/map/{draft.key}/card/{card.key}/", dict.fromkeys(names, hostile), 1).status_code == 200
    assert post(leader, f"/map/{draft.key}/card/{card.key}/", {"systems": hostile}, 2).status_code == 422

    for address in (f"/map/{draft.key}/", f"/map/{draft.key}/card/{card.key}/", f"/map/{draft.key}/rows"):
        shown = leader.get(address).content.decode()
        assert "<img src=x" not in shown or address.endswith("rows")
        assert "<script>alert" not in shown or address.endswith("rows")
    assert "&lt;img src=x" in leader.get(f"/map/{draft.key}/").content.decode()


def test_notes_are_grouped_under_a_heading_and_one_step_back_parts_them_again(client_as: ClientAs, draft: Any) -> None:
    leader = client_as("leader")
    one, other = (write(leader, draft, text).json()["key"] for text in ("Ask once", "Ask only once"))
    address = f"/map/{draft.key}/note/{one}/group/"
    assert post(leader, address, {"onto": other}).status_code == 428
    told = post(leader, address, {"onto": other}, 1).json()
    assert told["says"] == "Ask once is in the group Ask only once, which has 2 notes."

    page = leader.get(f"/map/{draft.key}/").content.decode()
    assert page.count("In the group Ask only once:") == 2
    assert "Rename the group" in leader.get(address).content.decode()
    assert client_as("kestrel").get(address).status_code == 404
    assert post(client_as("agent"), address, {"group": "none"}, 2).status_code == 403
    assert post(leader, told["undo"], {}).status_code == 200
    assert {note.fields["group"] for note in entries("note", draft)} == {None}
    assert 'class="board-group"' not in leader.get(f"/map/{draft.key}/").content.decode()


def test_votes_are_secret_until_they_are_shown(client_as: ClientAs, draft: Any) -> None:
    leader, executive = client_as("leader"), client_as("executive")
    on = write(leader, draft, "A note").json()["key"]
    post(leader, f"/map/{draft.key}/workshop/", {"step": "votes", "dots": "2"})
    assert post(executive, f"/map/{draft.key}/vote/", {"on": on}).json()["says"] == "You have 1 vote left."

    before = leader.get(f"/map/{draft.key}/")
    assert "1 person has voted" in before.content.decode()
    assert 'class="board-votes"' not in before.content.decode()
    told = leader.get(f"/map/{draft.key}/changes").json()["entries"]
    assert {one["kind"] for one in told} == {"draft", "stage", "card", "note", "workshop"}
    post(leader, f"/map/{draft.key}/workshop/", {"step": "show"})
    assert 'class="board-votes"' in leader.get(f"/map/{draft.key}/").content.decode()
    assert post(client_as("agent"), f"/map/{draft.key}/workshop/", {"step": "show"}).status_code == 403


def test_who_is_here_is_seen_by_others_and_forgotten_when_they_leave(client_as: ClientAs, draft: Any) -> None:
    address = f"/map/{draft.key}/here"
    post(client_as("executive"), address, {"on": "some-card"})
    post(client_as("vistula"), address, {})

    seen = client_as("leader").get(f"/map/{draft.key}/changes").json()["here"]
    assert {"some-card", ""} == {one["on"] for one in seen}
    assert len(client_as("kestrel").get(f"/map/{draft.key}/changes").json()["here"]) == 1
    post(client_as("executive"), address, {"leaves": "1"})
    assert len(client_as("leader").get(f"/map/{draft.key}/changes").json()["here"]) == 1


def test_a_partner_hears_nothing_of_what_another_partner_wrote(client_as: ClientAs, draft: Any) -> None:
    theirs = next(one for one in entries("card", draft) if one.fields["partner"] == "vistula")
    client_as("leader").post(f"/map/{draft.key}/freeze/", {"if_match": "1"})
    said = {"stance": "challenge", "text": CANARY}
    client_as("vistula").post(f"/map/{draft.key}/card/{theirs.key}/comment/", said)
    kestrel = client_as("kestrel")

    for address in ("", "changes", "rows", f"card/{theirs.key}/"):
        assert CANARY not in kestrel.get(f"/map/{draft.key}/{address}").content.decode()
    told = kestrel.get(f"/map/{draft.key}/changes").json()["entries"]
    assert "comment" not in {one["kind"] for one in told}
    assert {one["by"] for one in told if one["key"] == theirs.key} == {""}
    assert CANARY in client_as("leader").get(f"/map/{draft.key}/card/{theirs.key}/").content.decode()


def test_a_round_of_review_counts_what_is_dealt_with_and_who_is_waited_for(client_as: ClientAs, draft: Any) -> None:
    leader, cards = client_as("leader"), entries("card", draft)
    leader.post(f"/map/{draft.key}/freeze/", {"if_match": "1"})
    address = f"/map/{draft.key}/card/{cards[0].key}/comment/"
    client_as("quality").post(address, {"stance": "correct", "text": "It takes longer"})
    leader.post(address, {"stance": "agree"})

    page = leader.get(f"/map/{draft.key}/").content.decode()
    assert "0 of 1 challenges and corrections dealt with" in page
    assert f"{len(cards) - 1} touchpoints wait for your word" in page
    asked = next(one for one in _comments() if one.fields["stance"] == "correct")
    resolve = f"/map/{draft.key}/comment/{asked.key}/resolve/"
    assert client_as("quality").post(resolve, {"if_match": "1"}).status_code == 403
    leader.post(resolve, {"if_match": "1"})
    assert "1 of 1 challenges and corrections dealt with" in leader.get(f"/map/{draft.key}/").content.decode()


def test_whoever_reviews_a_card_reads_what_it_says_and_no_form_that_is_shut(client_as: ClientAs, draft: Any) -> None:
    card = entries("card", draft)[0]
    address = f"/map/{draft.key}/card/{card.key}/"
    assert "<fieldset" in client_as("leader").get(address).content.decode()
    client_as("leader").post(f"/map/{draft.key}/freeze/", {"if_match": "1"})

    page = client_as("quality").get(address).content.decode()

    assert "disabled" not in page
    assert 'name="why"' not in page
    assert page.index("How do you stand to this card?") < page.index("Why it exists, and what triggers it")
    assert card.fields["happens"] in html.unescape(page)


def _comments() -> Any:
    from centreline.web.records.store import DjangoState

    return [one for one in DjangoState().entries("comment") if one.within.startswith("board:")]


@pytest.mark.parametrize("overlay", ["volume", "repeat", "failure", "cost", "gap"])
def test_an_overlay_has_a_figure_or_says_not_examined_on_every_card(
    client_as: ClientAs, draft: Any, overlay: str
) -> None:
    page = client_as("leader").get(f"/map/{draft.key}/?heat={overlay}").content.decode()

    assert page.count('class="board-heat"') == len(entries("card", draft))
    assert page.count("Not examined") == page.count('data-heat="none"')
    assert 'class="board-heat"' not in client_as("agent").get(f"/map/{draft.key}/?heat={overlay}").content.decode()


def test_versions_are_compared_and_a_board_goes_out_as_a_table(client_as: ClientAs, draft: Any) -> None:
    leader = client_as("leader")
    assert "Version 1" in leader.get("/map/versions/").content.decode()
    assert leader.get("/map/versions/?from=1&to=99").status_code == 404
    write(leader, draft, "=1+1")
    rows = json.loads(leader.get(f"/map/{draft.key}/rows?format=json").content)
    assert len(rows["rows"] if isinstance(rows, dict) else rows) == len(entries("card", draft)) + 1
    assert client_as("agent").get(f"/map/{draft.key}/rows").status_code == 403
