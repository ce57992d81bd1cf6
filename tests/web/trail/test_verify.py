"""A trail in which one byte was changed is found, wherever the byte stands."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from centreline.governance.trail import Broken
from centreline.web.records.whole import broken_line

NAMES = ["at", "by", "acting_for", "act", "kind", "key", "says", "before", "after", "request", "address", "hash",
         "previous"]  # fmt: skip


def another(value: Any) -> str:
    """Return a text whose last letter or digit is another one; one where there was none."""
    text = "" if value is None else str(value)
    places = [place for place, letter in enumerate(text) if letter.isalnum()]
    if not places:
        return "0"
    last = places[-1]
    return text[:last] + ("1" if text[last] == "0" else "0") + text[last + 1 :]


def verified(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [Path(sys.executable).with_name("centreline"), "trail", "verify", "--workspace", folder]
    own = {name: value for name, value in os.environ.items() if name not in {"CENTRELINE_WORKSPACE", "DATABASE_URL"}}
    own.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=own)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_character_changed_in_any_field_is_found_at_its_line(name: str) -> None:
    from django.db import connection

    assert broken_line() is None
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT number, "{name}" FROM records_linerow ORDER BY number LIMIT 1')
        number, value = cursor.fetchone()
        cursor.execute(
            f'UPDATE records_linerow SET "{name}" = %s WHERE number = %s',
            [another(value), number],
        )

    broken = broken_line()

    assert broken is not None
    assert broken.number == number


@pytest.mark.django_db
def test_a_line_cut_off_at_the_end_is_found() -> None:
    from centreline.web.records.models import LineRow

    last = LineRow.objects.order_by("-number")[0].number
    LineRow.objects.filter(number=last).delete()

    broken = broken_line()

    assert broken is not None
    assert broken.number == last


@pytest.mark.django_db
def test_a_line_that_cannot_be_read_any_more_is_found_and_no_fault_of_the_program() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_linerow SET at = 'no day' WHERE number = 3")

    assert broken_line() == Broken(3, "it cannot be read any more")


def test_one_changed_byte_in_the_file_is_found_by_the_command(prepared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    shutil.copytree(prepared, folder, ignore=shutil.ignore_patterns("evidence"))
    file = folder / "state.sqlite3"
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        written = database.execute("SELECT hash FROM records_linerow ORDER BY number LIMIT 1").fetchone()[0]
    database.close()
    whole = verified(folder)

    content = bytearray(file.read_bytes())
    place = content.index(written.encode())  # in line 1, or in line 2 which names it
    content[place] = ord("1") if content[place] == ord("0") else ord("0")
    file.write_bytes(content)
    broken = verified(folder)

    assert (whole.returncode, "The trail is whole" in whole.stdout) == (0, True), whole.stderr
    assert broken.returncode == 1, broken.stderr
    assert re.search(r"The trail is broken at line [12]: it", broken.stdout)


def test_a_workspace_that_was_never_served_says_so(tmp_path: Path) -> None:
    subprocess.run([Path(sys.executable).with_name("centreline"), "init", tmp_path / "new"], check=True, timeout=60)

    done = verified(tmp_path / "new")

    assert done.returncode == 2
    assert "this workspace has no trail" in done.stderr


def test_somebody_is_added_from_the_command_line_and_stands_in_the_trail(tmp_path: Path) -> None:
    program, folder = Path(sys.executable).with_name("centreline"), tmp_path / "new"
    subprocess.run([program, "init", folder], check=True, timeout=60)
    own = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    add = [program, "people", "add", "zoe", "--role", "leader", "--workspace", folder]

    done = subprocess.run(add, capture_output=True, text=True, timeout=120, check=False, env=own)
    again = subprocess.run(add, capture_output=True, text=True, timeout=120, check=False, env=own)

    assert done.returncode == 0, done.stderr
    secret = done.stdout.split()[-1]
    assert len(secret) == 23
    assert (again.returncode, "somebody is called 'zoe' already" in again.stderr) == (2, True)
    with sqlite3.connect(folder / "state.sqlite3") as database:
        lines = database.execute('SELECT "by", act, "key", says FROM records_linerow').fetchall()
        kept = database.execute("SELECT password FROM records_person").fetchall()
    database.close()
    assert lines == [("the command line", "add_person", "zoe", "added as leader")]
    assert secret not in str(kept)
