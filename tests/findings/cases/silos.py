"""Cases of SIL and MON."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from cases import rows
from cases.building import Case, changed, sound
from cases.surveys import evaluations
from centreline.evidence.engine import Evidence
from centreline.findings.check import Given

CHANGED_ON = rows.START.date() + timedelta(days=14)


def judged_by_five(score: Callable[[int, int], float]) -> Evidence:
    """Return 200 evaluations by five evaluators in turn; the score is asked with evaluator and number."""
    return rows.of(evaluation=evaluations(200, score=lambda n: score(n % 5, n // 5)))


def changed_procedure(*, after: int) -> Given:
    """Return a procedure changed a week after its training, and so many transfers in a hundred afterwards."""
    contacts = rows.contacts(
        560,
        offered_at=lambda n: rows.START + timedelta(days=n // 20),
        transferred=lambda n: n % 100 < (after if n // 20 >= 14 else 10),
    )
    return changed(
        "procedures.0.changed_on",
        CHANGED_ON,
        "procedures.0.trainings.0.updated_on",
        CHANGED_ON - timedelta(days=7),
        evidence=rows.of(contact=contacts),
    )


def staffed(*people: float) -> Evidence:
    """Return monthly reports of a team for which the plan asks for twenty people."""
    return rows.of(
        headcount=[
            {"source": "made-up", "team": "care", "on": date(2026, month, 1), "people": each, "required": 20.0}
            for month, each in enumerate(people, start=1)
        ]
    )


def forecast(busy: tuple[int, ...], **fields: Any) -> Evidence:
    """Return 28 days with a forecast of a hundred contacts, 180 of which came on the busy days."""
    return rows.of(
        interval_stat=rows.intervals(28, offered=lambda n: 180 if n in busy else 98, forecast_offered=100, **fields)
    )


def scheduled(*, at_nine: float) -> Evidence:
    """Return four weeks of hours from nine to eleven for which ten people are required."""
    return rows.of(
        interval_stat=rows.intervals(
            28,
            hours=(9, 10),
            staff_required=10.0,
            staff_scheduled=lambda n: at_nine if n % 2 == 0 else 10.0,
        )
    )


def booked(**amounts: float | None) -> Evidence:
    """Return bookings of January as planned, but for the lines given; None leaves a line out."""
    planned: dict[str, float | None] = {
        "internal_teams": 90_000, "leadership": 9_000, "vendor_management": 2_000, "workforce_planning": 3_000,
        "quality": 4_000, "training": 5_000, "reporting": 2_500, "escalations": 3_000, "technology": 6_000,
        "rework": 2_000, "facilities": 5_000, "recruiting": 2_000, "partner": 30_000,
    }  # fmt: skip
    lines = {**planned, **amounts}
    return rows.of(
        cost=[
            {"source": "made-up", "cost_id": line, "on": date(2026, 1, 1), "line": line, "amount": amount}
            for line, amount in lines.items()
            if amount is not None
        ]
    )


CASES = {
    "SIL001": Case(
        finds=lambda: sound(judged_by_five(lambda who, n: 0.6 if who == 2 else 0.9 + n % 3 * 0.01)),
        clear=lambda: sound(judged_by_five(lambda who, n: 0.9 + n % 3 * 0.01)),
        on="evaluator:evaluator-2",
    ),
    "SIL002": Case(
        finds=lambda: changed_procedure(after=30),
        clear=lambda: changed_procedure(after=13),
        on="procedure:explain-a-bill",
    ),
    "SIL003": Case(
        finds=lambda: sound(staffed(20, 17, 16, 15)),
        clear=lambda: sound(staffed(17, 16, 15, 19)),
        on="team:care",
    ),
    "SIL004": Case(
        finds=lambda: sound(forecast(busy=(9, 16, 23))),
        clear=lambda: sound(forecast(busy=(9,))),
        on="queue:billing",
    ),
    "SIL005": Case(
        finds=lambda: sound(scheduled(at_nine=8.0)),
        clear=lambda: sound(scheduled(at_nine=9.0)),
        on="queue:billing",
    ),
    "MON001": Case(
        finds=lambda: sound(booked(technology=7_200)),
        clear=lambda: sound(booked(technology=6_500)),
        on="cost:technology",
    ),
    "MON002": Case(
        finds=lambda: sound(booked(other=5_000)),
        clear=lambda: sound(booked(other=500)),
        on="cost:other",
    ),
    "MON003": Case(
        finds=lambda: sound(booked(quality=None)),
        clear=lambda: sound(booked()),
        on="cost:quality",
    ),
}
