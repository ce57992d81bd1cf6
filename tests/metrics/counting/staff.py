"""Second counts of how staff spent their time, of forecasts and of head counts."""

from collections import defaultdict
from typing import Any

from counting.arithmetic import Counted, has, ratio
from counting.centre import HEADCOUNTS, INTERVALS

AGENTS = [i for i in INTERVALS if i.agent]
QUEUES = [i for i in INTERVALS if not i.agent]


def of_agents(upper: Any, lower: Any, *needs: str) -> Counted:
    return ratio(AGENTS, known=has(*needs), upper=upper, lower=lower)


def handle_ms(i: Any) -> int:
    return int(i.talk_ms + (i.hold_ms or 0) + (i.wrap_ms or 0))


def occupancy() -> dict[str, Counted]:
    return {
        "handle_over_handle_and_available": of_agents(
            handle_ms, lambda i: handle_ms(i) + i.available_ms, "talk_ms", "available_ms"
        ),
        "talk_and_wrap_over_ready": of_agents(
            lambda i: i.talk_ms + i.wrap_ms, lambda i: i.on_queue_ms, "talk_ms", "wrap_ms", "on_queue_ms"
        ),
        "not_idle_over_ready": of_agents(
            lambda i: i.on_queue_ms - i.available_ms, lambda i: i.on_queue_ms, "on_queue_ms", "available_ms"
        ),
        "handle_over_paid": of_agents(handle_ms, lambda i: i.paid_ms, "talk_ms", "paid_ms"),
    }


def utilisation() -> dict[str, Counted]:
    return {
        "handle_and_available_over_paid": of_agents(
            lambda i: handle_ms(i) + i.available_ms, lambda i: i.paid_ms, "talk_ms", "available_ms", "paid_ms"
        ),
        "handle_over_paid": of_agents(handle_ms, lambda i: i.paid_ms, "talk_ms", "paid_ms"),
        "on_queue_over_scheduled": of_agents(
            lambda i: i.on_queue_ms, lambda i: i.scheduled_ms, "on_queue_ms", "scheduled_ms"
        ),
    }


def shrinkage() -> dict[str, Counted]:
    scheduled, meant = "scheduled_ms", "scheduled_on_queue_ms"
    return {
        "of_paid": of_agents(lambda i: i.paid_ms - i.on_queue_ms, lambda i: i.paid_ms, "paid_ms", "on_queue_ms"),
        "planned": of_agents(
            lambda i: i.scheduled_ms - i.scheduled_on_queue_ms, lambda i: i.scheduled_ms, scheduled, meant
        ),
        "of_scheduled": of_agents(
            lambda i: i.scheduled_ms - i.on_queue_ms, lambda i: i.scheduled_ms, scheduled, "on_queue_ms"
        ),
        "unplanned": of_agents(
            lambda i: i.scheduled_on_queue_ms - i.on_queue_ms, lambda i: i.scheduled_ms, scheduled, meant, "on_queue_ms"
        ),
    }


def adherence() -> dict[str, Counted]:
    times = ("scheduled_ms", "off_schedule_ms", "beyond_schedule_ms")
    upper, lower, n = 0, 0, 0
    for i in AGENTS:
        if has(*times)(i):
            upper += i.off_schedule_ms + i.beyond_schedule_ms
            lower += i.scheduled_ms + i.beyond_schedule_ms
            n += 1
    return {
        "within_shift": of_agents(lambda i: i.scheduled_ms - i.off_schedule_ms, lambda i: i.scheduled_ms, *times[:2]),
        "with_time_outside": (1 - upper / lower, n, len(AGENTS) - n),
        "worked_in_shift_over_scheduled_and_overtime": of_agents(
            lambda i: i.scheduled_ms - i.off_schedule_ms, lambda i: i.scheduled_ms + i.beyond_schedule_ms, *times
        ),
    }


