"""Where a number comes from."""

from dataclasses import dataclass

__all__ = ["Provenance"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What stands behind an answer.

    Attributes:
        evidence_version: Twelve characters that change whenever the evidence does; the same evidence brought
            twice has the same version.
        tables: Contracts that were read.
        sources: Names of the files that filled those tables.
    """

    evidence_version: str
    tables: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
