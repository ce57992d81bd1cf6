"""Which engine answered, where it is not DuckDB: on standard error, so that an old copy is not taken for today."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from centreline.actions.workspace import FolderWorkspace

__all__ = ["say_who_was_asked"]


def say_who_was_asked(place: "FolderWorkspace") -> None:
    """Print where the questions were asked, and whether what is there is behind."""
    from centreline.cli.terminal import print_note

    if place.asked_of is not None:
        print_note(place.asked_of)
