"""How people learn: courses taken, coaching after an evaluation, and praise for what went well."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.blueprint.document import Blueprint
from centreline.blueprint.procedure import Procedure, Training
from centreline.samples.cast import DESKS
from centreline.samples.columns import Real, Whole, constant, flags, instants, milliseconds, names, numbers, words
from centreline.samples.contact_tables import agent_names, desk_words, team_words
from centreline.samples.happened import Happened
from centreline.samples.hours import EXTRACT_AT_S
from centreline.samples.workdays import COACHING, TRAINING, Workdays

__all__ = ["coaching_table", "recognition_table", "training_table"]

_FAR = 10**11
_FULL_MARKS_FROM = 0.975
_COACHED_BELOW = 0.85
_HALF_HOUR_S = 1800
_SHORTEST_S = 600

_AGREED = (
    "Listen to one more contact together next week.",
    "Say the next step aloud before goodbye.",
    "Keep the page of the handbook open during the contact.",
    "Ask one open question before the answer.",
)
_PRAISE = (
    "That was patient and clear.",
    "You found what nobody had found before.",
    "The customer thanked you twice, and so do we.",
    "A difficult contact, and not a word too many.",
)


def training_table(
    happened: Happened, workdays: Workdays, *, blueprint: Blueprint, rng: np.random.Generator
) -> pa.Table:
    """Return what each agent achieved in the courses of their role, taken in the hours the schedule has for training.

    Who did not pass took the course again in the next of those hours, where there was one before the records end.
    """
    slots = _Slots(workdays, activity=TRAINING)
    courses = [_courses_of(desk, blueprint) for desk in range(len(DESKS))]
    every = [one for of_desk in courses for one in of_desk]
    first = np.cumsum([0, *(len(of_desk) for of_desk in courses)])[happened.roster.desk]
    many = np.array([len(of_desk) for of_desk in courses])[happened.roster.desk]
    agent = np.repeat(np.arange(len(many)), many)
    nth = np.arange(len(agent)) - np.repeat(np.cumsum(many) - many, many)
    score, again = _scores(len(agent), rng=rng), np.minimum(_scores(len(agent), rng=rng) + 0.2, 1.0)
    failed = score < 0.7
    slot, later = slots.nth_of(agent, nth=2 * nth), slots.nth_of(agent, nth=2 * nth + 1)
    taken = (np.append(slot, later) >= 0) & np.append(np.ones(len(agent), bool), failed)
    rows = int(taken.sum())
    attempt = np.repeat([1, 2], len(agent))[taken]
    who, course = np.tile(agent, 2)[taken], np.tile(first[agent] + nth, 2)[taken]
    place, points = np.append(slot, later)[taken], np.append(score, again)[taken]
    desk = happened.roster.desk[who]
    return pa.table(
        {
            "source": constant("academy", rows),
            "result_id": names("T-", np.arange(rows, dtype=np.int64), width=6),
            "agent": agent_names(who),
            "partner": desk_words("partner", desk),
            "team": team_words(desk, who),
            "course": words([training.id for _, training in every], course),
            "course_version": words([training.teaches_version for _, training in every], course),
            "procedure": words([procedure.id for procedure, _ in every], course),
            "completed_at": instants(slots.ends_s[place]),
            "length_ms": milliseconds(slots.ends_s[place] - slots.starts_s[place]),
            "score": numbers(np.round(points, 2)),
            "passed": flags(points >= 0.7),
            "attempt": numbers(attempt),
            "zone": desk_words("zone", desk),
        }
    )


def _scores(rows: int, *, rng: np.random.Generator) -> Real:
    scores: Real = rng.beta(14, 2.5, rows)
    return scores


def _courses_of(desk: int, blueprint: Blueprint) -> list[tuple[Procedure, Training]]:
    roles = {role.id for role in blueprint.roles if role.team == DESKS[desk].team}
    return [
        (procedure, training)
        for procedure in blueprint.procedures
        for training in procedure.trainings
        if roles & set(training.for_roles)
    ]


class _Slots:
    """Hours the schedule has for one activity, ten minutes or more, of those who came, up to the end of the records.

    Args:
        workdays: The working days.
        activity: Which activity.
    """

    def __init__(self, workdays: Workdays, *, activity: int) -> None:
        plan = workdays.planned()
        chosen = (plan.activity == activity) & workdays.came[plan.workday] & (plan.ends_s <= EXTRACT_AT_S)
        chosen &= plan.ends_s - plan.starts_s >= _SHORTEST_S
        self.agent = workdays.agent[plan.workday[chosen]]
        self.starts_s, self.ends_s = plan.starts_s[chosen], plan.ends_s[chosen]
        self._ordered = self.agent * _FAR + self.starts_s

    def nth_of(self, agent: Whole, *, nth: Whole) -> Whole:
        """Return the place of each agent's nth slot, from 0; -1 where there are fewer."""
        first = np.searchsorted(self.agent, agent, side="left")
        many = np.searchsorted(self.agent, agent, side="right") - first
        return np.where(nth < many, first + nth, -1)

    def next_of(self, agent: Whole, *, after_s: Whole) -> Whole:
        """Return the place of each agent's next slot after an instant; -1 where there is none."""
        place = np.searchsorted(self._ordered, agent * _FAR + after_s, side="right")
        there = np.minimum(place, len(self.agent) - 1)
        return np.where((place < len(self.agent)) & (self.agent[there] == agent), there, -1)


