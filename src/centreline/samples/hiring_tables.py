"""How people are hired: applications and the stages they went through, up to those who joined."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from centreline.blueprint.document import Blueprint
from centreline.samples.cast import ZONE
from centreline.samples.hours import EXTRACT_AT_S
from centreline.samples.money import MONTHS

__all__ = ["STAGES", "candidate_stage_table"]

STAGES = ("Application", "Telephone interview", "Work sample", "Day beside the team", "Offer")
_LASTS_H = (20, 70, 90, 60, 48)
"""How long each stage lasts, about."""

_FOR_EACH_HIRE = 5
_OPEN_IN_EACH_TEAM = 3
_SOURCES = ("careers page", "friend of an employee", "job board", "school")
_ENDS = (("rejected", "work sample not passed"), ("rejected", "hours do not fit"), ("withdrew", "took another job"))
_INSTANT = pa.timestamp("us", tz="UTC")
_KINDS = {"entered_at": _INSTANT, "left_at": _INSTANT}


@dataclass(frozen=True, slots=True)
class _Vacancy:
    """A place in a team, and who answers for it."""

    job: str
    role: str | None
    about: Mapping[str, str | None]


def candidate_stage_table(headcount: pa.Table, *, blueprint: Blueprint, rng: np.random.Generator) -> pa.Table:
    """Return the stages of those who joined in February and March, of others who did not, and of some still open.

    Everybody who joined a team in the month before a day of the headcount was hired within that month; who joined in
    December had applied before the records begin.
    """
    extracted = datetime.fromtimestamp(EXTRACT_AT_S, ZoneInfo(ZONE))
    ways: list[tuple[_Vacancy, list[dict[str, Any]]]] = []
    for row in headcount.to_pylist():
        vacancy = _vacancy(row, blueprint)
        joined_at = datetime.combine(row["on"], time(9, tzinfo=ZoneInfo(ZONE)))
        if row["on"] != MONTHS[0]:
            for _ in range(row["joined"]):
                ways.append(
                    (vacancy, _way(joined_at - timedelta(days=4), to=len(STAGES), ends=("hired", None), rng=rng))
                )
                ways += [(vacancy, _turned_down(joined_at, rng=rng)) for _ in range(_FOR_EACH_HIRE)]
        if row["on"] == MONTHS[-1]:
            ways += [(vacancy, _still_open(extracted, rng=rng)) for _ in range(_OPEN_IN_EACH_TEAM)]
    return _table(ways, rng=rng)


def _turned_down(joined_at: datetime, *, rng: np.random.Generator) -> list[dict[str, Any]]:
    ends, because = _ENDS[rng.integers(0, len(_ENDS))]
    at = joined_at - timedelta(days=4, hours=float(rng.uniform(24, 160)))
    return _way(_at_work(at), to=int(rng.integers(1, len(STAGES))), ends=(ends, because), rng=rng)


def _still_open(extracted: datetime, *, rng: np.random.Generator) -> list[dict[str, Any]]:
    stages = _way(extracted, to=int(rng.integers(1, len(STAGES))), ends=("open", None), rng=rng)
    return [*stages[:-1], stages[-1] | {"left_at": None}]


def _way(ends_at: datetime, *, to: int, ends: tuple[str, str | None], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Return the stages of one application in order, the last of which ends so."""
    hours = [float(lasts * rng.uniform(0.6, 1.4)) for lasts in _LASTS_H[:to]]
    stages = []
    for number in reversed(range(to)):
        entered_at = _at_work(ends_at - timedelta(hours=hours[number]))
        outcome, because = ends if number == to - 1 else ("passed", None)
        stages.append(
            {
                "stage": STAGES[number],
                "entered_at": entered_at,
                "left_at": ends_at,
                "outcome": outcome,
                "because": because,
                "recruiter": f"recruiter-{1 + number % 3:02d}",
            }
        )
        ends_at = entered_at
    return stages[::-1]


def _at_work(at: datetime) -> datetime:
    """Return an instant of the same day between nine and five."""
    return at.replace(hour=9 + at.hour % 8, microsecond=0)


def _vacancy(row: Mapping[str, Any], blueprint: Blueprint) -> _Vacancy:
    team = next(one for one in blueprint.teams if one.id == row["team"])
    # A team without a role of its own works in the role of the team it shares its queue with.
    alike = {one.id for one in blueprint.teams if one.lead == team.lead}
    role = next((one.id for one in blueprint.roles if one.team in alike and one.id != team.lead), None)
    about = {"team": team.id, "site": team.site, "partner": team.partner, "zone": row["zone"]}
    return _Vacancy(f"Adviser, {team.title}", role, about)


def _table(ways: list[tuple[_Vacancy, list[dict[str, Any]]]], *, rng: np.random.Generator) -> pa.Table:
    came_by = rng.choice(len(_SOURCES), len(ways), p=(0.5, 0.2, 0.2, 0.1))
    rows = [
        {"source": "hiring-desk", "application_id": f"APP-{number:05d}", "candidate": f"candidate-{number:05d}"}
        | {"job": vacancy.job, "role": vacancy.role, "channel": _SOURCES[came_by[number]]}
        | stage
        | dict(vacancy.about)
        for number, (vacancy, stages) in enumerate(ways)
        for stage in stages
    ]
    schema = pa.schema([(name, _KINDS.get(name, pa.string())) for name in rows[0]])
    return pa.Table.from_pylist(rows, schema=schema)
