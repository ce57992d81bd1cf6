"""What the records hold for an agent's day: the next activities, evaluations, what was agreed, and praise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from centreline.evidence.engine import Evidence

__all__ = ["Activity", "Evaluated", "Plan", "agreed", "evaluated", "plan_of", "praise"]

NEWEST = 5
"""Rows of each kind that are shown; the others stand among what is held."""

AHEAD = 500
"""Activities from today on among which the next is sought: more than a person has in a day, whatever is planned."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One stretch of a shift; `begins` and `ends` are instants."""

    says: str
    category: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """The day that is shown.

    Attributes:
        day: Which; None where no shift was ever brought.
        activities: In order.
        running: The one that goes on now; None where none does.
        coming: The next that has not begun; None where the records hold none.
    """

    day: date | None
    activities: tuple[Activity, ...]
    running: Activity | None = None
    coming: Activity | None = None


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One evaluation: its row, and the questions that lost points."""

    row: dict[str, Any]
    lost: tuple[dict[str, Any], ...]

    @property
    def name(self) -> str:
        """What tells it from others, as `source:id`."""
        return f"{self.row['source']}:{self.row['evaluation_id']}"


def plan_of(evidence: Evidence, now: datetime) -> Plan:
    """Return the day of what goes on or comes next; where neither is held, the last day that is."""
    table = next((name for name in ("shift_activity", "shift") if evidence.has(name)), None)
    if table is None:
        return Plan(None, ())
    source = evidence.table(table)
    # From the midnight before, not from this moment: a question of which every word is the same is written once.
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    held = evidence.rows(source.filter(source.ends_at > midnight).order_by("starts_at").limit(AHEAD))
    ahead = [row for row in held if row["ends_at"] > now]
    last = ahead or evidence.rows(source.order_by(source.starts_at.desc()).limit(1))
    if not last:
        return Plan(None, ())
    day = last[0]["local_at"].date()
    rows = evidence.rows(source.filter(source.local_at.date() == day).order_by("starts_at"))
    activities = tuple(map(_activity, rows))
    running = next((one for one in activities if one.begins <= now < one.ends), None)
    return Plan(day, activities, running, next((_activity(row) for row in ahead if row["starts_at"] > now), None))


def evaluated(evidence: Evidence) -> tuple[Evaluated, ...]:
    """Return the newest evaluations, each with the questions that lost points."""
    rows = _newest(evidence, "evaluation", by="evaluated_at")
    keys = [row["evaluation_id"] for row in rows]
    items = _items(evidence, keys)
    return tuple(
        Evaluated(row, tuple(one for one in items if one["evaluation_id"] == row["evaluation_id"])) for row in rows
    )


def agreed(evidence: Evidence) -> list[dict[str, Any]]:
    """Return the newest coaching sessions that stand: planned ones too, cancelled ones not."""
    return [row for row in _newest(evidence, "coaching_session", by="held_at") if row["state"] != "cancelled"]


def praise(evidence: Evidence) -> list[dict[str, Any]]:
    """Return the newest recognitions."""
    return _newest(evidence, "recognition", by="given_at")


def _newest(evidence: Evidence, name: str, *, by: str) -> list[dict[str, Any]]:
    if not evidence.has(name):
        return []
    table = evidence.table(name)
    return evidence.rows(table.order_by(table[by].desc()).limit(NEWEST))


def _items(evidence: Evidence, keys: Sequence[str]) -> list[dict[str, Any]]:
    if not keys or not evidence.has("evaluation_item"):
        return []
    table = evidence.table("evaluation_item")
    lost = table.filter(table.evaluation_id.isin(keys) & (table.score < 1.0) & table.applicable)
    return evidence.rows(lost.select("evaluation_id", "item", "score", "critical").order_by("item"))


def _activity(row: dict[str, Any]) -> Activity:
    says = str(row.get("activity") or "").strip()
    return Activity(says, str(row.get("category") or "other"), row["starts_at"], row["ends_at"])
