"""Another definition tried on the same records, before anybody proposes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from centreline.actions.adopt_definition import definition_terms, in_force
from centreline.evidence.engine import Evidence
from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.units import Unit
from centreline.metrics.agreed import Agreed, with_agreed
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure
from centreline.metrics.book import definitions_in_force
from centreline.metrics.course import Course, course_of
from centreline.metrics.definition import Metric, Variant
from centreline.metrics.differ import differences
from centreline.metrics.periods import usual_grain
from centreline.web.frame.kept import kept
from centreline.web.frame.spark import sparkline
from centreline.web.frame.spoken import figure
from centreline.web.pages.metrics.asked import choices_of
from centreline.web.pages.metrics.opened import Opened
from centreline.web.records.store import DjangoState

__all__ = ["SideBySide", "agreed_from", "excludable", "parameters_of", "side_by_side"]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The same records counted by the definition in force and by another.

    Attributes:
        old: Value now.
        new: Value then.
        apart: The difference, as a person reads it.
        says: In what the definitions differ, and by how many rows.
        rows: By period, both values.
        sparks: Both courses, drawn.
        terms: What reads otherwise.
    """

    old: str
    new: str
    apart: str
    says: tuple[str, ...]
    rows: tuple[tuple[date, str, str], ...]
    sparks: tuple[SafeString, SafeString]
    terms: tuple[Mapping[str, str], ...]


def agreed_from(given: QueryDict, metric: Metric) -> Agreed:
    """Return the definition somebody filled in.

    Raises:
        MetricUnknown: no such variant.
        ArgumentInvalid: a parameter is no number.
    """
    variant = metric.variant(given.get("way", ""))
    split = (one.partition("=") for one in sorted(set(given.getlist("without"))) if "=" in one)
    return Agreed(variant.id, _typed(given, variant), tuple((column, value) for column, _sign, value in split))


def _typed(given: Mapping[str, str], variant: Variant) -> dict[str, float]:
    """Return the parameters that were typed and are not the variant's own, in its units.

    Raises:
        ArgumentInvalid: one is no number.
    """
    typed = {}
    for name, own in variant.parameters.items():
        text = given.get(f"parameter-{name}", "").strip().replace(",", ".")
        try:
            value = float(text) * _typed_in(name) if text else own
        except ValueError:
            raise ArgumentInvalid(
                f"{text!r} is no number", where=f"the field {name}", fix="write a number such as 20"
            ) from None
        if abs(value - own) > 1e-9:
            typed[name] = value
    return typed


def _typed_in(name: str) -> float:
    return 1_000.0 if name.endswith("_ms") else 0.01 if name.endswith("_share") else 1.0


def parameters_of(metric: Metric, agreed: Agreed | None) -> list[dict[str, str]]:
    """Return the parameters of a definition as the fields of a form."""
    variant = metric.variant(agreed.variant if agreed else None)
    values = {**variant.parameters, **(agreed.parameters if agreed else {})}
    units = {"_ms": _("in seconds"), "_share": _("in percent"), "_days": _("in days")}
    return [
        {
            "name": f"parameter-{name}",
            "label": name.rpartition("_")[0].replace("_", " ").capitalize() or name,
            "help": next((words for end, words in units.items() if name.endswith(end)), ""),
            "value": f"{value / _typed_in(name):g}",
        }
        for name, value in values.items()
    ]


def excludable(seen: Opened, after: Agreed | None) -> list[tuple[str, str, bool]]:
    """Return rows that could be left out, as value of the field, words, and whether they are."""
    agreed = after or in_force(DjangoState(), seen.asked.metric.id)
    without = set(agreed.without) if agreed else set()
    if seen.place.evidence is None or seen.asked.variant.denominator_table is not None:
        return []
    choices = choices_of(seen.place.evidence, seen.asked.variant)
    pairs = [(column, value) for column, values in choices.items() for value in values]
    return [(f"{column}={value}", f"{column}: {value}", (column, value) in without) for column, value in pairs]


def side_by_side(seen: Opened, evidence: Evidence, metric: Metric, *, before: Agreed, after: Agreed) -> SideBySide:
    """Return the same records counted by two definitions.

    Args:
        seen: The metric that is opened.
        evidence: The records as the reader may see them.
        metric: As the catalogue publishes it.
        before: What is meant now.
        after: What would be meant.

    Raises:
        EvidenceMissing: the records do not hold what one of them counts.
    """
    old, new = (with_agreed(metric, one) for one in (before, after))
    (old_answer, old_course), (new_answer, new_course) = (_counted(evidence, one) for one in (old, new))
    currency = seen.place.blueprint.organisation.currency

    def written(value: float | None, variant: Variant) -> str:
        return figure(value, variant.unit, currency=currency)

    both = (new_answer, old_answer) if new_answer and old_answer else None
    olds = {spot.on: spot.value for spot in old_course.spots}
    return SideBySide(
        written(old_answer.value if old_answer else None, old.default),
        written(new_answer.value if new_answer else None, new.default),
        _apart(old_answer, new_answer),
        differences(new.default, than=old.default, answers=both),
        tuple(
            (spot.on, written(olds.get(spot.on), old.default), written(spot.value, new.default))
            for spot in reversed(new_course.spots)
        ),
        (_spark(old_course, label=_("As it is")), _spark(new_course, label=_("As it would be"))),
        definition_terms(metric, before=before, after=after) if old != new else (),
    )


def _counted(evidence: Evidence, metric: Metric) -> tuple[Answer | None, Course]:
    """Return what a definition gives that need not be in force."""
    variant = metric.default

    def made() -> tuple[Answer | None, Course]:
        answers = measure(evidence, metric.id, variant=variant.id, parameters=variant.parameters)
        grain = usual_grain(evidence, variant)
        return next(iter(answers), None), course_of(evidence, metric.id, variant=variant, grain=grain)

    with definitions_in_force(lambda: {metric.id: metric}):
        return kept(evidence, "tried", metric.id, variant.model_dump_json(), make=made)


def _apart(old: Answer | None, new: Answer | None) -> str:
    if old is None or new is None or old.value is None or new.value is None or old.unit is not new.unit:
        return ""
    gap = new.value - old.value
    sign = "+" if gap >= 0 else "−"
    size = f"{abs(gap) * 100:.1f} " + _("points") if new.unit is Unit.SHARE else figure(abs(gap), new.unit)
    return f"{sign}{size}"


def _spark(course: Course, *, label: str) -> SafeString:
    points = [(spot.value, bool(spot.signals)) for spot in course.spots if spot.value is not None]
    return sparkline(points, limits=None, label=label)
