"""Copy the evidence of a workspace into a warehouse, so that it can be asked there."""

from datetime import datetime
from typing import cast

from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.copying import Copied, Progress, copy_to
from centreline.evidence.elsewhere import reads_files
from centreline.evidence.engines.addresses import engine_at, shown
from centreline.evidence.engines.port import Warehouse
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["copy_evidence"]


def copy_evidence(workspace: FolderWorkspace, *, now: datetime, progress: Progress | None = None) -> tuple[str, Copied]:
    """Copy the evidence to the engine of the workspace, or refresh what is there.

    Args:
        workspace: What is copied, and to which engine.
        now: When this happens.
        progress: Told how far it is.

    Returns:
        Where to, without secrets, and what was copied.

    Raises:
        ArgumentInvalid: no warehouse is named, or the engine needs no copy.
    """
    address = workspace.engine
    if address is None:
        raise ArgumentInvalid(
            "no warehouse is named",
            where="`centreline copy-to URL`, and `engine` in centreline.yaml",
            fix="write its address: centreline copy-to postgresql://host/database",
        )
    engine = engine_at(address)
    if reads_files(engine):
        raise ArgumentInvalid(
            f"nothing has to be copied for {engine.name}: it reads the files of the workspace",
            where=shown(address),
            fix=f"ask it: centreline examine --engine {shown(address)}",
        )
    return shown(address), copy_to(workspace.lake, cast(Warehouse, engine), now=now, progress=progress)
