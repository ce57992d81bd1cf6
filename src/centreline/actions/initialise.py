"""Begin a workspace: a folder with a starter blueprint somebody can fill in."""

from pathlib import Path

import yaml

from centreline.actions.settings import FORMAT, SETTINGS_FILE
from centreline.actions.workspace import FolderWorkspace
from centreline.blueprint.starter import starter_files
from centreline.kernel.errors import WorkspaceInvalid

__all__ = ["initialise", "write_settings"]


def initialise(folder: Path, *, name: str, zone: str) -> tuple[Path, ...]:
    """Write a new workspace and return its files.

    Args:
        folder: Where; it is made when it is not there, and must hold nothing.
        name: What people call the centre.
        zone: IANA zone of records that name none.

    Raises:
        WorkspaceInvalid: there is something in the folder already, or the zone is unknown; nothing is written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise WorkspaceInvalid(
            f"{str(folder)!r} is not empty",
            where=str(folder.resolve()),
            fix="name a folder that is not there yet; nothing was written",
        )
    written = [write_settings(folder, name=name, zone=zone)]
    for place, text in starter_files().items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    (folder / "mappings").mkdir(exist_ok=True)
    return tuple(written)


def write_settings(folder: Path, *, name: str, zone: str) -> Path:
    """Write `centreline.yaml`, which makes the folder a workspace, and return its path.

    Raises:
        WorkspaceInvalid: the zone is unknown; nothing is written.
    """
    path = folder / SETTINGS_FILE
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump({"format": FORMAT, "name": name, "zone": zone}, sort_keys=False, allow_unicode=True)
    path.write_text(_PREFACE + text, encoding="utf-8")
    try:
        FolderWorkspace(folder)
    except WorkspaceInvalid:
        path.unlink()
        raise
    return path


_PREFACE = """\
# This file makes the folder a Centreline workspace.
# zone: where records that name no zone happened.
# checks: tune a check (KNO002: {grace_days: 14}) or switch it off with a reason (KNO002: {off: "no procedures yet"}).
"""
