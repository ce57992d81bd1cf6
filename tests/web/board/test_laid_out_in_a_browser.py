"""A journey is laid out in a browser: a touchpoint by keys, a stage in its place, the bin, and what others see."""

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def is_told(page: Any, words: str) -> None:
    """Wait until the live region says something."""
    page.locator("#live", has_text=words).wait_for(state="attached")


def hears(page: Any) -> None:
    """Let a page ask now whether others wrote something, as it does by itself every few seconds."""
    page.evaluate("document.dispatchEvent(new Event('board:tick'))")


def test_a_journey_is_laid_out_by_keys_and_others_see_it_at_once(page_as: Callable[..., Any]) -> None:
    lee, evelyn = page_as("leader"), page_as("executive")
    lee.goto("/map/new/")
    lee.get_by_label("Name of the journey").fill("Move house")
    lee.get_by_label("Stages").fill("Tell us\nMove in")
    lee.get_by_role("button", name="Begin").click()
    lee.wait_for_url(re.compile("/map/[0-9a-f]{32}/"))
    evelyn.goto(lee.url)

    lee.locator("td[data-lane=touchpoint]").first.focus()
    lee.keyboard.press("n")
    lee.keyboard.type("Call about a move")
    lee.keyboard.press("Enter")
    card = lee.locator("li.board-card", has_text="Call about a move")
    card.wait_for()
    card.get_by_text("Call about a move").click()  # A press on its name opens the touchpoint, not the board once more.
    lee.locator("#drawer [name=title]").wait_for()
    lee.keyboard.press("Escape")
    lee.locator("td[data-lane=idea]").first.focus()
    lee.keyboard.press("n")
    lee.keyboard.type("Read the meter")
    lee.keyboard.press("Control+Enter")
    note = lee.locator("li.board-note", has_text="Read the meter")
    note.wait_for()
    note.focus()
    lee.keyboard.press("t")
    lee.locator("li.board-card", has_text="Read the meter").wait_for()
    lee.locator("li.board-card", has_text="Read the meter").get_by_text("No metric").click()
    lee.locator("#drawer select[name=measures-metric]:focus").wait_for()  # What lacks is mended where one reads it.
    lee.keyboard.press("Escape")

    # While somebody types, another one adds a stage: what is typed stays, under the stage it was begun in.
    evelyn.locator("td[data-lane=idea]").nth(1).focus()
    evelyn.keyboard.press("n")
    evelyn.keyboard.type("A key in the po")
    lee.get_by_role("link", name="Stage", exact=True).click()
    lee.locator("#drawer [name=title]").fill("Prepare")
    lee.locator("#drawer [name=after]").select_option(label="Behind Tell us")
    lee.locator("#drawer").get_by_role("button", name="Add").click()
    is_told(lee, "The stage Prepare is added.")
    hears(evelyn)
    evelyn.locator("th[data-column=prepare]").wait_for()
    evelyn.keyboard.type("st")
    evelyn.keyboard.press("Control+Enter")
    evelyn.locator("td[data-lane=idea][data-stage=move-in] li.board-note", has_text="A key in the post").wait_for()

    card.focus()
    lee.keyboard.press("Delete")
    card.wait_for(state="detached")
    lee.locator("td[data-lane=idea]").first.focus()
    lee.keyboard.press("Control+z")
    card.wait_for()

    lee.get_by_role("link", name="Change the stage Prepare").click()
    lee.locator("#drawer").get_by_role("button", name="Put into the bin").click()
    lee.locator("th[data-column=prepare]").wait_for(state="detached")
    assert [one.get_attribute("data-title") for one in lee.locator("thead th[data-column]").all()] == [
        "Tell us",
        "Move in",
    ]
