"""Every address of the site, by everybody: nothing fails, nobody gets in unasked, no partner reads of another.

Addresses come from two places: from the list of the site, so that none is forgotten, with values made up for their
parts; and from the links on the pages somebody sees, so that there is something behind them.
"""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from walking import Answer, kind_of, listed, walked

pytestmark = pytest.mark.django_db

EVERYBODY = ["executive", "leader", "workforce", "quality", "supervisor", "agent", "kestrel", "vistula", "people_lead",
             "finance", "data_owner", "administrator", "auditor"]  # fmt: skip
WALKS: dict[str, dict[str, Answer]] = {}


@pytest.fixture
def walk_as(client_as: Callable[[str], Client]) -> Callable[[str], dict[str, Answer]]:
    """Return what somebody of a role is answered on their way through the site: `walk_as("leader")`."""

    def walk(role: str) -> dict[str, Answer]:
        if role not in WALKS:
            WALKS[role] = walked(client_as(role))
        return WALKS[role]

    return walk


ADDRESSES = tuple(listed())
POLICY = frozenset(
    {
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
        "font-src 'self'", "manifest-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
        "frame-ancestors 'none'",
    }
)  # fmt: skip
"""What a page may do: run and show what comes from this server, and nothing inline."""


def test_the_list_holds_what_people_know() -> None:
    assert {"/", "/findings/", "/metrics/", "/people/", "/trail/"} <= set(ADDRESSES)


@pytest.mark.parametrize("role", EVERYBODY)
def test_nothing_fails_for_anybody(walk_as: Callable[[str], dict[str, Answer]], role: str) -> None:
    answers = walk_as(role)

    assert {address: one.status for address, one in answers.items() if one.status >= 500} == {}
    assert {address for address, one in answers.items() if one.status == 200} >= {
        "/my-day/" if role == "agent" else "/",
        "/map/",
    }


@pytest.mark.parametrize("role", EVERYBODY)
def test_nobody_is_offered_a_link_they_are_then_refused(walk_as: Callable[[str], dict[str, Answer]], role: str) -> None:
    offered = {address: one for address, one in walk_as(role).items() if one.offered_on}

    assert len(offered) > 10
    assert {address: (one.status, one.offered_on) for address, one in offered.items() if one.status >= 400} == {}


@pytest.mark.parametrize("role", EVERYBODY)
def test_what_somebody_signed_in_is_shown_stays_in_no_cache_and_no_frame(
    walk_as: Callable[[str], dict[str, Answer]], role: str
) -> None:
    answers = walk_as(role)

    shown = {address: one.headers for address, one in answers.items() if one.status == 200}
    assert [address for address, headers in shown.items() if "no-store" not in headers.get("Cache-Control", "")] == []
    assert [address for address, headers in shown.items() if headers["X-Frame-Options"] != "DENY"] == []
    assert [address for address, one in answers.items() if "Access-Control-Allow-Origin" in one.headers] == []


@pytest.mark.parametrize(("role", "other"), [("kestrel", "vistula"), ("vistula", "kestrel")])
def test_a_partner_never_reads_of_the_other(walk_as: Callable[[str], dict[str, Answer]], role: str, other: str) -> None:
    answers, everything = walk_as(role), walk_as("leader")

    assert [address for address, one in answers.items() if other in one.body.casefold()] == []
    # The walk would find it: whoever may read of both does.
    assert [address for address, one in everything.items() if other in one.body.casefold()] != []


def test_a_partner_is_told_of_no_other_at_an_address_somebody_gave_them(
    client_as: Callable[[str], Client], walk_as: Callable[[str], dict[str, Answer]]
) -> None:
    # An address that holds the other's name says it back to whoever typed it, and nothing else.
    known = [address for address in walk_as("leader") if "vistula" not in address.casefold()]
    kim = client_as("kestrel")

    answers = {address: Answer.of(kim.get(address)) for address in known if address not in walk_as("kestrel")}

    assert len(answers) > 5
    assert [address for address, one in answers.items() if one.status >= 500] == []
    assert [address for address, one in answers.items() if "vistula" in one.body.casefold()] == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_has_not_signed_in_gets_no_page(
    walk_as: Callable[[str], dict[str, Answer]], db: None, method: str
) -> None:
    anonymous = Client(headers={"host": "localhost"})
    # What one prefers to see is kept in a cookie, for anybody; how the API is asked holds nothing of any centre.
    open_to_all = {"/preferences/", "/api/v1/openapi.json"}
    known = {*ADDRESSES, *walk_as("administrator"), *walk_as("leader")} - open_to_all

    answers = {address: Answer.of(getattr(anonymous, method)(address)) for address in sorted(known)}

    got_in = {address: one.status for address, one in answers.items() if one.status not in {302, 401, 403, 404, 405}}
    assert got_in == {}
    moved = {address: one.headers["Location"] for address, one in answers.items() if one.status == 302}
    assert [address for address, onward in moved.items() if not onward.startswith("/accounts/login/")] == []


def test_every_answer_to_anybody_carries_the_same_headers(
    client_as: Callable[[str], Client], walk_as: Callable[[str], dict[str, Answer]]
) -> None:
    anonymous = Client(headers={"host": "localhost"})
    answers = {("leader", address): one.headers for address, one in walk_as("leader").items()}
    more = [*ADDRESSES, "/accounts/login/", "/nowhere/", "/api/nowhere"]
    answers |= {("nobody", address): Answer.of(anonymous.get(address)).headers for address in more}

    expected = {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
                "Cross-Origin-Opener-Policy": "same-origin"}  # fmt: skip
    lacking = {
        who: name for who, held in answers.items() for name, value in expected.items() if held.get(name) != value
    }
    policies = {frozenset(held.get("Content-Security-Policy", "").split("; ")) for held in answers.values()}
    assert lacking == {}
    assert policies == {POLICY}


TABLES = re.compile(r"<table(?P<attributes>[^>]*)>(?P<inside>.*?)</table>", re.DOTALL)


@pytest.mark.parametrize("role", ["leader", "data_owner", "administrator"])
def test_every_table_of_a_page_can_be_taken_out(walk_as: Callable[[str], dict[str, Answer]], role: str) -> None:
    lacking, met = set(), 0
    for address, answer in walk_as(role).items():
        if answer.status != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        ended = 0
        for table in TABLES.finditer(answer.body):
            # Its menu stands before it and after the table before; differences of a history are taken out together.
            before, ended = answer.body[ended : table.start()], table.end()
            is_of_a_history = 'class="diff"' in table["attributes"] and "take=versions" in answer.body
            met += 1
            if "format=csv" not in before and not is_of_a_history:
                lacking.add((kind_of(address), table["attributes"]))
    assert met > 5
    assert lacking == set()


def test_a_table_as_a_file_has_the_rows_of_its_page(
    client_as: Callable[[str], Client], walk_as: Callable[[str], dict[str, Answer]]
) -> None:
    lee, taken = client_as("leader"), dict[str, tuple[int, int]]()
    for answer in walk_as("leader").values():
        for table in TABLES.finditer(answer.body):
            named = re.search(r'data-table="([^"]+)"', table["attributes"])
            link = named and re.search(rf'href="([^"]*take={re.escape(named[1])}&amp;format=json)"', answer.body)
            if named and link and named[1] not in taken:
                lines = table["inside"].partition("<tbody>")[2].partition("</tbody>")[0].count("<tr")
                file = lee.get(unescape(link[1]))
                taken[named[1]] = (lines, len(file.json()))

    assert len(taken) > 8
    assert {name: counted for name, counted in taken.items() if counted[0] != counted[1]} == {}
