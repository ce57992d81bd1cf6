"""Every command that opens the database refuses one that is torn or that a newer version wrote, and leaves it alone."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from centreline import __version__

CENTRELINE = Path(sys.executable).with_name("centreline")


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    """Return a workspace of its own with the database of the centre, and no records."""
    place = tmp_path / "centre"
    place.mkdir()
    shutil.copy(prepared / "centreline.yaml", place)
    shutil.copytree(prepared / "blueprint", place / "blueprint")
    with (
        closing(sqlite3.connect(prepared / "state.sqlite3")) as source,
        closing(sqlite3.connect(place / "state.sqlite3")) as target,
    ):
        source.backup(target)
    return place


def said_by(folder: Path, command: str) -> tuple[int, str]:
    """Return the exit code of a command, and what it says in one line."""
    done = subprocess.run(
        [CENTRELINE, *command.split()], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize(("command", "kept"), [("serve .", 0), ("token list --for lee", 200_000)])
def test_a_torn_database_is_refused_without_a_trace(command: str, kept: int, folder: Path) -> None:
    file = folder / "state.sqlite3"
    torn = bytes(min(kept, 4_096)) + file.read_bytes()[4_096:kept]
    file.write_bytes(torn)

    code, said = said_by(folder, command)

    assert code == 2, said
    assert "the database cannot be read" in said
    assert "“Bring a copy back”" in said
    assert "Traceback" not in said
    assert file.read_bytes() == torn


@pytest.mark.parametrize("command", ["trail verify", "measure contacts_offered"])
def test_what_a_newer_version_wrote_is_refused_and_both_versions_are_named(command: str, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "state.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('records', '0999_next_year', '2030-01-01')"
        )

    code, said = said_by(folder, command)

    assert code == 2, said
    assert "it is at '0999_next_year', and Centreline" in said
    assert f"{__version__} knows it up to '0003_sightings'" in said
    assert "Traceback" not in said
