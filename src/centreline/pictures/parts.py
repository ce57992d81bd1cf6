"""What every format of pictures is taken apart into."""

from dataclasses import dataclass

__all__ = ["Parts"]


@dataclass(frozen=True, slots=True)
class Parts:
    """A picture that was taken apart and put together from what it needs.

    Attributes:
        width: Points across.
        height: Points down.
        content: The picture without the rest.
    """

    width: int
    height: int
    content: bytes
