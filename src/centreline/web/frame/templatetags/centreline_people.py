"""People by the name others know them by, wherever a page shows who did something."""

from collections.abc import Mapping

from django import template

__all__ = ["called"]

register = template.Library()


@register.filter
def called(name: str, names: Mapping[str, str]) -> str:
    """Return what people call somebody.

    Args:
        name: The one they sign in with; whatever else stands there, such as a command, is returned as it is.
        names: What people call each who can sign in, by that name: `shell.names`.

    >>> called("lee", {"lee": "Lee Ortega"}), called("a command", {"lee": "Lee Ortega"})
    ('Lee Ortega', 'a command')
    """
    return names.get(name, name) if names else name
