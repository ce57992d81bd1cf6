"""A definition is tried, proposed by one, approved by another, and then counts wherever the metric is asked."""

import json
import re
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from centreline.cli import main

pytestmark = pytest.mark.django_db
ClientAs = Callable[[str], Client]

METRIC = "/metrics/service_level/"
PAGE = f"{METRIC}meaning/"
TRIED = {"way": "over_answered", "parameter-threshold_ms": "30", "parameter-short_ms": "5", "without": "queue=letters"}
SAID = {"title": "As in the contract", "because": "It says so.", "expected": "A higher figure.", "owner": "Wanda"}


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def proposed(client: Client) -> str:
    answer = client.post(f"{PAGE}propose/", {**TRIED, **SAID})
    assert answer.status_code == 302
    return str(answer["Location"]).partition("proposal=")[2]


def approve(client: Client, key: str) -> Any:
    read = client.get(PAGE, {"proposal": key})
    [content] = {one.content for one in read.context["proposals"] if one.entry.key == key}
    return client.post(f"{PAGE}{key}/approve/", {"content": content})


def test_trying_shows_old_and_new_on_the_same_records_and_changes_nothing(client_as: ClientAs) -> None:
    client = client_as("workforce")
    answer = client.get(PAGE, TRIED)

    both = answer.context["both"]
    assert both.old != both.new
    assert {term["name"] for term in both.terms} == {"way of counting", "threshold_ms", "not counted: queue=letters"}
    assert any("Its threshold is 30 s instead of 20 s" in one for one in both.says)
    assert client.get(METRIC).context["asked"].metric.agreed == ""


def test_what_is_in_force_says_that_nothing_would_change(client_as: ClientAs) -> None:
    assert "Nothing would change" in words(client_as("leader").get(PAGE, {"way": "over_offered"}))


def test_from_a_proposal_to_a_definition_in_force(client_as: ClientAs) -> None:
    from centreline.web.records.store import DjangoState

    leader = client_as("leader")
    before = leader.get(METRIC).context["answer"]
    key = proposed(client_as("workforce"))

    assert approve(leader, key).status_code == 302

    after = leader.get(METRIC)
    assert after.context["asked"].variant.id == "as_agreed"
    assert after.context["answer"].n < before.n
    assert "Rows whose queue is" in words(after)
    [definition] = DjangoState().entries("definition")
    assert (definition.key, definition.fields["approved_by"]) == ("service_level", "lee")
    changed = leader.get(PAGE)
    assert "definition changed: As in the contract" in words(changed)
    assert "Agreed here" in words(changed)
    assert "Something changed since" in words(leader.get("/findings/"))
    assert leader.get("/metrics/service_level/ways/").context["ways"][0].explained.id == "as_agreed"


def test_nobody_approves_their_own_and_nobody_without_the_right(client_as: ClientAs) -> None:
    key = proposed(client_as("leader"))

    assert approve(client_as("leader"), key).status_code == 422
    assert approve(client_as("workforce"), key).status_code == 403
    assert client_as("leader").get(METRIC).context["asked"].metric.agreed == ""


def test_a_rejected_proposal_says_why_and_is_not_adopted(client_as: ClientAs) -> None:
    key, leader = proposed(client_as("workforce")), client_as("leader")

    leader.post(f"{PAGE}{key}/reject/", {"version": "1", "reason": "The contract ends."})

    assert "Rejected or withdrawn: The contract ends." in words(client_as("workforce").get(PAGE))
    assert leader.post(f"{PAGE}{key}/adopt/").status_code == 409


def test_a_partner_reads_no_proposal_of_others(client_as: ClientAs) -> None:
    key = proposed(client_as("workforce"))

    assert "As in the contract" not in words(client_as("kestrel").get(PAGE))
    assert client_as("kestrel").get(PAGE, {"proposal": key}).status_code == 404
    assert client_as("leader").get("/metrics/abandonment_rate/meaning/", {"proposal": key}).status_code == 404


def test_a_proposal_in_words_alone_is_read_where_proposals_are(client_as: ClientAs) -> None:
    from django.utils import timezone

    from centreline.actions.propose_change import propose_change
    from centreline.web.records.models import Person
    from centreline.web.records.people import actor_of
    from centreline.web.records.store import DjangoState

    said = {**SAID, "subject": "metric:service_level", "what": "Count it by the half hour."}
    wanda = actor_of(Person.objects.get(username="wanda"))
    entry = propose_change.by(DjangoState(), wanda, now=timezone.now())(proposal=said)

    [listed] = client_as("leader").get(PAGE).context["proposals"]
    assert (listed.may_approve, listed.may_adopt) == (False, False)
    assert client_as("leader").get(listed.url).status_code == 200
    assert client_as("leader").post(f"{PAGE}{entry.key}/adopt/").status_code == 409


@pytest.mark.parametrize("query", ["way=best", "way=over_offered&parameter-threshold_ms=soon"])
def test_what_cannot_be_tried_is_refused_in_words(client_as: ClientAs, query: str) -> None:
    assert client_as("leader").get(f"{PAGE}?{query}").status_code in (404, 422)


def test_for_thirty_days_old_and_new_run_side_by_side_and_then_no_more(
    client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader = client_as("leader")
    before = leader.get(METRIC).context["value"]
    approve(leader, proposed(client_as("workforce")))

    page = leader.get(METRIC)
    both, now = page.context["dual"].both, timezone.now()

    assert both.old == before
    assert both.new == page.context["value"] != before
    assert "30 days are left" in words(page)
    assert "Old and new by period" in words(leader.get(PAGE))
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=31))
    assert client_as("leader").get(METRIC).context["dual"] is None


def test_the_terminal_counts_by_the_definition_that_was_agreed_in_the_browser(
    client_as: ClientAs, centre: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("CENTRELINE_WORKSPACE", "DJANGO_SETTINGS_MODULE", "CENTRELINE_PLAIN_HTTP", "CENTRELINE_STREAMS"):
        monkeypatch.setenv(name, "")  # what the command sets of them is put back after the test
    leader = client_as("leader")
    published = _measured(centre, monkeypatch, capsys)
    approve(leader, proposed(client_as("workforce")))

    agreed = _measured(centre, monkeypatch, capsys)

    assert agreed["answers"][0]["variant"] == "as_agreed"
    assert agreed["answers"][0]["n"] == leader.get(METRIC).context["answer"].n < published["answers"][0]["n"]
    assert "Rows whose queue is 'letters' are not counted" in agreed["definition"]


def _measured(centre: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    command = ["centreline", "measure", "service_level", "--workspace", str(centre), "--format", "json"]
    monkeypatch.setattr(sys, "argv", command)
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main()
    assert not left.value.code
    return json.loads(capsys.readouterr().out)
