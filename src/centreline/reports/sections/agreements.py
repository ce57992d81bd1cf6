"""What was agreed with partners, and whether the records say that it was kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from centreline.blueprint.document import Blueprint
from centreline.blueprint.measure import Measure
from centreline.blueprint.partner import Partner
from centreline.evidence.engine import Evidence
from centreline.findings.targets import reads_only
from centreline.kernel.errors import EvidenceMissing, MetricUnknown
from centreline.kernel.kept_words import Sentence
from centreline.kernel.said import said
from centreline.kernel.units import format_value
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure
from centreline.metrics.book import metric_book
from centreline.reports.sections.waived import WaivedFinding
from centreline.reports.targets import meets, target_in_words

__all__ = ["Agreed", "Agreement", "agreed_with_partners", "agreements_shown"]


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreed service level, and what the records of the partner's contacts answer.

    Attributes:
        partner: With whom.
        measure: What was agreed.
        answer: What the records say; None where they cannot answer.
        why_not: Why there is no answer; empty where there is one.
    """

    partner: Partner
    measure: Measure
    answer: Answer | None
    why_not: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreed service level as a page shows it.

    Attributes:
        partner: Key of the partner.
        about: Its name.
        metric: Id of the metric.
        title: Its name.
        counted: The way of counting that was agreed.
        target: What was agreed, in words; None where no number was agreed.
        value: The actual value as a person reads it.
        n: Rows behind it.
        attained: yes, no, too_few where a small sample says nothing yet, no_target, or not_examined.
        how: records where it is counted from records, source where it is taken as the source says it.
        why_not: Why it was not examined; empty where it was.
        exceptions: What was accepted for a while with this partner, a sentence each.
    """

    partner: str
    about: str
    metric: str
    title: Sentence
    counted: Sentence
    target: Sentence | None
    value: Sentence
    n: int
    attained: str
    how: str
    why_not: Sentence
    exceptions: tuple[str, ...]


def agreed_with_partners(blueprint: Blueprint, *, evidence: Evidence) -> tuple[Agreed, ...]:
    """Return every agreed service level with its answer: a partner's own where the reader is confined to partners.

    Args:
        blueprint: What was agreed.
        evidence: What happened, as far as the reader may see it.
    """
    seen = evidence.scope.partners if evidence.scope else None
    partners = [one for one in blueprint.partners if seen is None or one.id in seen]
    return tuple(_agreed(evidence, partner, one) for partner in partners for one in partner.service_levels)


def agreements_shown(
    agreed: Sequence[Agreed], *, waived: Sequence[WaivedFinding], currency: str
) -> tuple[Agreement, ...]:
    """Return the agreements as a page shows them, in the order of the blueprint.

    Args:
        agreed: What was agreed, with the answers.
        waived: What was accepted for a while.
        currency: ISO 4217 currency of amounts.
    """
    return tuple(_shown(one, tuple(_exceptions(one, waived)), currency=currency) for one in agreed)


def _agreed(evidence: Evidence, partner: Partner, promised: Measure) -> Agreed:
    names = (partner.id, *partner.recorded_as)
    if not reads_only(promised, frozenset({"partner"})):
        return Agreed(partner, promised, None, "its records do not say which partner they are of")
    try:
        [answer] = measure(
            evidence, promised.metric, variant=promised.variant, where=lambda row: row.partner.isin(names)
        )
    except (EvidenceMissing, MetricUnknown) as reason:
        return Agreed(partner, promised, None, reason.what)
    if answer.hidden_because:
        return Agreed(partner, promised, None, answer.hidden_because)
    return Agreed(partner, promised, answer, "" if answer.value is not None else said("there was nothing to count"))


def _shown(one: Agreed, exceptions: tuple[str, ...], *, currency: str) -> Agreement:
    metric = metric_book().get(one.measure.metric)
    variants = {variant.id for variant in metric.variants} if metric else set()
    known = metric is not None and one.measure.variant in {None, *variants}
    variant = metric.variant(one.measure.variant) if metric and known else None
    value = one.answer.value if one.answer else None
    return Agreement(
        partner=one.partner.id,
        about=one.partner.title,
        metric=one.measure.metric,
        title=said(metric.title) if metric else one.measure.metric,
        counted=said(variant.title) if variant else one.measure.variant or "",
        target=target_in_words(one.measure, unit=variant.unit, currency=currency) if variant else None,
        value=format_value(value, variant.unit, currency=currency) if variant else "",
        n=one.answer.n if one.answer else 0,
        attained=_attained(one),
        how="source" if variant and variant.id.startswith("source") else "records",
        why_not=one.why_not,
        exceptions=exceptions,
    )


def _attained(one: Agreed) -> str:
    if one.answer is None or one.answer.value is None:
        return "not_examined"
    met = meets(one.measure, one.answer.value)
    if met is None:
        return "no_target"
    if one.answer.estimate.is_small:
        return "too_few"
    return "yes" if met else "no"


def _exceptions(one: Agreed, waived: Sequence[WaivedFinding]) -> Iterator[str]:
    title = metric_book()[one.measure.metric].title.casefold() if one.measure.metric in metric_book() else ""
    for accepted in waived:
        if accepted.element == f"partner:{one.partner.id}" and title and title in accepted.says.casefold():
            yield f"{accepted.check} accepted until {accepted.until}: {accepted.reason}"
