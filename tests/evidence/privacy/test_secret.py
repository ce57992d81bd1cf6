"""The workspace's secret: made once, readable by its owner alone, never shown."""

import os
from pathlib import Path

import pytest

from centreline.evidence.privacy.secret import VARIABLE, make_secret, read_secret, secret_of
from centreline.kernel.errors import WorkspaceInvalid

SECRET = "c0ffee" * 11


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = make_secret(tmp_path)
    first = read_secret(file)

    assert make_secret(tmp_path) == file
    assert read_secret(file) == first
    assert len(first) == 32
    assert file.stat().st_mode & 0o777 == 0o600


def test_two_workspaces_have_two_secrets(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    assert read_secret(make_secret(tmp_path / "a")) != read_secret(make_secret(tmp_path / "b"))


def test_the_secret_of_the_environment_wins(tmp_path: Path) -> None:
    make_secret(tmp_path)

    assert secret_of(tmp_path, {VARIABLE: SECRET}) == bytes.fromhex(SECRET)
    assert secret_of(tmp_path, {}) == read_secret(tmp_path / "secret.key")


def test_a_lost_secret_is_not_made_anew_in_silence(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceInvalid, match="the workspace has no secret") as stopped:
        secret_of(tmp_path, {})

    assert "a new one makes everybody a stranger" in stopped.value.fix


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has these permissions")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_secret_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = make_secret(tmp_path)
    file.chmod(mode)

    with pytest.raises(WorkspaceInvalid, match="can be read by others") as stopped:
        read_secret(file)

    assert stopped.value.fix == "chmod 600 secret.key"


@pytest.mark.parametrize("text", ["", "c0ffee", "not hexadecimal " * 8, SECRET[:-1] + "x", "é" * 64])
def test_what_is_no_secret_is_refused_without_repeating_it(tmp_path: Path, text: str) -> None:
    file = make_secret(tmp_path)
    file.write_text(text, encoding="utf-8")

    with pytest.raises(WorkspaceInvalid, match="secret") as stopped:
        read_secret(file)

    assert not text or text.strip() not in str(stopped.value)
