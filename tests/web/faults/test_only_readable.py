"""A centre in a folder nobody may write to: it starts, every page says that it can only be read, and is read."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from centreline.actions.workspace import FolderWorkspace
from centreline.journeys.conversations import conversation_of, sampled_conversations

SERVED = """
import ctypes, json, os, sys
from pathlib import Path

from django.test import Client

from centreline.web.site.serving import Server, open_django

folder = Path(sys.argv[1])
open_django(Server(folder, "127.0.0.1", 8400, 1))
from django.conf import settings
from django.db import connection

from centreline.web.frame.session_cookie import cookie_of
from centreline.web.jobs.setting_up import ready_database
from centreline.web.records.models import Person
from centreline.web.site.environment import database_of, environment_of

ready_database()
lee = Client(headers={"host": "localhost"}, raise_request_exception=False)
lee.force_login(Person.objects.get(username="lee"), backend="allauth.account.auth_backends.AuthenticationBackend")
kept = lee.cookies[settings.SESSION_COOKIE_NAME]
lee.cookies[settings.SESSION_COOKIE_NAME] = cookie_of(kept.value)  # Django's client signs none.
connection.close()
for path in [*folder.rglob("*"), folder]:
    path.chmod(path.stat().st_mode & ~0o222 | 0o444)
if os.geteuid() == 0:  # Root may write anywhere, until it gives that up for good.
    head, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(head, sets) == 0
assert not os.access(folder / "state.sqlite3", os.W_OK)
connection.settings_dict["NAME"] = database_of(environment_of(os.environ))["NAME"]

ready_database()
words = {"on": "2026-03-02", "text": "A launch & a sale", "once": "a token"}
note = lee.post("/metrics/service_level/annotate/", words)
key = {"login": "lee", "password": "a long sentence nobody guesses"}
signing_in = Client(headers={"host": "localhost"}, raise_request_exception=False).post("/accounts/login/", key)
answers = [("note", note), ("signing in", signing_in)]
answers += [(address, lee.get(address)) for address in sys.argv[2:]]
print(json.dumps({name: [one.status_code, one.content.decode()] for name, one in answers}))
"""
"""Has lee sign in, takes the right to write away, and serves pages as a server does that is begun then."""

PAGES = ("/", "/review/", "/findings/", "/metrics/service_level/")
BANNER = "This centre can only be read now."


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Iterator[Path]:
    """Yield a copy of the centre; the right to write into it is given back afterwards, so that it can be deleted."""
    place = Path(shutil.copytree(prepared, tmp_path / "centre"))
    yield place
    for path in [place, *place.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o700)


def conversation(place: Path) -> tuple[str, str]:
    """Return the address of a conversation of the centre, and the first words of it."""
    held = FolderWorkspace(place)
    one = next(each for each in held.blueprint.touchpoints if each.recognised_by)
    evidence, told = held.evidence_or_stop(), one.recognised_by
    assert told is not None
    found = sampled_conversations(evidence, told)
    assert found is not None
    chosen = found.reasons[0].chosen[0]
    said = conversation_of(evidence, told, source=chosen.source, contact_id=chosen.contact_id)
    assert said is not None
    asked = f"?source={chosen.source}&contact={chosen.contact_id}"
    return f"/touchpoints/{one.id}/conversation/{asked}", said.turns[0].text


def test_a_folder_that_can_only_be_read_is_served_and_says_so_and_gives_back_what_was_typed(folder: Path) -> None:
    spoken, first_words = conversation(folder)
    command = [sys.executable, "-c", SERVED, folder, *PAGES, spoken]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    status, note = answers.pop("note")
    assert status == 503, note or done.stderr[-2_000:]
    assert "may only be read" in note
    assert '<input type="hidden" name="text" value="A launch &amp; a sale">' in note
    assert "<dd>A launch &amp; a sale</dd>" in note
    status, signing_in = answers.pop("signing in")
    assert status == 503
    assert "may only be read" in signing_in
    assert "a long sentence" not in signing_in
    # Nobody reads what was said while no line of the trail can be written about it.
    status, reading = answers.pop(spoken)
    assert status == 503
    assert first_words not in reading
    assert {name: status for name, (status, _) in answers.items()} == dict.fromkeys(answers, 200), done.stderr[-3_000:]
    assert all(BANNER in text for _, text in answers.values())
