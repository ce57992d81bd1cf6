"""The database is torn, full, of a newer version, or its writer is killed: it is said in words, and stays whole."""

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from centreline.kernel.errors import Stopped, WorkspaceInvalid

WRITES = """
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from centreline.web.site.serving import Server, open_django

open_django(Server(Path(sys.argv[1]), "127.0.0.1", 8400, 1))
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.kinds import body_of
from centreline.governance.step import Step
from centreline.web.records.store import DjangoState

state, lee = DjangoState(), Actor("lee", Role.LEADER, scope_for(Role.LEADER, name="lee"))
print("begun", flush=True)
for number in count():
    with state.one_step():
        said = body_of("comment", {"text": f"said {number}"})
        Step(state, lee, datetime.now(UTC), "say").make("comment", said, within="touchpoint:a", key=f"kill-{number}")
    print(number, flush=True)
"""
"""Writes comments as pages do, and says the number of each once it was acknowledged."""

WHOLE = """
import sys
from pathlib import Path

from centreline.web.site.serving import Server, open_django

open_django(Server(Path(sys.argv[1]), "127.0.0.1", 8400, 1))
from centreline.governance.trail import first_broken
from centreline.web.records.store import DjangoState

state = DjangoState()
print(first_broken(state.lines(), ends_with=state.end_of_trail()))
"""

READIES = """
import sys
from pathlib import Path

from centreline.web.site.serving import Server, open_django

open_django(Server(Path(sys.argv[1]), "127.0.0.1", 8400, 1))
from centreline.web.jobs.setting_up import ready_database

print("begun", flush=True)
ready_database()
print("ready", flush=True)
"""

COUNTED = """
SELECT (SELECT count(*) FROM records_entryrow WHERE key LIKE 'kill-%'),
       (SELECT count(*) FROM records_changerow WHERE key LIKE 'kill-%'),
       (SELECT count(*) FROM records_linerow WHERE key LIKE 'kill-%')
"""


def held(database: Path) -> set[int]:
    """Return the numbers of the comments a database holds, after it was looked through."""
    with sqlite3.connect(database) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        entries, versions, lines = opened.execute(COUNTED).fetchone()
        assert entries == versions == lines
        rows = opened.execute("SELECT key FROM records_entryrow WHERE key LIKE 'kill-%'").fetchall()
    opened.close()
    return {int(key.removeprefix("kill-")) for (key,) in rows}


@pytest.mark.parametrize("kills", [1, pytest.param(10, marks=pytest.mark.nightly)])
def test_what_was_acknowledged_survives_a_kill_readers_see_whole_steps_and_a_copy_taken_meanwhile_is_whole(
    kills: int, prepared: Path, tmp_path: Path
) -> None:
    moments, database, copy = random.Random(kills), tmp_path / "state.sqlite3", tmp_path / "copy.sqlite3"
    for name in ("centreline.yaml", "state.sqlite3"):
        shutil.copy(prepared / name, tmp_path / name)
    for _ in range(kills):
        database.with_name("state.sqlite3-wal").unlink(missing_ok=True)
        shutil.copy(prepared / "state.sqlite3", database)
        with subprocess.Popen([sys.executable, "-c", WRITES, tmp_path], stdout=subprocess.PIPE, text=True) as writes:
            assert writes.stdout is not None
            assert writes.stdout.readline() == "begun\n"
            acknowledged = [int(writes.stdout.readline()) for _ in range(10)]
            with sqlite3.connect(database) as reader, sqlite3.connect(copy) as target:
                reader.backup(target)
                until = time.monotonic() + 0.05 + 0.3 * moments.random()
                seen = []
                while time.monotonic() < until:
                    seen.append(reader.execute(COUNTED).fetchone())
            writes.kill()
            acknowledged += [int(line) for line in writes.stdout.read().splitlines()]
        reader.close()
        target.close()

        assert all(entries == versions == lines for entries, versions, lines in seen)
        assert held(copy) >= set(range(10))
        found = held(database)
        assert found >= set(acknowledged)
        assert len(found - set(acknowledged)) <= 1  # The last one may have been kept and not yet told.
    whole = subprocess.run([sys.executable, "-c", WHOLE, tmp_path], capture_output=True, text=True, check=True)
    assert whole.stdout == "None\n"


def tables(database: Path) -> set[str]:
    """Return the tables of a database, without the one that says which versions it was brought to."""
    with sqlite3.connect(database) as opened:
        rows = opened.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    opened.close()
    return {name for (name,) in rows} - {"django_migrations", "sqlite_sequence", "cache"}


