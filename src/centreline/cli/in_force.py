"""Commands that count see the definitions a centre agreed on in the browser, as every page does."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from pathlib import Path
from typing import Any

__all__ = ["as_agreed_there"]


def as_agreed_there(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command that has a `workspace` count by the definitions in force there.

    Where nobody ever served the workspace nothing was agreed in a browser, and no database is opened: the catalogue's
    definitions count, and the command starts as fast as before.
    """

    @wraps(command)
    def counted(*args: Any, **given: Any) -> None:
        with _definitions(Path(given.get("workspace") or Path())):
            command(*args, **given)

    return counted


def _definitions(workspace: Path) -> AbstractContextManager[None]:
    was_served = (workspace / "state.sqlite3").is_file() or (
        bool(os.environ.get("DATABASE_URL")) and (workspace / "centreline.yaml").is_file()
    )
    if not was_served:
        return nullcontext()
    from centreline.cli.served import open_site

    open_site(workspace)
    from centreline.web.frame.defining import as_agreed_or_stop

    return as_agreed_or_stop()
