"""Published versions of the operating model: numbered, named by their content, never changed."""

from dataclasses import dataclass
from datetime import datetime

from centreline.blueprint.document import Blueprint

__all__ = ["Published"]


@dataclass(frozen=True, slots=True)
class Published:
    """One version that was published.

    Attributes:
        number: 1, 2, 3.
        hash: Content hash of the blueprint.
        blueprint: The operating model.
        differences: What changed since the version before, in sentences.
        says: Why it was published.
        by: Who published it.
        at: When.
    """

    number: int
    hash: str
    blueprint: Blueprint
    differences: tuple[str, ...]
    says: str
    by: str
    at: datetime
