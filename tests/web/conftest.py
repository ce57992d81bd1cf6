"""A made-up centre, served: made once, copied for each process of the tests; people for every role; and a browser.

Where `CENTRELINE_TEST_CENTRE` names a folder that `tests/web/prepare.py` wrote, that one is copied.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

PASSWORD = "a long sentence nobody guesses"

NAMES = {
    "executive": "evelyn",
    "leader": "lee",
    "workforce": "wanda",
    "quality": "quinn",
    "supervisor": "sasha",
    "agent": "ada",
    "kestrel": "kim",
    "vistula": "viktor",
    "people_lead": "hana",
    "finance": "finn",
    "data_owner": "dara",
    "administrator": "admin",
    "auditor": "otto",
}
"""Who signs in for each role; the two partner managers by their partners."""


@pytest.fixture
def password() -> str:
    """Return the password of everybody."""
    return PASSWORD


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the centre as `prepare.py` wrote it; never touched by a test."""
    if (named := os.environ.get("CENTRELINE_TEST_CENTRE")) and (Path(named) / "state.sqlite3").exists():
        return Path(named)
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "prepared"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of several processes one writes it, the others wait
        if not (shared / "prepared.done").exists():
            script = Path(__file__).with_name("prepare.py")
            subprocess.run([sys.executable, script, folder], check=True, timeout=600)
            (shared / "prepared.done").touch()
    return folder


@pytest.fixture(scope="session")
def centre(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder the site serves to the tests of this process: a copy of the prepared one."""
    from django.conf import settings

    folder = tmp_path_factory.mktemp("served") / "centre"
    shutil.copytree(prepared, folder)
    before, settings.SITE_WORKSPACE = settings.SITE_WORKSPACE, folder
    yield folder
    settings.SITE_WORKSPACE = before


@pytest.fixture(scope="session")
def django_db_setup(centre: Path, django_db_blocker: Any) -> Iterator[None]:
    """Use the prepared database as it is, instead of making an empty one; each test is rolled back."""
    from django.db import connections

    connection = connections["default"]
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = centre / "state.sqlite3"
    with django_db_blocker.unblock():
        connection.ensure_connection()
        _bring_up_to_date()
    yield
    connection.close()
    connection.settings_dict["NAME"] = before


def _bring_up_to_date() -> None:
    """Make the tables that the prepared database lacks, where it was prepared before they were needed."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


@pytest.fixture
def client_as(db: None) -> Callable[[str], Client]:
    """Return a client that is signed in as somebody of a role, or of a partner: `client_as("leader")`."""
    from centreline.web.records.models import Person

    def signed_in(role: str) -> Client:
        client = Client(headers={"host": "localhost"})
        client.force_login(
            Person.objects.get(username=NAMES[role]), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return signed_in


@pytest.fixture(scope="session")
def served(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the copy of the centre that `running` serves."""
    folder = tmp_path_factory.mktemp("running") / "centre"
    shutil.copytree(prepared, folder)
    return folder


@pytest.fixture(scope="session")
def running(served: Path) -> Iterator[str]:
    """Serve a copy of the centre as `centreline serve` does, and return its address."""
    folder = served
    subprocess.run([sys.executable, Path(__file__).with_name("pseudo.py"), folder / "languages"], check=True)
    port = _free_port()
    environment = os.environ | {"CENTRELINE_TRANSLATIONS": str(folder / "languages")}
    command = [Path(sys.executable).with_name("centreline"), "serve", folder, "--port", str(port), "--workers", "1"]
    with (folder.parent / "server.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, server=server, log=folder.parent / "server.log")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(address: str, *, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1_800):  # three minutes: a machine that does much else starts slowly
        try:
            urllib.request.urlopen(f"{address}/accounts/login/", timeout=2)
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not come up:\n{log.read_text(encoding='utf-8', errors='replace')}")


@pytest.fixture(scope="session")
def signed_in_states(chromium: Any, running: str) -> dict[str, Any]:
    """Return what the browser keeps of each sign-in, so that nobody signs in twice."""
    return {}


@pytest.fixture
def page_as(chromium: Any, running: str, signed_in_states: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    """Return a page of a real server in which somebody has signed in: `page_as("agent", width=390)`.

    The centre behind it is shared by all browser tests of a process: a test makes what it changes.
    """
    contexts = []

    def opened(role: str, *, width: int = 1440, height: int = 900, **options: Any) -> Any:
        if role not in signed_in_states:
            signed_in_states[role] = _signed_in(chromium, running, NAMES[role])
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            base_url=running,
            storage_state=signed_in_states[role],
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield opened
    for context in contexts:
        context.close()


def _signed_in(chromium: Any, address: str, name: str) -> Any:
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("form[action*='login'] button[type=submit], main form button").first.click()
    page.wait_for_url(lambda url: url in (f"{address}/", f"{address}/my-day/"))
    state = context.storage_state()
    context.close()
    return state
