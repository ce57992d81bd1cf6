"""What tests of several folders share: one browser, since a second in a process is refused, and one made-up centre."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("nightly", max_examples=1_000, deadline=None)
"""For `make nightly`: ten times as many examples wherever a test does not name how many."""
settings.register_profile("here", deadline=None)
"""For `make test`: a machine that does much else is slow, and that is no fault; CI has a profile of its own."""
if settings.get_current_profile_name() == "default":
    settings.load_profile("here")

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

    # Playwright keeps a loop running in this thread until the end: Django would take every later test for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CLOSED_NETWORK)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Return what makes a folder once for all processes of the tests, since that is dear: `made_once(name, make)`."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base

    def made(name: str, make: Callable[[Path], None]) -> Path:
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # of several processes one makes it, the others wait
            if not (shared / f"{name}.done").exists():
                make(shared / name)
                (shared / f"{name}.done").touch()
        return shared / name

    return made


@pytest.fixture(scope="session")
def made_up(made_once: Callable[..., Path]) -> dict[str, Any]:
    """What `centreline demo --format json` said."""

    def make(folder: Path) -> None:
        centreline = Path(sys.executable).with_name("centreline")
        command = [centreline, "demo", folder, "--contacts", "4000", "--format", "json"]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=600)
        folder.with_suffix(".json").write_text(done.stdout, encoding="utf-8")

    said = made_once("made-up", make).with_suffix(".json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(said)
    return document


@pytest.fixture(scope="session")
def demo(made_up: dict[str, Any]) -> Path:
    """A small made-up centre with every fault planted; tests read it and leave it as it is."""
    return Path(made_up["workspace"])
