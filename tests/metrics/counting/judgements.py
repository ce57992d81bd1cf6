"""Second counts of what customers and evaluators say, and of what readers make of articles."""

from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

from counting.arithmetic import Counted, always, has, mean, ratio, share
from counting.centre import ARTICLES, CONTACTS, EVALUATIONS, ITEMS, SURVEYS, USES


def asked(instrument: str) -> list[Any]:
    return [s for s in SURVEYS if s.instrument == instrument]


def scaled(s: Any) -> bool:
    return s.score is not None and s.scale is not None


def turned(s: Any) -> float:
    """Return the answer with high as good."""
    low, high = s.scale
    return float(low + high - s.score if s.high_is_good is False else s.score)


def customer_satisfaction() -> dict[str, Counted]:
    rows = asked("satisfaction")
    return {
        "top_two": share(rows, known=scaled, true=lambda s: turned(s) in (s.scale[1], s.scale[1] - 1)),
        "top": share(rows, known=scaled, true=lambda s: turned(s) == s.scale[1]),
        "mean": mean(rows, known=scaled, of=turned),
        "mean_of_scale": mean(rows, known=scaled, of=lambda s: (turned(s) - s.scale[0]) / (s.scale[1] - s.scale[0])),
    }


def customer_effort() -> dict[str, Counted]:
    rows = asked("effort")
    answers = [turned(s) for s in rows if scaled(s)]
    top, bottom = sum(a in (6, 7) for a in answers), sum(a in (1, 2) for a in answers)
    return {
        "mean": mean(rows, known=scaled, of=turned),
        "agreeing": share(rows, known=scaled, true=lambda s: turned(s) in (5, 6, 7)),
        "top_two_minus_bottom_two": (100 * (top - bottom) / len(answers), len(answers), len(rows) - len(answers)),
    }


def net_promoter_score() -> dict[str, Counted]:
    rows = asked("recommendation")
    answers = [s.score for s in rows if s.score is not None]
    promoters = sum(1 for a in answers if a in (9, 10))
    detractors = sum(1 for a in answers if a <= 6)
    value = 100 * promoters / len(answers) - 100 * detractors / len(answers)
    return {"promoters_minus_detractors": (value, len(answers), len(rows) - len(answers))}


def survey_response_rate() -> dict[str, Counted]:
    named = [s for s in SURVEYS if s.customer_id]
    customers = {s.customer_id for s in named}
    answered = {s.customer_id for s in named if s.score is not None}
    return {
        "every_question": share(SURVEYS, known=always, true=lambda s: s.score is not None),
        "customers": (len(answered) / len(customers), len(customers), len(SURVEYS) - len(named)),
    }


def flags(e: Any) -> list[bool | None]:
    return [e.critical_customer, e.critical_business, e.critical_compliance]


def quality_score() -> dict[str, Counted]:
    applied = [i for i in ITEMS if i.applicable is not False]
    return {
        "form_total": mean(EVALUATIONS, known=has("score"), of=lambda e: e.score),
        "critical_fails_all": mean(
            EVALUATIONS,
            known=lambda e: e.score is not None and flags(e) != [None] * 3,
            of=lambda e: 0 if True in flags(e) else e.score,
        ),
        "weighted_items": ratio(
            applied, known=has("weight", "score"), upper=lambda i: i.weight * i.score, lower=lambda i: i.weight
        ),
    }


def critical_error_accuracy() -> dict[str, Counted]:
    kinds = ("customer", "business", "compliance")
    apart = {
        kind: share(
            EVALUATIONS,
            known=has(f"critical_{kind}"),
            true=lambda e, kind=kind: getattr(e, f"critical_{kind}") is False,
        )
        for kind in kinds
    }
    looked = [e for e in EVALUATIONS if flags(e) != [None] * 3]
    clean = [e for e in looked if True not in flags(e)]
    return {**apart, "any": (len(clean) / len(looked), len(looked), len(EVALUATIONS) - len(looked))}


def non_critical_accuracy() -> dict[str, Counted]:
    rows = [i for i in ITEMS if i.applicable is not False and not i.critical]
    return {"full_points": share(rows, known=has("score"), true=lambda i: i.score == 1.0)}


def evaluator_agreement() -> dict[str, Counted]:
    pairs = [
        (one, other)
        for one, other in combinations(EVALUATIONS, 2)
        if one.calibration_id and (one.calibration_id, one.contact_id) == (other.calibration_id, other.contact_id)
    ]

    def looked(pair: Any) -> bool:
        return all(flags(e) != [None] * 3 for e in pair)

    return {
        "near_score": share(
            pairs,
            known=lambda pair: all(e.score is not None for e in pair),
            true=lambda pair: round(abs(pair[0].score - pair[1].score), 6) <= 0.1,
        ),
        "critical": share(pairs, known=looked, true=lambda pair: (True in flags(pair[0])) == (True in flags(pair[1]))),
    }


def knowledge_link_rate() -> dict[str, Counted]:
    answered = [c for c in CONTACTS if c.direction not in ("outbound", "internal") and c.outcome == "handled"]
    opened = {u.contact_id for u in USES if u.by in ("agent", None)}
    return {
        "flagged": share(answered, known=has("knowledge_used"), true=lambda c: c.knowledge_used),
        "opened": (len(opened) / len(answered), len(answered), 0),
    }


def article_help_rate() -> dict[str, Counted]:
    customers = [u for u in USES if u.by == "customer"]
    return {
        "every_reader": share(USES, known=has("helpful"), true=lambda u: u.helpful),
        "customers": share(customers, known=has("helpful"), true=lambda u: u.helpful),
    }


def article_freshness() -> dict[str, Counted]:
    published = [a for a in ARTICLES if a.status == "published"]
    # The evidence ends with 6 April 2026.
    end = datetime(2026, 4, 7, tzinfo=UTC)
    return {
        "verified": share(
            published,
            known=always,
            true=lambda a: a.verified_at is not None and end - a.verified_at <= timedelta(days=180),
        ),
        "not_expired": share(published, known=has("expires_at"), true=lambda a: a.expires_at >= end),
    }


SECOND_COUNTS = {
    function.__name__: function
    for function in (
        customer_satisfaction,
        customer_effort,
        net_promoter_score,
        survey_response_rate,
        quality_score,
        critical_error_accuracy,
        non_critical_accuracy,
        evaluator_agreement,
        knowledge_link_rate,
        article_help_rate,
        article_freshness,
    )
}
