"""Ask the book of questions of a workspace."""

from collections.abc import Collection
from datetime import date

from centreline.actions.workspace import Workspace
from centreline.findings.examine import Examination, Progress, examine

__all__ = ["day_to_look_from", "examine_workspace"]


def day_to_look_from(workspace: Workspace, *, today: date) -> date:
    """Return the last day of the evidence, or `today` where there is none.

    Ages are counted from the evidence's end, so that the same records give the same review whenever it is written.
    """
    evidence = workspace.evidence
    return today if evidence is None or evidence.last_day is None else evidence.last_day


def examine_workspace(
    workspace: Workspace, *, as_of: date, only: Collection[str] = (), progress: Progress | None = None
) -> Examination:
    """Ask every question of the book, or only some, of what a workspace intends and what happened there.

    Args:
        workspace: Where to look.
        as_of: The day from which ages are counted.
        only: Ids of checks; all when empty.
        progress: Told before each check.
    """
    return examine(
        workspace.blueprint,
        claims=workspace.claims,
        evidence=workspace.evidence,
        as_of=as_of,
        settings=workspace.settings,
        waivers=workspace.waivers,
        only=only,
        progress=progress,
    )
