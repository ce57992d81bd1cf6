"""The page of the errors: every reason to stop that somebody foresaw."""

from collections.abc import Iterator

from centreline.kernel.errors import Stopped

__all__ = ["page"]


def page() -> str:
    """Return the reference of every kind of `Stopped`, in the order in which they are defined."""
    return "".join(f"## {error.__name__}\n\n{' '.join((error.__doc__ or '').split())}\n\n" for error in _tree(Stopped))


def _tree(error: type[Stopped]) -> Iterator[type[Stopped]]:
    for child in error.__subclasses__():
        if child.__module__.startswith("centreline."):
            yield child
            yield from _tree(child)
