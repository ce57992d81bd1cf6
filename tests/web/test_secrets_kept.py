"""Passwords, tokens and the secrets of a workspace stand in nothing that it makes: no log, page, export or copy."""

import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from walking import listed

pytestmark = pytest.mark.django_db
GUESSED = "canary-guessed-zqheron"
FOR_THE_PROGRAM_ALONE = {"secret.key", ".web-secret"}


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Return all that is logged, by whoever, down to the smallest."""
    loggers = [logging.getLogger(name) for name in ("django", "allauth", "centreline")]
    before = [one.level for one in loggers]
    caplog.set_level(logging.DEBUG)
    for one in loggers:
        one.addHandler(caplog.handler)
        one.setLevel(logging.DEBUG)
    yield caplog
    for one, level in zip(loggers, before, strict=True):
        one.removeHandler(caplog.handler)
        one.setLevel(level)


def works_with_secrets(password: str, administrator: Client) -> Iterator[str]:
    """Do everything a secret is part of, well and badly, and yield each secret with what it was answered last."""
    cache.clear()
    finn = Client(headers={"host": "localhost"}, raise_request_exception=False)
    for given in (GUESSED, password):
        finn.post("/accounts/login/", {"login": "finn", "password": given})
    made = finn.post("/account/tokens/", {"name": "weekly", "days": "30", "scopes": ["see_map"]}).content.decode()
    [token] = re.findall(r"clt_[\w-]{43}", made)
    reset = administrator.post("/people/one/ada/password/").content.decode()
    [first] = re.findall(r"<code>((?:[a-z0-9]{5}-){3}[a-z0-9]{5})</code>", reset)
    program = Client(headers={"host": "localhost", "authorization": f"Bearer {token}"}, raise_request_exception=False)
    for address in ("/api/v1/me", "/api/v1/trail", "/api/v1/nowhere"):
        program.get(address)
    program.post("/api/v1/drafts", data="{", content_type="application/json")
    Client(headers={"host": "localhost", "authorization": f"Bearer {token}x"}).get("/api/v1/me")
    finn.post("/accounts/password/change/", {"oldpassword": GUESSED, "password1": GUESSED, "password2": "other"})
    yield from (GUESSED, password, token, first)


def places(logged: pytest.LogCaptureFixture, folder: Path, readers: list[Client]) -> Iterator[tuple[str, str]]:
    """Yield everything that is kept, shown or handed out, by the name of the place."""
    yield "the log", "\n".join(f"{one.getMessage()} {one.exc_text} {vars(one)}" for one in logged.records)
    yield "a copy of the database", "\n".join(connection.connection.iterdump())
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name not in FOR_THE_PROGRAM_ALONE and not file.name.startswith("state.sqlite3"):
            yield str(file.relative_to(folder)), file.read_bytes().decode("utf-8", "replace")
    shown = ["/account/", "/people/", "/people/one/ada/", "/trail/", "/api/v1/me", "/api/v1/people", "/api/v1/trail",
             *(f"{one}?format=csv" for one in listed() if one.endswith("rows"))]  # fmt: skip
    for reader in readers:
        for address in shown:
            answer: Any = reader.get(address)
            written = b"".join(answer.streaming_content if answer.streaming else [answer.content])
            yield address, f"{written.decode('utf-8', 'replace')} {dict(answer.items())}"


def test_no_secret_stands_in_a_log_a_page_an_export_or_a_copy_of_anything(
    client_as: Callable[[str], Client], password: str, centre: Path, logged: pytest.LogCaptureFixture
) -> None:
    administrator, lee = client_as("administrator"), client_as("leader")

    secrets = [*works_with_secrets(password, administrator)]
    secrets += [(centre / name).read_text("ascii").strip() for name in FOR_THE_PROGRAM_ALONE]
    held = dict(places(logged, centre, [administrator, lee]))

    assert len(held) > 40
    assert "Forbidden" in held["the log"] or "Unauthorized" in held["the log"], "what went wrong was logged"
    assert [(name, secret[:6]) for name, text in held.items() for secret in secrets if secret in text] == []
