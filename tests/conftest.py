"""What tests of pages share: one browser, since a second in the same process is refused."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("nightly", max_examples=1_000, deadline=None)
"""For `make nightly`: ten times as many examples wherever a test does not name how many."""

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
CLOSED_NETWORK = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Return Debian's Chromium, driven by Playwright."""
    if not Path(CHROMIUM).exists():
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CLOSED_NETWORK)
        yield browser
        browser.close()
