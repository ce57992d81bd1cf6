"""Every screen as a browser shows it: axe finds nothing in light, dark or high contrast, nothing is cut off or runs.

The screens are those of people who filled in every form they came by (`planting.py`), one of each kind: so there is a
board with its notes, a held review, a proposal and a file on its way, and on each of them stand words that would run.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ROLES = {"lee": "leader", "ada": "agent", "admin": "administrator", "dara": "data_owner", "kim": "kestrel",
         "quinn": "quality"}  # fmt: skip
MADE = ("board", "board_ask", "held_reviewstep=findings", "finding", "proposal", "import_read_as", "person")
"""Screens of what people made, which is looked at with every change; all others in `make nightly` only."""
WORDS = "button, label, legend, th[scope=col], summary, nav.rail a, .page-actions a"
"""What holds words of the site; what people wrote stands in `bdi`, so that it keeps its direction."""
ALIKE = [["tbody tr:nth-child(n+5)"], ["ul > li:nth-child(n+7)"], [".board-card:nth-child(n+3)"]]
"""Rows that come after rows like them: axe looks at those in `make nightly` only."""
TURN = """theme => new Promise(done => {
    document.documentElement.setAttribute('data-theme', theme);
    requestAnimationFrame(() => requestAnimationFrame(done));
}).then(() => Promise.allSettled(document.getAnimations().map(one => one.finished)))
  .then(() => undefined)"""
"""Turns to a theme and waits until no colour is on its way: under load a frame is not enough."""
AXE = """([exclude, options]) => axe.run({exclude}, options).then(found =>
    found.violations.map(one => [one.id, one.nodes[0].html.slice(0, 160)]))"""
OWN_WORDS = """nodes => nodes.filter(one => one.checkVisibility() && !one.querySelector('bdi'))
    .map(one => one.innerText.trim()).filter(said => /[A-Za-z]{3}/.test(said) && !said.includes('⟦'))"""
NARROW = (720, 320)
"""A screen of 1440 at 200% zoom has the first width, the narrowest telephone and one of 1280 at 400% the second."""
CONTRAST = {"runOnly": ["color-contrast"]}
"""What a theme changes; all else of a page is the same in each."""
RAN = "document.querySelectorAll('[onerror]').length"
SHOWN = "document.body.innerText.includes('onerror=alert(1)')"


def watched(page: Any) -> list[str]:
    """Return a list that grows with whatever runs on a page, or would have run but for the rules it came with."""
    ran: list[str] = []
    page.on("dialog", lambda one: (ran.append(f"{page.url}: {one.message}"), one.dismiss()))
    page.on("pageerror", lambda one: ran.append(f"{page.url}: {one}"))
    page.on("console", lambda one: ran.append(one.text) if "Content Security Policy" in one.text else None)
    return ran


def axed(page: Any, *, alike: list[list[str]]) -> Iterator[tuple[str, ...]]:
    """Have axe look at a page in the three themes, and yield what it finds: where, in which, the rule, the element."""
    page.evaluate(pytest.importorskip("axe_playwright_python.base").AXE_SCRIPT)
    quick = {"resultTypes": ["violations"], "preload": False}
    for theme, rules in (("light", {}), ("dark", CONTRAST), ("contrast", CONTRAST)):
        page.evaluate(TURN, theme)
        for violation in page.evaluate(AXE, [alike, quick | rules]):
            yield (page.url, theme, *violation)


def wider(page: Any) -> Iterator[tuple[str, int, int]]:
    """Yield where a page is wider than a screen: its address, the screen's width, its own."""
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 700})
        page.evaluate(TURN, "light")
        wide = int(page.evaluate("document.documentElement.scrollWidth"))
        if wide > width:
            yield page.url, width, wide


def complaints(page: Any, addresses: Iterable[str], *, alike: list[list[str]]) -> list[object]:
    """Return what is wrong with some screens: what ran on them, what axe finds, what is wider than a narrow screen."""
    told: list[object] = []
    ran = watched(page)
    for address in addresses:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(address)
        told += [f"{address} holds what would run"] if page.evaluate(RAN) else []
        told += axed(page, alike=alike)
        told += wider(page)
    return [*ran, *told]


def made(planted: Any, name: str) -> list[str]:
    """Return where somebody sees what people made, each kind of it once."""
    kinds = {kind: address for address, kind in reversed(planted["screens"][name].items())}
    return [kinds[kind] for kind in MADE if kind in kinds]


def test_axe_finds_nothing_and_no_word_runs_on_what_people_made(page_as: Any, planted: Any) -> None:
    lee, admin = (page_as(role, bypass_csp=True, reduced_motion="reduce") for role in ("leader", "administrator"))

    told = complaints(lee, made(planted, "lee"), alike=ALIKE) + complaints(admin, made(planted, "admin"), alike=ALIKE)

    assert len(made(planted, "lee") + made(planted, "admin")) == len(MADE)
    assert told == []


@pytest.mark.nightly
@pytest.mark.parametrize("name", ROLES)
def test_axe_finds_nothing_nothing_is_wider_than_a_telephone_and_no_word_runs(
    page_as: Any, planted: Any, name: str
) -> None:
    page = page_as(ROLES[name], bypass_csp=True, reduced_motion="reduce")  # a colour on its way is none
    addresses, shown = planted["screens"][name], 0

    told = complaints(page, addresses, alike=[])
    for address in addresses:
        page.goto(address)
        shown += page.evaluate(SHOWN)

    assert told == []
    assert shown > (20 if name == "lee" else -1), "what was written is to be seen, or nothing is tried"


@pytest.mark.parametrize(
    ("name", "every"),
    [("lee", False), ("admin", False), *(pytest.param(name, True, marks=pytest.mark.nightly) for name in ROLES)],
)
def test_from_right_to_left_no_word_of_the_site_is_forgotten(
    page_as: Any, planted: Any, running: str, name: str, every: bool
) -> None:
    addresses = planted["screens"][name] if every else made(planted, name)
    page = page_as(ROLES[name], width=390)
    page.context.add_cookies([{"name": "django_language", "value": "ar", "url": running}])
    ran, forgotten, wider = watched(page), {}, {}

    for address in addresses:
        page.goto(address)
        assert page.locator("html").get_attribute("dir") == "rtl", address
        said = page.eval_on_selector_all(WORDS, OWN_WORDS)
        forgotten |= {address: sorted(set(said))} if said else {}
        width = page.evaluate("document.documentElement.scrollWidth")
        wider |= {address: width} if width > 390 else {}

    assert ran == []
    assert (forgotten, wider) == ({}, {})


def test_axe_finds_nothing_where_two_saved_at_once_nor_where_people_sign_in(
    page_as: Any, planted: Any, chromium: Any, running: str
) -> None:
    page = page_as("leader", bypass_csp=True, reduced_motion="reduce")
    [card] = [address for address, kind in planted["screens"]["lee"].items() if kind == "board_card"]
    page.goto(card)
    form = page.locator("form[data-sends]").first
    form.evaluate("one => { one.if_match.value = '1'; one.title.value = 'Two at once'; one.submit(); }")
    page.locator("#conflict").wait_for()
    nobody = chromium.new_context(base_url=running, bypass_csp=True, reduced_motion="reduce").new_page()
    nobody.goto("/accounts/login/")

    found = [*axed(page, alike=[]), *axed(nobody, alike=[])]

    nobody.context.close()
    assert found == []
