"""A workshop of two people, each in a browser of their own, on one board."""

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.id"
LISTENS = """document.addEventListener('DOMContentLoaded', () => {
    window.told = [];
    const live = document.getElementById('live');
    if (live) new MutationObserver(() => window.told.push(live.textContent)).observe(live,
        {childList: true, characterData: true, subtree: true});
})"""
"""Keeps what the live region says, as whoever listens hears it: the next word takes the place of the last."""


@pytest.fixture
def two(page_as: Callable[..., Any]) -> tuple[Any, Any]:
    """Return the pages of two people who look at a new draft."""
    lee, evelyn = page_as("leader"), page_as("executive")
    lee.add_init_script(LISTENS)
    lee.goto("/map/")
    form = lee.locator("form[action='/map/start/']").first
    form.locator("input[name=title]").fill("Workshop of two")
    form.locator("button").click()
    lee.wait_for_url(re.compile("/map/[0-9a-f]{32}/"))
    evelyn.goto(lee.url)
    return lee, evelyn


def hears(page: Any) -> None:
    """Let a page ask now whether others wrote something, as it does by itself every few seconds."""
    page.evaluate("document.dispatchEvent(new Event('board:tick'))")


def is_told(page: Any, words: str) -> None:
    """Wait until the live region has said something since it was last asked."""
    page.wait_for_function("words => window.told.some(said => said.includes(words))", arg=words)
    page.evaluate("window.told = []")


def note(page: Any, text: str) -> Any:
    return page.locator("li.board-note", has_text=text)


def write(page: Any, text: str) -> None:
    page.locator("td[data-lane=idea]").first.focus()
    page.keyboard.press("n")
    page.keyboard.type(text)
    page.keyboard.press("Control+Enter")
    note(page, text).first.wait_for()


def drag(page: Any, item: Any, target: Any) -> None:
    item.scroll_into_view_if_needed()
    start = item.bounding_box()
    page.mouse.move(start["x"] + 40, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 22, steps=3)
    end = target.bounding_box()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=4)
    page.mouse.up()


def test_both_write_move_and_resolve_a_conflict_and_nothing_is_lost(two: tuple[Any, Any]) -> None:
    lee, evelyn = two
    write(lee, "Ask once for the meter")
    hears(evelyn)
    note(evelyn, "Ask once for the meter").wait_for()

    # What somebody types stays while others move things; focus stays on what is moved by keys, and words say where.
    evelyn.locator("td[data-lane=customer_pain]").first.focus()
    evelyn.keyboard.press("n")
    evelyn.keyboard.type("I was passed on twi")
    note(lee, "Ask once for the meter").focus()
    moved = lee.evaluate(FOCUSED)
    lee.keyboard.press("Alt+ArrowRight")
    is_told(lee, "Moved Ask once for the meter to Idea, ")
    assert lee.evaluate(FOCUSED) == moved
    hears(evelyn)
    evelyn.locator("td[data-lane=idea]:nth-of-type(2) li", has_text="Ask once").wait_for()
    evelyn.keyboard.type("ce")
    assert evelyn.locator(".board-composer textarea").input_value() == "I was passed on twice"
    evelyn.keyboard.press("Control+Enter")
    note(evelyn, "I was passed on twice").wait_for()

    # Both open one note; who saves second compares, chooses, and finds the choice on the board.
    for page in two:
        note(page, "Ask once for the meter").click()
        page.keyboard.press("Enter")
        page.locator("#drawer [name=text]").wait_for()
    evelyn.locator("#drawer [name=text]").fill("Ask once for the reading")
    evelyn.locator("#drawer").get_by_role("button", name="Save").click()
    note(evelyn, "Ask once for the reading").wait_for()
    lee.locator("#drawer [name=text]").fill("Ask for the meter at the start")
    lee.locator("#drawer").get_by_role("button", name="Save").click()
    lee.get_by_role("heading", name="Somebody saved this while you were writing.").wait_for()
    lee.get_by_label("Ask for the meter at the start").check()
    lee.get_by_role("button", name="Save this").click()
    note(lee, "Ask for the meter at the start").wait_for()
    hears(evelyn)
    note(evelyn, "Ask for the meter at the start").wait_for()


