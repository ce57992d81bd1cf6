"""A metric by queue, channel, partner, team or site: each group with its n, its interval and how it moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from centreline.evidence.engine import Evidence
from centreline.kernel.errors import ArgumentInvalid
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure
from centreline.metrics.course import Course, courses_by
from centreline.metrics.periods import usual_grain
from centreline.web.frame.kept import kept
from centreline.web.frame.narrowing import column_words
from centreline.web.frame.page import page
from centreline.web.frame.spark import course_drawn
from centreline.web.frame.spoken import figure
from centreline.web.pages.metrics.asked import Asked, choices_of, value_words
from centreline.web.pages.metrics.opened import Opened, opened
from centreline.web.pages.metrics.said import says_of

__all__ = ["Group", "breakdown"]

MOST_GROUPS = 40
"""Groups a page shows: those of most rows."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of rows, written for a reader.

    Attributes:
        name: What it is called.
        url: The page of the metric with these rows alone; empty where rows without a value cannot be chosen.
        answer: What was counted.
        value: The value as a person reads it.
        interval: Its interval.
        bar: Value and interval, drawn.
        spark: How it moved, drawn.
        says: How it moved, in a sentence.
    """

    name: str
    url: str
    answer: Answer
    value: str
    interval: str
    bar: SafeString
    spark: SafeString
    says: str


@page(needs="see_metrics")
def breakdown(request: HttpRequest, name: str) -> HttpResponse:
    """Show a metric in each group of rows, the largest first."""
    seen = opened(request, name, page="metric_breakdown")
    shown: dict[str, Any] = {**seen.shown, "groups": [], "dimensions": []}
    evidence = seen.place.evidence
    if seen.gap or evidence is None:
        return render(request, "metrics/breakdown.html", shown)
    able = [one for one in choices_of(evidence, seen.asked.variant) if one not in seen.asked.chosen]
    by = request.GET.get("by", "") or (able[0] if able else "")
    if by and by not in able:
        raise ArgumentInvalid(
            f"this metric is not broken down by {by!r}",
            where="the address",
            fix=f"choose one of: {', '.join(able) or 'none here'}",
        )
    shown["dimensions"] = [
        {"label": column_words()[one], "url": seen.asked.query(by=one) or "?", "current": one == by} for one in able
    ]
    if by:
        groups = _groups(seen, evidence, by)
        shown |= {"groups": groups[:MOST_GROUPS], "all": len(groups), "by": column_words()[by]}
    return render(request, "metrics/breakdown.html", shown)


def _groups(seen: Opened, evidence: Evidence, by: str) -> list[Group]:
    asked = seen.asked

    def counted() -> tuple[tuple[Answer, ...], dict[str | None, Course]]:
        variant, period, where = asked.variant, asked.period, asked.where
        answers = measure(
            evidence,
            asked.metric.id,
            variant=variant.id,
            by=(by,),
            period=period,
            where=where,
            parameters=variant.parameters,
        )
        grain = usual_grain(evidence, variant)
        courses = courses_by(evidence, asked.metric.id, variant=variant, grain=grain, by=by, period=period, where=where)
        return answers, courses

    named = (asked.metric.id, asked.variant.model_dump_json(), asked.period, asked.where, by)
    answers, courses = kept(evidence, "groups", *named, make=counted)
    ends = _ends(answers)
    ordered = sorted(answers, key=lambda one: (bool(one.hidden_because), -one.n, str(one.by[by])))
    return [_group(one, asked, seen=seen, by=by, course=courses.get(one.by[by]), ends=ends) for one in ordered]


def _group(  # noqa: PLR0913 - what was found, and what it is shown with
    answer: Answer, asked: Asked, *, seen: Opened, by: str, course: Course | None, ends: tuple[float, float]
) -> Group:
    currency, value = seen.place.blueprint.organisation.currency, answer.by[by]
    bounds = (answer.estimate.low, answer.estimate.high)
    says = says_of(course, currency=currency) if course else ""
    nobody = _("The centre itself") if by == "partner" else _("None recorded")
    name = nobody if value in (None, "") else value_words().get(str(value), str(value))
    return Group(
        name=name,
        url="" if value in (None, "") else reverse("metric", args=[asked.metric.id]) + asked.query(**{by: str(value)}),
        answer=answer,
        value=figure(answer.value, answer.unit, currency=currency),
        interval="" if None in bounds else " – ".join(figure(end, answer.unit, currency=currency) for end in bounds),
        bar=_bar(answer, ends=ends),
        spark=course_drawn(course, label=f"{name}: {says}") if course else SafeString(""),
        says=says,
    )


def _ends(answers: Sequence[Answer]) -> tuple[float, float]:
    """Return from where to where all bars run: nought is always in it."""
    found = [end for one in answers for end in (one.value, one.estimate.low, one.estimate.high) if end is not None]
    return min([0.0, *found]), max([0.0, *found])


def _bar(answer: Answer, *, ends: tuple[float, float]) -> SafeString:
    low, high = ends
    if answer.value is None or high == low:
        return SafeString("")

    def across(value: float) -> float:
        return 160 * (value - low) / (high - low)

    from_, to = sorted((across(0.0), across(answer.value)))
    least, most = answer.estimate.low, answer.estimate.high
    whisker = SafeString("")
    if least is not None and most is not None:
        whisker = format_html(
            '<line class="whisker" x1="{}" x2="{}" y1="7" y2="7"/>', f"{across(least):.1f}", f"{across(most):.1f}"
        )
    return format_html(
        '<svg class="bar" viewBox="0 0 160 14" width="160" height="14" aria-hidden="true" focusable="false">'
        '<rect class="fill" x="{}" y="2" width="{}" height="10"/>{}</svg>',
        f"{from_:.1f}",
        f"{max(to - from_, 0.5):.1f}",
        whisker,
    )
