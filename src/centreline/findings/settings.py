"""How a workspace tunes the book: parameters that differ, and checks that are switched off for a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from centreline.findings.check import Check
from centreline.findings.parameter import Value
from centreline.kernel.errors import CheckUnknown, WorkspaceInvalid
from centreline.kernel.identity import nearest

__all__ = ["OF_ITS_BEING_OFF", "Settings", "known_check", "read_settings"]

OF_ITS_BEING_OFF = ("off", "owner")
"""What stands beside the parameters of a check: why it is switched off, and who answers for that. Both are words."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs from the book.

    Attributes:
        overrides: By check id, the parameters that differ from their defaults.
        off: By check id, why it is switched off; it is then shown as not examined, with the reason.
        owners: By check id, who answers for its being switched off: a role or a name.
    """

    overrides: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    off: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)

    def accepted(self, book: Mapping[str, Check], *, where: str = "the settings of the checks") -> "Settings":
        """Return the same settings with every name known and every value in its parameter's type.

        Raises:
            CheckUnknown: no check or parameter has that name.
            WorkspaceInvalid: a value is of the wrong type, a check is switched off without a reason, or somebody
                answers for one that is asked.
        """
        overrides = {
            asked: {
                name: _accept(known_check(asked, book, where=where), name, value, where)
                for name, value in given.items()
            }
            for asked, given in self.overrides.items()
        }
        for asked, reason in self.off.items():
            known_check(asked, book, where=where)
            if not isinstance(reason, str) or not reason.strip():
                raise WorkspaceInvalid(
                    f"{asked} is switched off without a reason",
                    where=f"{where}: {asked}.off",
                    fix="write why, in a sentence",
                )
        for asked, owner in self.owners.items():
            _check_owner(asked, owner, off=asked in self.off, where=where)
        return Settings(overrides, dict(self.off), dict(self.owners))


def read_settings(document: Mapping[str, Any], *, book: Mapping[str, Check], where: str) -> Settings:
    """Read the `checks` part of a workspace's settings.

    Args:
        document: By check id, its parameters, or `off` with the reason, and `owner`, who answers for that:
            `{KNO002: {grace_days: 14}}`.
        book: The checks there are.
        where: File and path the document stands at, for messages.

    Raises:
        CheckUnknown: no check or parameter has that name.
        WorkspaceInvalid: a value is of the wrong type, a check is switched off without a reason, or somebody answers
            for one that is asked.
    """
    overrides: dict[str, dict[str, Any]] = {}
    off: dict[str, str] = {}
    owners: dict[str, str] = {}
    for asked, given in document.items():
        known_check(asked, book, where=where)
        if not isinstance(given, Mapping):
            raise WorkspaceInvalid(
                f"the settings of {asked} are {given!r}",
                where=f"{where}: {asked}",
                fix="write its parameters as `name: value`, or `off: the reason`",
            )
        if "off" in given:
            off[asked] = given["off"]
        if "owner" in given:
            owners[asked] = given["owner"]
        overrides[asked] = {name: value for name, value in given.items() if name not in OF_ITS_BEING_OFF}
    return Settings(overrides, off, owners).accepted(book, where=where)


def _check_owner(asked: str, owner: object, *, off: bool, where: str) -> None:
    if not off:
        raise WorkspaceInvalid(
            f"somebody answers for switching {asked} off, and it is asked",
            where=f"{where}: {asked}.owner",
            fix="write `off` with the reason beside it, or take `owner` out",
        )
    if not isinstance(owner, str) or not owner.strip():
        raise WorkspaceInvalid(
            f"nobody is named who answers for switching {asked} off",
            where=f"{where}: {asked}.owner",
            fix="write a role or a name, or leave `owner` out",
        )


def known_check(id: str, book: Mapping[str, Check], *, where: str) -> Check:  # noqa: A002 - what it is called everywhere
    """Return the check of that id.

    Raises:
        CheckUnknown: there is none; the nearest id is named.
    """
    if id in book:
        return book[id]
    meant = nearest(str(id).upper(), book)
    raise CheckUnknown(
        f"no check is called {id!r}",
        where=where,
        fix=f"did you mean {meant} ({book[meant].name})?" if meant else "see the list with `centreline explain checks`",
    )


def _accept(check: Check, name: str, value: object, where: str) -> Value:
    parameter = check.parameter(name)
    place = f"{where}: {check.id}.{name}"
    if parameter is not None:
        return parameter.accept(value, where=place)
    known = [parameter.name for parameter in check.parameters]
    meant = nearest(name, known)
    hint = f"did you mean {meant}?" if meant else f"it has {', '.join(known) or 'no parameter to tune'}"
    raise CheckUnknown(f"{check.id} has no parameter {name!r}", where=place, fix=hint)
