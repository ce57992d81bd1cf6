"""From a finding to a published change and the look after it, by two people in two browsers.

Apart from the tests that use the database: a browser leaves a loop running, in which Django will not ask one.
"""

import time
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

LOOKING_TAKES = 120
"""Seconds in which a look is done, on a machine that does much else."""


def test_a_finding_becomes_a_change_that_somebody_else_approved(page_as: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    lee, evelyn = page_as("leader"), page_as("executive")
    broken: list[str] = []
    for one in (lee, evelyn):
        one.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)

    lee.goto("/findings/?family=OWN&about=refund")
    href = lee.locator("#findings tbody a").first.get_attribute("href")
    lee.goto(href)
    lee.get_by_label("What becomes of it").select_option("people")
    lee.get_by_label("Who sees to it").fill("Head of billing")
    lee.get_by_label("Because").fill("Refunds are chased by whoever picks up.")
    lee.locator("#decision").get_by_role("button", name="Decide").click()

    lee.locator(".decision", has_text="Refunds are chased").get_by_role("link", name="Propose a change").click()
    assert "Refunds are chased by whoever picks up." in lee.get_by_label("Why", exact=True).input_value()
    lee.locator("[name='term-0-name']").fill("owner")
    lee.locator("[name='term-0-after']").fill("Head of billing")
    lee.get_by_role("button", name="Propose", exact=True).click()
    proposal = lee.url
    expect(lee.get_by_text("You wrote in it, so you cannot approve it.")).to_be_visible()
    expect(lee.locator("#evidence").get_by_text("Still found")).to_be_visible()

    evelyn.goto("/proposals/?state=proposed&q=refund")
    evelyn.get_by_role("link", name="Chase a refund").first.click()
    evelyn.get_by_role("button", name="Approve what stands here").click()
    expect(evelyn.get_by_text("approved it as it stands here")).to_be_visible()

    lee.reload()
    lee.get_by_role("button", name="Open a draft of it").click()
    lee.wait_for_url("**/map/**")
    board = lee.url
    card = lee.locator(".board-card[data-title='Chase a refund']").get_attribute("data-key")
    lee.goto(f"{board}card/{card}/")
    lee.get_by_label("Who answers for it").select_option(index=1)
    lee.locator("form[data-sends]").get_by_role("button", name="Save", exact=True).click()
    lee.goto(board)
    lee.get_by_role("button", name="Freeze").click()
    expect(lee.get_by_text("The draft is frozen").first).to_be_visible()

    evelyn.goto(board)
    expect(evelyn.get_by_text("Owner of touchpoint 'chase-a-refund' is now")).to_be_visible()
    evelyn.get_by_role("button", name="Publish", exact=True).click()
    expect(evelyn.get_by_text("is published").first).to_be_visible()
    lee = lee.context.new_page()  # The open board reloads itself when it hears that it is published.
    lee.goto(proposal)
    expect(lee.get_by_text("of the operating model").first).to_be_visible()
    expect(lee.locator("#worked-out").get_by_role("link", name="Get help in writing")).to_be_visible()
    expect(lee.locator("#worked-out").get_by_text("Owner of touchpoint 'chase-a-refund'")).to_be_visible()

    said = _awaited(lee, proposal)
    assert said == "Not found any more"
    expect(lee.get_by_text("does not show that the change did it")).to_be_visible()
    expect(lee.locator("#effect")).to_contain_text("Not examined: the proposal names no metric")
    assert broken == []


def _awaited(page: Any, address: str) -> str:
    """Return what is said of the finding once somebody has looked at the published version."""
    until = time.monotonic() + LOOKING_TAKES
    while time.monotonic() < until:
        page.goto(address)
        said = str(page.locator("#evidence .badge").inner_text()).strip()
        if said != "Nobody has looked since":
            return said
        page.wait_for_timeout(500)
    return "nobody has looked"
