"""The book of questions: every check by its id."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from centreline.findings import checks
from centreline.findings.check import Check

__all__ = ["check_book"]


@cache
def check_book() -> Mapping[str, Check]:
    """Return every check of `centreline.findings.checks`, in the order of ids.

    Raises:
        ValueError: two checks have taken one id.
    """
    book: dict[str, Check] = {}
    for module_name in sorted(module.name for module in pkgutil.iter_modules(checks.__path__)):
        module = importlib.import_module(f"{checks.__name__}.{module_name}")
        for found in vars(module).values():
            if isinstance(found, Check) and found.function.__module__ == module.__name__:
                if found.id in book:
                    raise ValueError(f"two checks are called {found.id}: {book[found.id].name!r} and {found.name!r}")
                book[found.id] = found
    return MappingProxyType(dict(sorted(book.items())))
