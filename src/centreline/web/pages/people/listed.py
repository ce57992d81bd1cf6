"""The list of people, filtered and sorted by what stands in the address."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from centreline.governance.actor import Role
from centreline.governance.people import KnownPerson

__all__ = ["columns", "filtered", "role_words", "state_of", "state_words"]


def role_words() -> dict[str, str]:
    """Return each role in the reader's language."""
    return {str(role): _(str(role).replace("_", " ")).capitalize() for role in Role}


def state_words() -> dict[str, str]:
    """Return the words for who may sign in and who may not."""
    return {"active": _("May sign in"), "out": _("Shut out"), "ended": _("Contract over")}


def state_of(one: KnownPerson, *, gone: Collection[str]) -> str:
    """Return which of the states somebody is in.

    Args:
        one: Who.
        gone: Ids of the partners whose contract is over.
    """
    return "out" if not one.active else "ended" if one.partner in gone else "active"


TESTS: Mapping[str, Callable[[KnownPerson, str], bool]] = {
    "name": lambda one, asked: asked.casefold() in f"{one.name} {one.title}".casefold(),
    "role": lambda one, asked: one.role == asked,
    "confined": lambda one, asked: asked.casefold() in " ".join((one.partner, *one.sites, one.agent)).casefold(),
}
ORDERS: Mapping[str, Callable[[KnownPerson], Any]] = {
    "name": lambda one: one.name.casefold(),
    "role": lambda one: (str(one.role), one.name.casefold()),
    "confined": lambda one: (one.partner, one.sites, one.agent),
}


def filtered(people: Iterable[KnownPerson], *, asked: Mapping[str, Any], gone: Collection[str]) -> list[KnownPerson]:
    """Return those who answer to everything that is asked in the address, in the order it asks for."""
    tests = [(test, str(asked[name])) for name, test in TESTS.items() if asked.get(name)]
    state = asked.get("state") or None
    chosen = [
        one
        for one in people
        if state in {None, state_of(one, gone=gone)} and all(test(one, value) for test, value in tests)
    ]
    sort = str(asked.get("sort", ""))
    order = ORDERS.get(sort.removeprefix("-"))
    return chosen if order is None else sorted(chosen, key=order, reverse=sort.startswith("-"))


def columns(asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the columns of the table with what they are filtered by now."""
    named: list[tuple[str, str, dict[str, Any]]] = [
        ("name", _("Person"), {"sortable": True, "filter": "text"}),
        ("role", _("Role"), {"sortable": True, "filter": list(role_words().items())}),
        ("confined", _("Sees only the rows of"), {"sortable": True, "filter": "text"}),
        ("state", _("State"), {"filter": list(state_words().items())}),
    ]
    return [{"key": key, "label": label, "filtered": asked.get(key, ""), **more} for key, label, more in named]
