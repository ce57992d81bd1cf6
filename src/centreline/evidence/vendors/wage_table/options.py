"""What can be told of a wage table: in which currency costs are counted, and the decimal mark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Options"]

PART = re.compile(r"currency=[A-Z]{3}|decimal=(comma|point)")


@dataclass(frozen=True, slots=True)
class Options:
    """The options there are: each alone, or both joined by a comma."""

    def __iter__(self) -> Iterator[str]:
        """Return an example of each."""
        return iter(("currency=EUR", "decimal=comma", "decimal=point"))

    def __contains__(self, option: object) -> bool:
        """Say whether every part is an option, and none is named twice."""
        parts = str(option).split(",")
        return all(PART.fullmatch(part) for part in parts) and len({part.split("=")[0] for part in parts}) == len(parts)
