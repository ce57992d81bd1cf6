"""What is due: decisions about findings, what a review put off, and actions that are carried into the next one."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]
TODAY = datetime.now(UTC).date()


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def part(answer: Any, name: str) -> str:
    """Return the words of one section of a page."""
    found = re.search(
        rf'<section class="stack" id="{name}".*?(?=<section class="stack" id=|$)', answer.content.decode(), re.DOTALL
    )
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", found[0])) if found else ""


def started(client: Client) -> str:
    return str(client.post("/review/start/").headers["Location"])


def decided(client: Client, review: str, **said: str) -> None:
    given = {"what": "A bot for bills", "outcome": "defer", "owner": "Lee", "due": str(TODAY - timedelta(days=1))}
    assert client.post(f"{review}decisions/", given | said).status_code == 302


def test_a_finding_s_decision_is_due_with_its_evidence_and_what_it_is_worth(client_as: SignIn) -> None:
    from django.utils import timezone

    from centreline.actions.decide_finding import decide_finding
    from centreline.actions.size_finding import size_finding
    from centreline.web.reading.findings import seen_by
    from centreline.web.records.models import Person
    from centreline.web.records.people import actor_of
    from centreline.web.records.store import DjangoState

    lee = actor_of(Person.objects.get(username="lee"))
    seen = seen_by(lee)
    assert seen is not None
    first, later = [one for one in seen.findings if one.records][:2]
    for finding, days in ((first, -2), (later, 90)):
        decide_finding.by(DjangoState(), lee, now=timezone.now())(
            check=finding.check, element=finding.element, lane="simplify", because="It costs.", owner="Quinn",
            due=TODAY + timedelta(days=days),
        )  # fmt: skip
    size_finding.by(DjangoState(), lee, now=timezone.now())(
        check=first.check, element=first.element, expects=0, contacts_a_month=120.0, least_cost_a_month=1000.0,
        most_cost_a_month=3000.0, because="Counted.",
    )  # fmt: skip

    due = part(client_as("leader").get("/review/"), "due")

    assert first.says in due.replace("&#x27;", "'").replace("&amp;", "&")
    assert re.search(r"Quinn .* Late .*1,000.* to .*3,000.* a month, 120 contacts a month", due)
    assert later.says not in due, "what is due in three months is not due"
    assert "a month" not in part(client_as("kestrel").get("/review/"), "due"), "a partner is not told what it is worth"


def test_what_was_put_off_comes_back_on_its_day_and_is_settled_by_the_next_review(client_as: SignIn) -> None:
    lee = client_as("leader")
    first = started(lee)
    decided(lee, first)
    decided(lee, first, what="Far away", due=str(TODAY + timedelta(days=90)))

    due = part(lee.get("/review/"), "due")
    assert "A bot for bills" in due
    assert "Far away" not in due
    assert "A bot for bills" not in part(lee.get(f"{first}?step=decisions"), "due"), "it stands among its own"
    second = started(lee)
    page = lee.get(f"{second}?step=decisions")
    settles = re.search(r"settles=(\w+)", page.content.decode())
    assert settles is not None
    form = lee.get(f"{second}?step=decisions&settles={settles[1]}").content.decode()
    assert 'value="A bot for bills"' in form
    decided(lee, second, outcome="reject", settles=settles[1])

    assert "A bot for bills" not in part(lee.get("/review/"), "due")


def test_open_actions_go_into_the_next_review_and_stand_on_the_home_page_of_their_owner(client_as: SignIn) -> None:
    lee, quinn = client_as("leader"), client_as("quality")
    first = started(lee)
    promised = {"what": "Mend the bill letter", "owner": "quinn", "due": str(TODAY - timedelta(days=3))}
    lee.post(f"{first}actions/", promised)
    second = started(lee)

    assert "Mend the bill letter" in part(lee.get(f"{second}?step=decisions"), "carried")
    assert "Mend the bill letter" not in part(lee.get(f"{first}?step=decisions"), "carried"), "it stands among its own"
    home = quinn.get("/")
    assert re.search(r"Your actions .*Late .*Mend the bill letter", words(home))
    assert "Your actions" not in words(lee.get("/"))
    done = re.search(r'action="(/review/\w+/actions/\w+/done/)"', home.content.decode())
    assert done is not None
    quinn.post(done[1], {"version": "1", "from": "home"})

    assert "Mend the bill letter" not in words(quinn.get("/"))
    assert "No action of an earlier review is open." in part(lee.get(f"{second}?step=decisions"), "carried")
