"""Whether the trail is as it was written, also where the database cannot be read any more."""

from collections.abc import Iterator

from django.db import DatabaseError

from centreline.governance.trail import Broken, Line, first_broken
from centreline.web.records.store import DjangoState

__all__ = ["broken_line"]


def broken_line() -> Broken | None:
    """Return the first line that is not as it was written; None where the chain is whole."""
    state, read = DjangoState(), 0

    def counted() -> Iterator[Line]:
        nonlocal read
        for line in state.lines():
            yield line
            read += 1  # only once it was looked at

    try:
        return first_broken(counted(), ends_with=state.end_of_trail())
    except (ValueError, TypeError, AttributeError, DatabaseError):  # what is no day, no JSON or no page of a database
        return Broken(read + 1, "it cannot be read any more")
