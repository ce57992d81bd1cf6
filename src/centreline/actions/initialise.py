"""Begin a workspace: a folder with a starter blueprint somebody can fill in."""

from pathlib import Path

import yaml
from pydantic import ValidationError

from centreline.actions.settings import SETTINGS_FILE, WorkspaceSettings
from centreline.blueprint.starter import starter_files
from centreline.evidence.privacy.secret import FILE as SECRET_FILE
from centreline.evidence.privacy.secret import make_secret
from centreline.kernel.errors import WorkspaceInvalid

__all__ = ["initialise", "keep_out_of_git", "write_settings"]


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
    paths = [write_settings(folder, name=name, zone=zone)]
    for place, text in starter_files().items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    (folder / "mappings").mkdir(exist_ok=True)
    paths += [make_secret(folder), keep_out_of_git(folder)]
    return tuple(paths)


def keep_out_of_git(folder: Path) -> Path:
    """Write the `.gitignore` that keeps secrets, uploads and what people wrote out of a repository; return its path."""
    path = folder / ".gitignore"
    kept_out = (SECRET_FILE, "rejected/", "incoming/", "outgoing/", "arrivals/", ".web-secret", "state.sqlite3*")
    path.write_text("".join(f"/{name}\n" for name in kept_out), encoding="utf-8")
    return path


def write_settings(folder: Path, *, name: str, zone: str) -> Path:
    """Write `centreline.yaml`, which makes the folder a workspace, and return its path.

    Raises:
        WorkspaceInvalid: the zone is unknown; nothing is written.
    """
    settings = _checked(folder, name=name, zone=zone)
    path = folder / SETTINGS_FILE
    folder.mkdir(parents=True, exist_ok=True)
    written = settings.model_dump(include={"format", "name", "zone"})
    path.write_text(_PREFACE + yaml.safe_dump(written, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def _checked(folder: Path, *, name: str, zone: str) -> WorkspaceSettings:
    try:
        return WorkspaceSettings(name=name, zone=zone)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        what = str(first["msg"]).removeprefix("Value error, ")
        raise WorkspaceInvalid(
            what, where=f"the option --{first['loc'][0]} for {folder}", fix="write it anew; nothing was written"
        ) from None


_PREFACE = """\
# This file makes the folder a Centreline workspace.
# zone: where records that name no zone happened.
# checks: tune a check (KNO002: {grace_days: 14}) or switch it off with a reason (KNO002: {off: "no procedures yet"}).
"""
