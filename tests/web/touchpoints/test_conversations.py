"""Conversations of a touchpoint: who may read them, that reading leaves a line, and that what left is shown no more."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.test import Client

from centreline.actions.erase import approve_erasure, ask_erasure, erase, take_due_out
from centreline.actions.initialise import initialise
from centreline.actions.read_conversation import called_in_trail
from centreline.actions.workspace import FolderWorkspace
from centreline.blueprint.journey import Touchpoint
from centreline.evidence.journal import Origin
from centreline.web.records.store import DjangoState

As = Callable[[str], Client]
NOW = datetime(2026, 6, 1, tzinfo=UTC)
SAID = "It is [card ••••1111], <img src=x onerror=alert(1)> thanks"


@pytest.fixture
def served(centre: object) -> FolderWorkspace:
    """Return the centre that is served, as its owner holds it."""
    return FolderWorkspace(centre)  # type: ignore[arg-type]


def _with_words(served: FolderWorkspace, *, partner: str | None) -> tuple[Touchpoint, dict[str, Any]]:
    """Return a touchpoint and a contact of it in which something was said, served by a partner, or by the centre."""
    evidence = served.evidence_or_stop()
    spoken = {(row["source"], row["contact_id"]) for row in evidence.rows(evidence.table("turn"))}
    contacts = evidence.rows(evidence.table("contact"))
    for one in served.blueprint.touchpoints:
        told = one.recognised_by
        if told is None or told.activities or one.partner not in {None, partner}:
            continue
        for row in contacts:
            lists = ((told.queues, "queue"), (told.reasons, "reason"), (told.channels, "channel"))
            is_its = all(row[name] in words for words, name in lists if words)
            if is_its and row["partner"] == partner and (row["source"], row["contact_id"]) in spoken:
                return one, row
    raise AssertionError("the made-up centre has no such conversation")


def _address(one: Touchpoint) -> str:
    return f"/touchpoints/{one.id}/conversation/"


def _asked(row: dict[str, Any]) -> dict[str, str]:
    return {"source": row["source"], "contact": row["contact_id"]}


def _links(page: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="(/touchpoints/[^"]+/conversation/[^"]+)"', page)]


def _read_lines() -> list[Any]:
    return [line for line in DjangoState().lines() if line.act == "read_conversation"]


def test_the_tab_says_of_how_many_contacts_words_are_kept_and_offers_some_that_open(
    client_as: As, served: FolderWorkspace
) -> None:
    one, _row = _with_words(served, partner=None)
    evidence, told = served.evidence_or_stop(), one.recognised_by
    assert told is not None
    wanted = ((told.queues, "queue"), (told.reasons, "reason"), (told.channels, "channel"))
    its = {
        (row["source"], row["contact_id"])
        for row in evidence.rows(evidence.table("contact"))
        if all(row[name] in words for words, name in wanted if words)
    }
    spoken = its & {(row["source"], row["contact_id"]) for row in evidence.rows(evidence.table("turn"))}

    lee = client_as("leader")
    answer = lee.get(f"/touchpoints/{one.id}/evidence/?tab=contacts")
    links = _links(answer.content.decode())

    shown = answer.context["spoken"]
    assert (shown.contacts, shown.spoken) == (len(its), len(spoken))
    assert 0 < len(links) == sum(len(group.chosen) for group in shown.reasons)
    assert {lee.get(link).status_code for link in links} == {200}


def test_a_conversation_is_read_in_order_without_the_customer_and_leaves_a_line_each_time(
    client_as: As, served: FolderWorkspace
) -> None:
    one, row = _with_words(served, partner=None)
    evidence = served.evidence_or_stop()
    turns = [each for each in evidence.rows(evidence.table("turn")) if each["contact_id"] == row["contact_id"]]
    before = len(_read_lines())

    lee = client_as("leader").get(_address(one), _asked(row))
    quinn = client_as("quality").get(_address(one), _asked(row))

    assert [turn.pieces[0][0] for turn in lee.context["turns"]] == [
        each["text"] for each in sorted(turns, key=lambda each: each["turn_no"])
    ]
    said = lee.content.decode()
    assert row["customer_id"] is None or row["customer_id"] not in said
    # Figures of few people are kept from a leader, and so is who said it; whoever works with single people reads it.
    people = {each["person"] for each in turns if each["person"]}
    assert not any(person in said for person in people)
    assert all(person in quinn.content.decode() for person in people)
    lines = _read_lines()[before:]
    called = called_in_trail(row["source"], row["contact_id"])
    assert [(line.by, line.kind, line.key) for line in lines] == [
        (name, "conversation", called) for name in ("lee", "quinn")
    ]
    assert called in said
    # Whoever is erased leaves the trail too: it never held the id.
    assert not any(row["contact_id"] in str(line) for line in lines)
    assert all(f"{len(turns)} turns" in line.says and one.id in line.says for line in lines)


def test_a_conversation_asks_the_database_no_more_often_for_more_turns(
    client_as: As, served: FolderWorkspace, django_assert_max_num_queries: Any
) -> None:
    one, row = _with_words(served, partner=None)
    lee = client_as("leader")
    lee.get(_address(one), _asked(row))

    with django_assert_max_num_queries(10):
        assert len(lee.get(_address(one), _asked(row)).context["turns"]) > 1


def test_whoever_may_not_read_them_sees_how_many_there_are_and_opens_none(
    client_as: As, served: FolderWorkspace
) -> None:
    one, row = _with_words(served, partner=None)
    before = len(_read_lines())

    tab = client_as("workforce").get(f"/touchpoints/{one.id}/evidence/?tab=contacts")

    assert tab.context["spoken"].spoken > 0
    assert _links(tab.content.decode()) == []
    assert "Your role does not read conversations" in tab.content.decode()
    roles = ("workforce", "agent", "finance", "executive", "data_owner", "auditor")
    assert {client_as(role).get(_address(one), _asked(row)).status_code for role in roles} == {403}
    assert len(_read_lines()) == before


def test_a_partner_reads_their_own_and_is_told_of_no_other(client_as: As, served: FolderWorkspace) -> None:
    own, row = _with_words(served, partner="kestrel")
    other, theirs = _with_words(served, partner="vistula")
    ours, whose = _with_words(served, partner=None)
    before = len(_read_lines())
    kim = client_as("kestrel")

    assert kim.get(_address(own), _asked(row)).status_code == 200
    for at, asked in ((own, theirs), (other, theirs), (ours, whose), (own, whose)):
        answer = kim.get(_address(at), _asked(asked))
        assert answer.status_code == 404
        # What they typed is said back to them, and nothing else.
        assert "vistula" not in answer.content.decode().replace("vistula-desk", "").casefold()
    assert [line.by for line in _read_lines()[before:]] == ["kim"]


@pytest.fixture
def desk(served: FolderWorkspace, tmp_path: Path, settings: Any) -> tuple[FolderWorkspace, Touchpoint]:
    """Serve a small workspace in which Ada and Bob said something at one touchpoint, long ago."""
    one = next(
        each
        for each in served.blueprint.touchpoints
        if each.recognised_by and each.recognised_by.reasons and each.partner is None
    )
    told = one.recognised_by
    assert told is not None
    initialise(tmp_path / "desk", name="A desk", zone="Europe/London")
    place = FolderWorkspace(tmp_path / "desk")
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    contacts = [
        {"source": "acd", "contact_id": name, "customer_id": place.door.pseudonym(customer), "offered_at": at,
         "queue": (told.queues or ("q",))[0], "reason": told.reasons[0], "channel": (told.channels or ("voice",))[0],
         "outcome": "handled"}
        for name, customer in (("a&1", "ada-7"), ("b/1", "bob-1"))
    ]  # fmt: skip
    turns = [
        {"source": "acd", "contact_id": each["contact_id"], "turn_no": 1, "at": at, "speaker": "customer",
         "text": SAID, "redactions": 1}
        for each in contacts
    ]  # fmt: skip
    for table, rows in (("contact", contacts), ("turn", turns)):
        origin = Origin(table, table, "m", "m")
        place.lake.merge(table, pa.Table.from_pylist(rows), origin=origin, zone="Europe/London", now=NOW)
    settings.SITE_WORKSPACE = place.folder
    return place, one


def test_what_was_taken_out_is_seen_as_such_and_words_stay_words(
    client_as: As, desk: tuple[FolderWorkspace, Touchpoint]
) -> None:
    page = client_as("leader").get(_address(desk[1]), {"source": "acd", "contact": "a&1"}).content.decode()

    assert re.search(r"It is <mark[^>]*>\[card ••••1111\]</mark>, &lt;img", page)
    assert "<img src=x" not in page
    assert "1 stretch of words was taken out" in page


def test_the_conversation_of_somebody_who_was_erased_or_is_too_old_is_shown_no_more(
    client_as: As, desk: tuple[FolderWorkspace, Touchpoint]
) -> None:
    place, one = desk
    lee, tab = client_as("leader"), f"/touchpoints/{one.id}/evidence/?tab=contacts"
    ada, bob = ({"source": "acd", "contact": name} for name in ("a&1", "b/1"))
    assert {lee.get(_address(one), asked).status_code for asked in (ada, bob)} == {200}

    plan = ask_erasure(place, [("ada-7", "customer")], because="a letter", by="Ann", now=NOW)
    approve_erasure(place, plan.id, by="Ben", now=NOW)
    erase(place, plan.id, now=NOW)

    assert [lee.get(_address(one), asked).status_code for asked in (ada, bob)] == [404, 200]
    shown = lee.get(tab).context["spoken"]
    assert (shown.contacts, shown.spoken) == (1, 1)

    take_due_out(place, on=date(2026, 12, 1))

    assert lee.get(_address(one), bob).status_code == 404
    empty = lee.get(tab)
    assert not empty.context["spoken"].brought
    assert "No words of any contact are held" in empty.content.decode()
    assert "the table turn" in empty.content.decode()
