"""CLR: do the records say what people say of the knowledge they work with?"""

from collections.abc import Iterator
from datetime import date

from centreline.blueprint.claim import Claims, Question
from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Touchpoint
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.records import records_behind
from centreline.findings.said import who_said_yes
from centreline.findings.sources import REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import any_of, in_a_row, said, said_of

__all__ = ["said_to_be_current"]


@check(
    id="CLR003",
    family="CLR",
    question="Where people say that a procedure is current, is its article verified?",
    why="People trust what they have always read; the date of the last verification does not care.",
    fix="Have the owner verify the article this week, then ask the same people again.",
    source=f"{REBUILD}: 'Do not rely on hearsay. Validate.'",
    needs=("article",),
)
def said_to_be_current(
    blueprint: Blueprint, claims: Claims, evidence: Evidence, as_of: date
) -> Iterator[Finding | Looked]:
    """Find touchpoints whose procedures are said to be current although an article behind them is not valid.

    Not valid is an article whose newest version has expired, was never verified, or is not published.

    Weight: 0.3, growing to 0.7 with the share of the touchpoint's articles that are not valid.
    """
    states = _states(evidence, as_of)
    judged = [
        (heard, known)
        for heard in who_said_yes(blueprint, claims, Question.CURRENT)
        if (known := [name for name in _articles(blueprint, heard.touchpoint) if name in states])
    ]
    yield look_at(
        judged,
        what=said_of("touchpoint said to be current, with articles", "touchpoints said to be current, with articles"),
        because=said("nobody said of a touchpoint whose articles were brought that its procedures are current"),
        bring=said(
            "write `knowledge` or the procedures' `article` with the ids of the knowledge base, and bring article"
        ),
    )
    for heard, known in judged:
        invalid = [name for name in known if states[name] is not None]
        if not invalid:
            continue
        articles = evidence.table("article")
        shown = in_a_row(
            (said("article “{name}” {state}").filled(name=name, state=states[name]) for name in invalid[:3]), by="; "
        )
        yield Finding(
            element=f"touchpoint:{heard.touchpoint.id}",
            says=said("{said}; in the records {shown}.").filled(said=str(heard), shown=shown),
            weight=weight_of_gap(len(invalid), of=len(known), at_least=0.3),
            records=records_behind(
                evidence,
                articles.filter(articles.article_id.isin(invalid)),
                table="article",
                where=said("article_id is {invalid}").filled(invalid=any_of(invalid)),
            ),
            against=said("{by_whom}. An article may be right without having been verified.").filled(
                by_whom=heard.by_whom
            ),
            question=heard.question,
        )


def _articles(blueprint: Blueprint, touchpoint: Touchpoint) -> list[str]:
    mine = [one.article for one in blueprint.procedures if one.id in touchpoint.procedures and one.article]
    return list(dict.fromkeys((*touchpoint.knowledge, *mine)))


def _states(evidence: Evidence, as_of: date) -> dict[str, str | None]:
    """Return, by article, what is wrong with its newest version; None where nothing is."""
    articles = evidence.table("article")
    columns = articles.select("article_id", "changed_at", "verified_at", "expires_at", "status")
    states: dict[str, str | None] = {}
    for row in evidence.rows(columns.order_by("changed_at")):
        expired = row["expires_at"] is not None and row["expires_at"].date() < as_of
        wrong: str | None = None
        if row["status"] in {"draft", "retired"}:
            wrong = said("is only a draft") if row["status"] == "draft" else said("is retired")
        elif expired:
            wrong = said("expired on {date}").filled(date=row["expires_at"].date())
        elif row["verified_at"] is None and evidence.has("article", "verified_at"):
            wrong = said("was never verified")
        states[row["article_id"]] = wrong
    return states
