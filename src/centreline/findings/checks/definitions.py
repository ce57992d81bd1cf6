"""DEF: does one name stand for one number?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from centreline.blueprint.document import Blueprint
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.promises import Promise, promises
from centreline.findings.sources import HALLIWELL, REBUILD
from centreline.findings.weight import weight_of_share
from centreline.kernel.said import in_a_row, said, said_of
from centreline.kernel.units import Unit, format_value
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure_many, why_not
from centreline.metrics.book import metric_book

__all__ = ["metric_reported_under_two_definitions", "metric_reported_without_a_definition"]


@dataclass(frozen=True, slots=True)
class _Spread:
    """Answers to one metric in several variants over the same records."""

    answers: tuple[Answer, ...]

    @property
    def apart(self) -> float:
        """Distance between the lowest and the highest value."""
        values = self._values()
        return max(values) - min(values) if values else 0.0

    @property
    def apart_share(self) -> float:
        """The distance as a share of the highest value, of 1 for shares."""
        values = [abs(value) for value in self._values()]
        if not values:
            return 0.0
        whole = 1.0 if self.answers[0].unit is Unit.SHARE else max(values)
        return self.apart / whole if whole else 0.0

    def _values(self) -> list[float]:
        return [answer.value for answer in self.answers if answer.value is not None]


@check(
    id="DEF001",
    family="DEF",
    question="Does every report mean the same when it shows the same metric?",
    why="Two reports that show one name and two numbers are both right, and every meeting begins with the question "
    "whose is.",
    fix="Choose one variant with everybody who reads the number, write it into every report, and say which it is.",
    source=f"{REBUILD}: 'Not through 27 dashboards that do not tell the same story'; {HALLIWELL}: Business Analytics",
)
def metric_reported_under_two_definitions(
    blueprint: Blueprint, evidence: Evidence, least_apart_share: float = 0.01
) -> Iterator[Finding | Looked]:
    """Find metrics that the blueprint shows or promises in several variants, and how far these lie apart here.

    Weight: 0.4, growing to 1 with the distance between the variants: in full for shares, as a share of the highest
    value for other units.

    Args:
        least_apart_share: Distance from which two definitions matter, as a share; of the highest value for times.
    """
    used = _by_metric(promise for promise in promises(blueprint) if promise.measure.variant is not None)
    yield look_at(
        [metric for metric in used if len(used[metric]) > 1] or list(used),
        what=said_of("metric with a definition", "metrics with a definition"),
        because=said("no measure of the blueprint says which variant of its metric is meant"),
        bring=said("write `variant` for the measures; `centreline compare METRIC` shows them side by side"),
    )
    for metric, elements in used.items():
        variants = [variant for variant in elements if variant is not None]
        if len(variants) < 2:
            continue
        spread = _spread(evidence, metric, variants)
        if len(spread.answers) < 2 or spread.apart_share < least_apart_share:
            continue
        shown = "; ".join(
            said("{value} as {title} in {places}").filled(
                value=format_value(answer.value, answer.unit),
                title=_title(answer),
                places=_places(elements[answer.variant]),
            )
            for answer in spread.answers
        )
        yield Finding(
            element=f"metric:{metric}",
            says=said(
                "{title} is reported under {n} definitions that lie {distance} apart on the same records: {shown}."
            ).filled(title=metric_book()[metric].title, n=len(spread.answers), distance=_distance(spread), shown=shown),
            weight=weight_of_share(spread.apart_share, of=1, at_least=0.4),
            estimate=spread.answers[0].estimate,
            unit=spread.answers[0].unit,
            against=in_a_row((_sentence(answer) for answer in spread.answers), by=" "),
        )


@check(
    id="DEF002",
    family="DEF",
    question="Does every measure say which definition it means, where the definitions lie apart?",
    why="A number without a definition is read by everybody in the one that suits them.",
    fix="Choose the variant with the people who use the number and write it as `variant`.",
    source=f"{HALLIWELL}: 'Reporting should also be aligned with business goals and objectives'",
)
def metric_reported_without_a_definition(
    blueprint: Blueprint, evidence: Evidence, least_apart_share: float = 0.02
) -> Iterator[Finding | Looked]:
    """Find measures without a variant whose metric has published variants that lie apart on these records.

    Weight: 0.3, growing to 1 with the distance between the variants: in full for shares, as a share of the highest
    value for other units.

    Args:
        least_apart_share: Distance from which it matters which is meant, as a share; of the highest value for times.
    """
    every = [promise for promise in promises(blueprint) if promise.measure.metric in metric_book()]
    yield look_at(
        every,
        what=said_of("measure of known metrics", "measures of known metrics"),
        because=said("the blueprint has no measure of a metric in the dictionary"),
        bring=said("write `measures` for the touchpoints or reports, with the ids that `centreline explain` lists"),
    )
    vague = _by_metric(promise for promise in every if promise.measure.variant is None)
    for metric, elements in vague.items():
        variants = [variant.id for variant in metric_book()[metric].variants]
        spread = _spread(evidence, metric, variants)
        if len(spread.answers) < 2 or spread.apart_share < least_apart_share:
            continue
        ordered = sorted(spread.answers, key=lambda answer: answer.value or 0.0)
        low, high = ordered[0], ordered[-1]
        yield Finding(
            element=f"metric:{metric}",
            says=said(
                "{title} in {places} does not say how it is counted; its definitions give {value} ({other_title}) to "
                "{other_value} ({title_3}) on the same records."
            ).filled(
                title=metric_book()[metric].title,
                places=_places(elements[None]),
                value=format_value(low.value, low.unit),
                other_title=_title(low),
                other_value=format_value(high.value, high.unit),
                title_3=_title(high),
            ),
            weight=weight_of_share(spread.apart_share, of=1, at_least=0.3),
            estimate=spread.answers[0].estimate,
            unit=spread.answers[0].unit,
            against=said("{n} variants of the dictionary that these records can answer.").filled(n=len(spread.answers)),
        )


def _by_metric(promised: Iterable[Promise]) -> dict[str, dict[str | None, list[str]]]:
    used: dict[str, dict[str | None, list[str]]] = {}
    for promise in promised:
        metric = metric_book().get(promise.measure.metric)
        variant = promise.measure.variant
        if metric is None or variant not in {None, *(known.id for known in metric.variants)}:
            continue
        places = used.setdefault(metric.id, {}).setdefault(variant, [])
        if promise.title not in places:
            places.append(promise.title)
    return used


def _spread(evidence: Evidence, metric: str, variants: Sequence[str]) -> _Spread:
    able = [(metric, variant) for variant in variants if why_not(evidence, metric, variant) is None]
    found: Mapping[tuple[str, str], tuple[Answer, ...]] = measure_many(evidence, able) if able else {}
    answers = [answer for answers in found.values() for answer in answers if answer.value is not None]
    units = [answer.unit for answer in answers]
    return _Spread(tuple(answer for answer in answers if answer.unit is units[0]))


def _places(titles: Sequence[str]) -> str:
    quoted = [f"“{title}”" for title in titles[:3]]
    more = said(" and {n} more").filled(n=len(titles) - 3) if len(titles) > 3 else ""
    return ", ".join(quoted) + more


def _title(answer: Answer) -> str:
    return metric_book()[answer.metric].variant(answer.variant).title


def _sentence(answer: Answer) -> str:
    counted = (
        said("{numerator:,.0f} of {denominator:,.0f}").filled(
            numerator=answer.numerator, denominator=answer.denominator
        )
        if answer.denominator
        else said("n {n:,}").filled(n=answer.n)
    )
    variant = metric_book()[answer.metric].variant(answer.variant)
    return said("{title}: {sentence} ({counted})").filled(
        title=_title(answer), sentence=variant.sentence, counted=counted
    )


def _distance(spread: _Spread) -> str:
    unit = spread.answers[0].unit
    return (
        said("{apart:.1f} points").filled(apart=spread.apart * 100)
        if unit is Unit.SHARE
        else format_value(spread.apart, unit)
    )
