"""An answer: the value, how sure it is, what it was counted from and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from centreline.kernel.estimate import Estimate
from centreline.kernel.period import Period
from centreline.kernel.provenance import Provenance
from centreline.kernel.units import Unit, format_value

__all__ = ["Answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One metric in one variant, for one group.

    Attributes:
        metric: Id of the metric.
        variant: Id of the variant.
        unit: Unit of the value and its interval.
        by: The group: {"queue": "billing"}, empty for everything together.
        numerator: Upper part of the fraction, or the count itself.
        denominator: Lower part; None where the metric is no fraction.
        estimate: Value, n and interval; the value is None where there was nothing to count.
        left_out: Rows of the population that could not be judged.
        left_out_because: Why, in words, each reason with its count; empty where nothing was left out.
        period: Local days looked at.
        provenance: Evidence version, tables and files.
        ledger: By which ledger customers and needs were followed; None where the metric follows neither.
        hidden_because: Why this reader is not shown the numbers; empty where they are.
    """

    metric: str
    variant: str
    unit: Unit
    by: Mapping[str, Any]
    numerator: float | None
    denominator: float | None
    estimate: Estimate
    left_out: int
    left_out_because: str
    period: Period
    provenance: Provenance
    ledger: str | None = None
    hidden_because: str = ""

    @property
    def value(self) -> float | None:
        """The value, in `unit`; None where there was nothing to count."""
        return self.estimate.value

    @property
    def n(self) -> int:
        """Rows behind the value."""
        return self.estimate.n

    def __str__(self) -> str:
        """Return the group and the value as a person reads them."""
        group = ", ".join(f"{name} {value}" for name, value in self.by.items())
        number = f"{format_value(self.value, self.unit)}, n {self.n:,}"
        said = f"{self.metric} ({self.variant}): {self.hidden_because or number}"
        return f"{group}: {said}" if group else said
