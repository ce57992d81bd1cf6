"""What an OCEL log is about: its objects, by what they stand for here."""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.ocel.forms import OBJECTS, parts_of
from centreline.evidence.vendors.values import blocks, text

__all__ = ["Objects", "Stands", "cases_among", "own_name", "stands_for"]


class Stands(StrEnum):
    """What an object stands for."""

    CASE = "case"
    CUSTOMER = "customer"
    PERSON = "person"
    QUEUE = "queue"
    TEAM = "team"
    OTHER = "other"


CASES = ("contact", "case", "ticket", "issue", "incident", "conversation", "call", "request", "claim", "order")
"""Types that are cases, the better ones first."""

MEANINGS = {
    **dict.fromkeys(("customer", "client", "caller", "citizen", "patient"), Stands.CUSTOMER),
    **dict.fromkeys(("agent", "employee", "worker", "resource", "user", "person", "advisor"), Stands.PERSON),
    **dict.fromkeys(("queue", "skill"), Stands.QUEUE),
    **dict.fromkeys(("team", "group", "department"), Stands.TEAM),
    **dict.fromkeys(CASES, Stands.CASE),
}


def stands_for(kind: str) -> Stands:
    """Return what objects of a type stand for: by its name, capitals and plurals aside.

    >>> stands_for("Customers"), stands_for("parcel")
    (<Stands.CUSTOMER: 'customer'>, <Stands.OTHER: 'other'>)
    """
    plain = kind.strip().lower()
    return MEANINGS.get(plain, MEANINGS.get(plain.removesuffix("s"), Stands.OTHER))


def own_name(name: str, kind: str) -> str:
    """Return an object's name without its type before it, as this program writes names that have to differ by type.

    >>> own_name("contact:c-1", "contact"), own_name("c-1", "contact")
    ('c-1', 'c-1')
    """
    return name.removeprefix(f"{kind}:") or name


class Objects:
    """The types of all objects of a log: sixteen characters of a hash each, not their names and attributes."""

    def __init__(self) -> None:
        self._kinds: list[str] = []
        self._places: dict[str, int] = {}
        self._of: dict[int, int] = {}

    @classmethod
    def in_file(cls, path: Path) -> "Objects":
        """Read the types of all objects of a file."""
        made = cls()
        for place, value in parts_of(path):
            if place == OBJECTS and isinstance(value, Mapping):
                made.add(text(value.get("id")) or "", text(value.get("type")) or "")
        return made

    def add(self, name: str, kind: str) -> None:
        """Note the type of an object."""
        self._places.setdefault(kind, len(self._kinds))
        if self._places[kind] == len(self._kinds):
            self._kinds.append(kind)
        self._of[_digest(name)] = self._places[kind]

    def kind(self, name: str) -> str | None:
        """Return the type of an object; None where the log does not describe it."""
        place = self._of.get(_digest(name))
        return None if place is None else self._kinds[place]

    def related(self, value: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the objects something is related to, each with its type."""
        found = []
        for each in blocks(value.get("relationships")):
            name = text(each.get("objectId"))
            if name is not None:
                found.append({**each, "objectId": name, "type": self.kind(name)})
        return sorted(found, key=lambda each: (str(each["type"]), each["objectId"], str(each.get("qualifier"))))


def cases_among(related: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the objects that are the cases of an event.

    Those of the best type of `CASES` there is; else of every type that is no customer, worker, queue or team. An event
    of several cases is told in each of them.
    """
    kinds = [kind for each in related if (kind := each["type"]) is not None]
    for best in CASES:
        named = {kind for kind in kinds if kind.lower().removesuffix("s") == best}
        if named:
            return _distinct(each for each in related if each["type"] in named)
    return _distinct(each for each in related if each["type"] and stands_for(each["type"]) is Stands.OTHER)


def _distinct(found: Any) -> list[dict[str, Any]]:
    return list({each["objectId"]: each for each in found}.values())


def _digest(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest())
