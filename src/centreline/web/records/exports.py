"""Tables that were taken out as a job: each file in a private folder of the workspace, and not for long."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

__all__ = ["EXPORT_KEPT_FOR", "forget_every_export", "forget_export", "keep_export", "kept_export"]

EXPORT_KEPT_FOR = timedelta(days=1)
"""A file that was made is deleted after this, fetched or not."""


def keep_export(content: bytes, *, job_id: str, name: str, workspace: Path) -> None:
    """Write the file of a job into a folder of its own that only this program may read.

    Args:
        content: Its bytes.
        job_id: The job that made it.
        name: What the file is called.
        workspace: Whose folder it is.
    """
    (workspace / "outgoing").mkdir(mode=0o700, exist_ok=True)
    folder = workspace / "outgoing" / UUID(job_id).hex
    folder.mkdir(mode=0o700)
    (folder / name).write_bytes(content)


def kept_export(job_id: str, *, workspace: Path, now: datetime) -> Path | None:
    """Return the file of a job; None where none was made, or its time is over."""
    files = (workspace / "outgoing" / UUID(job_id).hex).glob("*")
    oldest = (now - EXPORT_KEPT_FOR).timestamp()
    return next((one for one in files if one.is_file() and one.stat().st_mtime > oldest), None)


def forget_export(job_id: str, *, workspace: Path) -> None:
    """Delete the file of a job; one that is gone already stays gone."""
    shutil.rmtree(workspace / "outgoing" / UUID(job_id).hex, ignore_errors=True)


def forget_every_export(*, workspace: Path) -> int:
    """Delete the files of all jobs, and return how many; whoever still needs one takes it out again."""
    held = list((workspace / "outgoing").glob("*"))
    for folder in held:
        shutil.rmtree(folder, ignore_errors=True)
    return len(held)
