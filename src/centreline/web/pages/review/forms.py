"""Read what somebody typed into the forms of a review."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

__all__ = ["day_in", "words_in"]


def words_in(given: Mapping[str, str], name: str) -> str:
    """Return what was typed into a field, without space around it."""
    return given.get(name, "").strip()


def day_in(given: Mapping[str, str], name: str) -> date | None:
    """Return the day in a field; None where it was left empty.

    Raises:
        ValueError: it is no day.
    """
    typed = words_in(given, name)
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ValueError(_("%(typed)s is no day; write it as 2026-04-30") % {"typed": repr(typed)}) from None
