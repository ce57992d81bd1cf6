"""REP: which customers have to come again?"""

from collections.abc import Iterator

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.evidence.vocabulary import milliseconds_between
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked
from centreline.findings.outliers import Pattern, outliers_in
from centreline.findings.peers import Far
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_share
from centreline.journeys.recontact import DAY_MS, MOST_CONTACTS, watched_contacts
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = [
    "agent_whose_customers_come_back",
    "customers_who_come_again_and_again",
    "queue_whose_customers_come_back",
    "reason_for_which_customers_come_back",
]

CENSORED = said(
    "Contacts younger than the window, contacts without a customer and those of customers with more "
    "than {most_contacts} contacts, who are rarely persons, are left out."
).filled(most_contacts=MOST_CONTACTS)


@check(
    id="REP001",
    family="REP",
    question="Do customers come back about equally rarely, whatever the reason they came for?",
    why="A reason that brings the same customers back is a reason that is not settled at the first contact.",
    fix="Read the second contacts of this reason: they say what the first ones did not settle.",
    source=f"{REBUILD}: 'Look at escalations, repeat contacts'; {LEVERS}: 'Reduce repeat contacts'",
    needs=("contact.customer_id", "contact.reason"),
)
def reason_for_which_customers_come_back(
    evidence: Evidence, window_days: int = 7, minimum_n: int = 100, times: float = 1.5, points_share: float = 0.08
) -> Iterator[Finding | Looked]:
    """Find reasons after which far more customers come back for the same reason than after the others.

    Weight: 0.3, growing to 1 with the share of the reason's contacts beyond what the median of the others would give.

    Args:
        window_days: Days within which coming back counts.
        minimum_n: Handled contacts that could be watched for the whole window, which a reason needs to be judged.
        times: Least ratio to the median of the other reasons.
        points_share: Least distance from the median of the other reasons.
    """
    watched = _watched(evidence, "next_gap_ms", window_days)
    marked = watched.filter(watched.reason.notnull())
    yield from outliers_in(
        evidence,
        marked.mutate(name=marked.reason),
        far=Far(minimum_n=minimum_n, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("reason"),
            plural=said("reasons"),
            what=said("were followed by another for the same reason within {window_days} days").filled(
                window_days=window_days
            ),
            but=said("Some reasons need several contacts by their nature. {censored}").filled(censored=CENSORED),
        ),
    )


@check(
    id="REP002",
    family="REP",
    question="Do customers come back about equally rarely, whichever queue took the first contact?",
    why="A queue after which customers turn up again does half the work, and another queue does the other half.",
    fix="Read the next contacts of these customers, in whichever queue they came, and bring them to the first queue.",
    source=f"{REBUILD}: 'Look at escalations, repeat contacts'",
    needs=("contact.customer_id", "contact.queue"),
)
def queue_whose_customers_come_back(
    evidence: Evidence, window_days: int = 7, minimum_n: int = 100, times: float = 1.5, points_share: float = 0.1
) -> Iterator[Finding | Looked]:
    """Find queues after which far more customers come back, for any reason, than after the others.

    Weight: 0.3, growing to 1 with the share of the queue's contacts beyond what the median of the others would give.

    Args:
        window_days: Days within which coming back counts.
        minimum_n: Handled contacts that could be watched for the whole window, which a queue needs to be judged.
        times: Least ratio to the median of the other queues.
        points_share: Least distance from the median of the other queues.
    """
    watched = _watched(evidence, "next_any_gap_ms", window_days)
    yield from outliers_in(
        evidence,
        watched.mutate(name=watched.queue),
        far=Far(minimum_n=minimum_n, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("queue"),
            plural=said("queues"),
            what=said("were followed by another within {window_days} days").filled(window_days=window_days),
            but=said("Customers who do a lot of business come often for new reasons. {censored}").filled(
                censored=CENSORED
            ),
        ),
    )


