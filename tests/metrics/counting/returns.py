"""Second counts of coming back: every contact compared with every other."""

from datetime import timedelta
from typing import Any

from counting.arithmetic import Counted, share
from counting.centre import CONTACTS, SURVEYS

INBOUND = [c for c in CONTACTS if c.direction not in ("outbound", "internal")]
ANSWERED = [c for c in INBOUND if c.outcome == "handled"]
AUTOMATED = [c for c in INBOUND if c.automated]
WINDOWS = (1, 3, 7, 14, 30)


def place(c: Any) -> tuple[Any, ...]:
    return c.offered_at, c.source, c.contact_id


def comes_after(one: Any, other: Any, days: int, *, same_reason: bool) -> bool:
    """Say whether `other` is a return of the customer of `one` within so many days, the last moment included."""
    same_customer = one.customer_id is not None and one.customer_id == other.customer_id
    same_need = not same_reason or (one.reason is not None and one.reason == other.reason)
    near = other.offered_at - one.offered_at <= timedelta(days=days)
    return same_customer and same_need and near and place(other) > place(one)


def followed(c: Any, days: int, *, same_reason: bool = True) -> bool:
    return any(comes_after(c, other, days, same_reason=same_reason) for other in INBOUND)


def preceded(c: Any, days: int, *, same_reason: bool = True) -> bool:
    return any(comes_after(other, c, days, same_reason=same_reason) for other in INBOUND)


def watched_after(c: Any, days: int) -> bool:
    return max(o.offered_at for o in CONTACTS if o.source == c.source) - c.offered_at >= timedelta(days=days)


def watched_before(c: Any, days: int) -> bool:
    return c.offered_at - min(o.offered_at for o in CONTACTS if o.source == c.source) >= timedelta(days=days)


def named(c: Any) -> bool:
    return c.customer_id is not None


def coded(c: Any) -> bool:
    return named(c) and c.reason is not None


def whole_issues() -> dict[tuple[str, str], list[Any]]:
    """Return for each contact all contacts of its issue, in order: what sources tie, then who comes again in a week."""
    together: dict[tuple[str, str], list[Any]] = {}
    for c in sorted(CONTACTS, key=place):
        named_alike = [o for o in CONTACTS if c.issue_id and (o.source, o.issue_id) == (c.source, c.issue_id)]
        together[c.source, c.contact_id] = sorted(named_alike, key=place) if len(named_alike) > 1 else [c]
    begun = sorted((c for c in INBOUND if coded(c)), key=place)
    for c in begun:
        earlier = [o for o in begun if comes_after(o, c, 400, same_reason=True)]
        ended = max((ended_at(o) for o in earlier), default=None)
        if ended is not None and c.offered_at - ended <= timedelta(days=7):
            one, other = (together[x.source, x.contact_id] for x in (earlier[-1], c))
            whole = sorted({place(x): x for x in one + other}.values(), key=place)
            for x in whole:
                together[x.source, x.contact_id] = whole
    return together


def ended_at(c: Any) -> Any:
    return max(c.offered_at, c.closed_at or c.answered_at or c.offered_at)


def known_issue(c: Any, of: dict[tuple[str, str], list[Any]]) -> bool:
    return coded(c) or len(of[c.source, c.contact_id]) > 1


def begun_in(c: Any, of: dict[tuple[str, str], list[Any]]) -> list[Any]:
    return [o for o in of[c.source, c.contact_id] if o in INBOUND]


def first_contact_resolution() -> dict[str, Counted]:
    counts: dict[str, Counted] = {}
    for days in WINDOWS:
        firsts = [c for c in ANSWERED if not preceded(c, days)]
        counts[f"no_return_{days}d"] = share(
            ANSWERED,
            known=lambda c, days=days: coded(c) and watched_after(c, days),
            true=lambda c, days=days: not followed(c, days),
        )
        counts[f"no_return_any_reason_{days}d"] = share(
            ANSWERED,
            known=lambda c, days=days: named(c) and watched_after(c, days),
            true=lambda c, days=days: not followed(c, days, same_reason=False),
        )
        counts[f"first_contacts_{days}d"] = share(
            firsts,
            known=lambda c, days=days: coded(c) and watched_before(c, days) and watched_after(c, days),
            true=lambda c, days=days: not followed(c, days),
        )
        counts[f"no_return_no_transfer_{days}d"] = share(
            ANSWERED,
            known=lambda c, days=days: coded(c) and watched_after(c, days) and c.transferred is not None,
            true=lambda c, days=days: not followed(c, days) and not c.transferred,
        )
    of = whole_issues()
    beginning = [c for c in ANSWERED if begun_in(c, of)[0] == c]
    counts["by_issue"] = share(
        beginning,
        known=lambda c: (
            known_issue(c, of)
            and max(o.offered_at for o in CONTACTS if o.source == c.source) - ended_at(c) >= timedelta(days=7)
        ),
        true=lambda c: len(begun_in(c, of)) == 1,
    )
    asked = [s for s in SURVEYS if s.instrument == "resolution"]
    of_issues = [c for c in ANSWERED if c.issue_id]
    issues = {c.issue_id for c in of_issues}
    return {
        **counts,
        "source_untouched": share(
            ANSWERED,
            known=lambda c: None not in (c.resolution, c.reopen_count, c.reassign_count),
            true=lambda c: c.resolution in ("confirmed", "assumed") and c.reopen_count == c.reassign_count == 0,
        ),
        "source_status": share(
            ANSWERED, known=lambda c: c.resolution is not None, true=lambda c: c.resolution in ("confirmed", "assumed")
        ),
        "confirmed": share(
            ANSWERED, known=lambda c: c.resolution is not None, true=lambda c: c.resolution == "confirmed"
        ),
        "customer_says": share(asked, known=lambda s: s.score is not None, true=lambda s: s.score == 1),
        "issues_over_contacts": (
            len(issues) / len(of_issues),
            len(of_issues),
            len(ANSWERED) - len(of_issues),
        ),
    }


