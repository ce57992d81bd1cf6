"""TRF: which work lands with the wrong people first?"""

from collections.abc import Iterator

from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked
from centreline.findings.outliers import Pattern, outliers_in
from centreline.findings.peers import Far
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_share
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = ["queue_that_passes_much_on", "reason_that_lands_in_the_wrong_queue"]


@check(
    id="TRF001",
    family="TRF",
    question="Does every queue solve about the same share of its contacts without passing them on?",
    why="A queue that passes on far more than the others receives work it cannot do, or lacks what it needs.",
    fix="Look at the reasons behind the transfers of the queue, and route the largest of them to the right place.",
    source=f"{LEVERS}: 'fewer handoffs'",
    needs=("contact.queue", "contact.transferred"),
)
def queue_that_passes_much_on(
    evidence: Evidence, minimum_n: int = 100, times: float = 1.75, points_share: float = 0.08
) -> Iterator[Finding | Looked]:
    """Find queues whose share of transferred contacts is far above the median of the other queues.

    Weight: 0.3, growing to 1 with the share of the queue's contacts beyond what the median of the others would give.

    Args:
        minimum_n: Handled contacts a queue needs to be judged.
        times: Least ratio to the median of the other queues.
        points_share: Least distance from the median of the other queues.
    """
    contacts = evidence.table("contact")
    handled = contacts.filter(contacts.outcome == "handled")
    yield from outliers_in(
        evidence,
        handled.mutate(name=handled.queue, hit=handled.transferred),
        far=Far(minimum_n=minimum_n, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("queue"),
            plural=said("queues"),
            what=said("were passed on"),
            but=said("A queue that is meant to sort contacts for others passes on most of them, as it should."),
        ),
    )


@check(
    id="TRF002",
    family="TRF",
    question="Does every contact reason land with people who can deal with it?",
    why="When most contacts of a reason are passed on from where they land, the routing sends them to the wrong place "
    "and every one of those customers explains themselves twice.",
    fix="Route the reason straight to the queue it ends in, or give the first queue what it needs to settle it.",
    source=f"{REBUILD}: 'deliver the right conversation from the right channel to the right agent'",
    needs=("contact.queue", "contact.reason", "contact.transferred"),
)
def reason_that_lands_in_the_wrong_queue(
    evidence: Evidence, minimum_n: int = 50, most_share: float = 0.5
) -> Iterator[Finding | Looked]:
    """Find reasons of which most contacts in one queue are passed on.

    Weight: 0.35, growing to 1 with the share of all transfers that the reason in that queue stands for.

    Args:
        minimum_n: Handled contacts of the reason in the queue, from which it is judged.
        most_share: Share that may be passed on; the whole interval has to lie above it.
    """
    contacts = evidence.table("contact")
    known = contacts.filter(
        contacts.outcome == "handled",
        contacts.transferred.notnull(),
        contacts.queue.notnull(),
        contacts.reason.notnull(),
    )
    rows = evidence.rows(
        known.aggregate(n=known.count(), passed=known.transferred.sum(), by=["queue", "reason"]).order_by(
            "queue", "reason"
        )
    )
    all_passed = sum(row["passed"] for row in rows)
    yield Looked(len(rows), said_of("reason in queues", "reasons in queues"))
    for row in rows:
        estimate = share_estimate(row["passed"], row["n"])
        if row["n"] < minimum_n or estimate.low is None or estimate.low <= most_share:
            continue
        own = known.filter(known.queue == row["queue"], known.reason == row["reason"])
        yield Finding(
            element=f"reason:{row['reason']}",
            says=said(
                "Of {n:,} contacts about “{reason}” in the queue “{queue}”, {passed:,} ({value}) were passed on."
            ).filled(
                n=row["n"],
                reason=row["reason"],
                queue=row["queue"],
                passed=row["passed"],
                value=format_value(estimate.value, Unit.SHARE),
            ),
            weight=weight_of_share(row["passed"], of=all_passed, at_least=0.35),
            records=records_behind(
                evidence,
                own.filter(own.transferred),
                table="contact",
                where=said("reason is {reason}, queue is {queue}, transferred").filled(
                    reason=row["reason"], queue=row["queue"]
                ),
                among=own,
            ),
            estimate=estimate,
            against=said("A queue that is meant to sort contacts for others passes on most of them, as it should."),
        )