def conformance() -> dict[str, Counted]:
    return {
        "worked_over_scheduled": of_agents(
            lambda i: i.scheduled_ms - i.off_schedule_ms + i.beyond_schedule_ms,
            lambda i: i.scheduled_ms,
            "scheduled_ms",
            "off_schedule_ms",
            "beyond_schedule_ms",
        ),
        "on_queue_over_scheduled_on_queue": of_agents(
            lambda i: i.on_queue_ms, lambda i: i.scheduled_on_queue_ms, "on_queue_ms", "scheduled_on_queue_ms"
        ),
    }


def absenteeism() -> dict[str, Counted]:
    return {
        "hours": of_agents(lambda i: i.absent_ms, lambda i: i.scheduled_ms, "absent_ms", "scheduled_ms"),
        "headcount": ratio(
            HEADCOUNTS,
            known=has("absent_share", "people"),
            upper=lambda h: h.absent_share * h.people,
            lower=lambda h: h.people,
        ),
    }


def rolled_up(*, week: bool) -> list[tuple[int, int]]:
    """Return what came and what was forecast, summed by queue and day or week."""
    sums: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for i in QUEUES:
        if i.offered is not None and i.forecast_offered is not None:
            day = i.starts_at.date()
            when = day.isocalendar()[:2] if week else day
            sums[i.queue, when][0] += i.offered
            sums[i.queue, when][1] += i.forecast_offered
    return [(came, forecast) for came, forecast in sums.values()]


def accuracy(pairs: list[tuple[int, int]]) -> float:
    return 1 - sum(abs(came - forecast) for came, forecast in pairs) / sum(came for came, _ in pairs)


def forecast_accuracy() -> dict[str, Counted]:
    known = [i for i in QUEUES if i.offered is not None and i.forecast_offered is not None]
    intervals = [(i.offered, i.forecast_offered) for i in known]
    days, weeks = rolled_up(week=False), rolled_up(week=True)
    return {
        "by_interval": (accuracy(intervals), len(known), len(QUEUES) - len(known)),
        "by_day": (accuracy(days), len(days), 0),
        "by_week": (accuracy(weeks), len(weeks), 0),
    }


def forecast_bias() -> dict[str, Counted]:
    return {
        "over_offered": ratio(
            QUEUES,
            known=has("offered", "forecast_offered"),
            upper=lambda i: i.forecast_offered - i.offered,
            lower=lambda i: i.offered,
        )
    }


def staffing_coverage() -> dict[str, Counted]:
    known = [i for i in QUEUES if i.staff_required is not None and i.staff_scheduled is not None]
    missing = sum(i.staff_required - i.staff_scheduled for i in known if i.staff_scheduled < i.staff_required)
    surplus = sum(i.staff_scheduled - i.staff_required for i in known if i.staff_scheduled > i.staff_required)
    required = sum(i.staff_required for i in known)
    left_out = len(QUEUES) - len(known)
    return {
        "coverage": (1 - missing / required, len(known), left_out),
        "efficiency": (1 - (missing + surplus) / required, len(known), left_out),
    }


def headcount_coverage() -> dict[str, Counted]:
    return {
        "employed": ratio(
            HEADCOUNTS, known=has("people", "required"), upper=lambda h: h.people, lower=lambda h: h.required
        ),
        "without_training": ratio(
            HEADCOUNTS,
            known=has("people", "required", "in_training"),
            upper=lambda h: h.people - h.in_training,
            lower=lambda h: h.required,
        ),
    }


def attrition_rate() -> dict[str, Counted]:
    known = has("left", "people")
    return {
        "yearly": ratio(HEADCOUNTS, known=known, upper=lambda h: h.left * 12, lower=lambda h: h.people),
        "per_period": ratio(HEADCOUNTS, known=known, upper=lambda h: h.left, lower=lambda h: h.people),
    }


SECOND_COUNTS = {
    function.__name__: function
    for function in (
        occupancy,
        utilisation,
        shrinkage,
        adherence,
        conformance,
        absenteeism,
        forecast_accuracy,
        forecast_bias,
        staffing_coverage,
        headcount_coverage,
        attrition_rate,
    )
}
