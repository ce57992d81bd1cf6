"""What was worked out for a page, kept for whoever asks the same of the same records with the same right to see."""

from collections.abc import Callable
from pickle import UnpicklingError
from typing import Any, TypeVar

from django.core.cache import cache
from django.utils.translation import get_language

from centreline import __version__
from centreline.evidence.engine import Evidence
from centreline.kernel.identity import content_hash
from centreline.web.frame.defining import definitions_state
from centreline.web.frame.spoken import ENGLISH

__all__ = ["kept"]

Kept = TypeVar("Kept")

A_DAY_S = 86_400


def kept(evidence: Evidence, *named: object, make: Callable[[], Kept]) -> Kept:
    """Return what is kept under these names, made now if it is not there yet.

    Args:
        evidence: What it is made from; its version and whose rows it shows are parts of the name.
        named: Plain values that say everything else it depends on.
        make: Makes it.
    """
    scope = evidence.scope.key if evidence.scope else ""
    # What is kept may hold words and figures as the reader's language writes them.
    language = get_language()
    written_in = [] if language in ENGLISH else [language]
    made_from = [__version__, evidence.version, scope, definitions_state(), *written_in]
    key = f"kept-{content_hash([*made_from, *map(str, named)])[:40]}"
    found: Kept | None = _held(key)
    if found is None:
        found = make()
        cache.set(key, found, timeout=A_DAY_S)
    return found


def _held(key: str) -> Any:
    """Return what is kept; None where nothing is, or what other code wrote: it is made anew, and no page fails."""
    try:
        return cache.get(key)
    except (AttributeError, EOFError, ImportError, IndexError, TypeError, UnpicklingError, ValueError):
        return None
