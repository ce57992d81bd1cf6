"""One finding for each of several elements that share a fault."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from centreline.blueprint.element import Element
from centreline.findings.finding import Finding
from centreline.findings.weight import weight_of_gap

__all__ = ["one_each"]

Some = TypeVar("Some", bound=Element)


def one_each(
    kind: str, concerned: Sequence[Some], *, of: int, at_least: float, says: Callable[[Some], str]
) -> Iterator[Finding]:
    """Yield a finding for each element concerned, all with the weight of their share.

    Args:
        kind: What they are, as in `kind:id`.
        concerned: The elements with the fault.
        of: How many were looked at.
        at_least: Weight of one among very many.
        says: The sentence for one of them.
    """
    for element in concerned:
        weight = weight_of_gap(len(concerned), of=of, at_least=at_least)
        yield Finding(element=f"{kind}:{element.id}", says=says(element), weight=weight)
