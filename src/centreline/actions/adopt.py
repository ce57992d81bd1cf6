"""Take over what lies in the folder of a workspace: its operating model, claims and waivers."""

from collections.abc import Iterable

from centreline.actions.workspace import FolderWorkspace
from centreline.blueprint.claim import Claim
from centreline.blueprint.diff import differences
from centreline.blueprint.document import Blueprint
from centreline.blueprint.files import load_claims
from centreline.governance.entry import Body
from centreline.governance.kinds import body_of
from centreline.governance.published import Published
from centreline.governance.step import Step
from centreline.kernel.errors import BlueprintInvalid
from centreline.kernel.identity import content_hash

__all__ = ["adopt_folder", "publish"]


def adopt_folder(step: Step, workspace: FolderWorkspace) -> tuple[str, ...]:
    """Take over what is in the folder and not known yet, and say in a sentence for each what that was.

    A blueprint that differs from the newest published one becomes a version of its own: somebody edited the files.
    Claims and waivers that are not known are added; none is taken away. Claims that were taken over before may be about
    touchpoints that went since, in the browser.

    Args:
        step: The step it is done in.
        workspace: The folder.

    Raises:
        BlueprintInvalid: what is written does not hold together.
    """
    told = []
    newest = step.state.published()
    blueprint = workspace.blueprint
    if newest is None or newest.hash != blueprint.content_hash:
        version = publish(step, blueprint, says="taken over from the files of the workspace")
        told.append(f"The blueprint in the folder is version {version.number}.")
    claims = _added(
        step, "claim", ((claim.touchpoint, claim.model_dump(mode="json")) for claim in _claims(step, workspace))
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
        key, body = _key_of(fields), body_of(kind, fields)
        if step.state.entry(kind, key) is None and not _is_known(step, kind, body, within=within):
            step.make(kind, body, within=within, key=key, says="taken over from the files of the workspace")
            added += 1
    return added


def _claims(step: Step, workspace: FolderWorkspace) -> tuple[Claim, ...]:
    try:
        return workspace.claims.claims
    except BlueprintInvalid:
        written = load_claims(workspace.folder / "claims").claims
        if any(step.state.entry("claim", _key_of(claim.model_dump(mode="json"))) is None for claim in written):
            raise
        return written


def _key_of(fields: dict[str, object]) -> str:
    return content_hash(fields)[:32]


def _is_known(step: Step, kind: str, body: Body, *, within: str) -> bool:
    return any(entry.body == body for entry in step.state.entries(kind, within=within))
