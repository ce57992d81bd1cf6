"""A disk that is full or may only be read, or a busy database: what they say of it, in a sentence."""

import errno
import os
from pathlib import Path

from django.db import DatabaseError

from centreline.kernel.errors import PlaceUnusable
from centreline.kernel.said import said

__all__ = ["DATABASE", "is_only_readable", "only_read", "unwritable"]

DATABASE = "state.sqlite3"
"""What people write, in the folder of the workspace; another address may be named instead."""

FULL, ONLY_READ, BUSY = "full", "only_read", "busy"
STATUSES = {FULL: 507, ONLY_READ: 503, BUSY: 503}
ERRNOS = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: ONLY_READ}
WORDS = {
    "database or disk is full": FULL,
    "attempt to write a readonly database": ONLY_READ,
    "unable to open database file": ONLY_READ,
    "database is locked": BUSY,
}
"""What SQLite says."""
STATES = {"53100": FULL, "25006": ONLY_READ, "55P03": BUSY, "40P01": BUSY, "40001": BUSY}
"""What PostgreSQL says: disk_full, read_only_sql_transaction, lock_not_available, deadlock_detected and
serialization_failure."""

SAID = {
    FULL: (
        said("the disk of this server is full, and nothing was changed"),
        said("make room on it, then send this again; what was saved before is safe, and pages can be read meanwhile"),
    ),
    ONLY_READ: (
        said("what is written here may only be read at the moment, and nothing was changed"),
        said("give the server the right to write to its folder and database, then send this again; pages can be read"),
    ),
    BUSY: (
        said("somebody else was writing for so long that this had to stop waiting, and nothing was changed"),
        said("send it again in a moment; if it happens often, look among the jobs for work that does not end"),
    ),
}


def is_only_readable(folder: Path) -> bool:
    """Say whether a workspace whose database lies in its folder can be read now, and not written to.

    Args:
        folder: Of the workspace; the system is asked each time, since a disk may be mounted anew.
    """
    file = folder / DATABASE
    return file.exists() and not (os.access(folder, os.W_OK) and os.access(file, os.W_OK))


def unwritable(reason: Exception) -> tuple[PlaceUnusable, int] | None:
    """Return why nothing can be written now and the status that says it.

    507 is a full disk; 503 one that may only be read, or a database that somebody else writes to.

    Args:
        reason: What was raised; None is returned for anything that says neither.
    """
    why = None
    if isinstance(reason, DatabaseError):
        state = getattr(reason.__cause__, "sqlstate", None)
        why = STATES.get(str(state)) or next((one for words, one in WORDS.items() if words in str(reason)), None)
    elif isinstance(reason, OSError):
        why = ERRNOS.get(reason.errno or 0)
    return None if why is None else _said(why)


def only_read() -> tuple[PlaceUnusable, int]:
    """Return that nothing can be written, and the status that says it."""
    return _said(ONLY_READ)


def _said(why: str) -> tuple[PlaceUnusable, int]:
    what, fix = SAID[why]
    return PlaceUnusable(what, where=said("the folder and the database of this server"), fix=fix), STATUSES[why]
