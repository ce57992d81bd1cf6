"""EVI: do the records add up, and is none of them missing?"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, Records, look_at
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import DAMA
from centreline.findings.weight import weight_of_share
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value, short_share

__all__ = ["days_that_are_missing", "offered_that_do_not_add_up"]

DAILY_TABLES = ("contact", "leg", "event", "interval_stat")
"""Tables that have rows on every day the centre is open."""

SHORTEST_MONTH_DAYS = 28


@check(
    id="EVI004",
    family="EVI",
    question="Does every contact offered end as handled or abandoned?",
    why="Contacts that are neither handled nor abandoned are counted by one number and forgotten by the next: service "
    "level, abandonment and cost per contact then disagree, each of them right.",
    fix="Ask the owner of the source what else can become of a contact (short abandons, deflections, calls carried "
    "over midnight), and bring it as a column of its own.",
    source=f"{DAMA}: data quality, consistency",
    needs=("interval_stat.offered", "interval_stat.handled", "interval_stat.abandoned"),
)
def offered_that_do_not_add_up(
    evidence: Evidence, tolerance_share: float = 0.01, least_contacts: int = 2
) -> Iterator[Finding | Looked]:
    """Find queues with days on which offered differs from handled plus abandoned.

    Counted by queue and local day over the rows of whole queues, those of single agents left out. A queue is found when
    one day lies beyond what is tolerated; then every day that does not add up is said.

    Weight: 0.3 for a single day, growing to 1 with the share of days that do not add up.

    Args:
        tolerance_share: Difference that is tolerated, as a share of the contacts offered that day.
        least_contacts: Difference in contacts from which a day counts.
    """
    days = _sums(evidence)
    off = (days.gap.abs() > tolerance_share * days.offered) & (days.gap.abs() >= least_contacts)
    days = days.mutate(off=off)
    counted = days.aggregate(
        days=days.count(),
        unequal=(days.gap != 0).sum(),
        wrong=days.off.sum(),
        net=days.gap.sum(),
        beyond=(days.gap < 0).sum(),
        offered=days.offered.sum(),
        largest=days.gap.abs().max(),
        largest_on=days.day.argmax(days.gap.abs()),
        largest_gap=days.gap.argmax(days.gap.abs()),
        first=days.day.min(),
        last=days.day.max(),
        by=["queue"],
    )
    rows = sorted(evidence.rows(counted), key=lambda row: str(row["queue"]))
    yield Looked(sum(row["days"] for row in rows), said_of("day of queues", "days of queues"))
    for row in rows:
        if not row["wrong"]:
            continue
        estimate, each = share_estimate(row["unequal"], row["days"]), _grain(row)
        yield Finding(
            element=f"queue:{row['queue']}",
            says=said(
                "In the queue “{queue}”, offered is not handled plus abandoned on {unequal:,} of {days:,} "
                "{each}s ({value})"
            ).filled(
                queue=row["queue"],
                unequal=row["unequal"],
                days=row["days"],
                each=each,
                value=format_value(estimate.value, Unit.SHARE),
            )
            + _worth_mentioning(row["wrong"], of=row["unequal"], beyond=short_share(tolerance_share))
            + said(
                ": {net:,} contacts are unexplained on balance, {net_a_day:,.1f} a {each}; most on "
                "{largest_on:%Y-%m-%d} ({largest_gap:,}){left_without_entering}."
            ).filled(
                net=row["net"],
                net_a_day=row["net"] / row["days"],
                each=each,
                largest_on=row["largest_on"],
                largest_gap=row["largest_gap"],
                left_without_entering=_left_without_entering(row["beyond"], each),
            ),
            weight=weight_of_share(row["wrong"], of=row["days"], at_least=0.3),
            records=_rows_of(evidence, row["queue"], days.filter(days.gap != 0)),
            estimate=estimate,
            against=said(
                "Tolerated: {tolerance_share} of the contacts offered, and less than {least_contacts} contacts. "
                "Short abandons and deflections that the source does not count are one reason."
            ).filled(tolerance_share=format_value(tolerance_share, Unit.SHARE), least_contacts=least_contacts),
        )


@check(
    id="EVI005",
    family="EVI",
    question="Is there no day missing from the records?",
    why="A day without records looks like a day without customers, and every trend and average takes it for one.",
    fix="Ask the owner of the source whether the centre was closed; if it was not, bring the day again.",
    source=f"{DAMA}: data quality, completeness",
)
def days_that_are_missing(evidence: Evidence, least_daily_rows: int = 20) -> Iterator[Finding | Looked]:
    """Find days without rows in a table that has enough of them on the same weekday one week before and one after.

    Weight: 0.3 for a single day, growing to 1 with the share of days that are missing.

    Args:
        least_daily_rows: Rows that both neighbours of contacts, legs or events need, so that none is not chance;
            intervals are written whether or not somebody comes.
    """
    filled = {name: _rows_by_day(evidence, name) for name in DAILY_TABLES}
    full = {
        name: {day for day, rows in days.items() if rows >= (1 if name == "interval_stat" else least_daily_rows)}
        for name, days in filled.items()
    }
    known = {name: filled[name] for name, days in full.items() if len(days) >= 14}
    looked = [day for days in known.values() for day in days]
    yield look_at(
        looked,
        what=said_of("day with rows", "days with rows"),
        because=said("no table has rows on fourteen days, enough of them on each"),
        bring=said("bring contact, leg, event or interval_stat for two weeks or more"),
    )
    week = timedelta(days=7)
    for name, days in known.items():
        span = [min(days) + timedelta(days=number) for number in range((max(days) - min(days)).days + 1)]
        missing = [day for day in span if day not in days and {day - week, day + week} <= full[name]]
        if not missing:
            continue
        more = said(" and {n} more").filled(n=len(missing) - 10) if len(missing) > 10 else ""
        shown = ", ".join(str(day) for day in missing[:10]) + more
        yield Finding(
            element=f"table:{name}",
            says=said_of(
                "{n} of {all:,} days has no rows in {name}, though the same weekday has some one week before and one "
                "week after: {shown}.",
                "{n} of {all:,} days have no rows in {name}, though the same weekday has some one week before and one "
                "week after: {shown}.",
            ).filled(n=len(missing), all=len(span), name=name, shown=shown),
            weight=weight_of_share(len(missing), of=len(span), at_least=0.3),
            estimate=share_estimate(len(missing), len(span)),
            against=said("A public holiday is missing just as a lost file is."),
        )


def _sums(evidence: Evidence) -> Table:
    stats = evidence.table("interval_stat")
    whole = stats.filter(
        ibis.coalesce(stats.agent, "") == "",
        stats.offered.notnull(),
        stats.handled.notnull(),
        stats.abandoned.notnull(),
    )
    days = whole.group_by([whole.queue, whole.local_at.truncate("D").name("day")]).aggregate(
        offered=whole.offered.sum(), gap=(whole.offered - whole.handled - whole.abandoned).sum()
    )
    return days.mutate(offered=days.offered.cast("int64"), gap=days.gap.cast("int64"))


def _worth_mentioning(days: int, *, of: int, beyond: str) -> str:
    return (
        ""
        if days == of
        else said(", on {days:,} of them by more than {beyond} of what was offered").filled(days=days, beyond=beyond)
    )


def _left_without_entering(days: int, each: str) -> str:
    if not days:
        return ""
    return said("; on {days:,} {each} more left the queue than had entered it").filled(
        days=days, each=each if days == 1 else f"{each}s"
    )


def _grain(row: dict[str, Any]) -> str:
    """Return what a row of sums is about: some sources count by the month, and date it on its first day."""
    apart = (row["last"] - row["first"]).days
    return "month" if row["days"] > 1 and apart >= SHORTEST_MONTH_DAYS * (row["days"] - 1) else "day"


def _rows_of(evidence: Evidence, queue: str, off: Table) -> Records:
    stats = evidence.table("interval_stat")
    wrong = off.filter(off.queue == queue).select(wrong_day="day")
    whole = stats.filter(stats.queue == queue, ibis.coalesce(stats.agent, "") == "")
    behind = whole.filter(whole.local_at.truncate("D").isin(wrong.wrong_day))
    where = said("queue is {queue}, on days when offered is not handled plus abandoned").filled(queue=queue)
    return records_behind(evidence, behind, table="interval_stat", where=where)


def _rows_by_day(evidence: Evidence, name: str) -> dict[date, int]:
    if not evidence.has(name):
        return {}
    table = evidence.table(name)
    rows: list[dict[str, Any]] = evidence.rows(
        table.group_by(table.local_at.truncate("D").name("day")).aggregate(n=table.count())
    )
    return {row["day"].date(): row["n"] for row in rows if row["day"] is not None}
