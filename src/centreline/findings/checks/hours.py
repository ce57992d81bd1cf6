"""SLV: when do customers wait longer than intended?"""

from collections.abc import Iterator
from typing import Any

from ibis.expr.types import IntegerValue, Table

from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Touchpoint
from centreline.blueprint.measure import Measure
from centreline.evidence.engine import Evidence
from centreline.findings.chance import adjusted, at_most_so_many
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, NotExamined, look_at
from centreline.findings.peers import FALSE_DISCOVERY_RATE, Far, Group, above_peers
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import HALLIWELL
from centreline.findings.targets import reads_only
from centreline.findings.weight import weight_of_share
from centreline.journeys.recognise import condition_of, contacts_of, described
from centreline.kernel.errors import EvidenceMissing
from centreline.kernel.said import all_of, said
from centreline.kernel.units import Unit, format_value
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure

__all__ = ["hours_below_the_service_level", "hours_in_which_many_hang_up"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COLUMNS = frozenset({"queue", "reason", "channel"})


@check(
    id="SLV001",
    family="SLV",
    question="Is the service level reached in every hour of the week?",
    why="A service level that is met on average and missed every Monday morning is missed by the customers who call on "
    "Monday morning.",
    fix="Lay these hours beside the schedule: move breaks, meetings and shifts before asking for more people.",
    source=f"{HALLIWELL}: Workforce Optimization, 'Responsible for staffing the Contact Center appropriately'",
    needs=("contact.wait_ms",),
)
def hours_below_the_service_level(
    blueprint: Blueprint, evidence: Evidence, minimum_n: int = 50, points_share: float = 0.1
) -> Iterator[Finding | Looked]:
    """Find touchpoints with hours of the week in which the service level is surely below its target.

    Each hour is tested against the target (exact binomial); the hours of all touchpoints are adjusted together after
    Benjamini and Hochberg. An hour is named only when it also lies `points_share` below the target.

    Weight: 0.3, growing to 1 with the share of the touchpoint's contacts that fall into these hours.

    Args:
        minimum_n: Contacts an hour of the week needs to be judged.
        points_share: Least distance below the target, as a share.
    """
    asked = [
        (touchpoint, promised, answer)
        for touchpoint, promised in _promised(blueprint)
        for answer in _by_hour(evidence, touchpoint, promised)
        if answer.n >= minimum_n
    ]
    yield look_at(
        asked,
        what=said("hours of the week with at least {minimum_n} contacts").filled(minimum_n=minimum_n),
        because=said("no touchpoint with contacts has a target for the metric service_level"),
        bring=said("write service_level with `at_least` under `measures` of a touchpoint that says `recognised_by`"),
    )
    chances = at_most_so_many(
        [round(answer.numerator or 0) for _, _, answer in asked],
        n=[answer.n for _, _, answer in asked],
        share=[promised.at_least or 0.0 for _, promised, _ in asked],
    )
    below: dict[tuple[str, float], list[Answer]] = {}
    for (touchpoint, promised, answer), chance in zip(asked, adjusted(chances), strict=True):
        assert promised.at_least is not None
        if chance <= FALSE_DISCOVERY_RATE and (answer.value or 0.0) <= promised.at_least - points_share:
            below.setdefault((touchpoint.id, promised.at_least), []).append(answer)
    touchpoints = {touchpoint.id: touchpoint for touchpoint, _, _ in asked}
    for (key, target), answers in below.items():
        yield _missed_hours(evidence, touchpoints[key], answers, target=target, points_share=points_share)


@check(
    id="SLV002",
    family="SLV",
    question="Do callers hang up about equally rarely in every hour of the week?",
    why="Hours in which many hang up are hours in which people were missing, whatever the day's average says.",
    fix="Lay these hours beside the schedule and the arrivals, and move people before asking for more of them.",
    source=f"{HALLIWELL}: Workforce Optimization, 'activities that may generate higher contact rates'",
    needs=("contact.queue",),
)
def hours_in_which_many_hang_up(
    evidence: Evidence, minimum_n: int = 50, times: float = 2.5, points_share: float = 0.15
) -> Iterator[Finding | Looked]:
    """Find queues with hours of the week in which the share of abandoned contacts is far above the queue's other hours.

    Weight: 0.3, growing to 1 with the share of the queue's abandoned contacts that fall into these hours.

    Args:
        minimum_n: Contacts an hour of the week needs to be judged.
        times: Least ratio to the median of the other hours.
        points_share: Least distance from the median of the other hours.
    """
    if not evidence.rows(_queued(evidence).filter(lambda row: row.outcome == "abandoned").limit(1)):
        raise NotExamined(
            said("no contact is recorded as abandoned, so the source may not record them at all"),
            bring=said("bring abandoned contacts, or a source that records them"),
        )
    queued = _queued(evidence)
    rows = evidence.rows(
        queued.aggregate(hits=(queued.outcome == "abandoned").sum(), n=queued.count(), by=["queue", "hour_of_week"])
    )
    groups = [Group(str(row["hour_of_week"]), int(row["hits"]), row["n"], row["queue"]) for row in rows]
    yield Looked(
        sum(group.n >= minimum_n for group in groups),
        said("hours with at least {minimum_n} contacts").filled(minimum_n=minimum_n),
    )
    far = Far(minimum_n=minimum_n, times=times, points_share=points_share)
    found: dict[str, list[Any]] = {}
    for outlier in above_peers(groups, far=far):
        found.setdefault(outlier.group.pool, []).append(outlier)
    for queue, outliers in sorted(found.items()):
        numbers = sorted(int(outlier.group.name) for outlier in outliers)
        hits, n = (sum(getattr(outlier.group, part) for outlier in outliers) for part in ("hits", "n"))
        lost = sum(group.hits for group in groups if group.pool == queue)
        own = queued.filter(queued.queue == queue, queued.hour_of_week.isin(numbers))
        behind = own.filter(own.outcome == "abandoned")
        when = _spoken([divmod(number, 24) for number in numbers])
        yield Finding(
            element=f"queue:{queue}",
            says=said(
                "In the queue “{queue}”, {hits:,} of {n:,} contacts ({hits_share}) were abandoned {when}; the median "
                "of the other hours is {peers_share}."
            ).filled(
                queue=queue,
                hits=hits,
                n=n,
                hits_share=format_value(hits / n, Unit.SHARE),
                when=when,
                peers_share=format_value(outliers[0].peers_share, Unit.SHARE),
            ),
            weight=weight_of_share(hits, of=lost, at_least=0.3),
            records=records_behind(
                evidence,
                behind,
                table="contact",
                where=said("abandoned in {queue} {when}").filled(queue=queue, when=when),
                among=own,
            ),
            estimate=share_estimate(hits, n),
            against=said("{far:capital}.").filled(far=str(far)),
        )


def _promised(blueprint: Blueprint) -> Iterator[tuple[Touchpoint, Measure]]:
    for touchpoint in blueprint.touchpoints:
        for promised in touchpoint.measures:
            if promised.metric == "service_level" and promised.at_least is not None and touchpoint.recognised_by:
                yield touchpoint, promised


def _by_hour(evidence: Evidence, touchpoint: Touchpoint, promised: Measure) -> tuple[Answer, ...]:
    told = touchpoint.recognised_by
    if told is None or (told.activities and not evidence.has("event")):
        return ()
    if not reads_only(promised, COLUMNS):
        return ()
    try:
        return measure(
            evidence,
            "service_level",
            variant=promised.variant,
            by=("weekday", "hour"),
            where=condition_of(evidence, told),
        )
    except EvidenceMissing:
        return ()


def _missed_hours(
    evidence: Evidence, touchpoint: Touchpoint, answers: list[Answer], *, target: float, points_share: float
) -> Finding:
    told = touchpoint.recognised_by
    assert told is not None
    met, n = sum(int(answer.numerator or 0) for answer in answers), sum(answer.n for answer in answers)
    contacts = contacts_of(evidence, told)
    hours = [(answer.by["weekday"], answer.by["hour"]) for answer in answers]
    named = contacts.mutate(hour_of_week=_hour_of_week(contacts))
    behind = named.filter(named.hour_of_week.isin([weekday * 24 + hour for weekday, hour in hours]))
    [whole] = evidence.rows(contacts.aggregate(n=contacts.count()))
    return Finding(
        element=f"touchpoint:{touchpoint.id}",
        says=said(
            "In “{title}”, {met:,} of {n:,} contacts ({met_share}) were served in time {spoken}; the target is "
            "{target}."
        ).filled(
            title=touchpoint.title,
            met=met,
            n=n,
            met_share=format_value(met / n, Unit.SHARE),
            spoken=_spoken(hours),
            target=format_value(target, Unit.SHARE),
        ),
        weight=weight_of_share(n, of=whole["n"], at_least=0.3),
        records=records_behind(evidence, behind, table="contact", where=f"{described(told)}; {_spoken(hours)}"),
        estimate=share_estimate(met, n),
        against=said(
            "The target of the touchpoint; exact test for each hour, adjusted for the number of hours "
            "(Benjamini–Hochberg, false discovery rate {false_discovery_rate:g}); at least {points_share:g} "
            "points below. One very bad day can be enough."
        ).filled(false_discovery_rate=FALSE_DISCOVERY_RATE, points_share=points_share * 100),
    )


def _queued(evidence: Evidence) -> Table:
    contacts = evidence.table("contact")
    queued = contacts.filter(contacts.outcome.isin(["handled", "abandoned"]), contacts.queue.notnull())
    return queued.mutate(hour_of_week=_hour_of_week(queued))


def _hour_of_week(contacts: Table) -> IntegerValue:
    return contacts.local_at.day_of_week.index() * 24 + contacts.local_at.hour()


def _spoken(hours: list[tuple[int, int]]) -> str:
    """Return hours of the week as a person reads them: "on Monday from 9 to 11"."""
    parts = []
    for weekday in sorted({weekday for weekday, _ in hours}):
        of_day = sorted(hour for day, hour in hours if day == weekday)
        spans: list[list[int]] = []
        for hour in of_day:
            if spans and hour == spans[-1][1]:
                spans[-1][1] = hour + 1
            else:
                spans.append([hour, hour + 1])
        parts.append(
            said("on {weekdays} from ").filled(weekdays=WEEKDAYS[weekday])
            + all_of(said("{first} to {last}").filled(first=first, last=last) for first, last in spans)
        )
    shown = parts[:5] + ([said("and on {n} more days").filled(n=len(parts) - 5)] if len(parts) > 5 else [])
    return ", ".join(shown)