@pytest.mark.parametrize("kills", [1, pytest.param(10, marks=pytest.mark.nightly)])
def test_a_database_whose_making_was_killed_has_all_tables_or_none_and_the_next_start_ends_it(
    kills: int, prepared: Path, tmp_path: Path
) -> None:
    moments, every_table = random.Random(kills), tables(prepared / "state.sqlite3")
    shutil.copy(prepared / "centreline.yaml", tmp_path / "centreline.yaml")
    command = [sys.executable, "-c", READIES, tmp_path]
    for _ in range(kills):
        for file in tmp_path.glob("state.sqlite3*"):
            file.unlink()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as readies:
            assert readies.stdout is not None
            assert readies.stdout.readline() == "begun\n"
            time.sleep(0.6 * moments.random())
            readies.kill()
        assert tables(tmp_path / "state.sqlite3") in (set(), every_table)

    subprocess.run(command, check=True, capture_output=True)

    assert tables(tmp_path / "state.sqlite3") == every_table
    assert held(tmp_path / "state.sqlite3") == set()


@pytest.fixture
def another(centre: Path, django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Path]:
    """Yield a copy of the database that the program uses meanwhile: spoil it, then open it."""
    from django.db import connection

    copy = tmp_path / "state.sqlite3"
    with sqlite3.connect(centre / "state.sqlite3") as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = copy
    with django_db_blocker.unblock():
        yield copy
    connection.close()
    connection.settings_dict["NAME"] = before


def refused() -> Stopped:
    from centreline.web.jobs.setting_up import ready_database

    with pytest.raises(Stopped) as stopped:
        ready_database()
    return stopped.value


def cut_short(database: Path) -> None:
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])


def garbled(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[20_000:60_000] = b"\xff" * 40_000
    database.write_bytes(content)


@pytest.mark.parametrize("spoil", [cut_short, garbled, lambda database: database.write_bytes(b"not a database" * 500)])
def test_a_torn_database_is_named_with_a_way_to_mend_it_and_not_touched(
    another: Path, spoil: Callable[[Path], Any]
) -> None:
    spoil(another)
    torn = another.read_bytes()

    reason = refused()

    assert isinstance(reason, WorkspaceInvalid)
    assert reason.what.startswith("the database cannot be read: ")
    assert reason.where == str(another)
    assert "from a copy" in reason.fix
    assert another.read_bytes() == torn


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(another: Path) -> None:
    with sqlite3.connect(another) as opened:
        opened.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('records', '9999_later', '2030-01-01')"
        )
    opened.close()

    reason = refused()

    assert isinstance(reason, WorkspaceInvalid)
    assert "written by a newer version of this program: it is at '9999_later', and Centreline" in reason.what
    assert "install the newer version" in reason.fix


def test_a_database_that_is_whole_is_brought_up_to_date_without_a_word(another: Path) -> None:
    from centreline.web.jobs.setting_up import ready_database

    ready_database()

    assert held(another) == set()


FILLED = "PRAGMA max_page_count = {pages}"
READ_ONLY = "PRAGMA query_only = ON"


@pytest.mark.parametrize(("disk", "status", "says"), [(READ_ONLY, 503, "may only be read"), (FILLED, 507, "is full")])
def test_what_cannot_be_written_is_said_with_what_to_do_and_pages_are_read_meanwhile(
    another: Path, disk: str, status: int, says: str
) -> None:
    from django.db import connection

    from centreline.web.records.models import Person

    lee, words = Client(headers={"host": "localhost"}), {"on": "2026-03-02", "text": "A launch. " * 50}
    lee.force_login(Person.objects.get(username="lee"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert lee.get("/metrics/service_level/").status_code == 200
    with connection.cursor() as cursor:
        [pages] = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(disk.format(pages=pages))

    wrote = [lee.post("/metrics/service_level/annotate/", words) for _ in range(4)][-1]
    asked = lee.post("/metrics/service_level/annotate/", words, headers={"accept": "application/json"})
    read = {address: lee.get(address).status_code for address in ("/", "/metrics/service_level/", "/findings/")}

    assert (wrote.status_code, says in wrote.content.decode()) == (status, True), wrote.content
    assert (asked.status_code, set(asked.json())) == (status, {"what", "where", "fix"})
    assert set(read.values()) == {200}
    assert held(another) == set()
