"""A made-up centre, served: made once, copied for each process of the tests; people for every role; and a browser.

Where `CENTRELINE_TEST_CENTRE` names a folder that `tests/web/prepare.py` wrote, that one is copied.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from pseudo import LANGUAGE, write_language
from serving_it import serving

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
def prepared(made_once: Callable[..., Path]) -> Path:
    """Return the centre as `prepare.py` wrote it; never touched by a test."""
    if (named := os.environ.get("CENTRELINE_TEST_CENTRE")) and (Path(named) / "state.sqlite3").exists():
        return Path(named)
    return made_once("prepared", lambda folder: _run("prepare.py", folder))


@pytest.fixture(scope="session")
def planted_centre(made_once: Callable[..., Path], prepared: Path) -> Path:
    """Return a copy of the centre into whose forms `planting.py` wrote what is hostile; never touched by a test."""

    def make(folder: Path) -> None:
        shutil.copytree(prepared, folder)
        _run("planting.py", folder)

    return made_once("planted", make)


@pytest.fixture(scope="session")
def planted(planted_centre: Path) -> dict[str, Any]:
    """Return what became of what was written, form by form, and which pages there are to see for whom."""
    return dict(json.loads((planted_centre / "planted.json").read_text(encoding="utf-8")))


def _run(script: str, folder: Path) -> None:
    command = [sys.executable, Path(__file__).with_name(script), folder]
    subprocess.run(command, check=True, timeout=600, stderr=subprocess.DEVNULL)


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


@pytest.fixture(scope="session")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a language that nobody speaks."""
    folder = tmp_path_factory.mktemp("languages")
    write_language(folder)
    return folder


@pytest.fixture
def spoken_here(languages: Path) -> Iterator[None]:
    """Offer the language that nobody speaks."""
    offered = [("en-gb", "English"), (LANGUAGE, "العربيّة")]
    with override_settings(LOCALE_PATHS=[languages], LANGUAGES=offered):
        yield


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
    with serving(served) as address:
        yield address


@pytest.fixture(scope="session")
def signed_in_states(chromium: Any) -> dict[tuple[str, str], Any]:
    """Return what the browser keeps of each sign-in at each server, so that nobody signs in twice."""
    return {}


@pytest.fixture
def page_as(chromium: Any, running: str, signed_in_states: dict[tuple[str, str], Any]) -> Iterator[Callable[..., Any]]:
    """Return a page of a real server in which somebody has signed in: `page_as("agent", width=390)`.

    The centre behind it is shared by all browser tests of a process: a test makes what it changes.
    """
    contexts = []

    def opened(role: str, *, width: int = 1440, height: int = 900, **options: Any) -> Any:
        if (running, role) not in signed_in_states:
            signed_in_states[running, role] = _signed_in(chromium, running, NAMES[role])
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            base_url=running,
            storage_state=signed_in_states[running, role],
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
