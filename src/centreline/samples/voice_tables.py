"""What customers said when they were asked, and what evaluators heard."""

import numpy as np
import pyarrow as pa

from centreline.samples.cast import DESKS
from centreline.samples.columns import Flag, Real, Whole, constant, flags, instants, names, numbers, words
from centreline.samples.contact_tables import agent_names, contact_names, desk_words, team_words
from centreline.samples.floor import HANDLED
from centreline.samples.happened import Happened
from centreline.samples.hours import EXTRACT_AT_S

__all__ = ["FORM", "evaluation_tables", "survey_table"]

_INSTRUMENTS = ("satisfaction", "effort", "recommendation", "resolution")
_LOWEST = np.array([1.0, 1.0, 0.0, 0.0])
_HIGHEST = np.array([5.0, 7.0, 10.0, 1.0])

FORM = (
    ("greets-and-identifies", 10, False),
    ("listens-and-asks", 15, False),
    ("finds-the-right-procedure", 15, False),
    ("gives-correct-information", 20, True),
    ("protects-personal-data", 10, True),
    ("records-the-reason", 10, False),
    ("agrees-next-steps", 15, False),
    ("closes-with-care", 5, False),
)
"""Questions of the evaluation form: name, weight, and whether failing it fails the whole."""


def survey_table(happened: Happened, *, rng: np.random.Generator) -> pa.Table:
    """Return one row for each customer invited; the score is empty where nobody answered."""
    visits = happened.visits
    asked_s = visits.ended_s + 900
    may_ask = (visits.outcome == HANDLED) & happened.identified & (asked_s < EXTRACT_AT_S - 3 * 86_400)
    visit = np.flatnonzero(may_ask & (rng.random(len(asked_s)) < 0.4))
    rows = len(visit)
    instrument = rng.choice(len(_INSTRUMENTS), rows, p=(0.4, 0.2, 0.2, 0.2))
    answered = rng.random(rows) < 0.31
    wrote = answered & (rng.random(rows) < 0.3)
    answered_s = asked_s[visit] + np.where(answered, 120 + np.minimum(rng.exponential(14_000, rows), 200_000), 0)
    return pa.table(
        {
            "source": constant("voice-of-customer", rows),
            "response_id": names("S-", np.arange(rows, dtype=np.int64), width=8),
            "contact_id": contact_names(happened).take(pa.array(visit)),
            "customer_id": names("K-", visits.customer[visit], width=7),
            "instrument": words(_INSTRUMENTS, instrument),
            "score": numbers(_scores(happened, visit, instrument, rng=rng), known=answered),
            "scale_min": numbers(_LOWEST[instrument]),
            "scale_max": numbers(_HIGHEST[instrument]),
            "high_is_good": flags(np.ones(rows, bool)),
            "asked_at": instants(asked_s[visit]),
            "answered_at": instants(answered_s),
            "queue": desk_words("queue", happened.desk[visit]),
            "partner": desk_words("partner", happened.desk[visit]),
            "agent": agent_names(happened.agent[visit]),
            "comment": words(_COMMENTS, np.where(wrote, rng.integers(0, len(_COMMENTS), rows), -1)),
            "zone": desk_words("zone", happened.desk[visit]),
        }
    )  # fmt: skip


_COMMENTS = (
    "Quick and friendly, thank you.",
    "They knew what to do.",
    "Had to explain it once only.",
    "The letter was hard to understand, the person was not.",
    "I waited a little, then it was sorted.",
)


def _scores(happened: Happened, visit: Whole, instrument: Whole, *, rng: np.random.Generator) -> Real:
    """Return answers: most are content, fewer of those who waited long, few of those who will come back."""
    waited = np.minimum(happened.visits.wait_s[visit] / 300, 1.0)
    live = np.array([one.kind == "live" for one in DESKS])[happened.desk[visit]]
    content = 0.88 - 0.25 * np.where(live, waited, 0.2) - 0.5 * happened.visits.comes_back[visit]
    mood = np.clip(rng.beta(6 * content + 0.5, 6 * (1 - content) + 0.3), 0, 1)
    stepped = np.rint(_LOWEST[instrument] + mood * (_HIGHEST - _LOWEST)[instrument])
    resolved = (rng.random(len(visit)) < np.where(happened.visits.comes_back[visit], 0.15, 0.95)).astype(float)
    score: Real = np.where(instrument == 3, resolved, stepped)
    return score


