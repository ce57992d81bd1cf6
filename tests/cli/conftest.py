"""The command line as a person meets it: arguments in; exit code, output and errors out."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from centreline.cli import main

CALLS = """\
call;came;waited;talked;how;who
1;2026-01-05 09:00:00;5;100;answered;ann
2;2026-01-05 09:05:00;70;0;left;
3;2026-01-05 10:00:00;15;200;answered;ben
4;2026-01-06 10:00:00;oops;200;answered;ben
"""
MAPPING = """\
mapping: calls
version: 1
table: contact
zone: Europe/Madrid
constants: {source: switch, channel: voice}
columns:
  contact_id: call
  offered_at: {from: came, format: "%Y-%m-%d %H:%M:%S"}
  wait_ms: {from: waited, unit: s}
  talk_ms: {from: talked, unit: s}
  outcome: {from: how, values: {answered: handled, left: abandoned}}
  agent: who
"""


@dataclass(frozen=True)
class Begun:
    """A workspace somebody has begun: its folder, a file of calls beside it, and the mapping that reads them."""

    place: Path
    calls: Path
    mapping: Path


@dataclass(frozen=True)
class Said:
    """What one run said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    @property
    def plain(self) -> str:
        """The output with its lines joined: where a sentence is broken depends on the terminal's width."""
        return " ".join(self.out.split())


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `centreline` with these arguments in this process."""
    monkeypatch.setenv("COLUMNS", "160")

    def running(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["centreline", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Said(int(left.value.code or 0), said.out, said.err)

    return running


@pytest.fixture(scope="session")
def begun_once(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """What `begun` copies."""
    begun = _below(tmp_path_factory.mktemp("begun"))
    _typed("init", begun.place, "--name", "A centre", "--zone", "Europe/Madrid")
    begun.mapping.write_text(MAPPING, encoding="utf-8")
    begun.calls.write_text(CALLS, encoding="utf-8")
    return begun


@pytest.fixture(scope="session")
def brought_once(begun_once: Begun, tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """What `brought` copies."""
    brought = _copied(begun_once, tmp_path_factory.mktemp("brought"))
    _typed("ingest", "contact", brought.calls, "-m", "calls", "-w", brought.place)
    return brought


@pytest.fixture
def begun(begun_once: Begun, tmp_path: Path) -> Begun:
    """A new workspace with a mapping and a file to bring; nothing has been brought."""
    return _copied(begun_once, tmp_path)


@pytest.fixture
def brought(brought_once: Begun, tmp_path: Path) -> Begun:
    """The same workspace after its file has been brought."""
    return _copied(brought_once, tmp_path)


def _below(folder: Path) -> Begun:
    place = folder / "place"
    return Begun(place, folder / "calls.csv", place / "mappings" / "calls.yaml")


def _copied(begun: Begun, folder: Path) -> Begun:
    shutil.copytree(begun.place.parent, folder, dirs_exist_ok=True)
    return _below(folder)


def _typed(*arguments: object) -> Said:
    """Run a command that has to succeed, where no test has begun yet."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["centreline", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
    assert not left.value.code, err.getvalue()
    return Said(0, out.getvalue(), err.getvalue())
