"""Notes that say the same thing, under one heading: how they are shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.web.records.store import DjangoState

__all__ = ["arranged", "groups_on"]


def groups_on(draft: str, actor: Actor) -> dict[str, Entry]:
    """Return the groups of a board that somebody may read, by key: people of a partner read those of their own."""
    every = DjangoState().entries("note_group", within=draft)
    return {one.key: one for one in every if actor.partner in (None, one.fields["party"])}


def arranged(notes: Sequence[dict[str, Any]], groups: Mapping[str, Entry]) -> list[dict[str, Any]]:
    """Return notes in the order in which they are shown, and write on each which group it is in.

    The notes of a group follow the first of them in its cell. A note whose group is gone, or is not theirs to read,
    stands by itself.
    """
    together: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for note in notes:
        held = groups.get(note["fields"]["group"] or "")
        note["group"] = held and {"key": held.key, "title": held.fields["title"], "version": held.version}
        together.setdefault((_cell(note["fields"]), held.key if held else note["key"]), []).append(note)
    for mates in together.values():
        mates[0]["heads"] = len(mates) if mates[0]["group"] else 0
    return [note for mates in together.values() for note in mates]


def _cell(fields: Mapping[str, Any]) -> tuple[Any, ...]:
    return ("parked",) if fields["parked"] else (fields["lane"], fields["stage"])
