"""A full disk, or one that may only be read, is said in a sentence with what to do, whoever wrote to it."""

import errno
from importlib import import_module

import pytest

commands = import_module("centreline.cli.app")  # In the package `app` is the command line itself.

FULL = "Generic LocalFileSystem error: Unable to copy data to file: No space left on device (os error 28)"


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "evidence"), "make room on the disk"),
        (OSError(FULL), "make room on the disk"),
        (OSError(errno.EROFS, "Read-only file system", "evidence"), "name a place that can be written to"),
    ],
    ids=["by Python", "by a commit to a table", "only to be read"],
)
def test_what_is_wrong_with_a_disk_is_no_fault_of_the_program(
    error: OSError, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full() -> None:
        raise error

    monkeypatch.setattr(commands, "app", full)
    monkeypatch.setattr(commands, "_register", lambda: None)

    with pytest.raises(SystemExit) as left:
        commands.main()

    said = capsys.readouterr().err
    assert left.value.code == 2
    assert says in said
    assert "fault of Centreline" not in said
