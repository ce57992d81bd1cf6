"""`centreline token`: the tokens of somebody, made and ended where there is no browser."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from centreline.cli import main

pytestmark = pytest.mark.django_db
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def token(centre: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `centreline token` in the served folder, and return exit code, output and errors."""
    for name in ("CENTRELINE_WORKSPACE", "CENTRELINE_PLAIN_HTTP", "CENTRELINE_STREAMS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "160")

    def run(verb: str, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["centreline", "token", verb, "-w", str(centre), *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        return (int(left.value.code or 0), *capsys.readouterr())

    return run


def me(secret: str) -> Any:
    return Client().get("/api/v1/me", headers={"host": "localhost", "authorization": f"Bearer {secret}"})


def test_a_token_is_made_listed_used_and_ended(token: Run) -> None:
    from centreline.web.records.store import DjangoState

    code, out, _ = token("make", "weekly report", "--for", "kim", "--may", "see_map", "--days", "30")
    assert code == 0
    secret = out.split()[-1]
    assert me(secret).json()["permissions"] == ["see_map"]
    assert me(secret).json()["partner"] == "kestrel"

    code, out, _ = token("list", "--for", "kim", "--format", "json")
    [listed] = json.loads(out)["tokens"]
    assert (code, listed["name"], listed["may"], listed["state"]) == (0, "weekly report", ["see_map"], "works")
    assert secret not in out

    assert token("end", "weekly report", "--for", "kim")[0] == 0
    assert me(secret).status_code == 401
    assert "taken back" in token("list", "--for", "kim")[1]
    lines = [line for line in DjangoState().lines() if line.kind == "token"]
    assert [(line.act, line.by, line.address) for line in lines] == [
        ("make_token", "kim", "the command line"),
        ("revoke_token", "kim", "the command line"),
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("make", "r", "--for", "kim", "--may", "manage_people"), "a token cannot be given manage_people"),
        (("make", "r", "--for", "nobody-here", "--may", "see_map"), "nobody may sign in as 'nobody-here'"),
        (("make", "r", "--for", "kim", "--may", "see_map", "--days", "400"), "a token cannot last 400 days"),
        (("end", "r", "--for", "kim"), "no token 'r' of kim works"),
    ],
)
def test_what_cannot_be_says_why(token: Run, arguments: tuple[str, ...], says: str) -> None:
    code, _, errors = token(*arguments)

    assert code == 2
    assert says in " ".join(errors.split())


def test_a_workspace_that_was_never_served_has_nobody(token: Run, tmp_path: Path) -> None:
    code, _, errors = token("list", "--for", "kim", "--workspace", str(tmp_path))

    assert code == 2
    assert "never served" in errors
