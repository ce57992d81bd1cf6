"""The workspace's secret: made once, kept beside its settings, readable by its owner alone, never shown."""

import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from centreline.kernel.errors import WorkspaceInvalid

__all__ = ["FILE", "VARIABLE", "make_secret", "read_secret", "secret_of"]

FILE: Final = "secret.key"
VARIABLE: Final = "CENTRELINE_SECRET"
BYTES: Final = 32
FOR_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def make_secret(folder: Path) -> Path:
    """Make the secret of a workspace, readable by its owner alone, where there is none yet.

    Args:
        folder: The workspace.

    Returns:
        The file; one that is there already stays as it is.
    """
    file = folder / FILE
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(secrets.token_hex(BYTES) + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    return file


def read_secret(file: Path) -> bytes:
    """Return the secret in a file.

    Raises:
        WorkspaceInvalid: it is missing, others may read it, or it is no secret of enough length.
    """
    try:
        mode = file.stat().st_mode
        text = file.read_text(encoding="ascii")
    except FileNotFoundError:
        raise WorkspaceInvalid(
            "the workspace has no secret, and without it pseudonyms cannot be told",
            where=str(file),
            fix=f"bring {file.name} back from your backup, or set {VARIABLE}; a new one makes everybody a stranger",
        ) from None
    except (OSError, UnicodeDecodeError):
        raise WorkspaceInvalid(
            "the workspace’s secret cannot be read", where=str(file), fix="see that you own the file and may read it"
        ) from None
    if os.name == "posix" and mode & FOR_OTHERS:
        raise WorkspaceInvalid(
            "the workspace’s secret can be read by others", where=str(file), fix=f"chmod 600 {file.name}"
        )
    return _checked(text, where=str(file))


def secret_of(folder: Path, environment: Mapping[str, str]) -> bytes:
    """Return the secret of a workspace: that of the environment, or else that of its file.

    Args:
        folder: The workspace.
        environment: `os.environ`, where CENTRELINE_SECRET may be.

    Raises:
        WorkspaceInvalid: there is none, others may read it, or it is no secret of enough length.
    """
    given = environment.get(VARIABLE)
    return read_secret(folder / FILE) if given is None else _checked(given, where=VARIABLE)


def _checked(text: str, *, where: str) -> bytes:
    try:
        secret = bytes.fromhex(text.strip())
    except ValueError:
        secret = b""
    if len(secret) < BYTES:
        # What it holds is not said: a secret with one wrong letter is still nearly a secret.
        raise WorkspaceInvalid(
            "the workspace’s secret is not 64 hexadecimal digits", where=where, fix="bring it back from your backup"
        )
    return secret
