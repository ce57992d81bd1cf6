"""A walk through the site: every address it lists, and what somebody comes by from link to link."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

MADE_UP = {"int": "1", "str": "x", "slug": "x", "path": "x"}
OF_EACH = 2
"""Addresses of one kind that are opened: all findings have one page. Of those that ask for something, one."""
SIGNS_IN = "accounts/"
"""What lies there is for whoever has not signed in yet, and not ours."""


def patterns(within: Any = None, before: str = "") -> Iterator[str]:
    """Yield each address of the site as it is written, such as `map/<str:draft>/`."""
    for pattern in get_resolver().url_patterns if within is None else within:
        written = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern.url_patterns, written)
        elif not written.startswith(SIGNS_IN):
            yield written


def listed() -> Iterator[str]:
    """Yield each address of the site, with values made up for its parts."""
    for written in patterns():
        yield "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda part: MADE_UP[part[1] or "str"], written)


def kind_of(address: str) -> str | None:
    """Return what kind of page an address leads to: its name in the list, and the name of what is asked of it.

    What is asked for several things at once is one kind, whatever they are: filters can be put together without end.
    """
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).url_name
    except Resolver404:
        return None
    asked = sorted(set(re.findall(r"(?:^|&)([^=&]+)=", parts.query)))
    return f"{name}?{asked[0] if len(asked) == 1 else '…' if asked else ''}"


@dataclass(frozen=True)
class Answer:
    """What was answered, kept for all tests of a file: a walk takes seconds.

    Where the address was come by from a link, `offered_on` is the page that link stands on.
    """

    status: int
    headers: Mapping[str, str]
    body: str
    offered_on: str = ""

    @classmethod
    def of(cls, response: Any) -> "Answer":
        written = b"".join(response.streaming_content if response.streaming else [response.content])
        return cls(response.status_code, dict(response.items()), written.decode("utf-8", "replace"))


def walked(client: Client) -> dict[str, Answer]:
    """Return what somebody is answered at the addresses they come by, from link to link, `OF_EACH` of a kind."""
    known = tuple(listed())
    waiting, answers, opened, offered = ["/", *known], dict[str, Answer](), Counter[str](), dict[str, str]()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or address in answers or address.startswith(f"/{SIGNS_IN}"):
            continue
        if address not in known and opened[kind] >= (OF_EACH if kind.endswith("?") else 1):
            continue
        opened[kind] += 1
        answers[address] = answer = Answer.of(client.get(address))
        if answer.status == 200 and answer.headers["Content-Type"].startswith("text/html"):
            links = re.findall(r'href="([^"#]+)', answer.body)
            onward = [urljoin(address, unescape(link)) for link in links if urlsplit(unescape(link)).netloc == ""]
            waiting += onward
            offered = dict.fromkeys(onward, address) | offered
    return {address: replace(one, offered_on=offered.get(address, "")) for address, one in answers.items()}
