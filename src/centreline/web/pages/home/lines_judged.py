"""The judgements and contacts from which lines about people's work were counted."""

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.web.pages.home.coached import judged_around, judged_lately
from centreline.web.pages.home.judged import judged_by_both, unseen
from centreline.web.pages.home.line import Line, Named

__all__ = ["CONTACT", "JUDGED", "JUDGEMENTS", "UNSEEN"]


def _lately(evidence: Evidence, line: Named) -> Table | None:
    found = judged_lately(evidence) if evidence.has("evaluation_item", "agent", "score") else None
    if found is None:
        return None
    rows = _of(found[1], line)
    return _with_contact(evidence, rows).order_by("score", "local_at")


def _around(evidence: Evidence, line: Named) -> Table | None:
    if not (evidence.has("coaching_session", "about") and evidence.has("evaluation_item", "agent", "score")):
        return None
    return _with_contact(evidence, _of(judged_around(evidence), line)).order_by("local_at")


def _calibrated(evidence: Evidence, _line: Named) -> Table | None:
    if not evidence.has("evaluation", "calibration_id", "evaluator"):
        return None
    rows = evidence.table("evaluation")
    rows = rows.filter(rows.calibration_id.notnull() & rows.evaluator.notnull())
    return rows.order_by("calibration_id", "contact_id", "evaluator")


def _by_both(evidence: Evidence, line: Named) -> Table | None:
    if not evidence.has("evaluation", "evaluator_kind", "contact_id", "score"):
        return None
    rows = _of(judged_by_both(evidence), line)
    return rows.order_by((rows.its - rows.theirs).abs().desc(), "contact_id")


def _contact(evidence: Evidence, line: Named) -> Table | None:
    return _of(evidence.table("contact"), line).order_by("source") if evidence.has("contact") else None


def _judgements(evidence: Evidence, line: Named) -> Table | None:
    if not (evidence.has("evaluation", "contact_id") and evidence.has("evaluation_item", "score")):
        return None
    whole = _of(evidence.table("evaluation"), line).select("source", "evaluation_id", "contact_id", "form")
    items = evidence.table("evaluation_item").filter(lambda row: row.applicable.fill_null(True))
    return items.inner_join(whole, ["source", "evaluation_id"]).order_by("evaluated_at", "evaluation_id", "item")


def _unseen(evidence: Evidence, _line: Named) -> Table | None:
    found = unseen(evidence) if evidence.has("contact") and evidence.has("evaluation", "contact_id") else None
    return None if found is None else found.order_by(found.contacts.desc(), "agent")


def _evaluations(evidence: Evidence, line: Named) -> Table | None:
    if not evidence.has("evaluation", "agent", "score"):
        return None
    rows = _of(evidence.table("evaluation"), line)
    rows = rows.filter(rows.score.notnull() & (rows.evaluator_kind.fill_null("human") == "human"))
    return rows.order_by("local_at")


def _of(rows: Table, line: Named) -> Table:
    for name, value in line.items():
        rows = rows.filter(rows[name] == value)
    return rows


def _with_contact(evidence: Evidence, rows: Table) -> Table:
    """Add which contact was judged and by which form, where whole evaluations are held."""
    if not evidence.has("evaluation", "contact_id"):
        return rows
    whole = evidence.table("evaluation").select("source", "evaluation_id", "contact_id", "form")
    return rows.left_join(whole, ["source", "evaluation_id"])


_JUDGEMENT = ("local_at", "score", "contact_id", "evaluation_id", "agent", "item", "form", "source")

CONTACT = Line("contact", ("contact_id",), (), _contact)
"""One contact, with everything the records say of it."""

JUDGEMENTS = Line(
    "evaluation_item",
    ("contact_id",),
    ("local_at", "item", "score", "evaluator", "evaluation_id", "form", "source"),
    _judgements,
)
"""What was judged of one contact, question by question."""

UNSEEN = Line("contact", ("unseen",), ("agent", "contacts", "last_at"), _unseen)
"""People of whom nothing was evaluated; what its address says of it is not read."""

JUDGED = {
    "who-needs-me": Line("evaluation_item", ("agent", "item"), _JUDGEMENT, _lately),
    "which-behaviour": Line("evaluation_item", ("item",), _JUDGEMENT, _lately),
    "coaching": Line("evaluation_item", ("agent", "item"), ("is_after", *_JUDGEMENT), _around),
    "review-next": CONTACT,
    "agreement": Line(
        "evaluation",
        (),
        (
            "calibration_id", "contact_id", "evaluator", "local_at", "score", "critical_customer", "critical_business",
            "critical_compliance", "evaluation_id", "source",
        ),
        _calibrated,
    ),
    "auto-qa": Line("evaluation", ("item",), ("contact_id", "item", "theirs", "its"), _by_both),
    "proficiency": Line(
        "evaluation", ("agent",), ("local_at", "score", "contact_id", "evaluation_id", "form", "source"), _evaluations
    ),
}  # fmt: skip
"""What stands behind each line of answers about judgements, by the answer."""
