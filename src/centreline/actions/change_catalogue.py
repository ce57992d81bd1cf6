"""Change an element of a catalogue: written as a change first, then published as a version of the operating model."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from centreline.actions.act import act
from centreline.actions.adopt import publish
from centreline.blueprint.document import Blueprint
from centreline.blueprint.references import check_references
from centreline.governance.entry import Entry
from centreline.governance.kinds import body_of
from centreline.governance.published import Published
from centreline.governance.state import State
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, BlueprintInvalid, EvidenceConflict, NotPermitted, NotThere

__all__ = [
    "WRITTEN_UNDER",
    "change_element",
    "publish_element",
    "remove_element",
    "restore_element",
    "with_change",
    "withdraw_element",
]

WRITTEN_UNDER = {
    "procedure": "procedures", "system": "systems", "capability": "capabilities", "data_domain": "data_domains",
    "partner": "partners", "role": "roles", "decision_right": "decision_rights", "intent": "intents",
    "report": "reports",
}  # fmt: skip
"""Where the elements of each catalogue are written in a blueprint."""


@act(needs="edit_board")
def change_element(step: Step, *, kind: str, key: str, document: Mapping[str, Any], says: str) -> Entry:
    """Write down how an element shall read, or a new one; nothing is published.

    Args:
        step: The step it is done in.
        kind: Its catalogue.
        key: Its key; one the catalogue does not have yet makes a new element.
        document: The whole element, as its file would hold it.
        says: Why.

    Raises:
        NotPermitted: they speak for a partner; the catalogues are the centre's.
        BlueprintInvalid: the operating model would not hold together; `problems` has every place.
        ArgumentInvalid: no reason was given, or nothing differs.
    """
    _check_may_write(step, kind, key, says=says)
    newest = _newest(step.state)
    after = _replaced(newest.blueprint, kind, key, {**document, "id": key})
    if after.content_hash == newest.hash:
        raise ArgumentInvalid("nothing differs from what is published", where="the form", fix="change something first")
    said = {"kind": kind, "element": key, "base": newest.number, "document": {**document, "id": key}, "says": says}
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
    newest = _newest(step.state)
    document = _element(newest.blueprint, kind, key)
    if not document:
        raise NotThere(f"there is no {kind.replace('_', ' ')} {key!r}", where="the catalogue", fix="load it again")
    _without(newest.blueprint, kind, key)
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
    newest = _newest(step.state)
    if _element(newest.blueprint, kind, element):
        raise ArgumentInvalid("it stands there again already", where="the catalogue", fix="open the entry")
    _replaced(newest.blueprint, kind, element, held["document"])
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


def with_change(state: State, change: Entry) -> Blueprint:
    """Return the newest operating model with a change in it: fields others changed since it was written stay theirs.

    Raises:
        EvidenceConflict: somebody changed the same field otherwise since.
        BlueprintInvalid: it would not hold together.
    """
    kind, key = change.fields["kind"], change.fields["element"]
    base, newest = state.published(change.fields["base"]), _newest(state)
    before = _element(base.blueprint, kind, key) if base else {}
    now, mine = _element(newest.blueprint, kind, key), change.fields["document"]
    if change.fields.get("removes"):
        if now != mine:
            raise EvidenceConflict(
                "it was changed by somebody else since this was written",
                where=f"{kind.replace('_', ' ')} {key!r}, version {newest.number}",
                fix="withdraw this change, read the entry again, and take it out then",
            )
        return _without(newest.blueprint, kind, key)
    both: dict[str, Any] = {}
    for name in dict.fromkeys([*now, *mine]):
        theirs, ours, old = now.get(name), mine.get(name), before.get(name)
        if ours not in (old, theirs) and theirs != old:
            raise EvidenceConflict(
                f"{name.replace('_', ' ')} was changed by somebody else since this was written",
                where=f"{kind.replace('_', ' ')} {key!r}, version {newest.number}",
                fix="withdraw this change, and write it anew from the newest version",
            )
        value = theirs if ours == old else ours
        if value is not None:
            both[name] = value
    return _replaced(newest.blueprint, kind, key, both)


def _element(blueprint: Blueprint, kind: str, key: str) -> dict[str, Any]:
    elements = getattr(blueprint, WRITTEN_UNDER[kind])
    found = next((one for one in elements if one.id == key), None)
    return {} if found is None else dict(found.model_dump(mode="json", exclude_defaults=True))


def _check_may_write(step: Step, kind: str, key: str, *, says: str) -> None:
    if step.actor.partner is not None:
        raise NotPermitted(
            "the catalogues are the centre's", where=f"{kind} {key!r}", fix="say what is wrong in a remark"
        )
    if not says.strip():
        raise ArgumentInvalid("nobody said why", where="the field Why", fix="write the reason in a sentence")


def _without(blueprint: Blueprint, kind: str, key: str) -> Blueprint:
    document = blueprint.model_dump(mode="json", exclude_defaults=True)
    document[WRITTEN_UNDER[kind]] = [one for one in document.get(WRITTEN_UNDER[kind], ()) if one["id"] != key]
    return _whole(document, kind, key)


def _replaced(blueprint: Blueprint, kind: str, key: str, element: Mapping[str, Any]) -> Blueprint:
    document = blueprint.model_dump(mode="json", exclude_defaults=True)
    elements = list(document.get(WRITTEN_UNDER[kind], ()))
    places = [place for place, one in enumerate(elements) if one["id"] == key] or [len(elements)]
    elements[places[0] : places[0] + 1] = [dict(element)]
    document[WRITTEN_UNDER[kind]] = elements
    return _whole(document, kind, key)


def _whole(document: Mapping[str, Any], kind: str, key: str) -> Blueprint:
    """Return the operating model of a document, once it holds together."""
    try:
        after = Blueprint.model_validate(document)
    except ValidationError as reason:
        first = reason.errors()[0]
        where = ".".join(str(part) for part in first["loc"][2:]) or key
        fix = str(first.get("ctx", {}).get("fix", "")) or "write something else there"
        raise BlueprintInvalid(f"{where}: {first['msg']}", where=f"{kind} {key!r}", fix=fix) from reason
    if problems := check_references(after):
        raise BlueprintInvalid(problems[0].what, where=problems[0].where, fix=problems[0].fix, problems=problems)
    return after


def _open(step: Step, key: str) -> Entry:
    change = step.entry("catalogue_change", key)
    if change.fields["state"] != "open":
        raise EvidenceConflict(
            f"this change was {change.fields['state']} already", where="its page", fix="write another change"
        )
    return change


def _newest(state: State) -> Published:
    newest = state.published()
    if newest is None:
        raise NotThere("nothing is published yet", where="the catalogues", fix="publish an operating model first")
    return newest
