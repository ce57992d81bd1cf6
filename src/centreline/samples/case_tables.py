"""The life of written cases and complaints: received, assigned, worked on, resolved, closed."""

import numpy as np
import pyarrow as pa

from centreline.samples.cast import DESKS
from centreline.samples.columns import Whole, instants, names, words
from centreline.samples.contact_tables import agent_names, desk_words
from centreline.samples.happened import Happened

__all__ = ["ACTIVITIES", "event_table"]

ACTIVITIES = ("Received", "Assigned", "In progress", "Resolved", "Closed")
_REOPENED = {"letters": ("Reopened", "Resolved again"), "complaints": ("Taken up again", "Settled again")}


def event_table(happened: Happened, contacts: pa.Table) -> pa.Table:
    """Return the activities of each letter and each complaint that somebody took, in order."""
    is_case = np.array([one.queue in _REOPENED for one in DESKS])[happened.desk]
    visit = np.flatnonzero(is_case & happened.handled)
    answered, ended = happened.visits.answered_s[visit], happened.visits.ended_s[visit]
    received = happened.visits.offered_s[visit]
    wrap = happened.visits.wrap_s[visit]
    moments = [received, received + np.minimum(600, (answered - received) // 2), answered, ended, ended + wrap + 60]
    parts = [
        _part(happened, contacts, visit, at_s=at, event=(number, activity))
        for number, (activity, at) in enumerate(zip(ACTIVITIES, moments, strict=True), 1)
    ]
    again = visit[contacts["reopen_count"].to_numpy()[visit] > 0]
    for number, desk in enumerate(DESKS):
        reopened = again[happened.desk[again] == number]
        later = happened.visits.ended_s[reopened] + happened.visits.wrap_s[reopened] + 120
        parts += [
            _part(happened, contacts, reopened, at_s=later + 300 * step, event=(len(ACTIVITIES) + 1 + step, activity))
            for step, activity in enumerate(_REOPENED.get(desk.queue, ()))
        ]
    return pa.concat_tables(parts)


def _part(happened: Happened, contacts: pa.Table, visit: Whole, *, at_s: Whole, event: tuple[int, str]) -> pa.Table:
    number, activity = event
    place = pa.array(visit)
    rows = len(visit)
    zeros = np.zeros(rows, np.int64)
    return pa.table(
        {
            "source": contacts["source"].take(place),
            "case_id": contacts["contact_id"].take(place),
            "event_no": names("", zeros + number, width=1),
            "at": instants(at_s),
            "activity": words((activity,), zeros),
            "team": desk_words("team", happened.desk[visit]),
            "person": agent_names(np.where(number > 2, happened.agent[visit], -1)),
            "queue": desk_words("queue", happened.desk[visit]),
            "customer_id": contacts["customer_id"].take(place),
            "zone": contacts["zone"].take(place),
        }
    )  # fmt: skip
