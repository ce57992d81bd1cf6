"""The registry of cases: for each check, one in which it finds something and one in which it is clear.

Each module has `CASES: dict[str, Case]`, by check id. Everything in a module is found by the catalogue test: no list
to extend. A case is two functions without arguments, so that evidence is built only when it is asked for.
"""

import importlib
import pkgutil

from cases.building import Case

__all__ = ["every_case"]


def every_case() -> dict[str, Case]:
    """Return every case of every module, by check id."""
    found: dict[str, Case] = {}
    for module in pkgutil.iter_modules(__path__):
        cases = getattr(importlib.import_module(f"cases.{module.name}"), "CASES", {})
        twice = found.keys() & cases.keys()
        assert not twice, f"{module.name} has cases for {twice}, which another module has too"
        found |= cases
    return found
