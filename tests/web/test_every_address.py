"""Every address of the site, by everybody: nothing fails, nobody gets in unasked, no partner reads of another.

Addresses come from two places: from the list of the site, so that none is forgotten, with values made up for their
parts; and from the links on the pages somebody sees, so that there is something behind them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

pytestmark = pytest.mark.django_db

EVERYBODY = ["executive", "leader", "workforce", "quality", "supervisor", "agent", "kestrel", "vistula", "people_lead",
             "finance", "data_owner", "administrator", "auditor"]  # fmt: skip
MADE_UP = {"int": "1", "str": "x", "slug": "x", "path": "x"}
OF_EACH = 2
"""Addresses of one kind that are opened: all findings have one page."""
SIGNS_IN = "accounts/"
"""What lies there is for whoever has not signed in yet, and not ours."""


def listed(patterns: Any = None, before: str = "") -> Iterator[str]:
    """Yield each address of the site, with values made up for its parts."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        written = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from listed(pattern.url_patterns, written)
        elif not written.startswith(SIGNS_IN):
            yield "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda part: MADE_UP[part[1] or "str"], written)


def kind_of(address: str) -> str | None:
    """Return what kind of page an address leads to: its name in the list, and the names of what is asked of it."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).url_name
    except Resolver404:
        return None
    return f"{name}?{'&'.join(sorted(re.findall(r'(?:^|&)([^=&]+)=', parts.query)))}"


@dataclass(frozen=True)
class Answer:
    """What was answered, kept for all tests of this file: a walk takes seconds."""

    status: int
    headers: Mapping[str, str]
    body: str

    @classmethod
    def of(cls, response: Any) -> "Answer":
        written = b"".join(response.streaming_content if response.streaming else [response.content])
        return cls(response.status_code, dict(response.items()), written.decode("utf-8", "replace"))


WALKS: dict[str, dict[str, Answer]] = {}


@pytest.fixture
def walk_as(client_as: Callable[[str], Client]) -> Callable[[str], dict[str, Answer]]:
    """Return what somebody of a role is answered on their way through the site: `walk_as("leader")`."""

    def walk(role: str) -> dict[str, Answer]:
        if role not in WALKS:
            WALKS[role] = walked(client_as(role))
        return WALKS[role]

    return walk


def walked(client: Client) -> dict[str, Answer]:
    """Return what somebody is answered at the addresses they come by, from link to link, `OF_EACH` of a kind."""
    waiting, answers, opened = ["/", *ADDRESSES], dict[str, Answer](), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or address in answers or address.startswith(f"/{SIGNS_IN}"):
            continue
        if address not in ADDRESSES and opened[kind] >= OF_EACH:
            continue
        opened[kind] += 1
        answers[address] = answer = Answer.of(client.get(address))
        if answer.status == 200 and answer.headers["Content-Type"].startswith("text/html"):
            links = re.findall(r'href="([^"#]+)', answer.body)
            waiting += [urljoin(address, unescape(link)) for link in links if urlsplit(unescape(link)).netloc == ""]
    return answers


ADDRESSES = tuple(listed())


def test_the_list_holds_what_people_know() -> None:
    assert {"/", "/findings/", "/metrics/", "/people/", "/trail/"} <= set(ADDRESSES)


@pytest.mark.parametrize("role", EVERYBODY)
def test_nothing_fails_for_anybody(walk_as: Callable[[str], dict[str, Answer]], role: str) -> None:
    answers = walk_as(role)

    assert {address: one.status for address, one in answers.items() if one.status >= 500} == {}
    assert {address for address, one in answers.items() if one.status == 200} >= {"/", "/map/"}


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
