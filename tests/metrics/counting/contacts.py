"""Second counts of what one contact tells by itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

from counting.arithmetic import Counted, always, count, has, mean, median, milliseconds, ratio, share
from counting.centre import CONTACTS, INTERVALS, LEGS

INBOUND = [c for c in CONTACTS if c.direction not in ("outbound", "internal")]
ANSWERED = [c for c in INBOUND if c.outcome == "handled"]
ABANDONED = [c for c in INBOUND if c.outcome == "abandoned"]
QUEUED = ANSWERED + ABANDONED
FLOWED_OUT = [c for c in INBOUND if c.outcome in ("deflected", "voicemail")]
QUEUES = [i for i in INTERVALS if not i.agent]


def total(field: str) -> Counted:
    known = [getattr(i, field) for i in QUEUES if getattr(i, field) is not None]
    return sum(known), len(known), len(QUEUES) - len(known)


def over_intervals(upper: Any, lower: Any, *needs: str) -> Counted:
    return ratio(QUEUES, known=has(*needs), upper=upper, lower=lower)


def handle_ms(c: Any) -> int:
    return int(c.talk_ms + (c.hold_ms or 0) + (c.wrap_ms or 0))


def contacts_offered() -> dict[str, Counted]:
    return {
        "queued": count(QUEUED),
        "queued_and_flowed_out": count(QUEUED + FLOWED_OUT),
        "every_arrival": count(INBOUND),
        "counted_by_source": total("offered"),
    }


def contacts_answered() -> dict[str, Counted]:
    return {
        "inbound": count(ANSWERED),
        "every_direction": count(c for c in CONTACTS if c.outcome == "handled"),
        "counted_by_source": total("handled"),
    }


def contacts_abandoned() -> dict[str, Counted]:
    return {
        "in_queue": count(ABANDONED),
        "without_short": count(c for c in ABANDONED if c.wait_ms is not None and c.wait_ms > 5000),
        "anywhere": count(c for c in INBOUND if c.outcome.startswith("abandoned")),
        "counted_by_source": total("abandoned"),
    }


def long_abandoned(limit_ms: int) -> list[Any]:
    return [c for c in ABANDONED if c.wait_ms is not None and c.wait_ms > limit_ms]


def abandonment_rate() -> dict[str, Counted]:
    def lost(c: Any) -> bool:
        return c.outcome == "abandoned"

    callers = [c for c in QUEUED if c.direction != "callback"]
    return {
        "over_queued": share(QUEUED, known=always, true=lost),
        "without_short": share(ANSWERED + long_abandoned(5000), known=always, true=lost),
        "short_forgiven": share(
            QUEUED, known=lambda c: not lost(c) or c.wait_ms is not None, true=lambda c: lost(c) and c.wait_ms > 5000
        ),
        "over_queued_and_flowed_out": share(QUEUED + FLOWED_OUT, known=always, true=lost),
        "over_every_arrival": share(INBOUND, known=always, true=lost),
        "anywhere_over_every_arrival": share(
            INBOUND, known=always, true=lambda c: c.outcome in ("abandoned", "abandoned_before_queue")
        ),
        "without_callbacks": share(callers, known=always, true=lost),
        "counted_by_source": over_intervals(lambda i: i.abandoned, lambda i: i.offered, "abandoned", "offered"),
    }


def time_to_abandon() -> dict[str, Counted]:
    return {
        "mean": mean(ABANDONED, known=has("wait_ms"), of=lambda c: c.wait_ms),
        "median": median(ABANDONED, known=has("wait_ms"), of=lambda c: c.wait_ms),
    }


def service_level() -> dict[str, Counted]:
    def handled(c: Any) -> bool:
        return c.outcome == "handled"

    def timed(c: Any) -> bool:
        return not handled(c) or c.wait_ms is not None

    def met(c: Any) -> bool:
        return handled(c) and c.wait_ms <= 20_000

    wait = has("wait_ms")
    printed = [i for i in QUEUES if i.reported_service_level is not None]
    in_time = "answered_in_threshold"
    return {
        "over_offered": share(QUEUED, known=timed, true=met),
        "with_quick_abandons": share(QUEUED, known=wait, true=lambda c: c.wait_ms <= 20_000),
        "over_answered": share(ANSWERED, known=wait, true=met),
        "without_quick_abandons": share(ANSWERED + long_abandoned(20_000), known=timed, true=met),
        "with_short_abandons": share(QUEUED, known=wait, true=lambda c: c.wait_ms <= (20_000 if handled(c) else 5_000)),
        "without_short_abandons": share(ANSWERED + long_abandoned(5_000), known=timed, true=met),
        "over_offered_and_flowed_out": share(QUEUED + FLOWED_OUT, known=timed, true=met),
        "strictly_under": share(QUEUED, known=timed, true=lambda c: handled(c) and c.wait_ms < 20_000),
        "counted_by_source": over_intervals(lambda i: i.answered_in_threshold, lambda i: i.offered, in_time, "offered"),
        "counted_by_source_over_handled": over_intervals(
            lambda i: i.answered_in_threshold, lambda i: i.handled, in_time, "handled"
        ),
        "reported_weighted": over_intervals(
            lambda i: i.reported_service_level * i.offered, lambda i: i.offered, "reported_service_level", "offered"
        ),
        "reported_mean": (
            sum(i.reported_service_level for i in printed) / len(printed),
            len(printed),
            len(QUEUES) - len(printed),
        ),
    }


def service_level_attainment() -> dict[str, Counted]:
    def met(i: Any) -> bool:
        return bool(i.answered_in_threshold >= 0.8 * i.offered)

    needs = has("answered_in_threshold", "offered")
    busy = [i for i in QUEUES if i.offered is None or i.offered > 0]
    return {
        "intervals": share(busy, known=needs, true=met),
        "weighted_by_volume": ratio(
            QUEUES, known=needs, upper=lambda i: i.offered if met(i) else 0, lower=lambda i: i.offered
        ),
    }


def average_speed_of_answer() -> dict[str, Counted]:
    wait = has("wait_ms")
    return {
        "answered": mean(ANSWERED, known=wait, of=lambda c: c.wait_ms),
        "median": median(ANSWERED, known=wait, of=lambda c: c.wait_ms),
        "everybody": mean(QUEUED, known=wait, of=lambda c: c.wait_ms),
        "from_arrival": mean(
            ANSWERED, known=has("opened_at", "answered_at"), of=lambda c: milliseconds(c.opened_at, c.answered_at)
        ),
        "counted_by_source": over_intervals(lambda i: i.wait_ms, lambda i: i.handled, "wait_ms", "handled"),
        "reported_weighted": over_intervals(
            lambda i: i.reported_wait_ms * i.handled, lambda i: i.handled, "reported_wait_ms", "handled"
        ),
        "reported_mean": mean(QUEUES, known=has("reported_wait_ms"), of=lambda i: i.reported_wait_ms),
    }


def average_handle_time() -> dict[str, Counted]:
    talk = has("talk_ms")
    of_issues = [c for c in ANSWERED if c.issue_id]
    issues = {c.issue_id for c in of_issues}
    everybody = [c for c in CONTACTS if c.outcome == "handled"]
    return {
        "talk_hold_wrap": mean(ANSWERED, known=talk, of=handle_ms),
        "talk_hold": mean(ANSWERED, known=talk, of=lambda c: c.talk_ms + (c.hold_ms or 0)),
        "every_direction": mean(everybody, known=talk, of=handle_ms),
        "median": median(ANSWERED, known=talk, of=handle_ms),
        "per_issue": (sum(map(handle_ms, of_issues)) / len(issues), len(issues), len(ANSWERED) - len(of_issues)),
        "counted_by_source": over_intervals(handle_ms, lambda i: i.handled, "talk_ms", "handled"),
    }


def average_talk_time() -> dict[str, Counted]:
    talk = has("talk_ms")
    return {
        "mean": mean(ANSWERED, known=talk, of=lambda c: c.talk_ms),
        "median": median(ANSWERED, known=talk, of=lambda c: c.talk_ms),
    }


def average_hold_time() -> dict[str, Counted]:
    hold = has("hold_ms")
    held = [c for c in ANSWERED if c.hold_ms != 0]
    return {
        "over_answered": mean(ANSWERED, known=hold, of=lambda c: c.hold_ms),
        "over_held": mean(held, known=hold, of=lambda c: c.hold_ms),
    }


def average_wrap_time() -> dict[str, Counted]:
    wrap = has("wrap_ms")
    return {
        "mean": mean(ANSWERED, known=wrap, of=lambda c: c.wrap_ms),
        "median": median(ANSWERED, known=wrap, of=lambda c: c.wrap_ms),
    }


def short_contact_share() -> dict[str, Counted]:
    return {"talk": share(ANSWERED, known=has("talk_ms"), true=lambda c: c.talk_ms < 10_000)}


def transfer_rate() -> dict[str, Counted]:
    people = [leg for leg in LEGS if leg.kind in ("human", None) and leg.answered_at]
    contacts = {leg.contact_id for leg in people}
    passed = {leg.contact_id for leg in people if leg.transferred_to}
    return {
        "flagged": share(ANSWERED, known=has("transferred"), true=lambda c: c.transferred),
        "target_named": share(ANSWERED, known=always, true=lambda c: c.transferred_to is not None),
        "reassigned": share(ANSWERED, known=has("reassign_count"), true=lambda c: c.reassign_count > 0),
        "contacts_with_passed_legs": (len(passed) / len(contacts), len(contacts), 0),
        "passed_legs": share(people, known=always, true=lambda leg: leg.transferred_to is not None),
    }


def escalation_rate() -> dict[str, Counted]:
    return {"flagged": share(ANSWERED, known=has("escalated"), true=lambda c: c.escalated)}


def complaint_rate() -> dict[str, Counted]:
    return {
        "over_answered": share(ANSWERED, known=has("complaint"), true=lambda c: c.complaint),
        "over_every_arrival": share(INBOUND, known=has("complaint"), true=lambda c: c.complaint),
    }


def reopen_rate() -> dict[str, Counted]:
    known = has("reopen_count")
    closed = [c for c in INBOUND if c.closed_at]
    resolved = [c for c in INBOUND if c.resolution in ("confirmed", "assumed")]
    return {
        "of_closed": share(closed, known=known, true=lambda c: c.reopen_count > 0),
        "of_resolved": share(resolved, known=known, true=lambda c: c.reopen_count > 0),
        "of_all": share(INBOUND, known=known, true=lambda c: c.reopen_count > 0),
        "reopenings_per_contact": mean(closed, known=known, of=lambda c: c.reopen_count),
    }


def reassignment_rate() -> dict[str, Counted]:
    known = has("reassign_count")
    return {
        "at_least_once": share(INBOUND, known=known, true=lambda c: c.reassign_count >= 1),
        "more_than_once": share(INBOUND, known=known, true=lambda c: c.reassign_count >= 2),
        "reassignments_per_contact": mean(INBOUND, known=known, of=lambda c: c.reassign_count),
    }


def first_response_time() -> dict[str, Counted]:
    def waited(c: Any) -> int:
        return milliseconds(c.opened_at or c.offered_at, c.answered_at)

    known = has("answered_at")
    return {"mean": mean(ANSWERED, known=known, of=waited), "median": median(ANSWERED, known=known, of=waited)}


def resolution_time() -> dict[str, Counted]:
    def took(c: Any) -> int:
        return milliseconds(c.opened_at or c.offered_at, c.closed_at)

    known = has("closed_at")
    return {"mean": mean(ANSWERED, known=known, of=took), "median": median(ANSWERED, known=known, of=took)}


def open_contacts() -> dict[str, Counted]:
    waiting = [c for c in ANSWERED if c.closed_at is None]
    # The last thing in the evidence is the contact of 6 April, a Monday: its day ends at the next midnight.
    end = datetime(2026, 4, 7, tzinfo=UTC)
    return {
        "count": count(waiting),
        "age": mean(waiting, known=always, of=lambda c: milliseconds(c.opened_at or c.offered_at, end)),
        "older_than": share(
            waiting, known=always, true=lambda c: end - (c.opened_at or c.offered_at) > timedelta(days=7)
        ),
    }


def target_attainment() -> dict[str, Counted]:
    return {"source_says": share(INBOUND, known=has("target_met"), true=lambda c: c.target_met)}


def automated_resolution_rate() -> dict[str, Counted]:
    automated = [c for c in INBOUND if c.automated]
    alone = ("self_served", "abandoned_before_queue")
    known = has("resolution")
    return {
        "source_says": share(
            automated, known=known, true=lambda c: c.outcome in alone and c.resolution in ("confirmed", "assumed")
        ),
        "confirmed": share(automated, known=known, true=lambda c: c.outcome in alone and c.resolution == "confirmed"),
    }


def legs_per_contact() -> dict[str, Counted]:
    taken = [leg for leg in LEGS if leg.answered_at]
    people = [leg for leg in taken if leg.kind == "human"]
    return {
        "answered": (len(taken) / len({leg.contact_id for leg in taken}), len(taken), 0),
        "human": (len(people) / len({leg.contact_id for leg in people}), len(people), 0),
    }


SECOND_COUNTS = {
    function.__name__: function
    for function in (
        contacts_offered,
        contacts_answered,
        contacts_abandoned,
        abandonment_rate,
        time_to_abandon,
        service_level,
        service_level_attainment,
        average_speed_of_answer,
        average_handle_time,
        average_talk_time,
        average_hold_time,
        average_wrap_time,
        short_contact_share,
        transfer_rate,
        escalation_rate,
        complaint_rate,
        reopen_rate,
        reassignment_rate,
        first_response_time,
        resolution_time,
        open_contacts,
        target_attainment,
        automated_resolution_rate,
        legs_per_contact,
    )
}
