"""What the home page counts from the records: staff, judgements, coaching, applications; and where it is too early."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

from centreline.blueprint.cost import PlannedCost
from centreline.blueprint.document import Blueprint
from centreline.evidence.engine import Evidence
from centreline.evidence.scope import Scope
from centreline.web.pages.home.booked import booked
from centreline.web.pages.home.coached import Coached, coached, lost_points
from centreline.web.pages.home.hired import Stage, funnel, proficiency
from centreline.web.pages.home.judged import Pair, pairs_of, unjudged
from centreline.web.pages.home.staffing import day_of, off_schedule

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HALF = timedelta(minutes=30)
DAY = timedelta(days=1)


def evidence_of(**tables: list[dict[str, Any]]) -> Evidence:
    return Evidence.of({name: pa.Table.from_pylist(rows) for name, rows in tables.items()})


def interval(at: datetime, queue: str, **said: Any) -> dict[str, Any]:
    return {"source": "s", "queue": queue, "agent": None, "starts_at": at, **said}


def item(number: int, at: datetime, agent: str, score: float, question: str = "listens") -> dict[str, Any]:
    key = {"source": "q", "evaluation_id": f"E{number}", "item": question}
    return {**key, "evaluated_at": at, "agent": agent, "score": score}


def test_what_one_queue_has_too_many_is_not_taken_off_what_another_lacks() -> None:
    rows = [
        interval(MONDAY, "billing", forecast_offered=9, staff_required=5.0, staff_scheduled=3.0),
        interval(MONDAY, "moving", forecast_offered=2, staff_required=1.0, staff_scheduled=4.0),
    ]

    day = day_of(evidence_of(interval_stat=rows), now=MONDAY + DAY)
    assert day is not None
    assert not day.is_ahead
    assert [one.missing for one in day.slots] == [2.0, 0.0]


def test_what_is_ahead_goes_before_what_is_over() -> None:
    rows = [
        interval(MONDAY - DAY, "billing", forecast_offered=9, offered=8),
        *(interval(MONDAY + place * HALF, "billing", forecast_offered=place + 1) for place in range(4)),
        interval(MONDAY + 7 * DAY, "billing", forecast_offered=40),
    ]

    day = day_of(evidence_of(interval_stat=rows), now=MONDAY + HALF)
    assert day is not None
    assert (day.day, day.is_ahead) == (MONDAY.date(), True)
    assert [one.forecast for one in day.slots if one.is_ahead] == [2, 3, 4]


def test_who_was_off_schedule_is_told_of_the_last_day_held() -> None:
    rows = [
        {**interval(at, "billing"), "agent": agent, "scheduled_ms": 3_600_000, "off_schedule_ms": off}
        for at, agent, off in [(MONDAY - DAY, "a", 9_000_000), (MONDAY, "a", 60_000), (MONDAY, "b", 1_200_000)]
    ]

    found = off_schedule(evidence_of(interval_stat=rows))
    assert found is not None
    assert [(one.agent, one.off) for one in found[1]] == [("b", 1_200_000), ("a", 60_000)]


def test_contacts_that_call_for_a_review_are_those_nobody_evaluated() -> None:
    contacts = [
        {"source": "c", "contact_id": f"C{number}", "offered_at": MONDAY, "agent": "a", "queue": "billing",
         "complaint": number < 3, "escalated": number == 2}
        for number in range(5)
    ]  # fmt: skip
    evaluation = {"source": "q", "evaluation_id": "E1", "contact_id": "C0", "evaluated_at": MONDAY, "agent": "a"}

    found = unjudged(evidence_of(contact=contacts, evaluation=[evaluation]))
    assert found is not None
    assert (found.calling, found.waiting, found.people, found.unseen) == (3, 2, 1, 0)
    assert [(one[0], one[3]) for one in found.first] == [("C1", "complaint"), ("C2", "complaint escalated")]


def test_people_and_models_are_set_side_by_side_only_on_the_contacts_both_judged() -> None:
    whole, items = [], []
    for number, (contact, kind, score) in enumerate(
        [("C1", "human", 1.0), ("C1", "model", 1.0), ("C2", "human", 0.0), ("C2", "model", 1.0), ("C3", "model", 0.0)]
    ):
        key = {"source": "q", "evaluation_id": f"E{number}", "evaluated_at": MONDAY}
        whole.append({**key, "contact_id": contact, "evaluator_kind": kind, "score": score})
        items.append({**key, "item": "greets", "score": score})

    assert pairs_of(evidence_of(evaluation=whole, evaluation_item=items)) == (Pair("greets", 2, 1, 1, 0),)


def test_one_bad_judgement_calls_for_nobody() -> None:
    scores = [("a", 0.5), ("a", 0.0), ("a", 0.0), ("b", 0.0), *[("c", one) for one in (0, 0, 0, 1, 1, 1, 1)]]
    rows = [item(number, MONDAY, agent, float(score)) for number, (agent, score) in enumerate(scores)]

    found = lost_points(evidence_of(evaluation_item=rows))
    assert found is not None
    _last, needs, [behaviour] = found
    assert [(one.agent, one.lost, one.n) for one in needs] == [("a", 3, 3)]  # c lost points in fewer than half
    assert (behaviour.lost, behaviour.n, behaviour.people) == (7, 11, 3)


def test_judgements_before_and_after_a_session_are_those_of_its_behaviour_by_people() -> None:
    session = {"source": "s", "session_id": "1", "agent": "a", "held_at": MONDAY, "about": "listens", "state": "held"}
    rows = [
        *(item(place, MONDAY - (place + 1) * DAY, "a", 0.5) for place in range(3)),
        *(item(10 + place, MONDAY + (place + 1) * DAY, "a", 1.0) for place in range(2)),
        item(20, MONDAY + DAY, "a", 0.0, "greets"),
        item(21, MONDAY + DAY, "b", 0.0),
        item(22, MONDAY + DAY, "a", 0.0),
    ]
    by_model = {"source": "q", "evaluation_id": "E22", "evaluated_at": MONDAY, "evaluator_kind": "model"}

    found = coached(evidence_of(coaching_session=[session], evaluation_item=rows, evaluation=[by_model]))
    assert found == (Coached("a", "listens", MONDAY.date(), 0, 3, 2, 2),)


def test_what_is_still_open_at_a_stage_is_not_lost_there() -> None:
    steps = [("1", "Apply", "passed"), ("1", "Talk", "hired"), ("2", "Apply", "rejected"), ("3", "Apply", "open")]
    rows = [
        {"source": "h", "application_id": key, "stage": stage, "outcome": outcome, "entered_at": MONDAY + place * DAY}
        for place, (key, stage, outcome) in enumerate(steps)
    ]

    assert funnel(evidence_of(candidate_stage=rows)) == (Stage("Apply", 3, 1, 1, 1), Stage("Talk", 1, 1, 0, 0))


def test_who_never_reached_the_bar_counts_as_longer_than_all_who_did() -> None:
    contacts = [
        {"source": "c", "contact_id": agent, "agent": agent, "offered_at": MONDAY + days * DAY}
        for agent, days in [("old", 0), ("quick", 40), ("slow", 40), ("slower", 40)]
    ]
    scored = [("old", 10, 0.8), *[("quick", 41 + day, 0.9) for day in range(5)]]
    scored += [("slow", 41 + day, 0.1) for day in range(9)]
    evaluations = [
        {"source": "q", "evaluation_id": str(number), "agent": agent, "score": score, "evaluated_at": MONDAY + on * DAY}
        for number, (agent, on, score) in enumerate(scored)
    ]

    found = proficiency(evidence_of(contact=contacts, evaluation=evaluations))
    assert found is not None
    assert {one.agent: one.days for one in found.starters} == {"quick": 5, "slow": None, "slower": None}
    assert found.days is None  # fewer than half have reached it


def cost(on: str, line: str, amount: float, partner: str | None = None) -> dict[str, Any]:
    day = date.fromisoformat(on)
    return {"source": "f", "cost_id": f"{on} {line} {partner}", "on": day, "line": line, "amount": amount,
            "partner": partner}  # fmt: skip


def planning(*planned: PlannedCost) -> Blueprint:
    return Blueprint.model_construct(planned_costs=planned)


def test_the_newest_month_stands_beside_its_plan_and_the_month_before_without_what_is_only_estimated() -> None:
    rows = [
        cost("2026-02-01", "partner", 70.0), cost("2026-02-01", "churn", 900.0),
        cost("2026-03-01", "partner", 60.0), cost("2026-03-15", "partner", 20.0), cost("2026-03-01", "rework", 20.0),
        cost("2026-03-01", "churn", 900.0),
    ]  # fmt: skip
    plan = (
        PlannedCost(line="partner", month="2026-03", amount=50.0),
        PlannedCost(line="training", month="2026-03", amount=10.0),
        PlannedCost(line="partner", month="2026-04", amount=999.0),
    )

    found = booked(evidence_of(cost=rows), planning(*plan))
    assert found is not None
    assert (found.month, found.total, found.planned) == ("2026-03", 100.0, 60.0)
    assert (found.before, found.total_before) == ("2026-02", 70.0)
    assert found.covered == 0.8
    assert [(one.line, one.booked, one.planned) for one in found.lines] == [
        ("churn", 900.0, None), ("partner", 80.0, 50.0), ("rework", 20.0, None), ("training", None, 10.0),
    ]  # fmt: skip


def test_a_month_without_a_plan_says_so() -> None:
    found = booked(evidence_of(cost=[cost("2026-03-01", "partner", 60.0)]), planning())

    assert found is not None
    assert (found.planned, found.covered, found.before) == (None, 0.0, "")


def test_who_sees_the_rows_of_one_partner_is_told_no_plan_of_another() -> None:
    rows = [cost("2026-03-01", "partner", 60.0, "kestrel"), cost("2026-03-01", "partner", 70.0, "vistula")]
    plan = [PlannedCost(line="partner", month="2026-03", amount=50.0, partner=one) for one in ("kestrel", "vistula")]
    kim = Scope.of_partner("kestrel", reader="kim")

    found = booked(evidence_of(cost=rows).within(kim), planning(*plan))

    assert found is not None
    assert (found.total, found.planned) == (60.0, 50.0)
