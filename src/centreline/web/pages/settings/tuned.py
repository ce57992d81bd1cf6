"""How a check is asked here: each value, what the book has, and where the difference comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from centreline.findings.check import Check
from centreline.findings.parameter import Parameter
from centreline.governance.trail import Line

__all__ = ["Asked", "Origin", "Setting", "asked_of", "shown_value"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who set a value here, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Setting:
    """One value a check is asked with.

    Attributes:
        parameter: What it is.
        value: What holds now.
        differs: Whether the book has another.
        origin: Who set it here; None where it is the book's, or was written into the file by hand.
    """

    parameter: Parameter
    value: Any
    differs: bool
    origin: Origin | None

    @property
    def label(self) -> SafeString:
        """What it is called above its field: its own name, which no language changes, and its unit in words."""
        words = self.parameter.name.replace("_", " ").capitalize()
        if self.parameter.name.endswith("_share"):
            return format_html(_("{what}, 0 to 1"), what=_itself(words))
        if self.parameter.name.endswith("_s"):
            return format_html(_("{what}, in seconds"), what=_itself(words.removesuffix(" s")))
        return _itself(words)

    @property
    def shown(self) -> str:
        """The value as a form holds it."""
        return shown_value(self.value)

    @property
    def usual(self) -> str:
        """What the book has."""
        return shown_value(self.parameter.default)

    @property
    def is_list(self) -> bool:
        """Whether it is a list of words."""
        return isinstance(self.parameter.default, tuple)


@dataclass(frozen=True, slots=True)
class Asked:
    """How one check is asked here.

    Attributes:
        check: The check, in the reader's language.
        settings: Its values.
        off: Why it is not asked; empty while it is.
        off_origin: Who switched it off; None where it was written into the file by hand.
        owner: Who answers for its not being asked; empty where nobody was named.
    """

    check: Check
    settings: tuple[Setting, ...]
    off: str
    off_origin: Origin | None
    owner: str

    @property
    def differing(self) -> list[Setting]:
        """Those of its values that the book has otherwise."""
        return [one for one in self.settings if one.differs]

    @property
    def state(self) -> str:
        """`off`, `tuned`, or `book`."""
        return "off" if self.off else "tuned" if self.differing else "book"


def asked_of(check: Check, tuning: Mapping[str, Any], *, lines: Iterable[Line]) -> Asked:
    """Return how a check is asked.

    Args:
        check: The check.
        tuning: What the file says of it.
        lines: Lines of the trail about its tuning, oldest first.
    """
    origins = _origins(lines)

    def origin(name: str) -> Origin | None:
        value, found = origins.get(name, (None, None))
        return found if name in tuning and value == _plain(tuning[name]) else None

    settings = tuple(
        Setting(
            one,
            tuning.get(one.name, one.default),
            _plain(tuning.get(one.name, one.default)) != _plain(one.default),
            origin(one.name),
        )
        for one in check.parameters
    )
    return Asked(check, settings, str(tuning.get("off", "")), origin("off"), str(tuning.get("owner", "")))


def shown_value(value: Any) -> str:
    """Return a value as a form holds it: a list parted by commas, a number without needless digits."""
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)


def _itself(words: str) -> SafeString:
    return format_html("<bdi>{}</bdi>", words)


def _origins(lines: Iterable[Line]) -> dict[str, tuple[Any, Origin]]:
    """Return of each name the value it was given last, and by whom."""
    found: dict[str, tuple[Any, Origin]] = {}
    for line in lines:
        before, after = line.before or {}, line.after or {}
        for name, value in after.items():
            if name not in before or before[name] != value:
                found[name] = value, Origin(line.by, line.at)
    return found


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
