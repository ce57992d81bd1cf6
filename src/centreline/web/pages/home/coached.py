"""What judgements say of behaviours: where somebody keeps losing points, and before and after a coaching session."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import ibis
from ibis.expr.types import BooleanValue, Table

from centreline.evidence.engine import Evidence

__all__ = [
    "LOST",
    "RECENT_DAYS",
    "WINDOW_DAYS",
    "Behaviour",
    "Coached",
    "Need",
    "coached",
    "judged_around",
    "judged_lately",
    "lost_points",
]

RECENT_DAYS = 28
"""Days at the end of the judgements that are looked at for who needs somebody."""

LOST = 3
"""Judgements of one person in which one behaviour lost points from which it calls for somebody, where they are half."""

WINDOW_DAYS = 56
"""Days before and after a session whose judgements are counted."""


@dataclass(frozen=True, slots=True)
class Need:
    """One person and one behaviour that keeps losing points.

    Attributes:
        agent: Who.
        item: The behaviour, as the form asks for it.
        lost: Judgements in which it lost points.
        n: Judgements in which it applied.
        coached_on: Day they were last coached on it; None where they were not.
    """

    agent: str
    item: str
    lost: int
    n: int
    coached_on: date | None = None


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One behaviour: judgements in which it lost points, those in which it applied, and people behind them."""

    item: str
    lost: int
    n: int
    people: int


@dataclass(frozen=True, slots=True)
class Coached:
    """The last session somebody had on a behaviour, and judgements of it that gave it all points.

    Attributes:
        agent: Who was coached.
        item: On which behaviour.
        on: Local day of the session.
        full_before: Judgements with all points before.
        n_before: Judgements before.
        full_after: Judgements with all points after.
        n_after: Judgements after.
    """

    agent: str
    item: str
    on: date
    full_before: int
    n_before: int
    full_after: int
    n_after: int


def lost_points(evidence: Evidence) -> tuple[date, tuple[Need, ...], tuple[Behaviour, ...]] | None:
    """Return the last day judged, who keeps losing points on what, and each behaviour; None where nothing is held."""
    found = judged_lately(evidence)
    if found is None:
        return None
    last, recent = found
    lost = (recent.score < 1.0).sum()
    alone = recent.group_by("agent", "item").aggregate(n=recent.count(), lost=lost)
    kept = alone.filter((alone.lost >= LOST) & (alone.lost * 2 >= alone.n))
    last_on = _last_coached(evidence)
    needs = [
        Need(row["agent"], row["item"], int(row["lost"]), row["n"], last_on.get((row["agent"], row["item"])))
        for row in evidence.rows(kept)
    ]
    summed = recent.group_by("item").aggregate(n=recent.count(), lost=lost, people=recent.agent.nunique())
    every = [Behaviour(row["item"], int(row["lost"]), row["n"], row["people"]) for row in evidence.rows(summed)]
    needs.sort(key=lambda one: (one.coached_on or date.min, one.agent, one.item))
    return last, tuple(needs), tuple(sorted(every, key=lambda one: (-one.lost / one.n, one.item)))


def coached(evidence: Evidence) -> tuple[Coached, ...]:
    """Return the last session of each person on each behaviour, with the judgements around it, the newest first."""
    both = _sessions(evidence).inner_join(_judged(evidence), ["agent", "item"])
    before, after = _sides(both)
    full = both.score >= 1.0
    counted = both.group_by("agent", "item", "held").aggregate(
        n_before=before.sum(),
        full_before=(before & full).sum(),
        n_after=after.sum(),
        full_after=(after & full).sum(),
    )
    rows = evidence.rows(counted.order_by(counted.held.desc(), counted.agent, counted.item))
    names = ("full_before", "n_before", "full_after", "n_after")
    return tuple(
        Coached(row["agent"], row["item"], row["held"].date(), *(int(row[name] or 0) for name in names)) for row in rows
    )


def judged_lately(evidence: Evidence) -> tuple[date, Table] | None:
    """Return the last day judged, and the judgements of the days up to it that are looked at; None without any."""
    items = _judged(evidence)
    [found] = evidence.rows(items.aggregate(last=items.local_at.max()))
    if found["last"] is None:
        return None
    last = found["last"].date()
    since = datetime.combine(last - timedelta(days=RECENT_DAYS - 1), datetime.min.time())
    return last, items.filter(items.local_at >= since)


def judged_around(evidence: Evidence) -> Table:
    """Return the judgements around the last session of each person on each behaviour, each with `is_after`."""
    both = _sessions(evidence).inner_join(_judged(evidence), ["agent", "item"])
    before, after = _sides(both)
    return both.filter(before | after).mutate(is_after=after)


def _sides(both: Table) -> tuple[BooleanValue, BooleanValue]:
    """Say of each judgement whether it counts before the session, and whether after."""
    window = ibis.interval(days=WINDOW_DAYS)
    before = (both.local_at < both.held) & (both.local_at >= both.held - window)
    return before, (both.local_at > both.held) & (both.local_at <= both.held + window)


def _judged(evidence: Evidence) -> Table:
    """Return the points of behaviours that applied, as people gave them."""
    items = evidence.table("evaluation_item")
    items = items.filter(items.applicable.fill_null(True) & items.score.notnull() & items.agent.notnull())
    if evidence.has("evaluation", "evaluator_kind"):
        whole = evidence.table("evaluation")
        models = whole.filter(whole.evaluator_kind == "model").select("source", "evaluation_id")
        items = items.anti_join(models, ["source", "evaluation_id"])
    return items.select("source", "evaluation_id", "agent", "item", "local_at", "score")


def _sessions(evidence: Evidence) -> Table:
    rows = evidence.table("coaching_session")
    held = rows.filter(rows.about.notnull() & (rows.state.fill_null("held") == "held"))
    return held.group_by("agent", item=held.about).aggregate(held=held.local_at.max())


def _last_coached(evidence: Evidence) -> dict[tuple[str, str], date]:
    if not evidence.has("coaching_session", "about"):
        return {}
    return {(row["agent"], row["item"]): row["held"].date() for row in evidence.rows(_sessions(evidence))}
