"""Who may do what: a matrix of roles and permissions, read from a file that people can read too."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from centreline.governance.actor import Actor, Role
from centreline.kernel.errors import NotPermitted

__all__ = ["Permission", "check_may", "may", "permissions"]


@dataclass(frozen=True, slots=True)
class Permission:
    """Something a role may do.

    Attributes:
        name: Such as `decide_finding`.
        says: What it allows, read after "may".
        roles: Who may.
    """

    name: str
    says: str
    roles: frozenset[Role]


@cache
def permissions() -> Mapping[str, Permission]:
    """Return every permission by its name, in the order of the file.

    Raises:
        ValueError: the file names a role that does not exist.
    """
    text = files("centreline.governance").joinpath("permissions.yaml").read_text(encoding="utf-8")
    return {
        name: Permission(name, row["says"], frozenset(Role(role) for role in _named(row["roles"])))
        for name, row in yaml.safe_load(text).items()
    }


def _named(roles: object) -> list[str]:
    if roles == "everybody":
        return [str(role) for role in Role]
    return [str(role) for role in roles] if isinstance(roles, list) else str(roles).split()


def may(actor: Actor, permission: str) -> bool:
    """Say whether somebody has a permission, and their token too where they act by one.

    Raises:
        KeyError: there is none of that name.
    """
    return actor.role in permissions()[permission].roles and (actor.only is None or permission in actor.only)


def check_may(actor: Actor, permission: str) -> None:
    """Stop whoever lacks a permission.

    Raises:
        NotPermitted: their role may not do that; the message says which may. Or their token was not given it.
    """
    if may(actor, permission):
        return
    needed = permissions()[permission]
    if actor.role in needed.roles:
        raise NotPermitted(
            f"this token may not {needed.says}",
            where=f"permission {permission!r}",
            fix="make another token that is given it, on the page of your account",
        )
    able = ", ".join(sorted(role.replace("_", " ") for role in needed.roles))
    raise NotPermitted(
        f"somebody with the role {actor.role.replace('_', ' ')!r} may not {needed.says}",
        where=f"permission {permission!r}",
        fix=f"ask somebody who may ({able}), or an administrator for another role",
    )
