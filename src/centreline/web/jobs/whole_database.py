"""Before a database is used: it is whole, it can be written to, and no newer version wrote it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from centreline import __version__
from centreline.kernel.errors import PlaceUnusable, Stopped, WorkspaceInvalid
from centreline.web.frame.unwritable import unwritable
from centreline.web.records.apps import RecordsConfig

__all__ = ["check_database", "in_words"]

BACK = (
    "put the database back from a copy (docs/how-to/serve-a-centre.md, “Bring a copy back”); nothing was changed here"
)


def check_database(*, every_page: bool = True) -> None:
    """Stop where the database is torn, or a newer version wrote it; a file that is not there yet is made later.

    Args:
        every_page: Whether each page of the file is looked at, which reads all of it.

    Raises:
        WorkspaceInvalid: it cannot be used; nothing was changed.
        PlaceUnusable: it may not even be opened.
    """
    try:
        _stop_at_a_torn_file(every_page=every_page)
        _stop_at_a_newer_version()
    except DatabaseError as error:
        raise in_words(error) from error


def in_words(error: DatabaseError) -> Stopped:
    """Return what a database that cannot be used says, in words; the connection to it is closed."""
    connection.close()
    found = unwritable(error)
    if found is not None:
        reason, _ = found
        return PlaceUnusable(reason.what, where=_where(), fix=reason.fix)
    return WorkspaceInvalid(f"the database cannot be read: {error}", where=_where(), fix=BACK)


def _stop_at_a_torn_file(*, every_page: bool) -> None:
    """Look at the file itself, opened to be read alone: nothing is asked of the tables before they are whole."""
    if connection.vendor != "sqlite" or not Path(_where()).exists():
        return
    if not Path(_where()).stat().st_size:  # SQLite takes an empty file for a new database, and all were gone.
        fix = f"delete the file where nobody ever wrote anything; otherwise {BACK}"
        raise WorkspaceInvalid("the database cannot be read: the file is empty", where=_where(), fix=fix)
    if not every_page:
        return
    try:
        with closing(sqlite3.connect(f"{Path(_where()).absolute().as_uri()}?{_how()}", uri=True)) as file:
            [said] = file.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise DatabaseError(str(error)) from error
    if said != "ok":
        raise DatabaseError(str(said).splitlines()[0])


def _stop_at_a_newer_version() -> None:
    if connection.vendor == "sqlite" and not Path(_where()).exists():
        return
    loader = MigrationLoader(connection)
    ours = RecordsConfig.label
    known = {name for label, name in loader.disk_migrations if label == ours}
    unknown = sorted({name for label, name in loader.applied_migrations or () if label == ours} - known)
    if unknown:
        connection.close()
        raise WorkspaceInvalid(
            f"the database was written by a newer version of this program: it is at {unknown[-1]!r}, and Centreline "
            f"{__version__} knows it up to {max(known)!r}",
            where=_where(),
            fix="install the newer version that wrote it, or put back a copy from before; nothing was changed here",
        )


def _where() -> str:
    name = str(connection.settings_dict["NAME"])
    return url2pathname(urlsplit(name).path) if name.startswith("file:") else name


def _how() -> str:
    """Return how the file is opened: to be read alone, and as one that stays as it is where nobody may write."""
    return "immutable=1" if "immutable=1" in str(connection.settings_dict["NAME"]) else "mode=ro"