def test_a_card_is_dragged_goes_back_without_a_connection_and_is_taken_back(two: tuple[Any, Any]) -> None:
    lee, evelyn = two
    card = lee.locator("td[data-lane=touchpoint]:nth-of-type(1) li.board-card").first
    title, key = card.get_attribute("data-title"), card.get_attribute("id")
    there, home = (f"td[data-lane=touchpoint]:nth-of-type({at}) #{key}" for at in (2, 1))

    drag(lee, card, lee.locator("td[data-lane=touchpoint]:nth-of-type(2)"))
    lee.locator(there).wait_for()
    is_told(lee, f"Moved {title} to ")
    arrows, written = lee.locator(".board-arrow"), lee.locator("[data-region=handoffs] li[data-from]")
    assert arrows.count() == written.count() > 0
    hears(evelyn)
    evelyn.locator(there).wait_for()

    lee.context.set_offline(True)
    drag(lee, lee.locator(there), lee.locator("td[data-lane=touchpoint]:nth-of-type(3)"))
    is_told(lee, "is back where it was")
    assert lee.locator(there).count() == 1
    lee.context.set_offline(False)

    lee.locator("#toasts [data-undo]").last.wait_for()
    lee.locator(f"#{key}").focus()
    lee.keyboard.press("Control+z")
    lee.locator(home).wait_for()
    assert lee.locator(home).get_attribute("data-version") == "3"


def test_a_list_is_pasted_voted_on_and_binned(two: tuple[Any, Any]) -> None:
    lee, evelyn = two
    lee.get_by_text("Lead", exact=True).click()
    lee.get_by_label("Votes for each person").fill("2")
    lee.get_by_role("button", name="Begin a voting").click()
    lee.locator(".board-clock", has_text="2 votes left").wait_for()
    lee.locator("td[data-lane=idea]").first.focus()
    lee.evaluate(
        """() => { const data = new DataTransfer();
        data.setData('text/plain', '- One bill\\n- One call\\n\\n- One name');
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true})); }"""
    )
    note(lee, "One name").wait_for()
    assert [note(lee, text).count() for text in ("One bill", "One call")] == [1, 1]

    drag(lee, note(lee, "One bill"), note(lee, "One name"))
    is_told(lee, "One bill is in the group One name, which has 2 notes.")
    lee.locator(".board-group", has_text="One name").wait_for()
    note(lee, "One call").focus()
    lee.keyboard.press("g")
    lee.locator("#drawer [name=group]").select_option(label="One name")
    lee.locator("#drawer").get_by_role("button", name="Put it there").click()
    lee.locator(".board-group", has_text="3").wait_for()
    note(lee, "One call").focus()
    lee.keyboard.press("Control+z")
    lee.locator(".board-group", has_text="2").wait_for()

    hears(evelyn)
    note(evelyn, "One call").click()
    for left in ("1 vote left", "0 votes left"):
        evelyn.keyboard.press("v")
        evelyn.locator(".board-clock", has_text=left).wait_for()
    hears(lee)
    lee.locator(".board-clock", has_text="1 person has voted").wait_for()
    assert lee.locator(".board-items .board-votes").count() == 0
    lee.get_by_text("Lead", exact=True).click()
    lee.locator(".board-lead").get_by_role("button", name="Show", exact=True).click()
    note(lee, "One call").get_by_text("2 votes").wait_for()

    note(lee, "One bill").focus()
    lee.keyboard.press("Delete")
    note(lee, "One bill").wait_for(state="detached")
    lee.keyboard.press("m")
    lee.locator("#board-move [name=lane]").select_option("parked")
    lee.locator("#board-move").get_by_role("button", name="Move").click()
    lee.locator(".board-tray li.board-note").wait_for()
    assert lee.locator(".board-here .avatar").count() == 1
