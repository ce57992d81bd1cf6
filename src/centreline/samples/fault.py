"""A fault that can be planted in the made-up centre: its story, how it is planted, and who has to find it."""

from collections.abc import Callable
from dataclasses import dataclass

from centreline.samples.made_up import MadeUpCentre

__all__ = ["Fault"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and the answer key to it.

    Attributes:
        id: Its name in full words, with hyphens.
        story: What happened, as somebody in the centre would tell it.
        checks: Checks that have to find it.
        element: What their findings have to be about, such as `touchpoint:chase-a-refund`.
        plant: Returns the centre with the fault in it; planting takes nothing else away.
    """

    id: str
    story: str
    checks: tuple[str, ...]
    element: str
    plant: Callable[[MadeUpCentre], MadeUpCentre]
