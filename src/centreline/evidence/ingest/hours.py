"""Which of two hours is meant where clocks went back, when a column of the file says so."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.clocks import Flags
from centreline.evidence.filling import Mapping, RepeatedHour
from centreline.evidence.ingest.words import written_out

__all__ = ["Hours", "told_hours"]


@dataclass(frozen=True, slots=True)
class Hours:
    """What a column says of each row: the first hour, the second, or nothing that is understood."""

    first: Flags
    second: Flags


def told_hours(cells: dict[str, pa.Array], *, mapping: Mapping) -> Hours | None:
    """Return what the file says of each row; None where no column of it does."""
    said = mapping.repeated_hour
    if not isinstance(said, RepeatedHour):
        return None
    column = cells[said.column]
    text = written_out(column) if pa.types.is_dictionary(column.type) else column.cast(pa.string())
    first, second = (pc.is_in(text, pa.array(words, pa.string())) for words in (said.first, said.second))
    return Hours(first.to_numpy(zero_copy_only=False), second.to_numpy(zero_copy_only=False))
