"""Writing into `centreline.yaml` as a person would: one value changes, and nothing is kept that does not read so."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from centreline.actions.settings import SETTINGS_FILE, WorkspaceSettings, read_workspace_settings
from centreline.evidence.erasure.retention import times_of
from centreline.findings.catalogue import check_book
from centreline.findings.settings import read_settings
from centreline.kernel.errors import EvidenceConflict, PlaceUnusable, WorkspaceInvalid
from centreline.kernel.identity import content_hash
from centreline.kernel.written.editing import with_value, without_value

__all__ = ["Written", "check_seen", "put_in_settings", "seen_of", "settings_of"]

Written = tuple[Sequence[str], Any]
"""A path of keys and the value there; None takes it out."""


def settings_of(folder: Path) -> WorkspaceSettings:
    """Return what the file of a workspace says now.

    Raises:
        WorkspaceInvalid: it is missing, or does not hold together.
    """
    return read_workspace_settings(folder / SETTINGS_FILE)


def seen_of(value: Any) -> str:
    """Return what tells whether a part of the settings is still as somebody saw it."""
    return content_hash([repr(value)])[:16]


def check_seen(value: Any, *, seen: str) -> None:
    """Stop where a part of the settings is not any more as whoever writes saw it.

    Raises:
        EvidenceConflict: somebody changed it meanwhile, here or in the file.
    """
    if seen_of(value) != seen:
        raise EvidenceConflict(
            "somebody changed this since the page was opened, here or in the file",
            where=SETTINGS_FILE,
            fix="open the page again; it shows what holds now, and nothing of yours was written",
        )


def put_in_settings(folder: Path, changes: Sequence[Written]) -> None:
    """Write values into the file of a workspace; its other lines and its comments stay.

    Args:
        folder: Of the workspace.
        changes: What is written where.

    Raises:
        WorkspaceInvalid: the file would not read as it shall; it is left as it is.
        PlaceUnusable: it cannot be written.
    """
    path = (folder / SETTINGS_FILE).resolve()
    before = settings_of(folder)
    text = path.read_text(encoding="utf-8-sig")
    for keys, value in changes:
        text = without_value(text, keys) if value is None else with_value(text, keys, value)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(text, encoding="utf-8")
        shutil.copymode(path, fresh)
        _check(read_workspace_settings(fresh), before, changes, where=path)
        fresh.replace(path)
    except OSError as error:
        raise PlaceUnusable(
            f"the settings cannot be written: {error.strerror}",
            where=str(path),
            fix="let whoever runs the server write to the folder and to this file",
        ) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _check(after: WorkspaceSettings, before: WorkspaceSettings, changes: Sequence[Written], *, where: Path) -> None:
    """Stop where anything else would change, or a part would not hold together."""
    read_settings(after.checks, book=check_book(), where=f"{where}: checks")
    times_of(after.retention, where=f"{where}: retention")
    touched = {keys[0] for keys, _value in changes}
    others = {name for name in type(after).model_fields if getattr(after, name) != getattr(before, name)} - touched
    if others:
        raise WorkspaceInvalid(
            f"the file is written in a way that cannot be changed from here: {', '.join(sorted(others))} would change",
            where=str(where),
            fix="change it by hand; nothing was written",
        )