def repeat_contact_rate() -> dict[str, Counted]:
    counts: dict[str, Counted] = {}
    for days in WINDOWS:
        for name, same_reason, judged in (("", True, coded), ("any_reason_", False, named)):
            counts[f"followed_{name}{days}d"] = share(
                INBOUND,
                known=lambda c, days=days, judged=judged: judged(c) and watched_after(c, days),
                true=lambda c, days=days, same=same_reason: followed(c, days, same_reason=same),
            )
            counts[f"preceded_{name}{days}d"] = share(
                INBOUND,
                known=lambda c, days=days, judged=judged: judged(c) and watched_before(c, days),
                true=lambda c, days=days, same=same_reason: preceded(c, days, same_reason=same),
            )
        judged_contacts = [c for c in INBOUND if named(c) and watched_after(c, days)]
        customers = {c.customer_id for c in judged_contacts}
        returned = {c.customer_id for c in judged_contacts if followed(c, days, same_reason=False)}
        left_out = len(INBOUND) - len(judged_contacts)
        counts[f"customers_{days}d"] = (
            (len(returned) / len(customers), len(customers), left_out) if customers else (None, 0, left_out)
        )
    of = whole_issues()
    counts["by_issue"] = share(
        INBOUND,
        known=lambda c: known_issue(c, of) and watched_before(c, 7),
        true=lambda c: begun_in(c, of)[0] != c,
    )
    return counts


def containment_rate() -> dict[str, Counted]:
    alone = ("self_served", "abandoned_before_queue")
    counts = {
        f"verified_{days}d": share(
            AUTOMATED,
            known=lambda c, days=days: named(c) and watched_after(c, days),
            true=lambda c, days=days: c.outcome == "self_served" and not followed(c, days, same_reason=False),
        )
        for days in WINDOWS
    }
    return {
        **counts,
        "ended_without_person": share(AUTOMATED, known=lambda c: True, true=lambda c: c.outcome in alone),
        "self_served": share(AUTOMATED, known=lambda c: True, true=lambda c: c.outcome == "self_served"),
    }


def deflection_rate() -> dict[str, Counted]:
    counts = {
        f"not_returned_{days}d": share(
            INBOUND,
            known=lambda c, days=days: named(c) and watched_after(c, days),
            true=lambda c, days=days: c.outcome == "deflected" and not followed(c, days, same_reason=False),
        )
        for days in WINDOWS
    }
    return {**counts, "deflected": share(INBOUND, known=lambda c: True, true=lambda c: c.outcome == "deflected")}


def contacts_per_issue() -> dict[str, Counted]:
    def per_issue(rows: list[Any]) -> Counted:
        named_issue = [c for c in rows if c.issue_id]
        issues = {c.issue_id for c in named_issue}
        return len(named_issue) / len(issues), len(named_issue), len(rows) - len(named_issue)

    of = whole_issues()
    known = [c for c in INBOUND if known_issue(c, of)]
    needs = {place(of[c.source, c.contact_id][0]) for c in known}
    by_ledger = (len(known) / len(needs), len(known), len(INBOUND) - len(known))
    return {"answered": per_issue(ANSWERED), "every_contact": per_issue(INBOUND), "by_ledger": by_ledger}


def contacts_per_customer() -> dict[str, Counted]:
    known = [c for c in INBOUND if named(c)]
    customers = {c.customer_id for c in known}
    return {"inbound": (len(known) / len(customers), len(known), len(INBOUND) - len(known))}


SECOND_COUNTS = {
    function.__name__: function
    for function in (
        first_contact_resolution,
        repeat_contact_rate,
        containment_rate,
        deflection_rate,
        contacts_per_issue,
        contacts_per_customer,
    )
}
