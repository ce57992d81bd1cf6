"""What is known at a touchpoint: its procedures, the articles behind them, and how often people said they failed."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from centreline.blueprint.journey import Recognition
from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.kernel.errors import Stopped
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure
from centreline.web.frame.addresses import element_address
from centreline.web.frame.centre import workspace
from centreline.web.frame.kept import kept
from centreline.web.pages.touchpoints.seen import Seen
from centreline.web.reading.heard import feedback_about
from centreline.web.reading.its_contacts import of_its_contacts

__all__ = ["Article", "Known", "articles_of", "known_at"]

FEW = 30
"""Below so many words of readers, what they say rests on few."""


@dataclass(frozen=True, slots=True)
class Known:
    """A procedure of a touchpoint and how old it is.

    Attributes:
        title: Its name.
        url: Its page.
        version: Of the procedure; empty where nobody wrote one.
        verified_on: When somebody last checked that it is right; None where nobody did.
        feedback: How often people said on it that something is wrong or missing; None where the reader may not know.
    """

    title: str
    url: str
    version: str
    verified_on: date | None
    feedback: int | None


@dataclass(frozen=True, slots=True)
class Article:
    """An article behind a touchpoint, in its newest version.

    Attributes:
        key: Its id in the knowledge base.
        title: Its title; empty where the records hold no such article, or name none.
        held: Whether the records hold it.
        status: Draft or Retired, as a person reads it; empty where people may use it.
        reviewed_on: When somebody last checked that it is right; None where the records do not say.
        changed_on: When its newest version was written; None where it is not held.
        age_days: Days since it was checked, else since it was written; None where it is not held.
        said: How many readers said whether it helped; 0 where none did, or the figure is not shown.
        no_help: How many of them said that it did not.
        here: How many of those who said so used it at a contact of the touchpoint, as its help rate counts them: the
            others used it elsewhere, or the records do not hold their contact; None where nobody can tell.
        few: Whether they are few.
        because: Why it is not said how often it helped; empty where it is.
    """

    key: str
    title: str = ""
    held: bool = False
    status: str = ""
    reviewed_on: date | None = None
    changed_on: date | None = None
    age_days: int | None = None
    said: int = 0
    no_help: int = 0
    here: int | None = None
    few: bool = False
    because: str = ""


def known_at(actor: Actor, seen: Seen) -> list[Known]:
    """Return the procedures of a touchpoint that somebody may read, in the order they are named."""
    procedures = {one.id: one for one in seen.reading.shown.procedures}
    counts = _feedback(actor, seen)
    return [
        Known(
            one.title,
            element_address("procedure", key),
            one.version or "",
            one.last_verified_on,
            None if counts is None else counts[f"procedure:{key}"],
        )
        for key in seen.touchpoint.procedures
        if (one := procedures.get(key)) is not None and not seen.reading.is_others(("procedure", key))
    ]


def articles_of(actor: Actor, seen: Seen) -> list[Article]:
    """Return the articles a touchpoint names, and those its procedures are, with what the records say of each.

    Articles that the reader's records do not hold are named by their id alone.
    """
    evidence, keys = workspace(actor.scope).evidence, _keys(seen)
    if evidence is None or not keys:
        return [Article(key) for key in keys]
    rows = _newest(evidence)
    (helped, because), here = _helped(evidence), _helped_here(evidence, seen.touchpoint.recognised_by)
    today = timezone.localdate()
    found = [_article(key, rows.get(key), helped.get(key), because=because, today=today) for key in keys]
    return [replace(one, here=_said_here(here, one.key)) for one in found]


def _keys(seen: Seen) -> list[str]:
    named = set(seen.touchpoint.procedures)
    behind = [
        one.article
        for one in seen.reading.shown.procedures
        if one.id in named and one.article and not seen.reading.is_others(("procedure", one.id))
    ]
    return list(dict.fromkeys((*seen.touchpoint.knowledge, *behind)))


def _newest(evidence: Evidence) -> dict[str, dict[str, Any]]:
    """Return the newest version of every article, by its id."""
    if not evidence.has("article"):
        return {}
    articles = evidence.table("article")
    wanted = articles.select("article_id", "title", "changed_at", "verified_at", "status")
    rows = kept(evidence, "newest articles", make=lambda: evidence.rows(wanted.order_by("changed_at")))
    return {row["article_id"]: row for row in rows}


def _helped(evidence: Evidence) -> tuple[dict[str, Answer], str]:
    """Return what readers said of each article, and why nothing is known where nothing is."""
    try:
        answers = kept(
            evidence, "articles that helped", make=lambda: measure(evidence, "article_help_rate", by=("article_id",))
        )
    except Stopped as reason:
        return {}, reason.what
    return {one.by["article_id"]: one for one in answers}, ""


def _helped_here(evidence: Evidence, told: Recognition | None) -> dict[str, Answer] | None:
    """Return what readers said of each article at the contacts of a touchpoint; None where nobody can tell."""
    if told is None:
        return None
    where = of_its_contacts(evidence, told)
    try:
        answers = kept(
            evidence,
            "articles that helped here",
            told.model_dump_json(),
            make=lambda: measure(evidence, "article_help_rate", by=("article_id",), where=where),
        )
    except Stopped:  # The page says why beside the help rate of the touchpoint.
        return None
    return {one.by["article_id"]: one for one in answers}


def _said_here(here: dict[str, Answer] | None, key: str) -> int | None:
    answer = None if here is None else here.get(key)
    return None if here is None or (answer is not None and answer.hidden_because) else _words(answer)[0]


def _article(key: str, row: dict[str, Any] | None, helped: Answer | None, *, because: str, today: date) -> Article:
    if row is None:
        return Article(key)
    reviewed, changed = row["verified_at"], row["changed_at"]
    said, no_help = _words(helped)
    return Article(
        key,
        row["title"] or "",
        held=True,
        status={"draft": _("Draft"), "retired": _("Retired")}.get(row["status"], ""),
        reviewed_on=reviewed.date() if reviewed else None,
        changed_on=changed.date(),
        age_days=max(0, (today - (reviewed or changed).date()).days),
        said=said,
        no_help=no_help,
        few=said < FEW,
        because=because or (helped.hidden_because if helped else ""),
    )


def _words(helped: Answer | None) -> tuple[int, int]:
    if helped is None or helped.denominator is None or helped.numerator is None:
        return 0, 0
    return round(helped.denominator), round(helped.denominator - helped.numerator)


def _feedback(actor: Actor, seen: Seen) -> Counter[str] | None:
    """Return how often people gave feedback on each procedure; None where the reader may not know."""
    if not may(actor, "see_feedback"):
        return None
    elements = [f"procedure:{one}" for one in seen.touchpoint.procedures]
    return Counter(one.entry.within for one in (feedback_about(actor, *elements) if elements else ()))