@check(
    id="REP003",
    family="REP",
    question="Does hardly any customer have to come again and again for the same reason?",
    why="A customer who comes many times for one thing pays with patience, and the centre pays for every time.",
    fix="Give each of these customers one person who settles it; then look for what their reasons have in common.",
    source=f"{REBUILD}: 'Ask where customers get frustrated'",
    needs=("contact.customer_id", "contact.reason"),
)
def customers_who_come_again_and_again(
    evidence: Evidence,
    often: int = 5,
    window_days: int = 14,
    most_share: float = 0.01,
    minimum_customers: int = 10,
) -> Iterator[Finding | Looked]:
    """Find out whether too many customers came often for the same reason within a short time.

    Weight: 0.3, growing to 1 with the share of customers who did.

    Args:
        often: Contacts for the same reason from which a customer came often.
        window_days: Days within which these contacts lie.
        most_share: Share of customers that may; the whole interval has to lie above it.
        minimum_customers: Customers who came often, from which it is said.
    """
    contacts = evidence.table("contact")
    known = contacts.filter(contacts.customer_id.notnull(), contacts.reason.notnull(), _is_inbound(contacts))
    order = ibis.window(group_by=[known.customer_id, known.reason], order_by=[known.offered_at, known.contact_id])
    at = known.offered_at.cast("timestamp")
    marked = known.mutate(later_ms=milliseconds_between(at, at.lead(often - 1).over(order)))
    many = marked.filter(marked.later_ms <= window_days * DAY_MS)
    [row] = evidence.rows(known.aggregate(customers=known.customer_id.nunique()))
    [found] = evidence.rows(many.aggregate(customers=many.customer_id.nunique(), times=many.count()))
    yield Looked(row["customers"], said_of("customer who are known", "customers who are known"))
    estimate = share_estimate(found["customers"], row["customers"])
    if found["customers"] < minimum_customers or estimate.low is None or estimate.low <= most_share:
        return
    yield Finding(
        element="table:contact",
        says=said(
            "{customers:,} of {row_customers:,} customers ({value}) came {often} times or more for the same "
            "reason within {window_days} days."
        ).filled(
            customers=found["customers"],
            row_customers=row["customers"],
            value=format_value(estimate.value, Unit.SHARE),
            often=often,
            window_days=window_days,
        ),
        weight=weight_of_share(found["customers"], of=row["customers"], at_least=0.3),
        records=records_behind(
            evidence,
            many,
            table="contact",
            where=said(
                "the same customer came {often} times more for the same reason within {window_days} days"
            ).filled(often=often - 1, window_days=window_days),
            among=known,
        ),
        estimate=estimate,
        against=said("At most {most_share} of the customers, a convention of this check.").filled(
            most_share=format_value(most_share, Unit.SHARE)
        ),
    )


@check(
    id="REP004",
    family="REP",
    question="Do the customers of all agents come back about equally rarely for the same reason?",
    why="Customers who come back after contacts with one agent did not get what they came for; the agent may lack "
    "knowledge, rights or time, and does not learn of it.",
    fix="Show the agent the second contacts, as help and not as a verdict, and ask what was missing in the first.",
    source=f"{REBUILD}: 'A contact centre cannot outperform the quality of its coaching system for long'",
    needs=("contact.customer_id", "contact.reason", "contact.agent"),
)
def agent_whose_customers_come_back(
    evidence: Evidence, window_days: int = 7, minimum_n: int = 80, times: float = 1.75, points_share: float = 0.1
) -> Iterator[Finding | Looked]:
    """Find agents after whose contacts far more customers come back for the same reason than after those of peers.

    Peers take the same queue.

    Weight: 0.3, growing to 1 with the share of the agent's contacts beyond what the median of the peers would give.

    Args:
        window_days: Days within which coming back counts.
        minimum_n: Contacts in the queue that could be watched for the whole window, which an agent needs to be judged.
        times: Least ratio to the median of the peers.
        points_share: Least distance from the median of the peers.
    """
    watched = _watched(evidence, "next_gap_ms", window_days)
    marked = watched.filter(watched.reason.notnull())
    yield from outliers_in(
        evidence,
        marked.mutate(name=marked.agent, pool=marked.queue),
        far=Far(minimum_n=minimum_n, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("agent"),
            plural=said("agents"),
            pool=said("in the queue"),
            what=said("were followed by another for the same reason within {window_days} days").filled(
                window_days=window_days
            ),
            but=said("Whoever is given the difficult customers sees more of them again. {censored}").filled(
                censored=CENSORED
            ),
        ),
    )


def _watched(evidence: Evidence, gap: str, window_days: int) -> Table:
    """Return contacts of known customers that were watched for the whole window, marked with `hit`."""
    watched = watched_contacts(evidence, window_days=window_days)
    return watched.mutate(hit=(watched[gap] <= window_days * DAY_MS).fill_null(False))


def _is_inbound(contacts: Table) -> ibis.expr.types.BooleanValue:
    return ibis.coalesce(contacts.direction, "inbound").notin(["outbound", "internal"])
