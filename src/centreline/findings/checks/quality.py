"""QUA: do quality scores tell what customers met?"""

from collections.abc import Iterator

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, NotExamined, look_at
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import HALLIWELL, LEVERS, REBUILD
from centreline.findings.weight import weight_of_share
from centreline.findings.workers import fewest_people
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = ["agents_hardly_evaluated", "evaluations_of_some_queues_only", "score_that_hides_critical_errors"]

CRITICAL = ("critical_customer", "critical_business", "critical_compliance")


@check(
    id="QUA001",
    family="QUA",
    question="Does a high quality score mean that nothing serious went wrong?",
    why="A form that gives 92 of 100 to a contact in which the wrong account was changed measures politeness.",
    fix="Report contacts without a critical error beside the mean, and let a critical error fail the whole form.",
    source="COPC glossary: critical error accuracy is counted apart from the form's total",
    needs=("evaluation.score",),
)
def score_that_hides_critical_errors(
    evidence: Evidence,
    high_score_share: float = 0.85,
    most_share: float = 0.05,
    minimum_n: int = 50,
) -> Iterator[Finding | Looked]:
    """Find teams whose mean score is high although many of their evaluated contacts have a critical error.

    A critical error is one for the customer, the business or of compliance.

    Weight: 0.4, growing to 1 with the share of evaluated contacts that have a critical error.

    Args:
        high_score_share: Mean score from which it is high, 0 to 1.
        most_share: Share of evaluations with a critical error that is tolerated; the whole interval has to lie above.
        minimum_n: Evaluations a team needs to be judged.
    """
    told = [flag for flag in CRITICAL if evidence.has("evaluation", flag)]
    if not told:
        raise NotExamined(
            said("no evaluation says whether there was a critical error"),
            bring=said("map evaluation.critical_customer, critical_business or critical_compliance"),
        )
    marked = _with_critical(evidence, told)
    counted = marked.aggregate(n=marked.count(), critical=marked.critical.sum(), mean=marked.score.mean(), by=["who"])
    rows = sorted(evidence.rows(counted), key=lambda row: row["who"])
    yield Looked(sum(row["n"] for row in rows), said_of("evaluation", "evaluations"))
    for row in rows:
        estimate = share_estimate(int(row["critical"]), row["n"])
        hidden = estimate.low is not None and estimate.low > most_share and row["mean"] >= high_score_share
        if row["n"] < minimum_n or not hidden:
            continue
        own = marked.filter(marked.who == row["who"])
        yield Finding(
            element=f"team:{row['who']}",
            says=said(
                "“{who}” scores {mean} on average, and {int:,} of {n:,} evaluated contacts ({value}) have a "
                "critical error."
            ).filled(
                who=row["who"],
                mean=format_value(row["mean"], Unit.SHARE),
                int=int(row["critical"]),
                n=row["n"],
                value=format_value(estimate.value, Unit.SHARE),
            ),
            weight=weight_of_share(int(row["critical"]), of=row["n"], at_least=0.4),
            records=records_behind(
                evidence,
                own.filter(own.critical),
                table="evaluation",
                where=said("{who}, with a critical error of any kind").filled(who=row["who"]),
                among=own,
            ),
            estimate=estimate,
            against=said(
                "At most {most_share} with a critical error at a mean of {high_score_share} or more, a "
                "convention of this check."
            ).filled(
                most_share=format_value(most_share, Unit.SHARE),
                high_score_share=format_value(high_score_share, Unit.SHARE),
            ),
        )


