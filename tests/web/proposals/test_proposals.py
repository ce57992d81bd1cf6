"""Proposals in the browser: who reads and writes which, and what stands on their pages."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def kept() -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState()


def finding_of(role: str) -> Any:
    """Return the heaviest finding at a touchpoint in the rows of somebody of a role."""
    from centreline.web.reading.findings import seen_by
    from centreline.web.records.models import Person
    from centreline.web.records.people import actor_of

    seen = seen_by(actor_of(Person.objects.get(username={"leader": "lee", "kestrel": "kim"}[role])))
    assert seen is not None
    return next(one for one in seen.findings if one.element.startswith("touchpoint:"))


def begin(found: Any) -> str:
    from centreline.web.frame.addresses import propose_address

    return propose_address(found.check, found.element)


def proposed(client: Client, address: str, **fields: str) -> str:
    """Propose a change by its form, and return the address of its page."""
    said = {"title": "Somebody answers", "what": "Name an owner.", "because": "Nobody answers.",
            "expected": "We expect the finding to go.", "owner": "Lee"}  # fmt: skip
    answer = client.post(address, said | fields)
    assert answer.status_code == 302, words(answer)
    return str(answer.headers["Location"])


def newest() -> Any:
    return kept().entries("proposal")[-1]


def test_a_proposal_begins_with_its_finding_and_names_it_on_its_page(client_as: ClientAs) -> None:
    lee, found = client_as("leader"), finding_of("leader")

    form = words(lee.get(begin(found)))
    page = words(lee.get(proposed(lee, begin(found))))

    assert found.says in form
    assert newest().within == found.element
    assert "Still found" in page
    assert found.check in page
    assert "Not measured yet" in page
    assert "Written by lee: somebody else approves it." in page
    assert "You wrote in it, so you cannot approve it." in page


def test_another_person_approves_what_they_read_and_a_stale_page_approves_nothing(client_as: ClientAs) -> None:
    lee, evelyn = client_as("leader"), client_as("executive")
    own = proposed(lee, begin(finding_of("leader")))
    [content] = re.findall(r'name="content" value="(\w+)"', evelyn.get(own).content.decode())
    lee.post(f"{own}edit/", {"what": "Name two owners.", "if_match": "1"})

    stale = evelyn.post(f"{own}approve/", {"content": content})
    [fresh] = re.findall(r'name="content" value="(\w+)"', evelyn.get(own).content.decode())
    evelyn.post(f"{own}approve/", {"content": fresh})
    evelyn.post(f"{own}approve/", {"content": fresh})

    assert stale.status_code == 409
    assert "wrote it otherwise since you read it" in words(stale)
    assert (newest().version, newest().fields["approved_by"]) == (3, "evelyn")
    assert lee.post(f"{own}approve/", {"content": fresh}).status_code == 302
    assert newest().version == 3


def test_an_edit_that_clashes_is_shown_beside_the_other_and_then_kept(client_as: ClientAs) -> None:
    lee, wanda = client_as("leader"), client_as("workforce")
    own = proposed(lee, begin(finding_of("leader")))
    wanda.post(f"{own}edit/", {"what": "Wanda's words.", "if_match": "1"})

    clash = lee.post(f"{own}edit/", {"what": "Lee's words.", "owner": "Quinn", "if_match": "1"})
    assert clash.status_code == 412
    assert "Wanda&#x27;s words." in clash.content.decode()

    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', clash.content.decode()))
    again = lee.post(f"{own}edit/", {**sent, "keep-what": "theirs"})

    assert again.status_code == 302
    assert (newest().fields["what"], newest().fields["owner"]) == ("Wanda's words.", "Quinn")
    assert lee.post(f"{own}edit/", {"what": "Without a version."}).status_code == 428


def test_what_does_not_fit_comes_back_with_everything_that_was_typed(client_as: ClientAs) -> None:
    lee = client_as("leader")
    form = {"title": "A title of mine", "what": "", "because": "Why", "expected": "E", "owner": "Lee",
            "subject": "metric:occupancy", "term-0-name": "way", "term-0-after": "by_interval"}  # fmt: skip

    answer = lee.post("/proposals/new/", form)

    assert answer.status_code == 422
    assert "look at what" in words(answer)
    for typed in ("A title of mine", "by_interval"):
        assert typed in answer.content.decode()
    assert not kept().entries("proposal")
    assert lee.post("/proposals/new/", form | {"what": "W", "next_on": "soon"}).status_code == 422


def test_a_definition_is_proposed_with_old_and_new_beside_each_other(client_as: ClientAs) -> None:
    lee = client_as("leader")
    terms = {"term-0-name": "way of counting", "term-0-before": "per day", "term-0-after": "per interval"}

    own = proposed(lee, "/proposals/new/?subject=metric:occupancy", **terms)
    page = lee.get(own).content.decode()

    assert "<del>per day</del>" in page
    assert "<ins>per interval</ins>" in page
    assert "A definition is not worked out on a board." in page


def test_a_draft_is_handed_in_rejected_with_a_reason_and_withdrawn(client_as: ClientAs) -> None:
    lee, evelyn = client_as("leader"), client_as("executive")
    own = proposed(lee, begin(finding_of("leader")), **{"as": "draft"})
    assert "nobody can approve it yet" in words(evelyn.get(own))

    lee.post(f"{own}hand-in/", {"if_match": "1"})
    assert evelyn.post(f"{own}reject/", {"if_match": "2", "reason": " "}).status_code == 422
    evelyn.post(f"{own}reject/", {"if_match": "2", "reason": "Which owner?"})
    assert "Which owner?" in words(lee.get(own))

    lee.post(f"{own}withdraw/", {"if_match": "3", "reason": "It is mended."})
    assert newest().fields["state"] == "withdrawn"
    assert client_as("quality").post(f"{own}approve/", {"content": "x"}).status_code == 403


def test_the_list_is_filtered_searched_and_taken_away_without_formulas(client_as: ClientAs) -> None:
    lee = client_as("leader")
    assert "Nobody has proposed anything yet" in words(lee.get("/proposals/"))
    proposed(lee, begin(finding_of("leader")), title="=HYPERLINK(1)", next_on="2026-05-01")
    proposed(lee, "/proposals/new/?subject=metric:occupancy", title="Count by interval", owner="Wanda")

    answer = lee.get("/proposals/rows?format=csv&sort=-title")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert [row["title"].lstrip("'") for row in rows] == ["Count by interval", "=HYPERLINK(1)"]
    assert not [value for row in rows for value in row.values() if value.startswith("=")]
    assert "1 of 2 proposals" in words(lee.get("/proposals/?q=interval&state=proposed&owner=Wanda"))
    assert "Count by interval" in words(lee.get("/search/?q=interval"))


def test_a_partner_reads_and_writes_the_proposals_of_its_own_people_only(client_as: ClientAs) -> None:
    lee, kim, viktor = client_as("leader"), client_as("kestrel"), client_as("vistula")
    ours = proposed(lee, begin(finding_of("leader")), title="Ours alone")
    theirs = proposed(kim, begin(finding_of("kestrel")), title="Of Kestrel")

    assert kim.get(theirs).status_code == lee.get(theirs).status_code == 200
    for stranger, address in ((kim, ours), (viktor, ours), (viktor, theirs)):
        for verb in ("", "edit/"):
            assert stranger.get(address + verb).status_code == 404
        assert stranger.post(f"{address}withdraw/", {"if_match": "1", "reason": "x"}).status_code == 404
    assert "Ours alone" not in words(kim.get("/proposals/"))
    assert "Of Kestrel" not in words(viktor.get("/proposals/")) + words(viktor.get("/search/?q=kestrel"))
    assert kim.post(f"{theirs}approve/", {"content": "x"}).status_code == 403


def test_a_proposal_about_single_people_is_for_those_who_work_with_them(client_as: ClientAs) -> None:
    from django.utils import timezone

    from centreline.actions.propose_change import propose_change
    from centreline.web.records.models import Person
    from centreline.web.records.people import actor_of

    quinn = actor_of(Person.objects.get(username="quinn"))
    said = {"subject": "agent:a-1", "title": "T", "what": "W", "because": "B", "expected": "E", "owner": "O"}
    entry = propose_change.by(kept(), quinn, now=timezone.now())(proposal=said)

    for address in (f"/proposals/{entry.key}/", f"/history/proposal/{entry.key}/"):
        assert client_as("quality").get(address).status_code == 200
        assert client_as("leader").get(address).status_code == 404


def test_agents_are_told_who_may_read_them_and_odd_addresses_are_no_failure(client_as: ClientAs) -> None:
    lee = client_as("leader")

    assert client_as("agent").get("/proposals/").status_code == 403
    assert lee.get("/proposals/nothing/").status_code == 404
    assert lee.get("/proposals/new/?check=OWN001&at=nowhere").status_code == 404
    assert lee.get("/proposals/new/?subject=touchpoint:moon").status_code == 404
    assert lee.post("/proposals/new/", {"subject": "role:moon", "title": "T"}).status_code == 404
    assert lee.get("/proposals/?sort=moon&state=moon&page=99").status_code == 200
