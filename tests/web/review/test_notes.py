"""What is said and decided in a held review: notes, the findings of its decisions, and what was due that day."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from page_text import text_of

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]


def started(client: Client, **given: str) -> str:
    answer = client.post("/review/start/", given)
    assert answer.status_code == 302
    return str(answer["Location"])


def first_finding(client: Client, address: str) -> Any:
    return client.get(f"{address}?step=decisions").context["to_decide"][0]


def test_a_note_is_read_by_both_sides_or_by_ones_own_alone(client_as: SignIn) -> None:
    leader, kim = client_as("leader"), client_as("kestrel")
    address = started(leader, partner="kestrel")
    leader.post(f"{address}notes/", {"text": "Offer them a bonus?", "readers": "own_side"})
    leader.post(f"{address}notes/", {"text": "April is the first month of the new hours.", "readers": "everybody"})

    ours, theirs = (text_of(one, f"{address}?step=decisions") for one in (leader, kim))
    assert "Offer them a bonus?" in ours
    assert "Offer them a bonus?" not in theirs
    assert "April is the first month of the new hours." in theirs
    told = kim.get("/api/v1/entries/review_note").json()
    assert [one["fields"]["text"] for one in told["items"]] == ["April is the first month of the new hours."]


def test_a_program_writes_a_note_and_its_writer_takes_it_back(client_as: SignIn) -> None:
    leader = client_as("leader")
    key = started(leader).split("/")[2]

    made = leader.post(f"/api/v1/reviews/{key}/notes", {"text": "Seen."}, content_type="application/json")
    note = made.json()["key"]
    taken = leader.post(f"/api/v1/entries/review_note/{note}/undo", headers={"if-match": made["ETag"]})

    assert (made.status_code, taken.status_code) == (201, 200)
    assert "Nobody has noted anything" in text_of(leader, f"/review/{key}/?step=decisions")


def test_a_decision_stands_on_the_page_of_its_finding_for_whoever_reads_the_review(client_as: SignIn) -> None:
    leader = client_as("leader")
    address = started(leader)
    finding = first_finding(leader, address)
    decided = {"what": "Bring it to the council", "outcome": "approve", "owner": "Lee", "about": finding.name}
    assert leader.post(f"{address}decisions/", decided).status_code == 302

    assert finding.says in text_of(leader, f"{address}?step=decisions")
    assert "Bring it to the council" in text_of(leader, finding.url)
    assert "Bring it to the council" not in text_of(client_as("kestrel"), finding.url)
    refused = leader.post(f"{address}decisions/", decided | {"about": "OWN001 touchpoint:nowhere"})
    assert refused.status_code == 404


def test_what_was_due_is_frozen_with_the_review_and_says_what_became_of_it(client_as: SignIn) -> None:
    leader = client_as("leader")
    finding = first_finding(leader, started(leader))
    soon = (timezone.localdate() + timedelta(days=3)).isoformat()
    given = {"lane": "simplify", "owner": "Head of billing", "due": soon, "because": "Two ways do one thing"}
    assert leader.post(f"{finding.url}decide/", given).status_code == 302
    address = started(leader)
    (decision,) = (one for one in leader.get("/review/").context["due"] if one.about == finding.name)
    leader.post(f"/decisions/{decision.key}/", {**given, "expects": 1, "owner": "Somebody else"})

    then = leader.get(f"{address}?step=decisions").context["due"]
    assert [one["owner"] for one in then if one["about"] == finding.name] == ["Head of billing"]
    form = leader.get(address, {"step": "decisions", "about": finding.name}).content.decode()
    assert 'value="Head of billing"' in form  # the form begins with what was due
    leader.post(f"{address}decisions/", {"what": "Do it", "outcome": "reject", "owner": "Lee", "about": finding.name})
    (now,) = (one for one in leader.get(f"{address}?print").context["due"] if one["about"] == finding.name)
    assert now["decided"].outcome == "Reject"
