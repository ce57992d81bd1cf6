"""One centre in order, made once for all tests of the samples."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from centreline.evidence.engine import Evidence
from centreline.findings.examine import Examination, examine
from centreline.samples.cast import ZONE
from centreline.samples.centre import MadeUpCentre, made_up_centre

Examine = Callable[..., Examination]


@dataclass(frozen=True)
class Held:
    """A centre with its evidence."""

    centre: MadeUpCentre
    evidence: Evidence

    @classmethod
    def of(cls, centre: MadeUpCentre) -> "Held":
        return cls(centre, Evidence.of(centre.tables, zone=ZONE))

    def examined(self, *, only: set[str] | None = None) -> Examination:
        assert self.evidence.last_day is not None
        return examine(
            self.centre.blueprint,
            claims=self.centre.claims,
            evidence=self.evidence,
            as_of=self.evidence.last_day,
            only=only or (),
        )


@pytest.fixture(scope="session")
def in_order() -> Held:
    return Held.of(made_up_centre(contacts=32_000, seed=1))


@pytest.fixture(scope="session")
def hold() -> Callable[[MadeUpCentre], Held]:
    return Held.of
