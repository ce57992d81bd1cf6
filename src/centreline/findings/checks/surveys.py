"""VOC: do surveys hear the customers they speak for?"""

from collections.abc import Iterator

import ibis

from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, NotExamined
from centreline.findings.outliers import Pattern, outliers_in
from centreline.findings.peers import Far
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import REBUILD
from centreline.findings.weight import weight_of_share
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = [
    "queue_with_many_unhappy_customers",
    "scores_on_different_scales",
    "survey_that_few_answer",
    "survey_that_hears_other_customers",
]


@check(
    id="VOC001",
    family="VOC",
    question="Do enough of the customers who are asked answer?",
    why="A survey that few answer speaks for the few: the delighted and the furious.",
    fix="Ask less, sooner after the contact and in the same channel; report the response rate beside every score.",
    source=f"{REBUILD}: 'Review customer surveys'",
    needs=("survey_response.score",),
)
def survey_that_few_answer(
    evidence: Evidence, least_share: float = 0.05, minimum_asked: int = 100
) -> Iterator[Finding | Looked]:
    """Find instruments that too small a share of the customers who were asked has answered.

    Weight: 0.3, growing to 1 as the response rate falls from the least share to nothing.

    Args:
        least_share: Share that has to answer; the whole interval has to lie below it.
        minimum_asked: Questions asked, from which an instrument is judged.
    """
    responses = evidence.table("survey_response")
    rows = evidence.rows(
        responses.aggregate(n=responses.count(), answered=responses.score.count(), by=["instrument"]).order_by(
            "instrument"
        )
    )
    asked, answered = sum(row["n"] for row in rows), sum(row["answered"] for row in rows)
    if asked == answered:
        raise NotExamined(
            said("every row of survey_response has a score, so those who did not answer were not brought"),
            bring=said("bring a row without a score for every customer who was asked and did not answer"),
        )
    yield Looked(asked, said_of("customer who were asked", "customers who were asked"))
    for row in rows:
        estimate = share_estimate(row["answered"], row["n"])
        if row["n"] < minimum_asked or estimate.high is None or estimate.high >= least_share:
            continue
        own = responses.filter(responses.instrument == row["instrument"])
        yield Finding(
            element=f"survey:{row['instrument']}",
            says=said("{answered:,} of {n:,} customers ({value}) answered the question about {instrument}.").filled(
                answered=row["answered"],
                n=row["n"],
                value=format_value(estimate.value, Unit.SHARE),
                instrument=row["instrument"],
            ),
            weight=weight_of_share(least_share - (estimate.value or 0.0), of=least_share, at_least=0.3),
            records=records_behind(
                evidence,
                own.filter(own.score.isnull()),
                table="survey_response",
                where=said("instrument is {instrument}, not answered").filled(instrument=row["instrument"]),
                among=own,
            ),
            estimate=estimate,
            against=said("At least {least_share}, a convention of this check.").filled(
                least_share=format_value(least_share, Unit.SHARE)
            ),
        )


@check(
    id="VOC002",
    family="VOC",
    question="Do the customers who answer come from the same queues as those who were served?",
    why="When one queue answers for another, the score moves with who is asked and not with how they were served.",
    fix="Ask in every queue by the same rule, or weight the answers by the contacts they stand for.",
    source=f"{REBUILD}: 'capture direct customer feedback'",
    needs=("survey_response.queue", "survey_response.score", "contact.queue"),
)
def survey_that_hears_other_customers(
    evidence: Evidence, most_apart_share: float = 0.15, minimum_answers: int = 100
) -> Iterator[Finding | Looked]:
    """Find queues whose share of the answers lies far from their share of the handled contacts.

    Weight: 0.3, growing to 1 with the distance between the two shares.

    Args:
        most_apart_share: Distance that is tolerated, as a share; the whole interval has to lie beyond it.
        minimum_answers: Answers needed to judge.
    """
    contacts, responses = evidence.table("contact"), evidence.table("survey_response")
    handled = contacts.filter(contacts.outcome == "handled", contacts.queue.notnull())
    answered = responses.filter(responses.score.notnull(), responses.queue.notnull())
    served = {row["queue"]: row["n"] for row in evidence.rows(handled.aggregate(n=handled.count(), by=["queue"]))}
    heard = {row["queue"]: row["n"] for row in evidence.rows(answered.aggregate(n=answered.count(), by=["queue"]))}
    n, total = sum(heard.values()), sum(served.values())
    if n < minimum_answers or not total:
        raise NotExamined(
            said("fewer than {minimum_answers} answers or no handled contacts name their queue").filled(
                minimum_answers=minimum_answers
            ),
            bring=said("bring survey_response.queue and contact.queue for a longer period"),
        )
    yield Looked(n, said_of("answer", "answers"))
    for queue in sorted(served.keys() | heard.keys()):
        estimate = share_estimate(heard.get(queue, 0), n)
        expected = served.get(queue, 0) / total
        assert estimate.low is not None
        assert estimate.high is not None
        apart = max(estimate.low - expected, expected - estimate.high)
        if apart <= most_apart_share:
            continue
        yield Finding(
            element=f"queue:{queue}",
            says=said(
                "The queue “{queue}” has {expected} of the handled contacts and {value} of the answers to surveys."
            ).filled(
                queue=queue, expected=format_value(expected, Unit.SHARE), value=format_value(estimate.value, Unit.SHARE)
            ),
            weight=weight_of_share(apart, of=1, at_least=0.3),
            records=records_behind(
                evidence,
                answered.filter(answered.queue == queue),
                table="survey_response",
                where=said("queue is {queue}").filled(queue=queue),
                among=answered,
            ),
            estimate=estimate,
            against=said(
                "The mix of handled contacts, n {total:,}. Surveys that are meant for one queue only differ by design."
            ).filled(total=total),
        )