def coaching_table(
    workdays: Workdays, *, evaluations: pa.Table, items: pa.Table, blueprint: Blueprint, rng: np.random.Generator
) -> pa.Table:
    """Return a session for each evaluation that was no success, in the next hour the schedule has for coaching.

    One session is about one evaluation, the first that waited for it, and about its weakest question.
    """
    slots = _Slots(workdays, activity=COACHING)
    judged_s = evaluations["evaluated_at"].cast(pa.int64()).to_numpy() // 1_000_000
    slot = slots.next_of(_agents(evaluations), after_s=judged_s)
    weak = np.flatnonzero((evaluations["score"].to_numpy() < _COACHED_BELOW) & (slot >= 0))
    weak = weak[np.argsort(judged_s[weak], kind="stable")]
    _, first = np.unique(slot[weak], return_index=True)
    chosen = weak[first]
    rows = len(chosen)
    own = evaluations.take(pa.array(chosen))
    held = rng.random(rows) < 0.96
    length_s = np.minimum(slots.ends_s - slots.starts_s, _HALF_HOUR_S)[slot[chosen]]
    agreed = np.where(held, rng.integers(0, len(_AGREED), rows), -1)
    return pa.table(
        _whose(own, source="scorecards")
        | {
            "session_id": names("CO-", np.arange(rows, dtype=np.int64), width=6),
            "coach": _leads(own, blueprint),
            "held_at": instants(slots.starts_s[slot[chosen]]),
            "length_ms": milliseconds(length_s, known=held),
            "about": _weakest(items, chosen),
            "contact_id": own["contact_id"],
            "evaluation_id": own["evaluation_id"],
            "state": words(("cancelled", "held"), held.astype(np.int64)),
            "agreed": words(_AGREED, agreed),
        }
    )


def recognition_table(
    evaluations: pa.Table, *, items: pa.Table, blueprint: Blueprint, rng: np.random.Generator
) -> pa.Table:
    """Return praise for some of the evaluations with full marks, from the lead of the team or from the evaluator."""
    full = evaluations["score"].to_numpy() >= _FULL_MARKS_FROM
    chosen = np.flatnonzero(full & (rng.random(len(full)) < 0.4))
    rows = len(chosen)
    own = evaluations.take(pa.array(chosen))
    judged_s = own["evaluated_at"].cast(pa.int64()).to_numpy() // 1_000_000
    given_s = np.minimum(judged_s + rng.integers(1_200, 86_400, rows), EXTRACT_AT_S)
    by_lead = rng.random(rows) < 0.7
    with_points = rng.random(rows) < 0.5
    return pa.table(
        _whose(own, source="scorecards")
        | {
            "recognition_id": names("R-", np.arange(rows, dtype=np.int64), width=6),
            "given_by": pc.if_else(pa.array(by_lead), _leads(own, blueprint), own["evaluator"]),
            "given_at": instants(given_s),
            "for_what": _something_good(items, chosen, rng=rng),
            "points": numbers(np.full(rows, 10.0), known=with_points),
            "contact_id": own["contact_id"],
            "text": words(_PRAISE, rng.integers(0, len(_PRAISE), rows)),
        }
    )


def _whose(evaluations: pa.Table, *, source: str) -> dict[str, Any]:
    own = {name: evaluations[name] for name in ("agent", "partner", "team", "zone")}
    return {"source": constant(source, evaluations.num_rows)} | own


def _agents(evaluations: pa.Table) -> Whole:
    agents: Whole = pc.utf8_slice_codeunits(evaluations["agent"], 6).cast(pa.int64()).to_numpy()
    return agents


def _leads(evaluations: pa.Table, blueprint: Blueprint) -> Any:
    teams: Sequence[str] = [team.id for team in blueprint.teams]
    place = pc.index_in(evaluations["team"], value_set=pa.array(teams))
    return pa.array([team.lead for team in blueprint.teams], pa.string()).take(place)


def _weakest(items: pa.Table, evaluation: Whole) -> Any:
    """Return the question of each evaluation with the worst marks; the heavier among equals."""
    marks, weights = _by_question(items, "score"), _by_question(items, "weight")
    worst = np.argmin(marks[evaluation] - weights[evaluation] / 1000, axis=1)
    return items["item"].take(pa.array(evaluation * marks.shape[1] + worst))


def _something_good(items: pa.Table, evaluation: Whole, *, rng: np.random.Generator) -> Any:
    """Return a question of each evaluation with the best marks, drawn by lot among equals."""
    marks = _by_question(items, "score")
    best = np.argmax(marks[evaluation] + rng.random((len(evaluation), marks.shape[1])) / 1000, axis=1)
    return items["item"].take(pa.array(evaluation * marks.shape[1] + best))


def _by_question(items: pa.Table, column: str) -> Real:
    """Return a column of the items with one row for each evaluation; half marks where a question did not apply."""
    questions = len(pc.unique(items["item"]))
    values: Real = pc.fill_null(items[column], 0.5).to_numpy().reshape((-1, questions))
    return values
