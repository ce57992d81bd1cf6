"""JSON values: identifiers where the source says they are, and redaction everywhere else."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

from centreline.evidence.privacy.identifier import Identifier
from centreline.evidence.privacy.span import Redacted

__all__ = ["Documents"]

INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)
"""A third of all texts in records are instants; nobody's secret looks like one."""

MOST_REMEMBERED: Final = 20_000
LONGEST_REMEMBERED: Final = 80
Paths = dict[str, Any]


class _Name:
    """The name of a field: as it may be kept, and what was found out about words that stand under it."""

    __slots__ = ("shown", "words")

    def __init__(self, shown: Redacted) -> None:
        self.shown: str | Redacted = shown if shown.found else shown.text
        self.words: dict[str | int, Any] = {}


class Documents:
    """Redacts JSON values of one shape after another, and remembers the words that come again and again.

    Args:
        pseudonym: Takes an identifier and, by name, what it is of.
        redact: Takes the name of a field and its text.
    """

    def __init__(self, pseudonym: Callable[..., str], redact: Callable[[str, str], Redacted]) -> None:
        self._pseudonym = pseudonym
        self._redact = redact
        self._names: dict[str, _Name] = {}
        self._wanted: dict[tuple[Identifier, ...], Paths] = {}

    def __call__(self, value: Any, *, identifiers: Sequence[Identifier]) -> tuple[Any, Counter[str]]:
        """Return a JSON value of the same shape, and how much of each kind was replaced.

        Args:
            value: What `json.loads` gives.
            identifiers: Where it names customers.
        """
        asked = tuple(identifiers)
        if asked not in self._wanted:
            self._wanted[asked] = _paths(asked)
        found: Counter[str] = Counter()
        return self._value(value, "", self._wanted[asked], found), found

    def _value(self, value: Any, name: str, wanted: Paths, found: Counter[str]) -> Any:
        if isinstance(value, dict):
            return self._fields(value, wanted, found)
        if isinstance(value, list):
            inside = wanted.get("[]", {"": wanted[""]} if "" in wanted else NOTHING)
            return [self._value(item, name, inside, found) for item in value]
        if value is None or isinstance(value, bool):
            return value
        if (of := wanted.get("")) is not None:
            return self._pseudonym(str(value), of=of)
        return self._leaf(value, name, self._name(name), found)

    def _fields(self, value: dict[str, Any], wanted: Paths, found: Counter[str]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for name, inside in value.items():
            held = self._names.get(name) or self._name(name)
            shown: Any = held.shown
            if shown.__class__ is not str:
                found.update(shown.found)
                shown = shown.text
            while shown in kept:  # Two names that became one stay two.
                shown += "'"
            # The short way, for nine values of ten.
            kind = inside.__class__
            if (kind is str or kind is int) and name not in wanted:
                clean = held.words.get(inside)
                kept[shown] = clean if clean.__class__ is kind else self._leaf(inside, name, held, found)
            else:
                kept[shown] = self._value(inside, name, wanted.get(name, NOTHING), found)
        return kept

    def _leaf(self, value: Any, name: str, held: _Name, found: Counter[str]) -> Any:
        if isinstance(value, float):
            if not value.is_integer():
                return value
            whole = self._leaf(int(value), name, held, found)
            return value if isinstance(whole, int) else whole
        clean = held.words.get(value)
        if clean is None:
            clean = self._looked_at(value, name)
            if len(str(value)) <= LONGEST_REMEMBERED and not (isinstance(value, str) and INSTANT.fullmatch(value)):
                held.words[value] = clean
                if len(held.words) > MOST_REMEMBERED:
                    held.words.clear()
        if isinstance(clean, Redacted):
            found.update(clean.found)
            return clean.text
        return clean

    def _looked_at(self, value: str | int, name: str) -> str | int | Redacted:
        text = str(value)
        if INSTANT.fullmatch(text):
            return value
        clean = self._redact(name, text)
        return clean if clean.found or clean.text != text else value

    def _name(self, name: str) -> _Name:
        held = self._names.get(name)
        if held is None:
            if len(self._names) > MOST_REMEMBERED:
                self._names.clear()
            held = self._names[name] = _Name(self._redact("", name))
        return held


NOTHING: Final[Paths] = {}


def _paths(identifiers: Sequence[Identifier]) -> Paths:
    """Return what is wanted as a tree: {"customer": {"phone": {"": "phone"}}}."""
    wanted: Paths = {}
    for identifier in identifiers:
        steps = identifier.path.replace("[]", ".[]").split(".")
        place = wanted
        for step in steps[:-1]:
            place = place.setdefault(step, {})
        place.setdefault(steps[-1], {})[""] = identifier.of
    return wanted
