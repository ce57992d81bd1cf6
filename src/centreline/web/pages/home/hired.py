"""Who applied and how far they came; how long who joined took until they worked as well as those who were there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean, median

from centreline.evidence.engine import Evidence
from centreline.metrics.tenure import first_contacts

__all__ = ["IN_A_ROW", "Proficiency", "Stage", "Starter", "funnel", "proficiency"]

IN_A_ROW = 5
"""Evaluations whose mean has to reach what the others reach."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of applications.

    Attributes:
        stage: As the source calls it.
        came: Applications that came into it.
        passed: Those that went on, or were hired.
        lost: Those that ended there: rejected or withdrawn.
        open: Those still in it, or of which nobody says what became.
    """

    stage: str
    came: int
    passed: int
    lost: int
    open: int


@dataclass(frozen=True, slots=True)
class Starter:
    """Somebody who joined: their first contact, and days until they reached the bar; None where they have not yet."""

    agent: str
    first: date
    days: int | None


@dataclass(frozen=True, slots=True)
class Proficiency:
    """How long who joined took.

    Attributes:
        bar: Mean score of those who were there before.
        starters: Who joined, the newest first.
    """

    bar: float
    starters: tuple[Starter, ...]

    @property
    def days(self) -> float | None:
        """Days within which half of them reached the bar; None where fewer than half have."""
        known = [float("inf") if one.days is None else float(one.days) for one in self.starters]
        middle = median(known) if known else float("inf")
        return None if middle == float("inf") else middle


def funnel(evidence: Evidence) -> tuple[Stage, ...]:
    """Return the stages in the order in which applications go through them."""
    rows = evidence.table("candidate_stage")
    held = evidence.rows(rows.select("source", "application_id", "stage", "outcome", "entered_at"))
    ways: dict[tuple[str, str], list[tuple[datetime, str]]] = defaultdict(list)
    outcomes: dict[str, list[str]] = defaultdict(list)
    for row in held:
        ways[row["source"], row["application_id"]].append((row["entered_at"], row["stage"]))
        outcomes[row["stage"]].append(row["outcome"] or "open")
    places: dict[str, list[int]] = defaultdict(list)
    for way in ways.values():
        for place, (_at, stage) in enumerate(sorted(way, key=lambda step: (step[0], step[1]))):
            places[stage].append(place)
    order = sorted(outcomes, key=lambda stage: (mean(places[stage]), -len(places[stage]), stage))
    return tuple(_stage(stage, outcomes[stage]) for stage in order)


def _stage(stage: str, outcomes: list[str]) -> Stage:
    passed = sum(one in {"passed", "hired"} for one in outcomes)
    lost = sum(one in {"rejected", "withdrew"} for one in outcomes)
    return Stage(stage, len(outcomes), passed, lost, len(outcomes) - passed - lost)


def proficiency(evidence: Evidence) -> Proficiency | None:
    """Return how long who joined took; None where nobody joined within the records, or nobody else was judged."""
    firsts = evidence.rows(first_contacts(evidence.table("contact")))
    joined = {row["agent"]: row["first"].date() for row in firsts if row["new"]}
    if not joined:
        return None
    rows = evidence.table("evaluation")
    rows = rows.filter(
        rows.score.notnull() & rows.agent.notnull() & (rows.evaluator_kind.fill_null("human") == "human")
    )
    there = rows.filter(~rows.agent.isin(sorted(joined)))
    [found] = evidence.rows(there.aggregate(bar=there.score.mean()))
    if found["bar"] is None:
        return None
    own = rows.filter(rows.agent.isin(sorted(joined))).select("agent", "local_at", "score").order_by("local_at")
    scores: dict[str, list[tuple[date, float]]] = defaultdict(list)
    for row in evidence.rows(own):
        scores[row["agent"]].append((row["local_at"].date(), row["score"]))
    starters = [Starter(agent, day, _reached(scores[agent], day, found["bar"])) for agent, day in joined.items()]
    return Proficiency(found["bar"], tuple(sorted(starters, key=lambda one: (one.first, one.agent), reverse=True)))


def _reached(scores: list[tuple[date, float]], first: date, bar: float) -> int | None:
    for end in range(IN_A_ROW, len(scores) + 1):
        if mean(score for _on, score in scores[end - IN_A_ROW : end]) >= bar:
            return (scores[end - 1][0] - first).days
    return None
