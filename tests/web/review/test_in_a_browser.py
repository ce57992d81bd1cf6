"""A review is frozen, walked by keys, and printed; records brought meanwhile change nothing in it.

Apart from the tests that use the database: a browser leaves a loop running, in which Django will not ask one.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

LONG_WORK_MS = 90_000
"""How long an import may take on a machine that does much else."""


def figures(page: Any) -> list[str]:
    """Return the number of each tile as it is read."""
    return [" ".join(str(one).split()) for one in page.locator(".review-tiles .tile-value").all_inner_texts()]


def test_what_was_frozen_stays_whatever_is_brought_and_is_printed_as_it_stands(
    page_as: Callable[..., Any], prepared: Path
) -> None:
    from playwright.sync_api import expect

    lee = page_as("leader")
    broken: list[str] = []
    lee.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    lee.goto("/review/")
    families = lee.locator("table[data-table=matrix] tbody th")
    by_weight = families.all_inner_texts()
    lee.locator("table[data-table=matrix]").get_by_role("button", name="Family").click()
    assert families.all_inner_texts() == sorted(by_weight)
    lee.get_by_role("button", name="Start review").click()
    expect(lee.get_by_text("Records brought later change nothing here.")).to_be_visible()
    own = lee.url.split("?")[0]

    lee.wait_for_load_state()  # The words are there before the scripts that hear the keys.
    lee.keyboard.press("ArrowRight")
    lee.wait_for_url("**step=numbers")
    frozen = figures(lee)
    assert len(frozen) > 5
    lee.keyboard.press("ArrowRight")
    lee.wait_for_url("**step=agreements")
    lee.keyboard.press("ArrowLeft")
    lee.wait_for_url("**step=numbers")
    lee.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lee.get_by_role("button", name="Copy link").first.click()
    expect(lee.get_by_text("The link to exactly this view is copied.")).to_be_visible()
    assert lee.evaluate("navigator.clipboard.readText()") == lee.url

    brought_meanwhile(page_as("data_owner"), prepared)

    lee.reload()
    assert figures(lee) == frozen
    lee.goto(f"{own}?print")
    lee.emulate_media(media="print")
    assert figures(lee) == frozen
    assert not lee.locator(".review-agenda, .review-form, .topbar .button").locator("visible=true").count()
    paper = lee.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    assert paper.count(b"/Type /Page\n") > 1
    assert broken == []


def brought_meanwhile(dara: Any, centre: Path) -> None:
    """Bring calls that nobody had before, by the wizard."""
    from playwright.sync_api import expect

    first, *rows = (centre / "exports" / "switchboard-calls.csv").read_bytes().splitlines(keepends=True)
    calls = first + b"".join(row.replace(b'"C-', b'"LATER-', 1) for row in rows[:40])
    dara.goto("/imports/new/")
    dara.locator("input[type=file]").set_input_files({"name": "later.csv", "mimeType": "text/csv", "buffer": calls})
    dara.get_by_role("button", name="Upload").click()
    dara.get_by_role("button", name="Check what it would do").click()
    dara.get_by_role("button", name="Import", exact=True).click(timeout=LONG_WORK_MS)
    expect(dara.get_by_role("link", name="Undo this import")).to_be_visible(timeout=LONG_WORK_MS)
