"""Take the pictures of the documentation: a review as a file, and the main screens in the browser.

    .venv/bin/python docs/screenshot.py

Makes up a centre of its own, serves it, and writes docs/images/*.png. Needs Debian's Chromium and Playwright (a
development package). Not shipped, not run by the tests.
"""

import contextlib
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs/images"
CENTRELINE = str(Path(sys.executable).with_name("centreline"))
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PORT = 8497
SCREENS = {
    "operating-review": ("lee", "/review/"),
    "journey-board": ("lee", "/map/journeys/join-and-move/"),
    "findings": ("lee", "/findings/"),
    "metric": ("lee", "/metrics/service_level/"),
}
"""Name of the picture, who looks, and at what."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a centre, and give its address once it answers."""
    server = subprocess.Popen([CENTRELINE, "serve", str(folder), "--port", str(PORT)], stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", PORT), timeout=1):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{PORT}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def signed_in(browser: Any, address: str, name: str, password: str) -> Any:
    """Return a page in which somebody has signed in."""
    page = browser.new_context(
        viewport={"width": 1440, "height": 900}, base_url=address, color_scheme="light", reduced_motion="reduce"
    ).new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    return page


def made_up(centre: Path) -> str:
    """Make up a centre with people, and return their password."""
    command = [CENTRELINE, "demo", str(centre), "--people"]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return str(re.findall(r"with the password (\S+)", told)[0])


def wait_until_looked(page: Any) -> None:
    """Wait until what was found at the centre stands in the register."""
    while not page.locator("#findings").count():
        time.sleep(2)
        page.goto("/findings/")


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        centre = Path(temporary) / "demo"
        password = made_up(centre)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        review = browser.new_page(viewport={"width": 1200, "height": 1500}, color_scheme="light")
        review.goto((centre / "review.html").as_uri())
        review.screenshot(path=IMAGES / "review.png")
        with served(centre) as address:
            people = {name: signed_in(browser, address, name, password) for name, _ in SCREENS.values()}
            wait_until_looked(people["lee"])
            for picture, (name, screen) in SCREENS.items():
                people[name].goto(screen)
                people[name].wait_for_load_state("networkidle")
                people[name].screenshot(path=IMAGES / f"{picture}.png")
        browser.close()


if __name__ == "__main__":
    main()
