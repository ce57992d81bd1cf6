"""An element of a catalogue inside the operating model: put in, taken out, and merged with what others did."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import ValidationError

from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.blueprint.references import check_references
from centreline.governance.entry import Entry
from centreline.governance.published import Published
from centreline.governance.state import State
from centreline.kernel.errors import BlueprintInvalid, EvidenceConflict, NotThere

__all__ = [
    "WRITTEN_UNDER",
    "class_of",
    "element_in",
    "elements_of",
    "held_together",
    "merged",
    "newest_in",
    "replaced",
    "with_change",
    "without",
]

WRITTEN_UNDER = {
    "procedure": "procedures", "system": "systems", "capability": "capabilities", "data_domain": "data_domains",
    "partner": "partners", "site": "sites", "team": "teams", "role": "roles", "decision_right": "decision_rights",
    "intent": "intents", "report": "reports",
}  # fmt: skip
"""Where the elements of each catalogue are written in a blueprint."""


def class_of(kind: str) -> type[Element]:
    """Return the class of the elements of a catalogue."""
    listed = Blueprint.model_fields[WRITTEN_UNDER[kind]].annotation
    found: type[Element] = get_args(listed)[0]
    return found


def elements_of(blueprint: Blueprint, kind: str) -> tuple[Element, ...]:
    """Return the elements of a catalogue, in the order of the model."""
    elements: tuple[Element, ...] = getattr(blueprint, WRITTEN_UNDER[kind])
    return elements


def with_change(state: State, change: Entry) -> Blueprint:
    """Return the newest operating model with a change in it: fields others changed since it was written stay theirs.

    Raises:
        EvidenceConflict: somebody changed the same field otherwise since.
        BlueprintInvalid: it would not hold together.
    """
    kind, key = change.fields["kind"], change.fields["element"]
    newest, mine = newest_in(state), change.fields["document"]
    if change.fields.get("removes"):
        if element_in(newest.blueprint, kind, key) != mine:
            raise EvidenceConflict(
                "it was changed by somebody else since this was written",
                where=f"{kind.replace('_', ' ')} {key!r}, version {newest.number}",
                fix="withdraw this change, read the entry again, and take it out then",
            )
        return without(newest.blueprint, kind, key)
    return replaced(newest.blueprint, kind, key, merged(state, kind, key, mine, base=change.fields["base"]))


def merged(state: State, kind: str, key: str, mine: Mapping[str, Any], *, base: int) -> dict[str, Any]:
    """Return an element as somebody wrote it from an older version, with what others changed since."""
    written_from, newest = state.published(base), newest_in(state)
    before = element_in(written_from.blueprint, kind, key) if written_from else {}
    now = element_in(newest.blueprint, kind, key)
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
    return both


def element_in(blueprint: Blueprint, kind: str, key: str) -> dict[str, Any]:
    """Return an element as its file would hold it; empty where the catalogue has none of that key."""
    found = next((one for one in elements_of(blueprint, kind) if one.id == key), None)
    return {} if found is None else dict(found.model_dump(mode="json", exclude_defaults=True))


def without(blueprint: Blueprint, kind: str, key: str) -> Blueprint:
    """Return the operating model without an element.

    Raises:
        BlueprintInvalid: something still names it.
    """
    document = blueprint.model_dump(mode="json", exclude_defaults=True)
    document[WRITTEN_UNDER[kind]] = [one for one in document.get(WRITTEN_UNDER[kind], ()) if one["id"] != key]
    return held_together(document, kind=kind, key=key)


def replaced(blueprint: Blueprint, kind: str, key: str, element: Mapping[str, Any]) -> Blueprint:
    """Return the operating model with an element as it is written here, a new one behind the others.

    Raises:
        BlueprintInvalid: it would not hold together.
    """
    document = blueprint.model_dump(mode="json", exclude_defaults=True)
    elements = list(document.get(WRITTEN_UNDER[kind], ()))
    places = [place for place, one in enumerate(elements) if one["id"] == key] or [len(elements)]
    elements[places[0] : places[0] + 1] = [dict(element)]
    document[WRITTEN_UNDER[kind]] = elements
    return held_together(document, kind=kind, key=key)


def held_together(document: Mapping[str, Any], *, kind: str, key: str) -> Blueprint:
    """Return the operating model of a document, once it holds together.

    Args:
        document: The whole model, as its files would hold it.
        kind: What was changed in it.
        key: Which.

    Raises:
        BlueprintInvalid: it does not.
    """
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


def newest_in(state: State) -> Published:
    """Return what is published.

    Raises:
        NotThere: nothing is yet.
    """
    newest = state.published()
    if newest is None:
        raise NotThere("nothing is published yet", where="the catalogues", fix="publish an operating model first")
    return newest
