"""Take the pictures of the documentation: a review, as a browser shows it.

    .venv/bin/python docs/screenshot.py demo/review.html

Needs Debian's Chromium and Playwright (a development package). Not shipped, not run by the tests.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PICTURE = Path(__file__).parent / "images/review.png"


def main() -> None:
    """Write docs/images/review.png from the review named on the command line."""
    [review] = sys.argv[1:]
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=CHROMIUM,
            args=FLAGS,
            viewport={"width": 1200, "height": 1500},
            color_scheme="light",
        )
        page = browser.new_page()
        page.goto(Path(review).resolve().as_uri())
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