def evaluation_tables(happened: Happened, *, rng: np.random.Generator) -> tuple[pa.Table, pa.Table]:
    """Return evaluations and their items: a random sample of contacts, and calibration sessions of three.

    Evaluators agree about as well as trained people do; about three of a hundred contacts have a critical error.
    """
    visits = happened.visits
    may_hear = happened.handled & (visits.ended_s < EXTRACT_AT_S - 4 * 86_400)
    candidates = np.flatnonzero(may_hear)
    wanted = min(len(candidates), max(800, len(candidates) // 40))
    sampled = np.sort(rng.choice(candidates, wanted, replace=False))
    calibrated = rng.random(wanted) < 0.03
    visit = np.repeat(sampled, np.where(calibrated, 3, 1))
    session = np.repeat(np.where(calibrated, np.arange(wanted), -1), np.where(calibrated, 3, 1))
    rows = len(visit)
    first = np.searchsorted(visit, visit, side="left")
    evaluator = (visit + np.arange(rows) - first) % 6
    at_s = visits.ended_s[visit] + 86_400 + rng.integers(0, 2 * 86_400, rows)
    points, applicable = _points(visit, rng=rng)
    weights = np.array([weight for _, weight, _ in FORM], float)
    score = (points * applicable * weights).sum(axis=1) / (applicable * weights).sum(axis=1)
    order = np.arange(rows, dtype=np.int64)
    evaluations = pa.table(
        {
            "source": constant("quality-desk", rows),
            "evaluation_id": names("E-", order, width=7),
            "contact_id": contact_names(happened).take(pa.array(visit)),
            "agent": agent_names(happened.agent[visit]),
            "team": team_words(happened.desk[visit], happened.agent[visit]),
            "partner": desk_words("partner", happened.desk[visit]),
            "queue": desk_words("queue", happened.desk[visit]),
            "evaluator": names("evaluator-", evaluator, width=2),
            "evaluator_kind": constant("human", rows),
            "form": constant("service-quality", rows),
            "form_version": constant("3", rows),
            "calibration_id": names("CAL-", session, width=6),
            "evaluated_at": instants(at_s),
            "score": numbers(np.round(score, 4)),
            "critical_customer": flags(points[:, 3] == 0),
            "critical_business": flags(rng.random(rows) < 0.004),
            "critical_compliance": flags(points[:, 4] == 0),
            "zone": desk_words("zone", happened.desk[visit]),
        }
    )  # fmt: skip
    return evaluations, _items(evaluations, points, applicable, weights)


def _points(visit: Whole, *, rng: np.random.Generator) -> tuple[Real, Flag]:
    """Return what each evaluator gave for each question; evaluators of the same contact differ in one of thirty."""
    judged, place = np.unique(visit, return_inverse=True)
    critical = np.array([fatal for _, _, fatal in FORM])
    chance = rng.random((len(judged), len(FORM)))
    truth = np.where(
        critical, np.where(chance < 0.012, 0.0, 1.0), np.where(chance < 0.07, 0.0, np.where(chance < 0.2, 0.5, 1.0))
    )
    points = truth[place]
    slip = (rng.random(points.shape) < 0.03) & ~critical
    points = np.where(slip, np.where(points == 1.0, 0.5, 1.0), points)
    applicable = critical | (rng.random((len(judged), len(FORM))) < 0.95)
    return points, applicable[place]


def _items(evaluations: pa.Table, points: Real, applicable: Flag, weights: Real) -> pa.Table:
    rows, questions = points.shape
    of = pa.array(np.repeat(np.arange(rows), questions))
    columns = {
        name: evaluations[name].take(of)
        for name in ("source", "evaluation_id", "evaluated_at", "agent", "evaluator", "partner", "zone")
    }
    question = np.tile(np.arange(questions, dtype=np.int64), rows)
    columns["item"] = words([name for name, _, _ in FORM], question)
    columns["weight"] = numbers(weights[question])
    columns["score"] = numbers(points.ravel(), known=applicable.ravel())
    columns["applicable"] = flags(applicable.ravel())
    columns["critical"] = flags(np.array([fatal for _, _, fatal in FORM])[question])
    return pa.table(columns)
