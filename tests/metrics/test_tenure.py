"""For how long an agent had been there: worked out from the first contact, counted a second way by a loop."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from centreline.evidence.engine import Evidence
from centreline.evidence.scope import Scope
from centreline.metrics.ask import measure
from centreline.metrics.tenure import BANDS, NEW_AFTER, THERE_BEFORE

BEGINS = datetime(2026, 1, 1, 9, tzinfo=UTC)
DAYS = {"old": (0, 40, 200), "new": (40, 69, 70, 129, 130, 219, 220), "late": (NEW_AFTER.days, 60), "": (0, 50)}
"""Days after the records begin on which each agent takes a contact; one names nobody."""


def centre() -> Evidence:
    rows = [(agent, BEGINS + timedelta(days=day)) for agent, days in DAYS.items() for day in days]
    contacts = {
        "source": ["phone"] * len(rows),
        "contact_id": [f"c{place}" for place in range(len(rows))],
        "agent": [agent or None for agent, _at in rows],
        "offered_at": pa.array([at for _agent, at in rows], pa.timestamp("us", "UTC")),
        "answered_at": pa.array([at for _agent, at in rows], pa.timestamp("us", "UTC")),
        "channel": ["voice"] * len(rows),
        "direction": ["inbound"] * len(rows),
        "outcome": ["handled"] * len(rows),
        "talk_ms": [60_000] * len(rows),
    }
    return Evidence.of({"contact": pa.table(contacts)})


def band(agent: str, day: int) -> str | None:
    if not agent:
        return None
    if min(DAYS[agent]) < NEW_AFTER.days:
        return THERE_BEFORE
    been = day - min(DAYS[agent])
    return next(name for name, ends in BANDS.items() if ends is None or been < ends)


def test_contacts_are_counted_by_how_long_their_agent_had_been_there() -> None:
    found = {
        answer.by["tenure"]: answer.value
        for answer in measure(centre(), "contacts_answered", variant="every_direction", by=("tenure",))
    }

    assert found == Counter(band(agent, day) for agent, days in DAYS.items() for day in days)
    assert found[THERE_BEFORE] == 3
    assert found["180 days and more"] == 1


def test_one_band_alone_is_asked_about_month_by_month() -> None:
    answers = measure(
        centre(), "contacts_answered", variant="every_direction", by=("month",), where="tenure == 'under 30 days'"
    )

    assert sum(answer.value or 0 for answer in answers) == sum(
        band(agent, day) == "under 30 days" for agent, days in DAYS.items() for day in days
    )


@pytest.mark.parametrize("asked", [{"by": ("tenure",)}, {"where": "tenure == 'under 30 days'"}])
def test_a_band_of_few_people_is_hidden_from_who_may_not_see_people(asked: dict[str, object]) -> None:
    reader = replace(Scope.whole_centre("lee"), fewest_people=5)

    answers = measure(centre().within(reader), "contacts_answered", variant="every_direction", **asked)  # type: ignore[arg-type]

    of_people = [answer for answer in answers if answer.by.get("tenure", "asked for") is not None]
    assert of_people
    assert all(answer.hidden_because and answer.value is None for answer in of_people)
