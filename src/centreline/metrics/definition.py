"""What a metric is: a question, who it is asked about, and every published way of counting it."""

import math
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from centreline.kernel.errors import ArgumentInvalid, MetricUnknown
from centreline.kernel.identity import nearest
from centreline.kernel.units import Unit, format_value, short_share

__all__ = ["KINDS", "Kind", "LeftOut", "Metric", "Variant", "filled_in"]

Kind = Literal[
    "share",
    "distinct_share",
    "mean",
    "median",
    "ratio",
    "count",
    "distinct",
    "total",
    "rows_per_distinct",
    "distinct_per_row",
    "total_per_row",
    "total_per_distinct",
]
"""How a variant is counted; `KINDS` says what each means."""

KINDS: dict[Kind, str] = {
    "share": "rows for which the numerator is true ÷ rows of the denominator",
    "distinct_share": "different values of a column where the numerator is true ÷ different values in the denominator",
    "mean": "sum of the numerator over the rows of the denominator ÷ those rows",
    "median": "middle value of the numerator over the rows of the denominator",
    "ratio": "sum of the numerator ÷ sum of the denominator, over the same rows",
    "count": "rows for which the numerator is true",
    "distinct": "different values of a column where the numerator is true",
    "total": "sum of the numerator",
    "rows_per_distinct": "rows of the denominator ÷ different values of a column in them",
    "distinct_per_row": "different values of a column where the numerator is true ÷ rows of the denominator",
    "total_per_row": "sum of the numerator ÷ rows of the denominator, from two tables",
    "total_per_distinct": "sum of the numerator ÷ different values of a column in the denominator, from two tables",
}
"""Each kind of count in words."""


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LeftOut(_Document):
    """Rows that cannot be judged: they are in neither part of the fraction, and are counted apart."""

    unless: str = Field(description="Condition under which a row can be judged.")
    because: str = Field(description="Why the others are left out, to be read after a count: '12 with no customer'.")


class Variant(_Document):
    """One published way of counting a metric.

    Expressions follow `centreline.evidence.expression`; besides the columns of the table they may use the words of
    `catalogue/words.yaml` and the variant's parameters.
    """

    id: str
    title: str = Field(description="A few words that tell it from its siblings.")
    says: str = Field(description="The definition in one sentence; {names} of parameters are filled in.")
    kind: Kind
    table: str
    unit: Unit
    where: str | None = Field(None, description="Population: a condition every row counted here must meet.")
    numerator: str | None = None
    denominator: str | None = None
    among: str | None = Field(None, description="For ratios and totals: the rows that are summed; all where empty.")
    of: str | None = Field(None, description="For distinct counts: the column whose different values are counted.")
    denominator_table: str | None = Field(None, description="Where the denominator is counted in another table.")
    denominator_where: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    seen: str | None = Field(
        None, description="A condition at least one row must meet, or else the source may not record such rows at all."
    )
    unseen: str | None = Field(None, description="What to say when no row meets `seen`.")
    needs: tuple[str, ...] = Field(
        (), description="Columns, as table.column, without which the count would still give a number, and a wrong one."
    )
    parameters: dict[str, float] = Field(default_factory=dict)

    def with_parameters(self, parameters: dict[str, float]) -> "Variant":
        """Return the variant with some of its parameters set otherwise.

        Raises:
            MetricUnknown: the variant has no parameter of that name.
            ArgumentInvalid: a parameter is no number, endless or below zero: no time, share or count is.
        """
        for name, value in parameters.items():
            if name not in self.parameters:
                likely = nearest(name, self.parameters)
                raise MetricUnknown(
                    f"the variant {self.id!r} has no parameter {name!r}",
                    where="the option --parameter",
                    fix=f"write {likely!r}" if likely else f"it has: {', '.join(self.parameters) or 'none'}",
                )
            if not 0 <= value < math.inf:
                raise ArgumentInvalid(
                    f"{name} cannot be {value:g}",
                    where="the option --parameter",
                    fix=f"write a number from 0 on, such as {name}={self.parameters[name]:g}",
                )
        return self.model_copy(update={"parameters": {**self.parameters, **parameters}})

    @property
    def sentence(self) -> str:
        """The definition in one sentence, its parameters filled in."""
        return filled_in(self.says, self.parameters)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why rows are left out, in words, parameters filled in."""
        return tuple(filled_in(reason.because, self.parameters) for reason in self.left_out)


class Metric(_Document):
    """One number somebody wants to know, and every published way of counting it. The first variant is the default."""

    id: str = Field(description="Full words, never an abbreviation.")
    title: str
    label: str | None = Field(None, description="The abbreviation people know it by, such as FCR.")
    question: str
    population: str = Field(description="Who or what is counted, in words.")
    better: Literal["higher", "lower", "neither"]
    owner: str = Field(description="The function that usually answers for the definition.")
    source: str = Field(description="Where the definition was read.")
    traps: tuple[str, ...] = Field(min_length=1, description="How the number misleads.")
    since: str = "0.1"
    agreed: str = Field("", description="What a centre has agreed to count otherwise; empty as published.")
    variants: tuple[Variant, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _variants_have_names_of_their_own(self) -> "Metric":
        names = [variant.id for variant in self.variants]
        if len(set(names)) < len(names):
            raise ValueError(f"two variants of {self.id} have the same id")
        return self

    @property
    def default(self) -> Variant:
        """The variant that is meant when nobody says which."""
        return self.variants[0]

    @property
    def unit(self) -> Unit:
        """The unit of the default variant."""
        return self.default.unit

    def variant(self, name: str | None) -> Variant:
        """Return the variant of that name, the default for None.

        Raises:
            MetricUnknown: there is no such variant.
        """
        if name is None:
            return self.default
        names = {variant.id: variant for variant in self.variants}
        if name not in names:
            likely = nearest(name, names)
            raise MetricUnknown(
                f"{self.id} has no variant {name!r}",
                where=f"`centreline explain {self.id}`",
                fix=f"write {likely!r}" if likely else f"write one of: {', '.join(names)}",
            )
        return names[name]


def filled_in(text: str, parameters: dict[str, float]) -> str:
    """Return the text with {names} of parameters replaced by their values as a person reads them.

    >>> filled_in("within {threshold_ms} or {window_days} days", {"threshold_ms": 20000, "window_days": 7})
    'within 20 s or 7 days'
    """
    for name, value in parameters.items():
        if value == 1:
            text = text.replace("{" + name + "} days", "{" + name + "} day")
        text = text.replace("{" + name + "}", _read_aloud(name, value))
    return text


def _read_aloud(name: str, value: float) -> str:
    if name.endswith("_ms"):
        return format_value(value, Unit.MILLISECONDS).replace(".0 s", " s")
    if name.endswith("_share"):
        return short_share(value)
    return f"{value:g}"
