"""A remark that rests on something: chosen or pasted, for or against a finding, and read by whoever may open it."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from centreline.governance.kinds import body_of

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def own(client_as: ClientAs) -> str:
    """Return the page of a finding about a touchpoint, which partners read too."""
    rows = client_as("kestrel").get("/findings/").context["page"].object_list
    return next(row.address for row in rows if row.finding.element.startswith("touchpoint:"))


def remark(client: Client, page: str, link: str, *, stance: str = "agree") -> Any:
    return client.post(f"{page}comment/", {"text": "Look there.", "stance": stance, "link": link})


def named(client: Client, page: str) -> list[Any]:
    return [one["linked"] for one in client.get(page).context["named"]]


def test_a_metric_as_it_was_narrowed_stands_as_evidence_and_is_taken_back_with_its_remark(
    client_as: ClientAs, own: str
) -> None:
    kim = client_as("kestrel")

    assert remark(kim, own, "http://localhost/metrics/abandonment_rate/?grain=month").status_code == 302

    page = kim.get(own)
    assert 'href="/metrics/abandonment_rate/?grain=month"' in page.content.decode()
    assert re.search(r"Evidence people named Evidence [^.]*narrowed Kim Teixeira \(Kestrel\), agrees", words(page))
    [said] = [one for one in page.context["comments"] if one["linked"]]
    assert kim.post(said["undo"]).status_code == 302
    assert named(kim, own) == []


def test_what_doubts_a_finding_is_counter_evidence_and_an_address_outside_says_whose_it_is(
    client_as: ClientAs, own: str
) -> None:
    kim = client_as("kestrel")
    remark(kim, own, "https://example.org/study?page=2", stance="challenge")

    page = kim.get(own)

    assert "Counter-evidence" in words(page)
    assert "outside, at example.org" in words(page)
    link = re.search(r'<a href="https://example.org/study[^>]*>', page.content.decode())
    assert link is not None
    assert 'rel="noopener' in link[0]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "//example.org/", "/\\example.org", "/accounts/logout/", "/metrics/no_such_metric/",
        "https://somebody:secret@example.org/", "ftp://example.org/", "example.org", "https://", "/imports/",
        "https://example.org/a b", "/trail/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_thing_they_may_read_is_refused(client_as: ClientAs, own: str, link: str) -> None:
    kim = client_as("kestrel")

    assert remark(kim, own, link).status_code == 422
    assert named(kim, own) == []


def test_everything_the_list_offers_can_be_named(client_as: ClientAs, own: str) -> None:
    for who in ("kestrel", "leader"):
        client = client_as(who)
        offered = client.get(own).context["can_be_named"] if client.get(own).status_code == 200 else []
        for address, title in offered:
            assert title
            assert remark(client, own, address).status_code == 302, address


def test_a_reader_who_may_not_open_what_is_named_is_told_no_more_than_that(client_as: ClientAs) -> None:
    dara, finn = client_as("data_owner"), client_as("finance")
    page = dara.get("/findings/").context["page"].object_list[0].address
    assert remark(dara, page, "/imports/?table=contact").status_code == 302

    assert "/imports/?table=contact" in dara.get(page).content.decode()
    theirs = finn.get(page)
    assert "a page that you may not open" in words(theirs)
    assert "/imports/" not in theirs.content.decode().split("<main", 1)[1]


def test_the_kind_itself_keeps_no_address_that_runs_or_leaves_unseen() -> None:
    for link in ("javascript:alert(1)", "//example.org", "/\\example.org", "https://a b"):
        with pytest.raises(ValueError, match="link"):
            body_of("comment", {"text": "Look.", "link": link})


def test_the_register_and_the_board_are_tabs_of_one_page(client_as: ClientAs) -> None:
    for page, here in (("/findings/", "Register"), ("/decide/", "Decide")):
        text = client_as("leader").get(page).content.decode()
        tabs = re.search(r'<nav class="tabs" aria-label="Findings".*?</nav>', text, re.DOTALL)
        assert tabs is not None
        assert re.findall(r'href="([^"]+)"', tabs[0]) == ["/findings/", "/decide/"]
        [current] = re.findall(r'aria-current="page"[^>]*>(?:<[^>]+>)*([^<]+)', tabs[0])
        assert current == here


def test_how_the_checks_ended_stands_beside_the_tabs_and_what_there_is_none_of_is_folded(client_as: ClientAs) -> None:
    for asked in ("", "?state=merged"):
        answer = client_as("leader").get(f"/findings/{asked}")
        text = answer.content.decode()
        states = re.search(r'<nav class="findings-states".*?</nav>', text, re.DOTALL)
        assert states is not None
        beside, _, folded = states[0].partition("<details")
        assert text.count('class="tabs"') == 1
        assert len(re.findall(r"\?state=\w+", beside + folded)) == len(answer.context["tabs"])
        assert [key for key in ("found", "clear", "not_examined") if f"state={key}" not in beside] == []
        assert ("state=merged" in beside) == bool(asked), "what is shown is never folded"
