"""Files that somebody uploaded to bring: in a private folder of the workspace, and not for long.

They lie there sealed with the workspace's secret, and their names passed the door: whatever reads one is given a plain
copy, in memory, for as long as it reads.
"""

import json
import os
import re
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from centreline.evidence.privacy.secret import secret_of
from centreline.kernel.errors import ArgumentInvalid, NotThere, Stopped
from centreline.web.records.in_memory import MEMORY, NAMED, plain_copy
from centreline.web.records.sealed import Sealer, opened, sealing_key

__all__ = [
    "KEPT_FOR", "Upload", "forget_upload", "incoming", "keep_upload", "sweep_uploads", "upload", "uploads_of",
    "waits_until",
]  # fmt: skip

KEPT_FOR = timedelta(days=1)
"""An upload that nobody brings is deleted after this."""

ABOUT = "about.json"
SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits to be brought.

    Attributes:
        id: Its name.
        file: What the file is called.
        by: Who uploaded it; nobody else sees it.
        at: When, as ISO 8601.
        folder: Where it is.
        of: What it belongs to where it is no file of records, such as `board:KEY`.
    """

    id: str
    file: str
    by: str
    at: str
    folder: str
    of: str = ""

    @property
    def since(self) -> datetime:
        """When it was uploaded."""
        return datetime.fromisoformat(self.at)

    @property
    def sealed(self) -> Path:
        """The file as it waits, sealed."""
        return Path(self.folder) / SEALED

    @contextmanager
    def opened(self) -> Iterator[Path]:
        """Give a path at which something reads the file as it was sent; it is gone afterwards.

        Raises:
            FileUnreadable: it is not as it was sealed.
        """
        waits = Path(self.folder).parent
        with self.sealed.open("rb") as file:
            chunks = opened(file, _key(waits.parent))
            size = self.sealed.stat().st_size
            with plain_copy(chunks, name=self.file, size=size, otherwise=waits) as path:
                try:
                    yield path
                except Stopped as reason:
                    _say_of(reason, self.file, instead_of=str(path))
                    raise

    @property
    def draft(self) -> Path:
        """Where the mapping lies that somebody makes for it; no upload is called so, as names lose leading dots."""
        return Path(self.folder) / ".mapping.yaml"

    @property
    def rejected(self) -> Path:
        """Where the rows lie that a check would reject, each with its reason."""
        return Path(self.folder) / ".rejected.csv"

    @property
    def found(self) -> Path:
        """Where it is written down what a machine read in it."""
        return Path(self.folder) / ".found.json"


def _say_of(reason: Stopped, file: str, *, instead_of: str) -> None:
    """Have a reason name the file that was sent: nobody can look at the copy it was read from."""
    told = [replace(one, where=one.where.replace(instead_of, file)) for one in (reason.problem, *reason.problems)]
    reason.problem, reason.problems = told[0], tuple(told[1:])


def keep_upload(  # noqa: PLR0913 - what a file is comes in by name
    chunks: Iterable[bytes], *, file: str, by: str, at: datetime, workspace: Path, largest_bytes: int, of: str = ""
) -> Upload:
    """Write an upload into a folder of its own that only this program may read.

    Raises:
        ArgumentInvalid: it is larger than may be, or empty; nothing of it is kept.
    """
    name = re.sub(r"[^\w.\- ]", "_", Path(file.replace("\\", "/")).name).lstrip(".")[-120:] or "file"
    token = uuid.uuid4().hex
    folder = incoming(workspace) / token
    folder.mkdir(mode=0o700)
    held = Upload(token, name, by, at.isoformat(), str(folder), of)
    try:
        _write(chunks, held, key=_key(workspace), largest_bytes=largest_bytes)
        with _private(folder / ABOUT) as about:
            about.write(json.dumps(asdict(held)).encode())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return held


def incoming(workspace: Path) -> Path:
    """Return the folder of what waits to be brought, which nobody but this program may look into."""
    folder = workspace / "incoming"
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)  # Somebody may have made it, or unpacked it from a backup.
    return folder


def _private(path: Path) -> IO[bytes]:
    """Open a new file that nobody but this program may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _key(workspace: Path) -> bytes:
    return sealing_key(secret_of(workspace, os.environ), b"files that wait to be brought")


def _write(chunks: Iterable[bytes], held: Upload, *, key: bytes, largest_bytes: int) -> None:
    written, sealer = 0, Sealer(key)
    with _private(held.sealed) as out:
        for chunk in chunks:
            written += len(chunk)
            if written > largest_bytes:
                raise ArgumentInvalid(
                    f"the file is larger than {largest_bytes:,} bytes",
                    where=held.file,
                    fix="split it, pack it with gzip, or bring it with `centreline ingest` on the server",
                )
            out.write(sealer.add(chunk))
        out.write(sealer.finish())
    if not written:
        raise ArgumentInvalid("the file is empty", where=held.file, fix="export it again, then upload that")


def upload(token: str, *, by: str, workspace: Path, of: str = "") -> Upload:
    """Return an upload of somebody's own that belongs to `of`.

    Raises:
        NotThere: there is none of that name, it was deleted, or it is somebody else's.
    """
    about = workspace / "incoming" / token / ABOUT
    if re.fullmatch(r"[0-9a-f]{32}", token) and about.is_file():
        held = Upload(**json.loads(about.read_text(encoding="utf-8")) | {"folder": str(about.parent)})
        if (held.by, held.of) == (by, of):
            return held
    raise NotThere(
        "that file is not here any more",
        where="uploaded files",
        fix="upload it again; a file is deleted once it was brought, and after a day",
    )


def uploads_of(by: str, *, workspace: Path, of: str = "") -> list[Upload]:
    """Return the uploads of somebody that wait and belong to `of`, the newest first."""
    folders = (workspace / "incoming").glob("*/") if (workspace / "incoming").is_dir() else ()
    held = []
    for folder in folders:
        try:
            held.append(upload(folder.name, by=by, workspace=workspace, of=of))
        except (NotThere, OSError):  # Another's, or brought and deleted a moment ago.
            continue
    return sorted(held, key=lambda one: one.at, reverse=True)


def forget_upload(token: str, *, workspace: Path) -> None:
    """Delete an upload; one that is gone already stays gone."""
    if re.fullmatch(r"[0-9a-f]{32}", token):
        shutil.rmtree(workspace / "incoming" / token, ignore_errors=True)


def waits_until(token: str, *, workspace: Path) -> datetime | None:
    """Return when an upload is deleted if nobody goes on with it; None where it is gone."""
    folder = workspace / "incoming" / token
    try:
        return datetime.fromtimestamp(folder.stat().st_mtime, UTC) + KEPT_FOR
    except FileNotFoundError:
        return None


def sweep_uploads(*, workspace: Path, now: datetime) -> int:
    """Delete what nobody brought in a day, what broken-off uploads and readings left too, and return how many."""
    old = [
        held
        for held in (*(workspace / "incoming").glob("*"), *MEMORY.glob(f"{NAMED}*"))
        if now.timestamp() - held.stat().st_mtime >= KEPT_FOR.total_seconds()
    ]
    for held in old:
        if held.is_dir() and not held.is_symlink():
            shutil.rmtree(held, ignore_errors=True)
        else:
            held.unlink(missing_ok=True)
    return len(old)
