"""Files that somebody uploaded to bring: in a private folder of the workspace, and not for long."""

import json
import re
import shutil
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from centreline.kernel.errors import ArgumentInvalid, NotThere

__all__ = ["KEPT_FOR", "Upload", "forget_upload", "keep_upload", "sweep_uploads", "upload"]

KEPT_FOR = timedelta(days=1)
"""An upload that nobody brings is deleted after this."""

ABOUT = "about.json"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits to be brought.

    Attributes:
        id: Its name.
        file: What the file is called.
        by: Who uploaded it; nobody else sees it.
        at: When, as ISO 8601.
        folder: Where it is.
    """

    id: str
    file: str
    by: str
    at: str
    folder: str

    @property
    def path(self) -> Path:
        """The file itself."""
        return Path(self.folder) / self.file

    @property
    def draft(self) -> Path:
        """Where the mapping lies that somebody makes for it; no upload is called so, as names lose leading dots."""
        return Path(self.folder) / ".mapping.yaml"

    @property
    def rejected(self) -> Path:
        """Where the rows lie that a check would reject, each with its reason."""
        return Path(self.folder) / ".rejected.csv"


def keep_upload(  # noqa: PLR0913 - what a file is comes in by name
    chunks: Iterable[bytes], *, file: str, by: str, at: datetime, workspace: Path, largest_bytes: int
) -> Upload:
    """Write an upload into a folder of its own that only this program may read.

    Raises:
        ArgumentInvalid: it is larger than may be, or empty; nothing of it is kept.
    """
    name = re.sub(r"[^\w.\- ]", "_", Path(file.replace("\\", "/")).name).lstrip(".")[-120:] or "file"
    token = uuid.uuid4().hex
    (workspace / "incoming").mkdir(mode=0o700, exist_ok=True)
    folder = workspace / "incoming" / token
    folder.mkdir(mode=0o700)
    held = Upload(token, "content-" + name if name == ABOUT else name, by, at.isoformat(), str(folder))
    try:
        _write(chunks, held.path, largest_bytes=largest_bytes)
        (folder / ABOUT).write_text(json.dumps(asdict(held)), encoding="utf-8")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return held


def _write(chunks: Iterable[bytes], path: Path, *, largest_bytes: int) -> None:
    written = 0
    with path.open("xb") as out:
        for chunk in chunks:
            written += len(chunk)
            if written > largest_bytes:
                raise ArgumentInvalid(
                    f"the file is larger than {largest_bytes:,} bytes",
                    where=path.name,
                    fix="split it, pack it with gzip, or bring it with `centreline ingest` on the server",
                )
            out.write(chunk)
    if not written:
        raise ArgumentInvalid("the file is empty", where=path.name, fix="export it again, then upload that")


def upload(token: str, *, by: str, workspace: Path) -> Upload:
    """Return an upload of somebody's own.

    Raises:
        NotThere: there is none of that name, it was deleted, or it is somebody else's.
    """
    about = workspace / "incoming" / token / ABOUT
    if re.fullmatch(r"[0-9a-f]{32}", token) and about.is_file():
        held = Upload(**json.loads(about.read_text(encoding="utf-8")) | {"folder": str(about.parent)})
        if held.by == by:
            return held
    raise NotThere(
        "that file is not here any more",
        where="uploaded files",
        fix="upload it again; a file is deleted once it was brought, and after a day",
    )


def forget_upload(token: str, *, workspace: Path) -> None:
    """Delete an upload; one that is gone already stays gone."""
    if re.fullmatch(r"[0-9a-f]{32}", token):
        shutil.rmtree(workspace / "incoming" / token, ignore_errors=True)


def sweep_uploads(*, workspace: Path, now: datetime) -> int:
    """Delete uploads that nobody brought in a day, and return how many."""
    old = [
        folder
        for folder in (workspace / "incoming").glob("*")
        if now.timestamp() - folder.stat().st_mtime > KEPT_FOR.total_seconds()
    ]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)
