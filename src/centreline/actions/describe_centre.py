"""Say what the centre is called and what it promises, and begin a model of one's own in place of the example."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from centreline.actions.act import act
from centreline.actions.adopt import publish
from centreline.actions.catalogue_elements import newest_in
from centreline.blueprint.document import Blueprint
from centreline.blueprint.organisation import Organisation
from centreline.governance.published import Published
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, BlueprintInvalid, EvidenceConflict, NotPermitted, NotThere

__all__ = ["begin_own_model", "describe_centre", "described", "publish_again"]


@act(needs="publish_blueprint")
def describe_centre(  # noqa: PLR0913 - what is written, and why
    step: Step, *, title: str, organisation: Mapping[str, Any], made_up: bool, says: str, base: int
) -> Published:
    """Write what the centre is called, who it belongs to and what it promises, as a version of the operating model.

    Args:
        step: The step it is done in.
        title: What people call the centre.
        organisation: Name, vision, mission, values, brand promise and currency, as the file would hold them.
        made_up: Whether it does not exist, so that every page says so.
        says: Why.
        base: Number of the published version whoever writes had before them.

    Raises:
        NotPermitted: they speak for a partner.
        ArgumentInvalid: no reason was given, or nothing differs.
        BlueprintInvalid: a field cannot stand so.
        EvidenceConflict: somebody described the centre otherwise since that version.
    """
    newest = _newest(step, says=says)
    seen = step.state.published(base)
    if seen is not None and described(seen.blueprint) != described(newest.blueprint):
        raise EvidenceConflict(
            "somebody described the centre otherwise since this was opened", where="the form", fix="load it again"
        )
    after = _with(newest.blueprint, title=title.strip(), organisation=dict(organisation), made_up=made_up)
    if after.content_hash == newest.hash:
        raise ArgumentInvalid("nothing differs from what is published", where="the form", fix="change something first")
    return publish(step, after, says=says.strip())


@act(needs="publish_blueprint")
def begin_own_model(step: Step, *, says: str) -> Published:
    """Publish a model with nothing in it but the organisation, in place of one that says it is made up.

    What people were heard to say of touchpoints that go with it goes to the bin.

    Args:
        step: The step it is done in.
        says: Why.

    Raises:
        NotPermitted: they speak for a partner.
        ArgumentInvalid: no reason was given.
        EvidenceConflict: the model is somebody's own already.
    """
    newest = _newest(step, says=says)
    if not newest.blueprint.made_up:
        raise EvidenceConflict(
            "the model is your own already", where="the centre", fix="take out what is wrong, entry by entry"
        )
    organisation = newest.blueprint.organisation.model_dump(mode="json", exclude_defaults=True)
    own = {"id": newest.blueprint.id, "title": newest.blueprint.title, "organisation": organisation}
    version = publish(step, Blueprint.model_validate(own), says=says.strip())
    for touchpoint in newest.blueprint.touchpoints:
        for claim in step.state.entries("claim", within=touchpoint.id):
            step.bin("claim", claim.key, expects=claim.version, says=says.strip())
    return version


@act(needs="publish_blueprint")
def publish_again(step: Step, *, number: int, says: str) -> Published:
    """Publish an earlier version as the newest, with what was said of touchpoints that come back by it.

    Args:
        step: The step it is done in.
        number: Which version.
        says: Why.

    Raises:
        NotPermitted: they speak for a partner.
        NotThere: there is no such version.
        ArgumentInvalid: no reason was given, or it is what is published.
    """
    newest, earlier = _newest(step, says=says), step.state.published(number)
    if earlier is None or number < 1:
        raise NotThere(f"there is no version {number}", where="the versions", fix="choose one from the list")
    if earlier.hash == newest.hash:
        raise ArgumentInvalid("this version is what is published", where="the versions", fix="choose another one")
    version = publish(step, earlier.blueprint, says=says.strip())
    there = {one.id for one in newest.blueprint.touchpoints}
    for touchpoint in (one.id for one in earlier.blueprint.touchpoints if one.id not in there):
        for claim in step.state.binned("claim", within=touchpoint):
            step.restore("claim", claim.key, version=claim.version - 1, expects=claim.version, says=says.strip())
    return version


def described(blueprint: Blueprint) -> tuple[str, Organisation, bool]:
    """Return what `describe_centre` writes of a model: what it is called, the organisation, whether it is made up."""
    return blueprint.title, blueprint.organisation, blueprint.made_up


def _newest(step: Step, *, says: str) -> Published:
    if step.actor.partner is not None:
        raise NotPermitted(
            "what the centre promises is the centre's to write", where="the centre", fix="say it in a remark"
        )
    if not says.strip():
        raise ArgumentInvalid("nobody said why", where="the field Why", fix="write the reason in a sentence")
    return newest_in(step.state)


def _with(blueprint: Blueprint, **changed: Any) -> Blueprint:
    document = blueprint.model_dump(mode="json", exclude_defaults=True) | changed
    try:
        return Blueprint.model_validate(document)
    except ValidationError as reason:
        first = reason.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BlueprintInvalid(str(first["msg"]), where=where, fix="write something else there") from reason
