"""The database of a served workspace, for commands that need it."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from centreline.kernel.errors import ArgumentInvalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from centreline.actions.act import Act
    from centreline.evidence.erasure.proving import OtherPlace

__all__ = ["check_was_served", "note_in_trail", "open_site", "state_of", "was_served"]


def open_site(workspace: Path) -> None:
    """Make this process one that knows the database of a workspace.

    Raises:
        WorkspaceInvalid: the folder is no workspace, or its database is torn or was written by a newer version.
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.web.site.serving import Server, open_django

    open_django(Server(FolderWorkspace.at(workspace).folder, "127.0.0.1", 8400, 1))
    from centreline.web.jobs.whole_database import check_database

    check_database(every_page=False)


def check_was_served(workspace: Path, *, lacks: str = "no trail") -> None:
    """Stop where a workspace has no database yet.

    Args:
        workspace: Its folder.
        lacks: What it therefore has: `no trail`.

    Raises:
        ArgumentInvalid: nothing was ever written in a browser.
    """
    if not was_served(workspace):
        raise ArgumentInvalid(
            f"this workspace has {lacks}: it was never served",
            where=str(workspace / "state.sqlite3"),
            fix="write `centreline serve` first, or name another folder with --workspace",
        )


def was_served(workspace: Path) -> bool:
    """Say whether a workspace has a database: somebody served it."""
    return bool(os.environ.get("DATABASE_URL")) or (workspace / "state.sqlite3").is_file()


def state_of(workspace: Path) -> "Sequence[OtherPlace]":
    """Return the database of a workspace as a place that may name people; nothing where it was never served.

    Where it is a copy from before an erasure, it has forgotten those people first, and standard error says so.
    """
    if not was_served(workspace):
        return ()
    open_site(workspace)
    from centreline.cli.terminal import print_note
    from centreline.web.jobs.forgetting import forget_again
    from centreline.web.jobs.setting_up import ready_database
    from centreline.web.records.erasing import StatePlace

    ready_database()
    for line in forget_again(workspace, now=datetime.now(UTC)):
        print_note(line)
    return (StatePlace(workspace),)


def note_in_trail(workspace: Path, act: "Act[..., Any]", *, now: datetime, **given: Any) -> None:
    """Write what a command did in the trail of a workspace; nothing where it was never served.

    Args:
        workspace: Its folder.
        act: What writes the line.
        now: When it was done.
        given: What the act is given.
    """
    if not was_served(workspace):
        return
    open_site(workspace)
    from centreline.web.jobs.setting_up import THE_FILES, ready_database
    from centreline.web.records.store import DjangoState

    ready_database()
    act.by(DjangoState(), replace(THE_FILES, address="the command line"), now=now)(**given)
