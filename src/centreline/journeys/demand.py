"""What each touchpoint is asked for: contacts, how many come again or came before, and the time they take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from centreline.blueprint.journey import Touchpoint
from centreline.evidence.engine import Evidence
from centreline.journeys.recognise import KIND, ContactKind, fits
from centreline.kernel.period import Period
from centreline.metrics.compile import selected
from centreline.metrics.window import with_windows

__all__ = ["Demand", "demand_at"]

WINDOW_DAYS = 7
"""Days within which a contact counts as one more for the same need."""

WINDOW_MS = WINDOW_DAYS * 86_400_000
HANDLED = ("talk_ms", "hold_ms", "wrap_ms")


@dataclass(frozen=True, slots=True)
class Demand:
    """What one touchpoint is asked for.

    Attributes:
        contacts: Contacts recognised there.
        watched: Those of known customers whose next seven days are in the records.
        again: Of them, those whose customer came again within seven days, for any reason.
        known: Contacts of known customers.
        before: Of them, those whose customer had come for the same reason within seven days before.
        handled_ms: Time people spent on them, in milliseconds; None where no time is recorded at all.
        share_of_time: Their share of all handling time in the records, whatever part is looked at; None where no time
            is recorded at all.
    """

    contacts: int
    watched: int
    again: int
    known: int
    before: int
    handled_ms: int | None
    share_of_time: float | None


def demand_at(
    evidence: Evidence, touchpoints: Iterable[Touchpoint], *, period: Period | None = None, where: str | None = None
) -> Mapping[str, Demand]:
    """Return the demand at each touchpoint that is recognised by queue, reason or channel; others are left out.

    Args:
        evidence: What happened, as one reader may see it; it has to have the table contact.
        touchpoints: Touchpoints by whose rules contacts are recognised.
        period: Local days to look at; all where None. Whether a customer came again is seen beyond them.
        where: Condition contacts have to meet, such as `site == "Riga"`; all where None.
    """
    every = _by_kind(evidence, period=None, where=None)
    everything = sum(row["handled_ms"] for row in every)
    rows = _by_kind(evidence, period=period, where=where) if period or where else every
    found = {}
    for one in touchpoints:
        rule = one.recognised_by
        if rule is None or not (rule.queues or rule.reasons or rule.channels) or rule.activities:
            continue
        here = [row for row in rows if fits(_kind(row), rule)]
        total = {name: sum(row[name] for row in here) for name in ("contacts", "watched", "again", "known", "before")}
        handled = sum(row["handled_ms"] for row in here)
        share = handled / everything if everything else None
        found[one.id] = Demand(**total, handled_ms=handled if everything else None, share_of_time=share)
    return found


def _by_kind(evidence: Evidence, *, period: Period | None, where: str | None) -> list[dict[str, int]]:
    columns = ("next_any_gap_ms", "previous_gap_ms", "seen_after_ms")
    table = with_windows(evidence, columns, within_ms=WINDOW_MS)
    if period or where:
        table = selected(table, name="contact", period=period, where=where)
    known = table.customer_id.notnull()
    watched = known & (table.seen_after_ms >= WINDOW_MS)
    handled = sum(table[name].fill_null(0) for name in HANDLED)
    counted = table.aggregate(
        by=list(KIND),
        contacts=table.count(),
        watched=watched.sum().fill_null(0),
        again=(watched & (table.next_any_gap_ms <= WINDOW_MS)).sum().fill_null(0),
        known=known.sum(),
        before=(known & (table.previous_gap_ms <= WINDOW_MS)).sum().fill_null(0),
        handled_ms=handled.sum(),
    )
    named = (str(period), str(where)) if period or where else ()
    return [
        {name: value if name in KIND else int(value or 0) for name, value in row.items()}
        for row in evidence.remembered(counted, "demand at touchpoints", str(WINDOW_DAYS), *named)
    ]


def _kind(row: Mapping[str, object]) -> ContactKind:
    # A row holds values of several types.
    return ContactKind(**{name: row[name] for name in (*KIND, "contacts")})  # type: ignore[arg-type]
