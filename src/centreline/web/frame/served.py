"""The folder that is served, and what stands for the state of its evidence; nothing here opens the evidence."""

from pathlib import Path

from django.conf import settings
from django.db import connection

from centreline.actions.settings import SETTINGS_FILE
from centreline.web.frame.unwritable import is_only_readable

__all__ = ["cannot_be_written", "evidence_state", "folder", "settings_state"]


def folder() -> Path:
    """Return the folder that is served."""
    return Path(settings.SITE_WORKSPACE)


def evidence_state() -> tuple[int, ...]:
    """Return what changes whenever something is brought, taken back or erased, at the cost of a few file times."""
    lake = folder() / "evidence"
    logs = sorted(lake.glob("*/_delta_log")) if lake.is_dir() else []
    files = [lake / ".persons.json", lake / ".erased.json"]
    return tuple(path.stat().st_mtime_ns for path in [*logs, *files] if path.exists())


def settings_state() -> tuple[int, ...]:
    """Return what changes whenever `centreline.yaml` does, by a form or by hand; nothing where there is none."""
    try:
        about = (folder() / SETTINGS_FILE).stat()
    except OSError:
        return ()
    return about.st_mtime_ns, about.st_ino, about.st_size


def cannot_be_written() -> bool:
    """Say whether what people write cannot be kept now, since the folder or the database in it can only be read."""
    return connection.vendor == "sqlite" and is_only_readable(folder())