@check(
    id="VOC003",
    family="VOC",
    question="Is every score of one instrument on the same scale?",
    why="A four of five and a four of ten are averaged into a number that means neither.",
    fix="Find the forms behind the scales, keep one, and let the mapping say `high_is_good`, `scale_min` and "
    "`scale_max`.",
    source=f"{REBUILD}: 'unify performance data'",
    needs=("survey_response.score", "survey_response.scale_max"),
)
def scores_on_different_scales(evidence: Evidence, least_share: float = 0.01) -> Iterator[Finding | Looked]:
    """Find instruments whose answers are on several scales, or on scales that point different ways.

    Weight: 0.3, growing to 1 with the share of answers that are not on the most frequent scale.

    Args:
        least_share: Share of answers on other scales from which it is said.
    """
    answered = evidence.table("survey_response").filter(ibis._.score.notnull())
    scale = ["scale_min", "scale_max", "high_is_good"]
    rows = evidence.rows(answered.aggregate(n=answered.count(), by=["instrument", *scale]))
    yield Looked(sum(row["n"] for row in rows), said_of("answer", "answers"))
    for instrument in sorted({row["instrument"] for row in rows}):
        kinds = sorted((row for row in rows if row["instrument"] == instrument), key=lambda row: -row["n"])
        n, others = sum(kind["n"] for kind in kinds), sum(kind["n"] for kind in kinds[1:])
        if not others or others < least_share * n:
            continue
        usual = kinds[0]
        same = ibis.and_(*(answered[name].identical_to(usual[name]) for name in scale))
        shown = "; ".join(said("{n:,} from {scale}").filled(n=kind["n"], scale=_scale(kind)) for kind in kinds[:4])
        yield Finding(
            element=f"survey:{instrument}",
            says=said("Answers about {instrument} are on {n} scales: {shown}.").filled(
                instrument=instrument, n=len(kinds), shown=shown
            ),
            weight=weight_of_share(others, of=n, at_least=0.3),
            records=records_behind(
                evidence,
                answered.filter(answered.instrument == instrument, ~same),
                table="survey_response",
                where=said("instrument is {instrument}, not on the scale from {scale}").filled(
                    instrument=instrument, scale=_scale(usual)
                ),
                among=answered.filter(answered.instrument == instrument),
            ),
            estimate=share_estimate(others, n),
        )


@check(
    id="VOC004",
    family="VOC",
    question="Are customers about equally seldom unhappy, whichever queue served them?",
    why="A queue with far more unhappy customers than the others has a reason for it, and the average hides it.",
    fix="Read what the unhappy customers of this queue wrote, then listen to their contacts.",
    source=f"{REBUILD}: 'Do we know the customer pain points?'",
    needs=("survey_response.queue", "survey_response.score", "survey_response.scale_max"),
)
def queue_with_many_unhappy_customers(
    evidence: Evidence, minimum_n: int = 50, times: float = 1.5, points_share: float = 0.1
) -> Iterator[Finding | Looked]:
    """Find queues with far more answers in the worse half of the scale than the other queues, by instrument.

    Weight: 0.3, growing to 1 with the share of the queue's answers beyond what the median of the others would give.

    Args:
        minimum_n: Answers a queue needs to be judged.
        times: Least ratio to the median of the other queues.
        points_share: Least distance from the median of the other queues.
    """
    responses = evidence.table("survey_response")
    answered = responses.filter(responses.score.notnull(), responses.scale_max.notnull())
    middle = (answered.scale_max + answered.scale_min.fill_null(0)) / 2
    good_way_up = answered.high_is_good.fill_null(True)
    marked = answered.mutate(
        name=answered.queue,
        pool=answered.instrument,
        hit=ibis.ifelse(good_way_up, answered.score < middle, answered.score > middle),
    )
    yield from outliers_in(
        evidence,
        marked,
        far=Far(minimum_n=minimum_n, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("queue"),
            plural=said("queues"),
            rows=said("answers"),
            pool=said("asked about"),
            what=said("were in the worse half of the scale"),
            but=said("A queue that takes unwelcome news or complaints hears more of it."),
            table="survey_response",
        ),
    )


def _scale(kind: dict[str, float | bool | None]) -> str:
    good_way_up = kind["high_is_good"]
    way = "direction not said" if good_way_up is None else "high is good" if good_way_up else "low is good"
    ends = [f"{end:g}" if (end := kind[name]) is not None else "?" for name in ("scale_min", "scale_max")]
    return said("{ends} to {ends_ends} ({way})").filled(ends=ends[0], ends_ends=ends[1], way=way)
