"""Change an element of a catalogue: written as a change first, then published as a version of the operating model."""

from collections.abc import Mapping
from typing import Any

from centreline.actions.act import act
from centreline.actions.adopt import publish
from centreline.actions.catalogue_elements import (
    element_in,
    elements_of,
    merged,
    newest_in,
    replaced,
    with_change,
    without,
)
from centreline.actions.catalogue_names import unknown_in
from centreline.blueprint.document import Blueprint
from centreline.governance.entry import Entry
from centreline.governance.kinds import body_of
from centreline.governance.published import Published
from centreline.governance.step import Step
from centreline.kernel.errors import (
    ArgumentInvalid,
    BlueprintInvalid,
    EvidenceConflict,
    NotPermitted,
    NotThere,
    Problem,
)

__all__ = ["change_element", "publish_element", "remove_element", "restore_element", "withdraw_element"]


@act(needs="edit_board")
def change_element(  # noqa: PLR0913 - what is written, of what, and why
    step: Step, *, kind: str, key: str, document: Mapping[str, Any], says: str, base: int | None = None
) -> Entry:
    """Write down how an element shall read, or a new one; nothing is published.

    Args:
        step: The step it is done in.
        kind: Its catalogue.
        key: Its key; one the catalogue does not have yet makes a new element.
        document: The whole element, as its file would hold it.
        says: Why.
        base: Number of the published version whoever writes had before them; the newest where None.

    Raises:
        NotPermitted: they speak for a partner; the catalogues are the centre's.
        BlueprintInvalid: the operating model would not hold together, or a metric, a way of counting, a table or a
            column is newly named that is not there; `problems` has every place.
        ArgumentInvalid: no reason was given, or nothing differs.
        EvidenceConflict: somebody changed the same field otherwise since that version.
    """
    _check_may_write(step, kind, key, says=says)
    newest = newest_in(step.state)
    base = newest.number if base is None else base
    after = replaced(newest.blueprint, kind, key, merged(step.state, kind, key, {**document, "id": key}, base=base))
    _check_names(newest.blueprint, after, kind, key)
    if after.content_hash == newest.hash:
        raise ArgumentInvalid("nothing differs from what is published", where="the form", fix="change something first")
    said = {"kind": kind, "element": key, "base": base, "document": {**document, "id": key}, "says": says}
    return step.make("catalogue_change", body_of("catalogue_change", said), within=f"{kind}:{key}", says=says)


@act(needs="edit_board")
def remove_element(step: Step, *, kind: str, key: str, says: str) -> Entry:
    """Write down that an element shall be taken out; nothing is published.

    Args:
        step: The step it is done in.
        kind: Its catalogue.
        key: Its key.
        says: Why.

    Raises:
        NotThere: the catalogue has no such element.
        NotPermitted: they speak for a partner; the catalogues are the centre's.
        BlueprintInvalid: something still names it; `problems` has every place.
        ArgumentInvalid: no reason was given.
    """
    _check_may_write(step, kind, key, says=says)
    newest = newest_in(step.state)
    document = element_in(newest.blueprint, kind, key)
    if not document:
        raise NotThere(f"there is no {kind.replace('_', ' ')} {key!r}", where="the catalogue", fix="load it again")
    without(newest.blueprint, kind, key)
    said = {"kind": kind, "element": key, "base": newest.number, "document": document, "says": says, "removes": True}
    return step.make("catalogue_change", body_of("catalogue_change", said), within=f"{kind}:{key}", says=says)


@act(needs="edit_board")
def restore_element(step: Step, *, key: str, says: str) -> Entry:
    """Write down that an element that was taken out shall stand again as it read last; nothing is published.

    Args:
        step: The step it is done in.
        key: The change by which it was taken out.
        says: Why.

    Raises:
        NotThere: there is no such change.
        NotPermitted: they speak for a partner.
        EvidenceConflict: nothing was taken out by it.
        BlueprintInvalid: what it names is there no more.
        ArgumentInvalid: no reason was given, or it stands again already.
    """
    held = step.entry("catalogue_change", key).fields
    if not held.get("removes") or held["state"] != "published":
        raise EvidenceConflict("nothing was taken out by this change", where="its page", fix="choose another change")
    kind, element = held["kind"], held["element"]
    _check_may_write(step, kind, element, says=says)
    newest = newest_in(step.state)
    if element_in(newest.blueprint, kind, element):
        raise ArgumentInvalid("it stands there again already", where="the catalogue", fix="open the entry")
    replaced(newest.blueprint, kind, element, held["document"])
    said = {"kind": kind, "element": element, "base": newest.number, "document": held["document"], "says": says}
    return step.make("catalogue_change", body_of("catalogue_change", said), within=f"{kind}:{element}", says=says)


@act(needs="publish_blueprint")
def publish_element(step: Step, *, key: str, content: str, says: str = "") -> Published:
    """Publish a change as the next version of the operating model.

    Args:
        step: The step it is done in.
        key: Which change.
        content: Content hash of what whoever approves had before them.
        says: Why; what its writer said where empty.

    Raises:
        NotThere: there is no such change.
        EvidenceConflict: it is open no more, or it is not what was approved, or somebody else changed the same field
            since.
        BlueprintInvalid: the operating model would not hold together.
    """
    change = _open(step, key)
    blueprint = with_change(step.state, change)
    if blueprint.content_hash != content:
        raise EvidenceConflict(
            "something was published since this was read", where="the change", fix="read it again, then approve"
        )
    version = publish(step, blueprint, says=says.strip() or change.fields["says"])
    done = change.fields | {"state": "published", "published_as": version.number}
    step.change("catalogue_change", key, body_of("catalogue_change", done), expects=change.version)
    return version


@act(needs="edit_board")
def withdraw_element(step: Step, *, key: str) -> Entry:
    """Give a change up; it stays readable.

    Raises:
        NotThere: there is no such change.
        EvidenceConflict: it is open no more.
    """
    change = _open(step, key)
    gone = change.fields | {"state": "withdrawn"}
    return step.change("catalogue_change", key, body_of("catalogue_change", gone), expects=change.version)


def _check_may_write(step: Step, kind: str, key: str, *, says: str) -> None:
    if step.actor.partner is not None:
        raise NotPermitted(
            "the catalogues are the centre's", where=f"{kind} {key!r}", fix="say what is wrong in a remark"
        )
    if not says.strip():
        raise ArgumentInvalid("nobody said why", where="the field Why", fix="write the reason in a sentence")


def _check_names(before: Blueprint, after: Blueprint, kind: str, key: str) -> None:
    now, then = (next((one for one in elements_of(each, kind) if one.id == key), None) for each in (after, before))
    unknown = unknown_in(now, before=then) if now is not None else ()
    words = f"{kind.replace('_', ' ')} {key!r}"
    problems = [Problem(one.what, f"{words}, {'.'.join(map(str, one.way))}", one.fix) for one in unknown]
    if problems:
        first = problems[0]
        raise BlueprintInvalid(first.what, where=first.where, fix=first.fix, problems=problems)


def _open(step: Step, key: str) -> Entry:
    change = step.entry("catalogue_change", key)
    if change.fields["state"] != "open":
        raise EvidenceConflict(
            f"this change was {change.fields['state']} already", where="its page", fix="write another change"
        )
    return change
