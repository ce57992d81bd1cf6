"""Cases of VOC and QUA."""

from datetime import timedelta
from typing import Any

from cases import rows
from cases.building import Case, sound
from centreline.evidence.engine import Evidence


def answers(count: int, **fields: Any) -> list[rows.Row]:
    """Return answers of five on a scale of one to five about satisfaction with the billing queue."""
    return rows.many(
        count,
        lambda number: {
            "source": "made-up",
            "response_id": f"r{number}",
            "instrument": "satisfaction",
            "score": 5.0,
            "scale_min": 1.0,
            "scale_max": 5.0,
            "high_is_good": True,
            "queue": "billing",
            "answered_at": rows.START + timedelta(minutes=number),
        },
        **fields,
    )


def evaluations(count: int, **fields: Any) -> list[rows.Row]:
    """Return evaluations of 92 of 100 without a critical error, by four evaluators in turn."""
    return rows.many(
        count,
        lambda number: {
            "source": "made-up",
            "evaluation_id": f"e{number}",
            "agent": f"agent-{number % 4}",
            "team": "care",
            "queue": "billing",
            "form": "calls",
            "evaluator": f"evaluator-{number % 5}",
            "evaluated_at": rows.START + timedelta(minutes=number),
            "score": 0.92,
            "critical_customer": False,
        },
        **fields,
    )


def two_queues(*, heard: int) -> Evidence:
    """Return two queues with equally many contacts; so many of 200 answers are about billing."""
    return rows.of(
        contact=rows.contacts(400, queue=lambda n: "billing" if n % 2 else "start"),
        survey_response=answers(200, queue=lambda n: "billing" if n < heard else "start"),
    )


def four_agents(*, evaluated: int) -> Evidence:
    """Return four agents with 250 contacts each, so many of whom were evaluated, ten times each."""
    return rows.of(
        contact=rows.contacts(1_000, agent=lambda n: f"agent-{n % 4}"),
        evaluation=evaluations(10 * evaluated, agent=lambda n: f"agent-{n % evaluated}"),
    )


def unhappy(*, odd: int) -> Evidence:
    """Return 100 answers for each of five queues, eight of them unhappy, in the second so many."""
    return rows.of(
        survey_response=answers(
            500,
            queue=lambda n: f"queue-{n % 5}",
            score=lambda n: 1.0 if n // 5 < (odd if n % 5 == 1 else 8) else 5.0,
        )
    )


CASES = {
    "VOC001": Case(
        finds=lambda: sound(rows.of(survey_response=answers(1_000, score=lambda n: 5.0 if n < 20 else None))),
        clear=lambda: sound(rows.of(survey_response=answers(1_000, score=lambda n: 5.0 if n < 150 else None))),
        on="survey:satisfaction",
    ),
    "VOC002": Case(
        finds=lambda: sound(two_queues(heard=160)),
        clear=lambda: sound(two_queues(heard=120)),
        on="queue:billing",
    ),
    "VOC003": Case(
        finds=lambda: sound(rows.of(survey_response=answers(100, scale_max=lambda n: 10.0 if n % 4 == 0 else 5.0))),
        clear=lambda: sound(rows.of(survey_response=answers(100))),
        on="survey:satisfaction",
    ),
    "VOC004": Case(
        finds=lambda: sound(unhappy(odd=40)),
        clear=lambda: sound(unhappy(odd=12)),
        on="queue:queue-1",
    ),
    "QUA001": Case(
        finds=lambda: sound(rows.of(evaluation=evaluations(100, critical_compliance=lambda n: n < 20))),
        clear=lambda: sound(rows.of(evaluation=evaluations(100, critical_compliance=lambda n: n < 5))),
        on="team:care",
    ),
    "QUA002": Case(
        finds=lambda: sound(four_agents(evaluated=2)),
        clear=lambda: sound(four_agents(evaluated=3)),
        on="table:evaluation",
    ),
    "QUA003": Case(
        finds=lambda: sound(
            rows.of(
                contact=rows.contacts(600, queue=lambda n: "start" if n % 2 else "billing"), evaluation=evaluations(60)
            )
        ),
        clear=lambda: sound(
            rows.of(
                contact=rows.contacts(600, queue=lambda n: "start" if n % 2 else "billing"),
                evaluation=evaluations(60, queue=lambda n: "start" if n % 2 else "billing"),
            )
        ),
        on="queue:start",
    ),
}
