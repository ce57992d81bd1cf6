"""Take over what lies in the folder of a workspace: its operating model, claims and waivers."""

from collections.abc import Iterable

from centreline.actions.workspace import Workspace
from centreline.blueprint.diff import differences
from centreline.blueprint.document import Blueprint
from centreline.governance.entry import Body
from centreline.governance.kinds import body_of
from centreline.governance.published import Published
from centreline.governance.step import Step
from centreline.kernel.identity import content_hash

__all__ = ["adopt_folder", "publish"]


def adopt_folder(step: Step, workspace: Workspace) -> tuple[str, ...]:
    """Take over what is in the folder and not known yet, and say in a sentence for each what that was.

    A blueprint that differs from the newest published one becomes a version of its own: somebody edited the files.
    Claims and waivers that are not known are added; none is taken away.

    Args:
        step: The step it is done in.
        workspace: The folder.
    """
    told = []
    newest = step.state.published()
    blueprint = workspace.blueprint
    if newest is None or newest.hash != blueprint.content_hash:
        version = publish(step, blueprint, says="taken over from the files of the workspace")
        told.append(f"The blueprint in the folder is version {version.number}.")
    claims = _added(
        step, "claim", ((claim.touchpoint, claim.model_dump(mode="json")) for claim in workspace.claims.claims)
    )
    waivers = _added(step, "waiver", ((one.check, one.model_dump(mode="json")) for one in workspace.waivers))
    told += [f"{count} {what} were taken over." for count, what in ((claims, "claims"), (waivers, "waivers")) if count]
    return tuple(told)


def publish(step: Step, blueprint: Blueprint, *, says: str) -> Published:
    """Make a blueprint the newest published version, and return it; a step of other acts.

    Args:
        step: The step it is done in.
        blueprint: What is intended from now on.
        says: Why.
    """
    newest = step.state.published()
    changed = () if newest is None else tuple(one.says for one in differences(newest.blueprint, blueprint))
    number = 1 if newest is None else newest.number + 1
    version = Published(number, blueprint.content_hash, blueprint, changed, says[:200], step.actor.name, step.now)
    if not step.state.keep_published(version):
        raise ValueError(f"version {number} is there already; the step has to be taken again")
    after = {"hash": version.hash, "differences": len(changed)}
    step.note(
        "blueprint", str(number), says=says, before=None if newest is None else {"hash": newest.hash}, after=after
    )
    return version


def _added(step: Step, kind: str, found: Iterable[tuple[str, dict[str, object]]]) -> int:
    added = 0
    for within, fields in found:
        key, body = content_hash(fields)[:32], body_of(kind, fields)
        if step.state.entry(kind, key) is None and not _is_known(step, kind, body, within=within):
            step.make(kind, body, within=within, key=key, says="taken over from the files of the workspace")
            added += 1
    return added


def _is_known(step: Step, kind: str, body: Body, *, within: str) -> bool:
    return any(entry.body == body for entry in step.state.entries(kind, within=within))