@check(
    id="QUA002",
    family="QUA",
    question="Is every agent evaluated often enough to learn from it?",
    why="Two evaluations say nothing about an agent, and are used to say a great deal.",
    fix="Draw evaluations at random for every agent, or stop showing scores of single agents.",
    source=f"{HALLIWELL}: Quality Assurance, 'so that agents are given a fair evaluation'",
    needs=("evaluation.agent", "contact.agent"),
)
def agents_hardly_evaluated(
    evidence: Evidence,
    least_evaluations: int = 4,
    minimum_contacts: int = 200,
    most_share: float = 0.25,
) -> Iterator[Finding | Looked]:
    """Find out whether too many agents with many contacts have hardly any evaluation in the same period.

    Weight: 0.25, growing to 1 with the share of agents who are hardly evaluated.

    Args:
        least_evaluations: Evaluations from which an agent counts as evaluated.
        minimum_contacts: Handled contacts from which an agent counts.
        most_share: Share of agents that may hardly be evaluated.
    """
    contacts, evaluations = evidence.table("contact"), evidence.table("evaluation")
    handled = contacts.filter(contacts.outcome == "handled", contacts.agent.notnull())
    busy = handled.aggregate(n=handled.count(), by=["agent"]).filter(lambda row: row.n >= minimum_contacts)
    judged = evaluations.aggregate(evaluations=evaluations.count(), by=["agent"])
    both = busy.left_join(judged, "agent").select("agent", evaluations=lambda row: row.evaluations.fill_null(0))
    rows = evidence.rows(both.order_by("agent"))
    yield look_at(
        rows,
        what=said("agents with at least {minimum_contacts} handled contacts").filled(minimum_contacts=minimum_contacts),
        because=said("no agent has {minimum_contacts} handled contacts").filled(minimum_contacts=minimum_contacts),
        bring=said("bring a longer period of contacts, or lower `minimum_contacts`"),
    )
    few = [row["agent"] for row in rows if row["evaluations"] < least_evaluations]
    if len(few) <= most_share * len(rows):
        return
    more = said(" and {n} more").filled(n=len(few) - 5) if len(few) > 5 else ""
    named = "" if fewest_people(evidence) > 1 else f": {', '.join(few[:5])}{more}"
    yield Finding(
        element="table:evaluation",
        says=said(
            "{n:,} of {n_rows:,} agents with many contacts have fewer than {least_evaluations} evaluations{named}."
        ).filled(n=len(few), n_rows=len(rows), least_evaluations=least_evaluations, named=named),
        weight=weight_of_share(len(few), of=len(rows), at_least=0.25),
        records=records_behind(
            evidence,
            handled.filter(handled.agent.isin(few)),
            table="contact",
            where=said("handled by agents with fewer than {least_evaluations} evaluations").filled(
                least_evaluations=least_evaluations
            ),
            among=handled.semi_join(busy, "agent"),
        ),
        estimate=share_estimate(len(few), len(rows)),
    )


@check(
    id="QUA003",
    family="QUA",
    question="Are contacts of all queues evaluated?",
    why="A queue that nobody listens to is good by assumption.",
    fix="Draw the evaluations at random over all queues, in proportion to their contacts.",
    source=f"{REBUILD}: 'Listen to actual calls'; {LEVERS}: control points",
    needs=("evaluation.queue", "contact.queue"),
)
def evaluations_of_some_queues_only(
    evidence: Evidence, least_share: float = 0.05, minimum_contacts: int = 200, minimum_evaluations: int = 50
) -> Iterator[Finding | Looked]:
    """Find queues with a good part of the contacts and no evaluation at all.

    Weight: 0.3, growing to 1 with the share of handled contacts that the queue has.

    Args:
        least_share: Share of handled contacts from which a queue is expected to be evaluated.
        minimum_contacts: Handled contacts from which a queue is expected to be evaluated.
        minimum_evaluations: Evaluations of all queues together from which silence means something.
    """
    contacts, evaluations = evidence.table("contact"), evidence.table("evaluation")
    handled = contacts.filter(contacts.outcome == "handled", contacts.queue.notnull())
    served = evidence.rows(handled.aggregate(n=handled.count(), by=["queue"]).order_by("queue"))
    named = evaluations.filter(evaluations.queue.notnull())
    judged = {row["queue"]: row["n"] for row in evidence.rows(named.aggregate(n=named.count(), by=["queue"]))}
    if sum(judged.values()) < minimum_evaluations:
        raise NotExamined(
            said("fewer than {minimum_evaluations} evaluations name their queue").filled(
                minimum_evaluations=minimum_evaluations
            ),
            bring=said("bring more evaluations, or map evaluation.queue"),
        )
    yield Looked(len(served), said_of("queue", "queues"))
    total = sum(row["n"] for row in served)
    for row in served:
        if row["queue"] in judged or row["n"] < minimum_contacts or row["n"] < least_share * total:
            continue
        yield Finding(
            element=f"queue:{row['queue']}",
            says=said(
                "None of {values:,} evaluations is about the queue “{queue}”, which has {n} of the handled contacts."
            ).filled(values=sum(judged.values()), queue=row["queue"], n=format_value(row["n"] / total, Unit.SHARE)),
            weight=weight_of_share(row["n"], of=total, at_least=0.3),
            records=records_behind(
                evidence,
                handled.filter(handled.queue == row["queue"]),
                table="contact",
                where=said("queue is {queue}").filled(queue=row["queue"]),
                among=handled,
            ),
            estimate=share_estimate(row["n"], total),
        )


def _with_critical(evidence: Evidence, flags: list[str]) -> Table:
    evaluations = evidence.table("evaluation")
    scored = evaluations.filter(evaluations.score.notnull())
    critical = ibis.or_(*(scored[flag].fill_null(False) for flag in flags))
    return scored.mutate(critical=critical, who=ibis.coalesce(scored.team, scored.partner, "all teams"))
