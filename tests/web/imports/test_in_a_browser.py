"""A file nobody knows goes through the wizard in a real browser, and back out again.

Apart from the tests that use the database: a browser leaves a loop running, in which Django will not ask one.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

VISITS = """Ticket No.,Queued Time,Picked Up,Result,Media,Talk Seconds,Caller Email
V-1,13/04/2026 09:00,13/04/2026 09:01,done,phone,240,anna@example.org
V-2,13/04/2026 10:00,,gave up,phone,,bob@example.org
V-3,15/04/2026 10:00,15/04/2026 10:02,done,phone,twelve,carla@example.org
"""


def held(page: Any) -> tuple[str, str]:
    """Return how many contacts are held and until when, as the book of what is held shows it."""
    page.goto("/imports/")
    cells = page.locator("#book tbody tr", has=page.get_by_role("rowheader", name="contact", exact=True)).locator("td")
    return cells.nth(0).inner_text(), cells.nth(2).inner_text()


def test_a_file_is_chosen_mapped_checked_brought_and_taken_back(page_as: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    page = page_as("data_owner")
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    before = held(page)

    # What is pasted is read like a file, and is gone when it is not wanted.
    page.goto("/imports/new/")
    page.get_by_label("Rows with their header").fill("Call\tQueued\nC-1\t2026-01-05 09:00")
    page.get_by_role("button", name="Use these rows").click()
    expect(page.locator("#preview").get_by_role("gridcell", name="C-1")).to_be_visible()
    page.get_by_role("button", name="Delete the file").click()

    # A file is chosen, and its rows are shown without what names a customer.
    page.goto("/imports/new/")
    page.get_by_label("Files", exact=True).set_input_files(
        {"name": "visits.csv", "mimeType": "text/csv", "buffer": VISITS.encode()}
    )
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("#preview").get_by_role("gridcell", name="[email]").first).to_be_visible()
    page.get_by_label("Table that it fills").select_option("contact")
    page.get_by_role("button", name="Map the columns").click()

    # Suggestions stand; one column is chosen by hand, and its samples follow.
    assert page.locator("#from-contact_id").input_value() == "Ticket No."
    page.locator("details.map-others > summary").click()
    page.locator("#from-talk_ms").select_option("Talk Seconds")
    expect(page.locator("[data-samples-of=talk_ms]")).to_have_text("240 · twelve")
    page.locator("[name='unit.talk_ms']").select_option("s")
    for word, ours in (("outcome.done", "handled"), ("outcome.gave up", "abandoned"), ("channel.phone", "voice")):
        page.locator(f"[name='word.{word}']").select_option(ours)
    if page.get_by_label("The day comes first").count():
        page.get_by_label("The day comes first").check()
    page.get_by_role("button", name="Check what it would do").click()

    # The check rejects a row, says which and why, and writes nothing.
    wrong = page.locator("tr", has_text="talk_ms holds what is not a duration")
    expect(wrong).to_contain_text("Row 4: found “twelve”", timeout=30_000)
    expect(wrong.get_by_role("gridcell").first).to_have_text("1")

    # It is brought; whoever reloads meanwhile finds it again.
    page.get_by_label("Keep the mapping").uncheck()
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_url(re.compile("/imports/runs/"))
    expect(page.locator("#job")).to_be_visible()
    page.reload()
    undo = page.get_by_role("link", name="Undo this import")
    expect(undo).to_be_visible(timeout=30_000)
    address = undo.get_attribute("href")
    after = held(page)
    assert int(after[0].replace(",", "")) == int(before[0].replace(",", "")) + 2
    assert (before[1], after[1]) == ("31 Mar 2026", "13 Apr 2026")

    # It is taken back, and nothing of it is left.
    page.goto(address)
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("was taken back out of contact")).to_be_visible(timeout=30_000)
    assert held(page) == before
    assert page.locator("tr", has_text="visits.csv").first.get_by_text("Taken back").is_visible()
    assert broken == []
