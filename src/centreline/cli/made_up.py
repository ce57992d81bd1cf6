"""What every answer from a made-up centre says first, so that nobody takes its numbers for anybody's."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from centreline.actions.workspace import FolderWorkspace

__all__ = ["say_if_made_up"]


def say_if_made_up(place: "FolderWorkspace") -> None:
    """Print that the centre does not exist, where its blueprint says so."""
    from centreline.cli.terminal import console

    if place.is_made_up:
        console.print("This centre is made up, as its blueprint says: no number here is about anybody.", style="yellow")
