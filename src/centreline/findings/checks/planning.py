"""SIL: does workforce planning know what the rest of the house knows?"""

from collections.abc import Iterator
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.findings.chance import adjusted, at_least_so_many
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.peers import FALSE_DISCOVERY_RATE
from centreline.findings.records import records_behind
from centreline.findings.sources import HALLIWELL
from centreline.findings.weight import weight_of_share
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = ["days_nobody_told_planning_about", "hours_with_too_few_scheduled"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@check(
    id="SIL004",
    family="SIL",
    question="Did workforce planning know of the days on which many more customers came than usual?",
    why="A campaign, a bill run or an outage that planning does not hear of is staffed like a quiet day.",
    fix="Ask what happened on these days, and give planning a seat where such things are decided.",
    source=f"{HALLIWELL}: Workforce Optimization, 'real-time information regarding … a marketing campaign'",
    needs=("interval_stat.offered", "interval_stat.forecast_offered"),
)
def days_nobody_told_planning_about(
    evidence: Evidence, most_short_share: float = 0.25, otherwise_share: float = 0.1, least_days: int = 2
) -> Iterator[Finding | Looked]:
    """Find queues whose forecast is good on most days and far too low on a few.

    A forecast that is off on most days is a forecast to mend; here it is the exceptions nobody announced. Half of the
    days have to be forecast within `otherwise_share`. Each day is tested against its forecast (Poisson); the days of a
    queue are adjusted together after Benjamini and Hochberg, so that small queues are not named for chance.

    Weight: 0.3, growing to 1 with the share of the contacts of those days that nobody had forecast.

    Args:
        most_short_share: Share of a day's contacts that may come unforecast.
        otherwise_share: Median distance between forecast and contacts, up to which the forecast is good otherwise.
        least_days: Days with too low a forecast from which a queue is named.
    """
    days = _days(evidence)
    queues: dict[str, list[dict[str, Any]]] = {}
    for row in evidence.rows(days.order_by("queue", "day")):
        queues.setdefault(row["queue"], []).append(row)
    judged = {queue: rows for queue, rows in queues.items() if len(rows) >= 14}
    yield look_at(
        [row for rows in judged.values() for row in rows],
        what=said_of("day with a forecast", "days with a forecast"),
        because=said("no queue has a forecast for fourteen days"),
        bring=said("bring interval_stat with offered and forecast_offered for two weeks or more"),
    )
    for queue, rows in judged.items():
        distances = sorted(abs(row["offered"] - row["forecast"]) / row["offered"] for row in rows)
        short = [
            row for row in _beyond_chance(rows) if row["offered"] - row["forecast"] > most_short_share * row["offered"]
        ]
        if len(short) < least_days or distances[len(distances) // 2] > otherwise_share:
            continue
        came, known = sum(row["offered"] for row in short), sum(row["forecast"] for row in short)
        stats = evidence.table("interval_stat")
        whole = stats.filter(stats.queue == queue, ibis.coalesce(stats.agent, "") == "")
        behind = whole.filter(whole.local_at.truncate("D").isin([row["day"] for row in short]))
        shown = ", ".join(f"{row['day']:%Y-%m-%d}" for row in short[:5])
        more = said(" and {n} more").filled(n=len(short) - 5) if len(short) > 5 else ""
        yield Finding(
            element=f"queue:{queue}",
            says=said(
                "In the queue “{queue}”, {came:,.0f} contacts came on {n} days for which {known:,.0f} had been "
                "forecast: {shown}{more}; half of all days were forecast within {distances}."
            ).filled(
                queue=queue,
                came=came,
                n=len(short),
                known=known,
                shown=shown,
                more=more,
                distances=format_value(distances[len(distances) // 2], Unit.SHARE),
            ),
            weight=weight_of_share(came - known, of=came, at_least=0.3),
            records=records_behind(
                evidence,
                behind,
                table="interval_stat",
                where=said("queue is {queue}, on the days named").filled(queue=queue),
            ),
            against=said(
                "Days were chosen for being busy, so some of the shortfall is chance; a quarter of a day is not."
            ),
        )


@check(
    id="SIL005",
    family="SIL",
    question="Are as many people scheduled as the forecast asks for, in every hour of the week?",
    why="Hours that are short week after week are not bad luck; the schedule and the need are made in different rooms.",
    fix="Move breaks, meetings and shift starts into the hours that have too many; then hire for what is left.",
    source=f"{HALLIWELL}: Workforce Optimization, 'Responsible for staffing the Contact Center appropriately'",
    needs=("interval_stat.staff_required", "interval_stat.staff_scheduled"),
)
def hours_with_too_few_scheduled(
    evidence: Evidence, most_short_share: float = 0.1, nearly_always_share: float = 0.75, minimum_intervals: int = 4
) -> Iterator[Finding | Looked]:
    """Find queues with hours of the week in which nearly always fewer people are scheduled than required.

    Weight: 0.3, growing to 1 with the share of required people who are missing in these hours.

    Args:
        most_short_share: Share of the required people that may be missing in an interval.
        nearly_always_share: Share of an hour's intervals that have to be short.
        minimum_intervals: Intervals an hour of the week needs to be judged.
    """
    stats = evidence.table("interval_stat")
    known = stats.filter(
        ibis.coalesce(stats.agent, "") == "", stats.staff_required > 0, stats.staff_scheduled.notnull()
    )
    known = known.mutate(
        hour_of_week=known.local_at.day_of_week.index() * 24 + known.local_at.hour(),
        short=known.staff_scheduled < (1 - most_short_share) * known.staff_required,
    )
    counted = known.aggregate(
        n=known.count(),
        short=known.short.sum(),
        required=known.staff_required.sum(),
        scheduled=known.staff_scheduled.sum(),
        by=["queue", "hour_of_week"],
    )
    rows = [row for row in evidence.rows(counted.order_by("queue", "hour_of_week")) if row["n"] >= minimum_intervals]
    yield look_at(
        rows,
        what=said_of("hour of the week", "hours of the week"),
        because=said("no hour of the week has {minimum_intervals} intervals with required and scheduled people").filled(
            minimum_intervals=minimum_intervals
        ),
        bring=said("bring interval_stat with staff_required and staff_scheduled for four weeks"),
    )
    for queue in dict.fromkeys(row["queue"] for row in rows):
        hours = [row for row in rows if row["queue"] == queue and row["short"] >= nearly_always_share * row["n"]]
        if not hours:
            continue
        required, scheduled = sum(row["required"] for row in hours), sum(row["scheduled"] for row in hours)
        numbers = [row["hour_of_week"] for row in hours]
        shown = ", ".join(f"{WEEKDAYS[number // 24]} {number % 24}:00" for number in numbers[:5])
        more = said(" and {n} more").filled(n=len(numbers) - 5) if len(numbers) > 5 else ""
        yield Finding(
            element=f"queue:{queue}",
            says=said(
                "In the queue “{queue}”, {scheduled} of the people required are not scheduled in {n} hours of "
                "the week, nearly always: {shown}{more}."
            ).filled(
                queue=queue,
                scheduled=format_value(1 - scheduled / required, Unit.SHARE),
                n=len(numbers),
                shown=shown,
                more=more,
            ),
            weight=weight_of_share(required - scheduled, of=required, at_least=0.3),
            records=records_behind(
                evidence,
                known.filter(known.queue == queue, known.hour_of_week.isin(numbers), known.short),
                table="interval_stat",
                where=said("queue is {queue}, in the hours named, with too few scheduled").filled(queue=queue),
            ),
        )


def _beyond_chance(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the days on which more came than a right forecast lets come: Poisson, adjusted over a queue's days."""
    came, forecast = [row["offered"] for row in rows], [max(row["forecast"], 1.0) for row in rows]
    chances = adjusted(at_least_so_many(came, mean=forecast))
    return [row for row, chance in zip(rows, chances, strict=True) if chance <= FALSE_DISCOVERY_RATE]


def _days(evidence: Evidence) -> Table:
    stats = evidence.table("interval_stat")
    known = stats.filter(
        ibis.coalesce(stats.agent, "") == "", stats.offered.notnull(), stats.forecast_offered.notnull()
    )
    days = known.group_by([known.queue, known.local_at.truncate("D").name("day")]).aggregate(
        offered=known.offered.sum().cast("float64"), forecast=known.forecast_offered.sum().cast("float64")
    )
    return days.filter(days.offered > 0)
