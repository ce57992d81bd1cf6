"""The database of a served workspace, for commands that need it."""

import os
from pathlib import Path

from centreline.kernel.errors import ArgumentInvalid

__all__ = ["check_was_served", "open_site"]


def open_site(workspace: Path) -> None:
    """Make this process one that knows the database of a workspace.

    Raises:
        WorkspaceInvalid: the folder is no workspace.
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.web.site.serving import Server, open_django

    open_django(Server(FolderWorkspace.at(workspace).folder, "127.0.0.1", 8400, 1))


def check_was_served(workspace: Path, *, lacks: str = "no trail") -> None:
    """Stop where a workspace has no database yet.

    Args:
        workspace: Its folder.
        lacks: What it therefore has: `no trail`.

    Raises:
        ArgumentInvalid: nothing was ever written in a browser.
    """
    if not os.environ.get("DATABASE_URL") and not (workspace / "state.sqlite3").is_file():
        raise ArgumentInvalid(
            f"this workspace has {lacks}: it was never served",
            where=str(workspace / "state.sqlite3"),
            fix="write `centreline serve` first, or name another folder with --workspace",
        )
