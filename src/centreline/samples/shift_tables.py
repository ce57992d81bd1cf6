"""The schedule: shifts and the activities in them, as the planner published them."""

from typing import Any

import numpy as np
import pyarrow as pa

from centreline.samples.columns import Whole, constant, flags, instants, milliseconds, names, words
from centreline.samples.contact_tables import agent_names, desk_words, team_words
from centreline.samples.happened import Happened
from centreline.samples.hours import EXTRACT_AT_S
from centreline.samples.workdays import ACTIVITIES, ILLNESS, Plan, Workdays

__all__ = ["shift_activity_table", "shift_table"]

_DAY_S = 86_400
_PUBLISHED_BEFORE_S = 14 * _DAY_S


def shift_table(happened: Happened, workdays: Workdays) -> pa.Table:
    """Return one shift for each agent and day; who was ill has a shift that was published and not worked."""
    ends = _ends_s(workdays)
    paid = np.bincount(workdays.block_of, workdays.block_ends_s - workdays.block_starts_s).astype(np.int64)
    # Told at noon, a fortnight before the Monday of the week.
    monday = (workdays.begins_s // _DAY_S - workdays.weekday) * _DAY_S
    worked = workdays.came & (ends <= EXTRACT_AT_S)
    return pa.table(
        _whose(happened, workdays.agent)
        | {
            "shift_id": _shift_names(workdays),
            "starts_at": instants(workdays.begins_s),
            "ends_at": instants(ends),
            "paid_ms": milliseconds(paid + workdays.off_queue_s),
            "published_at": instants(monday - _PUBLISHED_BEFORE_S + _DAY_S // 2),
            "state": words(("published", "worked"), worked.astype(np.int64)),
        }
    )


def shift_activity_table(happened: Happened, workdays: Workdays) -> pa.Table:
    """Return what fills each shift; the shift of somebody who was ill is filled with that."""
    planned, ill = workdays.planned(), np.flatnonzero(~workdays.came)
    kept = workdays.came[planned.workday]
    plan = Plan(
        np.append(planned.workday[kept], ill),
        np.append(planned.activity[kept], np.full(len(ill), ILLNESS)),
        np.append(planned.starts_s[kept], workdays.begins_s[ill]),
        np.append(planned.ends_s[kept], _ends_s(workdays)[ill]),
    )
    return pa.table(
        _whose(happened, workdays.agent[plan.workday])
        | {
            "shift_id": _shift_names(workdays).take(pa.array(plan.workday)),
            "activity": words([name for name, _, _ in ACTIVITIES], plan.activity),
            "category": words([kind for _, kind, _ in ACTIVITIES], plan.activity),
            "starts_at": instants(plan.starts_s),
            "ends_at": instants(plan.ends_s),
            "paid": flags(np.array([paid for _, _, paid in ACTIVITIES])[plan.activity]),
        }
    )


def _shift_names(workdays: Workdays) -> Any:
    return names("SH-", np.arange(len(workdays.agent), dtype=np.int64), width=7)


def _ends_s(workdays: Workdays) -> Whole:
    plan = workdays.planned()
    ends = np.zeros(len(workdays.agent), np.int64)
    np.maximum.at(ends, plan.workday, plan.ends_s)
    return ends


def _whose(happened: Happened, agent: Whole) -> dict[str, Any]:
    desk = happened.roster.desk[agent]
    return {
        "source": constant("planner", len(agent)),
        "agent": agent_names(agent),
        "partner": desk_words("partner", desk),
        "team": team_words(desk, agent),
        "site": desk_words("site", desk),
        "zone": desk_words("zone", desk),
    }
