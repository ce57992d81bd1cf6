"""The page of the served workspace: who may do what, and what the environment says about a server."""

import inspect
import re

from centreline.governance.actor import Role
from centreline.governance.rights import permissions
from centreline.web.site.environment import Environment
from generate.markdown import table

__all__ = ["matrix", "settings"]


def matrix() -> str:
    """Return one line for each permission, with the roles that have it."""
    rows = [(f"`{one.name}`", one.says, _in_words(one.roles)) for one in permissions().values()]
    return table(("permission", "whoever has it may", "roles"), rows)


def _in_words(able: frozenset[Role]) -> str:
    named, others = (
        ", ".join(str(role).replace("_", " ") for role in Role if (role in able) is wanted) for wanted in (True, False)
    )
    if not others:
        return "everybody"
    return f"everybody but {others}" if len(named) > len(others) else named


def settings() -> str:
    """Return one line for each variable of the environment, from where the program describes it."""
    _, _, described = (inspect.getdoc(Environment) or "").partition("Attributes:\n")
    entries = re.findall(r"^    \w+: (.*(?:\n        .*)*)", described, re.MULTILINE)
    rows = []
    for entry in entries:
        variable = re.search(r"[A-Z][A-Z_]{5,}(?:=1)?", entry)
        if variable is None:
            raise ValueError(f"no variable is named in {entry!r}")
        said = " ".join(entry.replace(f"{variable[0]}: ", "", 1).split())
        rows.append((f"`{variable[0]}`", said[0].upper() + said[1:]))
    return table(("variable", "what it says"), rows)
