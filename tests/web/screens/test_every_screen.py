"""Every screen as a browser shows it: axe finds nothing in light or dark, nothing is cut off, and no word is forgotten.

The screens are found by their links, one of each kind, for three people who together see all of them.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

pytestmark = pytest.mark.browser

PEOPLE = ("leader", "administrator", "agent", "kestrel")
NOT_A_SCREEN = re.compile(r"^/accounts/logout|\.(csv|xlsx|json|pdf|svg)$|[?&](format|as)=")
WORDS = "button, label, legend, th[scope=col], summary, nav.rail a, .page-actions a"
"""What holds words of the site; what people wrote stands in `bdi`, so that it keeps its direction."""
TURN = """theme => new Promise(done => {
    document.documentElement.setAttribute('data-theme', theme);
    requestAnimationFrame(() => requestAnimationFrame(done));
}).then(() => Promise.allSettled(document.getAnimations().map(one => one.finished)))
  .then(() => undefined)"""
"""Turns to a theme and waits until no colour is on its way: under load a frame is not enough."""
OWN_WORDS = """nodes => nodes.filter(one => one.checkVisibility() && !one.querySelector('bdi'))
    .map(one => one.innerText.trim()).filter(said => /[A-Za-z]{3}/.test(said) && !said.includes('⟦'))"""


ALIKE = {"exclude": [["tbody tr:nth-child(n+5)"], ["ul > li:nth-child(n+7)"], [".board-card:nth-child(n+3)"]]}
"""What looks like what stands before it: axe asks every node for its contrast, and `make nightly` has it ask all."""
EVERY_ROW = pytest.param(None, marks=pytest.mark.nightly)


def kind_of(address: str) -> str | None:
    """Return what kind of screen is at an address; none where there is no screen."""
    if NOT_A_SCREEN.search(address):
        return None
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def screens_of(page: Any) -> dict[str, str]:
    """Return an address of each kind of screen somebody comes to by its links."""
    waiting, found = ["/"], dict[str, str]()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or kind in found:
            continue
        answer = page.request.get(address, max_redirects=3)
        if answer.status == 200 and answer.headers["content-type"].startswith("text/html"):
            found[kind] = address
            links = [unescape(link) for link in re.findall(r'href="([^"#]+)', answer.text())]
            waiting += [urljoin(address, link) for link in links if not urlsplit(link).netloc]
    return found


@pytest.fixture(scope="session")
def seen() -> dict[str, dict[str, str]]:
    """Return the screens of each person, each kind with the first who sees it."""
    return {}


@pytest.fixture
def screens(page_as: Callable[..., Any], seen: dict[str, dict[str, str]]) -> Callable[[str], Iterator[str]]:
    """Return the addresses somebody is the first to see."""

    def of(person: str) -> Iterator[str]:
        for one in PEOPLE:
            if one not in seen:
                before = {kind for kinds in seen.values() for kind in kinds}
                found = screens_of(page_as(one))
                seen[one] = {kind: address for kind, address in found.items() if kind not in before}
        yield from seen[person].values()

    return of


@pytest.mark.parametrize("rows", [ALIKE, EVERY_ROW], ids=["some rows", "every row"])
@pytest.mark.parametrize("person", PEOPLE)
def test_axe_finds_nothing_in_light_or_dark_and_nothing_is_wider_than_a_telephone(
    page_as: Any, screens: Any, person: str, rows: dict[str, list[list[str]]] | None
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = page_as(person, bypass_csp=True, reduced_motion="reduce")  # a colour on its way is none
    found, wider = [], {}

    for address in screens(person):
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(address)
        for theme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
            page.evaluate(TURN, theme)
            options = {"resultTypes": ["violations"], "preload": False, **rules}
            violations = axe.run(page, context=rows, options=options).response["violations"]
            found += [(address, theme, one["id"], one["nodes"][0]["html"][:160]) for one in violations]
        page.set_viewport_size({"width": 320, "height": 700})
        page.evaluate(TURN, "light")
        width = page.evaluate("document.documentElement.scrollWidth")
        wider |= {address: width} if width > 320 else {}

    assert not found, "\n".join(map(str, found))
    assert wider == {}


@pytest.mark.parametrize("person", PEOPLE)
def test_from_right_to_left_no_word_of_the_site_is_forgotten(
    page_as: Any, screens: Any, running: str, person: str
) -> None:
    addresses = list(screens(person))
    page = page_as(person, width=390)
    page.context.add_cookies([{"name": "django_language", "value": "ar", "url": running}])
    forgotten, wider = {}, {}

    for address in addresses:
        page.goto(address)
        assert page.locator("html").get_attribute("dir") == "rtl", address
        said = page.eval_on_selector_all(WORDS, OWN_WORDS)
        forgotten |= {address: sorted(set(said))} if said else {}
        width = page.evaluate("document.documentElement.scrollWidth")
        wider |= {address: width} if width > 390 else {}

    assert (forgotten, wider) == ({}, {})
