"""The metrics: value, how sure, every variant side by side, and how the number moved."""

from dataclasses import dataclass
from datetime import date

from centreline.kernel.kept_words import Sentence

__all__ = ["Chart", "Limits", "Number", "Point", "VariantShown"]


VARIANTS_SHOWN = 6
"""How many definitions of one metric a page shows at once."""


@dataclass(frozen=True, slots=True)
class VariantShown:
    """One metric in one of its definitions.

    Attributes:
        variant: Its id.
        title: Its name, with what it counts.
        value: The answer as a person reads it; why there is none, where it cannot be answered.
        amount: The answer in the metric's unit, None where there is none.
        n: Rows behind it.
        numerator: What was counted, None where the metric is no ratio.
        denominator: Out of what, None where the metric is no ratio.
        counted: The numerator as a person reads it.
        out_of: The denominator as a person reads it.
        low: Lower end of its interval in the metric's unit, None where no method applies.
        high: Upper end.
        interval: Both ends as a person reads them, None where no method applies.
        method: How the interval was found.
        left_out: Rows left out, and why; empty when none were.
        ledger: By which ledger customers and needs were followed; None where neither was.
        why_not: Why it cannot be answered, None when it can.
        main: Whether this is the variant the blueprint means, or the metric's own first.
    """

    variant: str
    title: Sentence
    value: Sentence
    amount: float | None
    n: int
    numerator: float | None
    denominator: float | None
    counted: str
    out_of: str
    low: float | None
    high: float | None
    interval: str | None
    method: str | None
    left_out: Sentence
    ledger: str | None
    why_not: Sentence | None
    main: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a control chart.

    Attributes:
        on: The day, or the first day of the week or month.
        value: In the metric's unit, None when there was nothing to count.
        shown: The value as a person reads it.
        rules: The rules it breaks, in words.
    """

    on: date
    value: float | None
    shown: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """The centre line and the natural process limits, in the metric's unit."""

    centre: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A control chart (XmR).

    Attributes:
        grain: day, week or month.
        says: What it shows, in a sentence.
        points: Its points in order.
        limits: Centre line and limits, None when there are too few points.
    """

    grain: str
    says: Sentence
    points: tuple[Point, ...]
    limits: Limits | None

    @property
    def changed(self) -> bool:
        """Whether any point breaks a rule."""
        return any(point.rules for point in self.points)


@dataclass(frozen=True, slots=True)
class Number:
    """One metric.

    Attributes:
        metric: Its id.
        title: Its name.
        question: What it asks.
        unit: The unit of its values.
        better: higher or lower, None when neither is.
        value: The main variant's answer as a person reads it.
        n: Rows behind it.
        interval: Its interval as a person reads it.
        small: Whether fewer rows than a small sample stand behind it.
        target: What the blueprint aims at, None when it names no target.
        meets: Whether the value meets the target, None without a target or an answer.
        variants: The metric in all its definitions.
        differ: Why they differ, in a sentence.
        chart: How it moved, None when there is nothing to draw.
        owner: Who answers for it: a role of the blueprint, or the function that usually does.
    """

    metric: str
    title: Sentence
    question: str
    unit: str
    better: str | None
    value: Sentence
    n: int
    interval: Sentence | None
    small: bool
    target: Sentence | None
    meets: bool | None
    variants: tuple[VariantShown, ...]
    differ: str
    chart: Chart | None
    owner: str = ""

    @property
    def left_out(self) -> str:
        """Rows the main variant leaves out, and why; empty when it leaves out none."""
        return next((variant.left_out for variant in self.variants if variant.main), "")

    @property
    def ledger(self) -> str | None:
        """By which ledger the main variant follows customers and needs; None where it follows neither."""
        return next((variant.ledger for variant in self.variants if variant.main), None)

    @property
    def shown_first(self) -> tuple[VariantShown, ...]:
        """The definitions a page shows at once: all where they are few, else the main, the extremes and the first."""
        known = self.answered
        if len(known) <= VARIANTS_SHOWN:
            return known
        by_size = sorted((one for one in known if one.amount is not None), key=lambda one: one.amount or 0.0)
        mains = [one for one in known if one.main]
        chosen = [*mains, *by_size[:1], *by_size[-1:], *known]
        kept = set(dict.fromkeys(one.variant for one in chosen[: VARIANTS_SHOWN + 1]))
        return tuple(one for one in known if one.variant in kept)

    @property
    def answered(self) -> tuple[VariantShown, ...]:
        """The definitions that can be answered."""
        return tuple(one for one in self.variants if one.why_not is None)

    @property
    def unanswered(self) -> tuple[tuple[str, tuple[VariantShown, ...]], ...]:
        """The definitions that cannot be answered, together by the reason."""
        reasons: dict[str, list[VariantShown]] = {}
        for one in self.variants:
            if one.why_not is not None:
                reasons.setdefault(one.why_not, []).append(one)
        return tuple((reason, tuple(variants)) for reason, variants in reasons.items())
