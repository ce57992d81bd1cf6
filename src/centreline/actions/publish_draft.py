"""Freeze a draft for its round of review, and publish it."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from centreline.actions.act import act
from centreline.actions.adopt import publish
from centreline.actions.open_board import becomes, check_approved, proposals_on
from centreline.actions.stages_on_board import stages_on
from centreline.actions.start_draft import open_draft, written
from centreline.blueprint.document import Blueprint
from centreline.blueprint.files import dump_blueprint
from centreline.blueprint.journey import Journey
from centreline.blueprint.references import check_references
from centreline.governance.entry import Entry
from centreline.governance.published import Published
from centreline.governance.state import State
from centreline.governance.step import Step
from centreline.kernel.errors import BlueprintInvalid, EvidenceConflict, NotThere
from centreline.kernel.said import in_a_row, said

__all__ = ["as_drafted", "assembled", "freeze_draft", "mirror_blueprint", "publish_draft"]


@act(needs="lead_workshop")
def freeze_draft(step: Step, *, key: str, expects: int) -> Entry:
    """Let nobody change a draft any more: from now on people comment on it.

    Raises:
        NotThere: there is none.
        EvidenceConflict: it is frozen or published already.
    """
    draft = open_draft(step, key)
    return step.change("draft", key, written("draft", {**draft.fields, "state": "frozen"}), expects=expects)


@act(needs="publish_blueprint")
def publish_draft(step: Step, *, key: str, content: str, says: str = "") -> Published:
    """Make a frozen draft the newest published version; once more gives the same version again.

    A proposal that was worked out in it says from then on which version it became.

    Args:
        step: The step it is done in.
        key: Which draft.
        content: Content hash of what whoever approves had before them.
        says: Why.

    Raises:
        NotThere: there is no such draft.
        EvidenceConflict: it is not frozen, it is not what was approved, its proposal is not approved, or something
            else was published meanwhile.
        BlueprintInvalid: it names something that is not there.
    """
    draft = step.entry("draft", key)
    if (number := draft.fields["published_as"]) is not None:
        return _published(step.state, number)
    if draft.fields["state"] != "frozen":
        raise EvidenceConflict("the draft is still being changed", where="the board", fix="freeze it, then publish it")
    check_approved(step.state, key)
    blueprint = assembled(step.state, draft)
    if blueprint.content_hash != content:
        raise EvidenceConflict(
            "the draft is not what was approved", where="the board", fix="reload it, read what changes, approve again"
        )
    version = publish(step, blueprint, says=says.strip() or draft.fields["title"])
    done = {**draft.fields, "state": "published", "published_as": version.number}
    step.change("draft", key, written("draft", done), expects=draft.version)
    for proposal in proposals_on(step.state, key):
        becomes(step, proposal, version)
    return version


def assembled(state: State, draft: Entry) -> Blueprint:
    """Return the operating model as it would be with a draft.

    Args:
        state: Where drafts, their stages and cards, and published versions are kept.
        draft: The draft.

    Raises:
        EvidenceConflict: something was published since the draft was started, unless its journey is a new one.
        BlueprintInvalid: it does not hold together.
    """
    base, newest, key = _published(state, draft.fields["base"]), _published(state, None), draft.fields["journey"]
    is_new = all(_journey(one.blueprint, key) is None for one in (base, newest))
    if newest.number != base.number and not is_new:
        raise EvidenceConflict(
            f"the draft began with version {base.number}, and version {newest.number} has been published since",
            where=said("version {number}: {what}").filled(
                number=newest.number, what=in_a_row(newest.differences[:3], by="; ") or newest.says
            ),
            fix=f"bring the draft up to version {newest.number} on its board, then publish it",
        )
    blueprint = _drafted_into(newest.blueprint, state, draft)
    if problems := check_references(blueprint):
        raise BlueprintInvalid(
            f"the draft does not hold together in {len(problems)} places: {problems[0].what}",
            where=problems[0].where,
            fix=problems[0].fix,
            problems=problems,
        )
    return blueprint


def as_drafted(state: State, draft: Entry) -> Blueprint:
    """Return the version a draft began with, its journey as the draft has it, also where it names what is not there.

    Args:
        state: Where drafts, cards and published versions are kept.
        draft: The draft.

    Raises:
        BlueprintInvalid: two of its touchpoints have one key, or the like.
    """
    return _drafted_into(_published(state, draft.fields["base"]).blueprint, state, draft)


def _drafted_into(blueprint: Blueprint, state: State, draft: Entry) -> Blueprint:
    document = blueprint.model_dump(mode="json", exclude_defaults=True)
    journeys = document.setdefault("journeys", [])
    at = next((at for at, one in enumerate(journeys) if one["id"] == draft.fields["journey"]), len(journeys))
    journeys[at : at + 1] = [_written(state, draft)]
    try:
        return Blueprint.model_validate(document)
    except ValidationError as reason:
        raise BlueprintInvalid(str(reason.errors()[0]["msg"]), where="the draft", fix="mend the card") from reason


def mirror_blueprint(blueprint: Blueprint, folder: Path) -> None:
    """Write a blueprint anew in the folder of a workspace; the files before stay beside it in `.blueprint-before`.

    Args:
        blueprint: What was published.
        folder: Folder of the workspace.
    """
    place, fresh, before = folder / "blueprint", folder / ".blueprint-fresh", folder / ".blueprint-before"
    shutil.rmtree(fresh, ignore_errors=True)
    dump_blueprint(blueprint, fresh)
    shutil.rmtree(before, ignore_errors=True)
    if place.exists():
        place.rename(before)
    fresh.rename(place)


def _journey(blueprint: Blueprint, key: str) -> Journey | None:
    return next((one for one in blueprint.journeys if one.id == key), None)


def _written(state: State, draft: Entry) -> dict[str, object]:
    """Return the journey as the board has it.

    Raises:
        BlueprintInvalid: a card stands in a stage that is gone.
    """
    said, cards, stages = draft.fields, state.entries("card", within=draft.key), stages_on(state, draft.key)
    there = {one.fields["id"] for one in stages}
    if lost := [one.fields["title"] for one in cards if one.fields["stage"] not in there]:
        raise BlueprintInvalid(
            f"{lost[0]!r} stands in a stage that is gone", where="the board", fix="bring the stage back from the bin"
        )
    return {
        "id": said["journey"],
        "title": said["journey_title"],
        "owner": said["journey_owner"],
        "outcome": said["journey_outcome"],
        "customer_types": said["journey_customer_types"],
        "stages": [
            {"id": one["id"], "title": one["title"], "touchpoints": _touchpoints(cards, stage=one["id"])}
            for one in (stage.fields for stage in stages)
        ],
    }


def _touchpoints(cards: Sequence[Entry], *, stage: str) -> list[dict[str, object]]:
    here = sorted((one for one in cards if one.fields["stage"] == stage), key=lambda one: (one.fields["rank"], one.key))
    return [
        {
            name: value
            for name, value in one.body.model_dump(mode="json", exclude_defaults=True).items()
            if name not in ("stage", "rank")
        }
        for one in here
    ]


def _published(state: State, number: int | None) -> Published:
    version = state.published(number)
    if version is None:
        raise NotThere("nothing is published", where="the map", fix="publish a version first")
    return version
