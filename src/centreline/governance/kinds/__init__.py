"""What entries of each kind say: a class for each kind, and the register of them."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from centreline.governance.entry import Body

__all__ = ["body_of", "kinds"]


@cache
def kinds() -> Mapping[str, type[Body]]:
    """Return the class of each kind; a kind is the name of the module that holds its class `Said`."""
    names = sorted(module.name for module in iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").Said for name in names}


def body_of(kind: str, fields: Mapping[str, object]) -> Body:
    """Return what an entry says, checked against its kind.

    Raises:
        ValidationError: it does not fit.
        KeyError: there is no such kind.
    """
    return kinds()[kind].model_validate(fields)
