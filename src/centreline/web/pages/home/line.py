"""One line of an answer, and the rows of the records that it was counted from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence

__all__ = ["Line", "Named"]

Named = Mapping[str, str]
"""What tells a line from the others, as its address names it."""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands behind the lines of one answer.

    Attributes:
        table: The contract whose rows were counted.
        keys: What an address names of a line.
        columns: Columns that are shown, of those that are held and the address does not name; none for all of them.
        rows: Returns the rows of a line in the order to be read in; None where they are not held.
        of_people: Whether a row is about one person: shown to those alone from whom no figure of few is hidden.
    """

    table: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Callable[[Evidence, Named], Table | None]
    of_people: bool = True
