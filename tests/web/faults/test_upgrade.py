"""kill -9 at any statement while an older database is brought to this version: it is old or new, and then new."""

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

BROUGHT = """
import os, signal, sys
from itertools import count
from pathlib import Path

from centreline.web.site.serving import Server, open_django

open_django(Server(Path(sys.argv[1]), "127.0.0.1", 8400, 1))
from django.core.management import call_command
from django.db import connection

from centreline.web.jobs.setting_up import ready_database

statements, last = count(), int(sys.argv[2])

def asked(execute, *given):
    if next(statements) == last:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(*given)

if last >= 0:
    call_command("migrate", "records", "0001", interactive=False, verbosity=0)
with connection.execute_wrapper(asked):
    ready_database()
print(next(statements))
"""
"""Takes a database back to an earlier version, brings it to this one, and is killed before a statement of that."""

MOST_STATEMENTS = 60


def brought(folder: Path, *, killed_at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BROUGHT, str(folder), str(killed_at)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def version_of(file: Path) -> tuple[set[str], bool, int]:
    """Return the versions a database says it was brought to, whether its newest table is there, and its trail."""
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        applied = opened.execute("SELECT name FROM django_migrations WHERE app = 'records'").fetchall()
        newest = opened.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'records_sightingrow'").fetchone()
        lines = opened.execute("SELECT count(*) FROM records_linerow").fetchone()
    return {name for (name,) in applied}, bool(newest[0]), lines[0]


@pytest.mark.parametrize("kills", [1, pytest.param(5, marks=pytest.mark.nightly)])
def test_an_older_database_that_is_brought_up_is_old_or_new_whenever_it_is_killed_and_new_after_a_restart(
    kills: int, prepared: Path, tmp_path: Path
) -> None:
    seed = random.randrange(2**32)
    sys.stderr.write(f"seed {seed}\n")
    moments, file = random.Random(seed), tmp_path / "state.sqlite3"
    for name in ("centreline.yaml", "state.sqlite3"):
        shutil.copy(prepared / name, tmp_path / name)
    assert brought(tmp_path, killed_at=-1).returncode == 0
    now = version_of(file)
    for _ in range(kills):
        killed = brought(tmp_path, killed_at=moments.randrange(MOST_STATEMENTS))

        assert killed.returncode in (-9, 0), killed.stderr
        assert version_of(file) in (({"0001_initial"}, False, now[2]), now)
        again = brought(tmp_path, killed_at=-1)
        assert again.returncode == 0, again.stderr
        assert version_of(file) == now
