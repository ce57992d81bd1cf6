"""The command line as a person meets it: arguments in; exit code, output and errors out."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from centreline.cli import main


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
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made-up centre with every fault planted; tests read it and leave it as it is."""
    folder = tmp_path_factory.mktemp("made-up") / "demo"
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as left:
        patch.setattr(sys, "argv", ["centreline", "demo", str(folder), "--contacts", "4000"])
        main()
    assert not left.value.code
    return folder
