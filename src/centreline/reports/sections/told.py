"""Claims against records: what people said, and whether evidence stands behind it."""

from dataclasses import dataclass
from datetime import date

__all__ = ["Told"]


@dataclass(frozen=True, slots=True)
class Told:
    """One claim.

    Attributes:
        touchpoint: Key of the touchpoint it is about.
        about: Name of the touchpoint.
        asks: The question as it was asked.
        answer: What they said: yes, no, partly or do not know.
        who: Who said it.
        party: For whom they speak: the organisation or a partner.
        on: Day they were asked.
        how: How they were asked.
        remark: What else they said, None when nothing.
        stands: contradicted, disputed or hearsay.
        against: What the records, or others, say instead; empty when nothing does.
    """

    touchpoint: str
    about: str
    asks: str
    answer: str
    who: str
    party: str
    on: date
    how: str
    remark: str | None
    stands: str
    against: tuple[str, ...]
