"""The operating review: what it shows, what freezing keeps, who may do what, and whose rows stand in it."""

import html
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from page_text import text_of

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]


def started(client: Client) -> str:
    answer = client.post("/review/start/")
    assert answer.status_code == 302
    return str(answer["Location"])


def newest_row(scope: str) -> Any:
    from centreline.web.records.models import LookRow

    return LookRow.objects.filter(scope=scope).order_by("-made_at").first()


def scope_of(name: str) -> str:
    from centreline.web.records.models import Person
    from centreline.web.records.people import actor_of

    return actor_of(Person.objects.get(username=name)).scope.key


def test_every_headline_number_of_the_look_stands_on_the_page(client_as: SignIn) -> None:
    shown = text_of(client_as("leader"), "/review/")

    numbers = newest_row(scope_of("lee")).review["numbers"]
    assert len(numbers) > 5
    for number in numbers:
        assert number["title"] in shown
        assert number["value"] in shown
    assert "Counted by: customers as the sources name them, same reason." in shown


def test_the_matrix_counts_what_a_loop_over_the_findings_counts(client_as: SignIn) -> None:
    page = client_as("leader").get("/review/").content.decode()

    counted: Counter[tuple[str, str]] = Counter()
    for group in newest_row(scope_of("lee")).review["findings"]:
        for _finding in group["findings"]:
            counted[group["check"][:3], group["severity"]] += 1
    links = re.findall(r'href="/findings/\?family=(\w+)&amp;severity=(\w+)">([\d,]+)<', page)
    assert {(family, severity): int(count.replace(",", "")) for family, severity, count in links} == counted


def test_a_started_review_keeps_its_numbers_when_other_records_are_found_later(client_as: SignIn) -> None:
    leader = client_as("leader")
    address = started(leader)
    before = text_of(leader, f"{address}?step=numbers")
    row = newest_row(scope_of("lee"))
    changed = json.loads(json.dumps(row.review))
    changed["numbers"][0]["value"] = "12.3 %"
    row.pk, row.review, row.made_at = None, changed, datetime(2030, 1, 1, tzinfo=UTC)
    row.save()

    assert "12.3 %" in text_of(leader, "/review/")
    assert text_of(leader, f"{address}?step=numbers") == before


def test_what_is_printed_says_the_same_numbers_as_the_screen(client_as: SignIn) -> None:
    leader = client_as("leader")
    address = started(leader)

    printed, screen = (leader.get(f"{address}?{asked}").content.decode() for asked in ("print", "step=numbers"))

    figures = re.compile(r'<p class="tile-value[^>]*>(.*?)</p>', re.DOTALL)
    assert len(figures.findall(screen)) > 5
    assert figures.findall(printed) == figures.findall(screen)
    assert '<form method="post" class="stack review-form"' not in printed


def test_keys_of_records_are_not_frozen(client_as: SignIn) -> None:
    from centreline.web.records.store import DjangoState

    started(client_as("leader"))

    (entry,) = DjangoState().entries("operating_review")
    frozen = [one["records"] for group in entry.fields["review"]["findings"] for one in group["findings"]]
    assert any(frozen)
    assert all(records["keys"] == [] and records["count"] > 0 for records in frozen if records)


def test_decisions_and_actions_are_kept_and_an_action_can_be_closed(client_as: SignIn) -> None:
    from centreline.web.records.store import DjangoState

    leader = client_as("leader")
    address = started(leader)
    decided = {"what": "Record an owner", "outcome": "approve", "owner": "Head of billing", "due": "2026-05-01"}
    leader.post(f"{address}decisions/", decided)
    leader.post(f"{address}actions/", {"what": "Ask <b>billing</b>", "owner": "Lee", "due": "2026-05-02"})

    page = leader.get(f"{address}?step=decisions").content.decode()
    assert "Record an owner" in page
    assert "Ask &lt;b&gt;billing&lt;/b&gt;" in page
    (action,) = DjangoState().entries("action_item")
    leader.post(f"{address}actions/{action.key}/done/", {"version": action.version})
    (action,) = DjangoState().entries("action_item")
    assert action.fields["done"] is True


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"what": "", "outcome": "approve", "owner": "Lee"}, "what"),
        ({"what": "It", "outcome": "defer", "owner": "Lee"}, "needs a day"),
        ({"what": "It", "outcome": "perhaps", "owner": "Lee"}, "outcome"),
        ({"what": "It", "outcome": "approve", "owner": "Lee", "due": "soon"}, "is no day"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_and_what_was_typed_stays(
    client_as: SignIn, fields: dict[str, str], says: str
) -> None:
    leader = client_as("leader")
    answer = leader.post(f"{started(leader)}decisions/", fields)

    assert answer.status_code == 422
    said = re.search(r'<p class="field-error" role="alert">(.*?)</p>', answer.content.decode())
    assert said is not None
    assert says in html.unescape(said[1])


def test_two_reviews_are_compared(client_as: SignIn) -> None:
    leader = client_as("leader")
    first, second = started(leader), started(leader)

    assert "There is no review before this one" in text_of(leader, f"{first}?step=numbers")
    assert "Compared with the last one" in text_of(leader, f"{second}?step=numbers")


@pytest.mark.parametrize(("role", "may_read", "may_start"), [
    ("executive", True, True), ("leader", True, True), ("administrator", True, True), ("finance", True, False),
    ("auditor", True, False), ("kestrel", True, False), ("agent", False, False),
])  # fmt: skip
def test_who_may_read_and_start(client_as: SignIn, role: str, may_read: bool, may_start: bool) -> None:
    client = client_as(role)

    assert (client.get("/review/").status_code == 200) is may_read
    assert (client.post("/review/start/").status_code == 302) is may_start


def test_a_partner_sees_the_review_of_its_own_rows_only(client_as: SignIn) -> None:
    kestrel, vistula = (newest_row(scope_of(name)).review for name in ("kim", "viktor"))
    page = client_as("kestrel").get("/review/").content.decode()
    shown = text_of(client_as("kestrel"), "/review/")

    assert "your own rows only" in shown
    assert kestrel["summary"]["trust"] in shown
    assert vistula["summary"]["trust"] not in shown
    assert "vistula-" not in page


def test_a_partner_does_not_learn_that_a_review_of_other_rows_exists(client_as: SignIn) -> None:
    address = started(client_as("leader"))
    partner = client_as("kestrel")

    assert partner.get(address).status_code == 404
    action = {"what": "x", "owner": "y", "due": "2026-05-01"}
    assert partner.post(f"{address}actions/", action).status_code == 404
    assert address not in partner.get("/review/").content.decode()


def test_says_what_to_do_where_nobody_has_looked(client_as: SignIn) -> None:
    from centreline.web.records.models import LookRow

    LookRow.objects.all().delete()
    leader = client_as("leader")

    assert "Nobody has looked yet" in text_of(leader, "/review/")
    assert leader.post("/review/start/").status_code == 404


@pytest.mark.parametrize("address", ["/review/nothing/", "/review/nothing/?step=numbers"])
def test_a_review_that_is_not_there_is_not_found(client_as: SignIn, address: str) -> None:
    assert client_as("leader").get(address).status_code == 404
