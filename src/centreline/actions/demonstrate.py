"""Make up a centre, bring its records through the real door, and leave a workspace anybody can look at."""

import hashlib
import shutil
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from centreline.actions.ingest import bring_all
from centreline.actions.initialise import keep_out_of_git, write_settings
from centreline.actions.settings import SETTINGS_FILE
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.mapping import load_mapping
from centreline.evidence.privacy.secret import FILE as SECRET_FILE
from centreline.kernel.errors import WorkspaceInvalid
from centreline.samples.cast import NAME, ZONE
from centreline.samples.centre import made_up_centre
from centreline.samples.files import write_centre

__all__ = ["make_demo"]


def make_demo(  # noqa: PLR0913 - a made-up centre is what its size, seed and faults make it
    folder: Path,
    *,
    contacts: int,
    seed: int,
    faults: Collection[str],
    now: datetime,
    tell: Callable[[str], None],
) -> FolderWorkspace:
    """Write a made-up centre with planted faults and bring its exports; an earlier demo in the folder is replaced.

    Args:
        folder: Where.
        contacts: How many contacts it has.
        seed: The same seed, size and faults give the same centre.
        faults: Ids of the faults to plant.
        now: When this happens.
        tell: Told in a line what is being done.

    Raises:
        WorkspaceInvalid: the folder holds something that is not an earlier demo; nothing is touched.
    """
    _clear_earlier_demo(folder)
    tell(f"Making up a centre with {contacts:,} contacts and {len(faults)} planted faults")
    centre = made_up_centre(contacts=contacts, seed=seed, faults=faults)
    write_settings(folder, name=NAME, zone=ZONE)
    _write_made_up_secret(folder)
    workspace = FolderWorkspace(folder)
    extracts = {one.export: load_mapping(one.mapping) for one in write_centre(centre, folder)}
    bring_all(workspace, extracts, now=now, tell=tell)
    return workspace


def _clear_earlier_demo(folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / SETTINGS_FILE).exists() or FolderWorkspace(folder).name != NAME:
        raise WorkspaceInvalid(
            f"{str(folder)!r} holds something that is not an earlier demo",
            where=str(folder.resolve()),
            fix="name another folder: `centreline demo FOLDER`; nothing was touched",
        )
    shutil.rmtree(folder)


def _write_made_up_secret(folder: Path) -> None:
    """Give every demo the same secret: nobody is in it, and the same seed has to give the same centre."""
    file = folder / SECRET_FILE
    file.touch(mode=0o600)
    file.write_text(hashlib.sha256(NAME.encode()).hexdigest() + "\n", encoding="ascii")
    keep_out_of_git(folder)
