"""What was judged and what was not: contacts that call for a review, judgements of one contact side by side."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence

__all__ = ["ALIKE", "DAYS", "MOST", "Pair", "Unjudged", "judged_by_both", "pairs_of", "unjudged", "unseen"]

DAYS = 28
"""Days at the end of the records that are looked at."""

MOST = 50
"""Contacts that are named."""

ALIKE = 0.1
"""Two scores that lie at most so far apart are alike, as in the metric of agreement."""

CALLS = ("complaint", "escalated")
"""What of a contact calls for a review."""


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Contacts of the last days held that call for a review.

    Attributes:
        last: Last day of the contacts held.
        calling: Contacts with a complaint, or passed on to somebody above.
        waiting: Those of them nobody has evaluated.
        people: Agents who took contacts in these days.
        unseen: Those of them of whom no contact of these days was evaluated.
        first: The newest that wait: contact, queue, local moment, why.
    """

    last: date
    calling: int
    waiting: int
    people: int
    unseen: int
    first: tuple[tuple[str, str, datetime, str], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A question of the form, as people and a model judged it on the same contacts.

    Attributes:
        item: The question; empty for the form as a whole.
        n: Contacts judged by both.
        alike: Those on which both came to the same, or nearly.
        kinder: Those on which the model gave more.
        harder: Those on which it gave less.
    """

    item: str
    n: int
    alike: int
    kinder: int
    harder: int


def unjudged(evidence: Evidence) -> Unjudged | None:
    """Return which contacts of the last days call for a review and have none; None where no contact is held."""
    span = evidence.span("contact")
    calls = [name for name in CALLS if evidence.has("contact", name)]
    if span is None or not calls:
        return None
    rows = _lately(evidence, span[1])
    why = rows[calls[0]].fill_null(False)
    for name in calls[1:]:
        why = why | rows[name].fill_null(False)
    seen = _evaluated(evidence)
    calling = rows.filter(why)
    waiting = calling.filter(~calling.contact_id.isin(seen.contact_id))
    met = rows.semi_join(seen, "contact_id")
    counts = [
        evidence.rows(one)[0]["n"]
        for one in (
            calling.aggregate(n=calling.count()),
            waiting.aggregate(n=waiting.count()),
            rows.aggregate(n=rows.agent.nunique()),
            met.aggregate(n=met.agent.nunique()),
        )
    ]
    newest = waiting.order_by(waiting.local_at.desc(), waiting.contact_id).limit(MOST)
    first = tuple(
        (row["contact_id"], row["queue"] or "", row["local_at"], " ".join(name for name in calls if row[name]))
        for row in evidence.rows(newest.select("contact_id", "queue", "local_at", *calls))
    )
    return Unjudged(span[1], counts[0], counts[1], counts[2], counts[2] - counts[3], first)


def unseen(evidence: Evidence) -> Table | None:
    """Return the agents none of whose contacts of the last days was evaluated, each with how many they took."""
    span = evidence.span("contact")
    if span is None:
        return None
    rows = _lately(evidence, span[1])
    met = rows.semi_join(_evaluated(evidence), "contact_id").filter(lambda row: row.agent.notnull())
    alone = rows.filter(rows.agent.notnull()).anti_join(met.select("agent").distinct(), "agent")
    return alone.group_by("agent").aggregate(contacts=alone.count(), last_at=alone.local_at.max())


def _lately(evidence: Evidence, last: date) -> Table:
    contact = evidence.table("contact")
    since = datetime.combine(last - timedelta(days=DAYS - 1), datetime.min.time())
    return contact.filter(contact.local_at >= since)


def _evaluated(evidence: Evidence) -> Table:
    seen = evidence.table("evaluation")
    return seen.filter(seen.contact_id.notnull()).select("contact_id").distinct()


def pairs_of(evidence: Evidence) -> tuple[Pair, ...]:
    """Return how people and models judged the same contacts, question by question; nothing where they never did."""
    both = judged_by_both(evidence)
    more, less = both.its > both.theirs + ALIKE + 1e-9, both.its < both.theirs - ALIKE - 1e-9
    counted = both.group_by("item").aggregate(n=both.count(), kinder=more.sum(), harder=less.sum())
    found = [_pair(row["item"], row["n"], int(row["kinder"]), int(row["harder"])) for row in evidence.rows(counted)]
    return tuple(sorted(found, key=lambda pair: (pair.alike / pair.n, pair.item)))


def judged_by_both(evidence: Evidence) -> Table:
    """Return contact and question with `theirs`, what people gave, and `its`, what a model gave, 0 to 1 each."""
    rows = evidence.table("evaluation")
    rows = rows.filter(rows.contact_id.notnull() & rows.evaluator_kind.isin(["human", "model"]))
    judged = rows.select("source", "evaluation_id", "contact_id", "evaluator_kind", "form", "score")
    if evidence.has("evaluation_item", "score"):
        items = evidence.table("evaluation_item").select("source", "evaluation_id", "item", "score")
        judged = judged.drop("score").inner_join(items, ["source", "evaluation_id"])
    else:
        judged = judged.mutate(item=judged.form.fill_null(""))
    one = judged.filter(judged.score.notnull()).select("contact_id", "item", "evaluator_kind", "score")
    return _side(one, "human", "theirs").inner_join(_side(one, "model", "its"), ["contact_id", "item"])


def _pair(item: str, n: int, kinder: int, harder: int) -> Pair:
    return Pair(item, n, n - kinder - harder, kinder, harder)


def _side(rows: Table, kind: str, name: str) -> Table:
    own = rows.filter(rows.evaluator_kind == kind)
    return own.group_by("contact_id", "item").aggregate(own.score.mean().name(name))
