"""The live floor in a browser: drawn anew when somebody brings records, and fit for a wall."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def late_call(prepared: Path) -> bytes:
    """Return the last call of the switchboard once more, under another name and half an hour later."""
    lines = (prepared / "exports/switchboard-calls.csv").read_text(encoding="utf-8").splitlines()
    last = lines[-1].replace(lines[-1].split(",")[0], '"C-99999999"')
    return "\n".join([lines[0], last.replace('"31/03/2026 19:', '"31/03/2026 20:')]).encode()


def bring(page: Any, content: bytes) -> None:
    """Upload a file of the switchboard and bring it, as the pages do."""
    page.goto("/imports/new/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    form = {"csrfmiddlewaretoken": token}
    file = {"name": "late.csv", "mimeType": "text/csv", "buffer": content}
    chosen = page.request.post("/imports/new/", multipart={**form, "file": file}, headers={"Referer": page.url})
    asked = page.request.post(
        f"{chosen.url}bring/", form={**form, "how": "mapping:switchboard-calls"}, headers={"Referer": page.url}
    )
    assert (chosen.status, asked.status) == (200, 200)


def test_a_wall_is_drawn_anew_when_records_come_in(page_as: Callable[..., Any], prepared: Path) -> None:
    wall = page_as("leader", width=1920, height=1080)
    wall.goto("/floor/?wall")
    wall.wait_for_function("() => document.documentElement.dataset.liveBy === 'stream'")
    assert "20:33" not in wall.locator(".floor-state").inner_text()
    assert not wall.locator("nav.rail").is_visible()
    # Nobody scrolls a wall: neither the page nor a part of it goes on where nobody sees it.
    hidden = "e => e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight"
    assert not wall.eval_on_selector_all("html, .floor .table-scroll", f"all => all.some({hidden})")
    # Two metres of wall are read from the other end of a room: no figure is smaller than text on a desk.
    sizes = wall.eval_on_selector_all(
        ".floor-value, .floor-title", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 20
    assert max(sizes) >= 40

    bring(page_as("data_owner"), late_call(prepared))

    wall.locator(".floor-state", has_text="20:33").wait_for(timeout=60_000)
    assert "Not today" in wall.locator(".floor-state").inner_text()
