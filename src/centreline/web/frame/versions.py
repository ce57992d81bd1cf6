"""Which version somebody had before them when they wrote, as a header or a form says it."""

import re

__all__ = ["version_named"]


def version_named(text: str) -> int | None:
    """Return the version that an ETag names; None where it names none.

    >>> version_named('"12"'), version_named("12"), version_named("*"), version_named("²"), version_named("9" * 5_000)
    (12, 12, None, None, None)
    """
    named = re.fullmatch(r'(?:W/)?"?([0-9]{1,9})"?', text.strip(), re.ASCII)
    return None if named is None else int(named[1])
