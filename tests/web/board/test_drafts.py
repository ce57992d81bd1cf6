"""Drafts beside each other in the browser: brought up to what was published, compared, renamed, discarded."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def started(client: Client, title: str) -> str:
    """Return the key of a new draft of the first journey."""
    from centreline.web.records.published import published_version

    newest = published_version()
    assert newest is not None
    answer = client.post("/map/start/", {"journey": newest.blueprint.journeys[0].id, "title": title})
    return answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1]


def first_card(draft: str, *, partner: str | None = None) -> Any:
    from centreline.web.records.store import DjangoState

    every = DjangoState().entries("card", within=draft)
    return next(one for one in every if one.fields["partner"] == partner)


def write(client: Client, draft: str, **facts: str) -> None:
    card = first_card(draft)
    client.post(f"/map/{draft}/card/{card.key}/", {**facts, "if_match": str(card.version)})


def publish(client: Client, draft: str) -> None:
    from centreline.web.records.store import DjangoState

    entry = DjangoState().entry("draft", draft)
    client.post(f"/map/{draft}/freeze/", {"if_match": str(entry and entry.version)})
    content = re.search(r'name="content" value="(\w+)"', client.get(f"/map/{draft}/").content.decode())
    assert content is not None
    client.post(f"/map/{draft}/publish/", {"content": content[1]})


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Write what is published into a folder of the test."""
    from centreline.web.pages.board import publishing

    monkeypatch.setattr(publishing, "folder", lambda: tmp_path)


@pytest.mark.usefixtures("nowhere")
def test_a_draft_that_another_one_overtook_is_brought_up_fact_by_fact_and_taken_back(client_as: ClientAs) -> None:
    leader = client_as("leader")
    first, second = started(leader, "Fewer calls"), started(leader, "Clearer bills")
    write(leader, first, what="As published", why="Only published")
    write(leader, second, what="As drafted", trigger="Only drafted")
    publish(leader, first)

    assert "has been published since this draft began" in words(leader.get(f"/map/{second}/"))
    assert leader.post(f"/map/{second}/publish/", {"content": "x"}).headers["Location"].endswith("/differences/")
    page = leader.get(f"/map/{second}/differences/")
    name = re.search(r'name="(keep-[\w-]+\.what)" value="mine"', page.content.decode())
    fields = dict(re.findall(r'name="(if_match|to)" value="(\d+)"', page.content.decode()))
    assert name is not None
    assert "As drafted" in words(page)

    refused = leader.post(f"/map/{second}/bring-up/", fields)
    assert (refused.status_code, first_card(second).fields["why"] == "Only published") == (412, False)
    assert "Choose one for each of them" in words(refused)
    done = leader.post(f"/map/{second}/bring-up/", {**fields, name[1]: "mine"}, follow=True)
    facts = first_card(second).fields
    assert (facts["what"], facts["why"], facts["trigger"]) == ("As drafted", "Only published", "Only drafted")
    assert "Lee Okafor brought this draft" in words(done)

    leader.post(f"/map/{second}/bring-up/back/")
    assert first_card(second).fields["why"] != "Only published"
    assert "has been published since this draft began" in words(leader.get(f"/map/{second}/"))


@pytest.mark.usefixtures("nowhere")
def test_a_partner_reads_the_differences_of_what_is_theirs_and_brings_up_nothing(client_as: ClientAs) -> None:
    leader, kim = client_as("leader"), client_as("kestrel")
    first, second = started(leader, "Fewer calls"), started(leader, "Clearer bills")
    write(leader, first, what="Nothing for a partner")
    write(leader, second, what="Nothing for a partner either")
    publish(leader, first)

    page = words(kim.get(f"/map/{second}/differences/"))

    assert "Nothing for a partner" not in page
    assert "Bring it up" not in page
    assert kim.post(f"/map/{second}/bring-up/", {"if_match": "1", "to": "2"}).status_code == 403


def test_a_draft_is_renamed_discarded_and_brought_back_from_the_map(client_as: ClientAs) -> None:
    leader = client_as("leader")
    draft = started(leader, "Fewer calls")

    leader.post(f"/map/{draft}/keep/", {"title": "Far fewer calls", "if_match": "1"})
    assert "Far fewer calls" in words(leader.get(f"/map/{draft}/keep/"))
    stale = leader.post(f"/map/{draft}/keep/", {"title": "Other", "if_match": "1"})
    assert stale.status_code == 412
    leader.post(f"/map/{draft}/discard/", {"if_match": "2"})

    assert leader.get(f"/map/{draft}/").status_code == 404
    assert "Far fewer calls" in words(leader.get("/map/"))
    assert "Far fewer calls" not in words(client_as("quality").get("/map/")), "only who may bring it back finds it"
    assert client_as("quality").post(f"/map/{draft}/back/").status_code == 403
    leader.post(f"/map/{draft}/back/")
    assert "Far fewer calls" in words(leader.get(f"/map/{draft}/"))


@pytest.mark.usefixtures("nowhere")
def test_every_version_and_draft_of_a_journey_is_chosen_from_its_board(client_as: ClientAs) -> None:
    from centreline.web.records.published import newest_number
    from centreline.web.records.store import DjangoState

    leader, before = client_as("leader"), newest_number()
    draft = started(leader, "Fewer calls")
    journey = f"/map/journeys/{DjangoState().entry('draft', draft).fields['journey']}/"  # type: ignore[union-attr]
    card = first_card(draft)
    leader.post(f"/map/{draft}/card/{card.key}/", {"title": "Otherwise called", "if_match": "1"})
    publish(leader, draft)

    old, new = (leader.get(f"{journey}?version={number}") for number in (before, before + 1))
    assert "Otherwise called" not in words(old)
    assert f"As it was in version {before}" in words(old)
    assert "Otherwise called" not in words(client_as("kestrel").get(f"{journey}?version={before}"))
    assert f'href="{journey}?version={before}"' in new.content.decode()
    assert leader.get(f"{journey}?version=99").status_code == 404
