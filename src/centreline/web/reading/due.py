"""What is due: decisions about findings, decisions that were put off, and actions somebody promised."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.held_reviews import is_promised_by, is_theirs
from centreline.governance.rights import may
from centreline.kernel.units import Unit
from centreline.web.frame.addresses import address_of
from centreline.web.frame.centre import workspace
from centreline.web.frame.spoken import figure
from centreline.web.reading.approvals import asked_words, counts, decisions_for
from centreline.web.reading.findings import seen_by
from centreline.web.reading.merged import Size, sizes_for
from centreline.web.records.people import known_people
from centreline.web.records.store import DjangoState

__all__ = ["SOON", "ActionDue", "DecisionDue", "actions_of", "carried_actions", "decisions_due"]

SOON = timedelta(days=30)
"""How far ahead of its day a decision is shown as due: the time to the next monthly review."""


@dataclass(frozen=True, slots=True)
class DecisionDue:
    """A decision that is due.

    Attributes:
        key: Key of the entry.
        what: What is decided about.
        because: What stands behind it: that it was put off, or waits for an approval; may be empty.
        owner: Who sees to it.
        due: Day by which.
        late: Whether that day is over.
        url: Where it is read.
        evidence: `measured` where records are behind it, `hearsay` where what is written is, empty where nobody said.
        n: Records behind it.
        worth: What the finding costs in a month, as a range, and whom it reaches; empty where nobody judged it.
        age_days: Days since it was first decided or put off.
        put_off: Whether a review put it off, so that another one decides.
        about: The finding it is about, as its check and element; empty for what a review put off.
        within: Key of the review that put it off; empty for a finding.
        waits: Whether it counts for none yet: it waits for an approval, or was refused one.
    """

    key: str
    what: str
    because: str
    owner: str
    due: date
    late: bool
    url: str
    evidence: str
    n: int
    worth: str
    age_days: int
    put_off: bool
    about: str = ""
    within: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class ActionDue:
    """An open action, the review it came from, whether its day is over, and whether one reads that review."""

    entry: Entry
    review: Entry
    due: date
    late: bool
    opens: bool = True


def decisions_due(actor: Actor, *, today: date, within: str | None = None, besides: str = "") -> list[DecisionDue]:
    """Return the decisions that are late or due within thirty days, the most urgent first.

    A finding that is found no more, or that was waived, is due no more. What a review put off comes back once its day
    is near, until another decision settles it.

    Args:
        actor: Who reads.
        today: Local day.
        within: Scope of the reviews whose decisions count; the reader's own where None.
        besides: Key of a review whose own decisions are left out: it has not put them off for itself.
    """
    found = _about_findings(actor, today=today) if may(actor, "see_findings") else []
    reads = may(actor, "see_review")
    put_off = _put_off(actor, today=today, within=within or actor.scope.key, besides=besides) if reads else []
    return sorted([*found, *put_off], key=lambda one: one.due)


def carried_actions(actor: Actor, *, today: date, within: str, before: Entry | None = None) -> list[ActionDue]:
    """Return the actions of earlier reviews that are still open, the most urgent first.

    Args:
        actor: Who reads.
        today: Local day.
        within: Scope of the reviews.
        before: Review into which they are carried; of all reviews where None.
    """
    every = _reviews(actor, within=within)
    earlier = [one for one in every if before is None or one.made_at < before.made_at]
    return _open_actions(earlier, today=today)


def actions_of(actor: Actor, *, today: date) -> list[ActionDue]:
    """Return the open actions that somebody is named for, by the name they sign in with or what people call them."""
    if not may(actor, "see_review"):
        return []
    every = DjangoState().entries("operating_review")
    by_key = {one.key: one for one in every}
    return [
        replace(one, opens=is_theirs(actor, one.review))
        for one in _open_actions(every, today=today)
        if is_promised_by(actor, one.entry, review=by_key[one.entry.within])
    ]


def _reviews(actor: Actor, *, within: str | None = None) -> list[Entry]:
    every = DjangoState().entries("operating_review", within=within)
    return [one for one in every if is_theirs(actor, one)]


def _open_actions(reviews: Iterable[Entry], *, today: date) -> list[ActionDue]:
    by_key = {one.key: one for one in reviews}
    every = DjangoState().entries("action_item") if by_key else ()
    still = [one for one in every if one.within in by_key and not one.fields["done"]]
    due = [(one, date.fromisoformat(one.fields["due"])) for one in still]
    return sorted([ActionDue(one, by_key[one.within], day, day < today) for one, day in due], key=lambda one: one.due)


def _about_findings(actor: Actor, *, today: date) -> list[DecisionDue]:
    seen = seen_by(actor)
    if seen is None:
        return []
    standing, sizes = {(one.check, one.element): one for one in seen.findings}, sizes_for(actor)
    decisions, rows = decisions_for(actor), []
    people = known_people() if not all(map(counts, decisions)) else ()
    for entry in decisions:
        name, due = (entry.fields["check"], entry.fields["element"]), _due_of(entry, today=today)
        finding = standing.get(name)
        if finding is None or due is None or due > today + SOON:
            continue
        rows.append(
            DecisionDue(
                key=entry.key,
                what=f"{seen.names.about(name[1])}: {finding.says}",
                because=asked_words(entry, people=people),
                owner=entry.fields["owner"],
                due=due,
                late=due < today,
                url=address_of(*name),
                evidence="measured" if finding.records else "hearsay",
                n=finding.records.count if finding.records else 0,
                worth=_worth(sizes.get(name), actor),
                age_days=(today - entry.made_at.date()).days,
                put_off=False,
                about=" ".join(name),
                waits=not counts(entry),
            )
        )
    return rows


def _put_off(actor: Actor, *, today: date, within: str, besides: str) -> list[DecisionDue]:
    reviews = {one.key: one for one in _reviews(actor, within=within)}
    every = [one for one in DjangoState().entries("review_decision") if one.within in reviews]
    settled = {one.fields["settles"] for one in every}
    waiting = [one for one in every if one.fields["outcome"] == "defer" and one.key not in settled]
    waiting = [one for one in waiting if one.within != besides]
    return [
        _came_back(one, reviews[one.within], due=due, today=today)
        for one in waiting
        if (due := _day(one.fields["due"])) is not None and due <= today + SOON
    ]


def _came_back(entry: Entry, review: Entry, *, due: date, today: date) -> DecisionDue:
    return DecisionDue(
        key=entry.key,
        what=entry.fields["what"],
        because=str(_("put off in %(title)s") % {"title": review.fields["title"]}),
        owner=entry.fields["owner"],
        due=due,
        late=due < today,
        url=f"{reverse('held_review', args=[review.key])}?step=decisions",
        evidence="",
        n=0,
        worth="",
        age_days=(today - entry.made_at.date()).days,
        put_off=True,
        within=review.key,
    )


def _due_of(entry: Entry, *, today: date) -> date | None:
    """Return the day of a decision; what waits for an approval, or was refused one, is due today at the latest."""
    due = _day(entry.fields["due"])
    return due if counts(entry) else min(due or today, today)


def _worth(size: Size | None, actor: Actor) -> str:
    """Return what a finding costs in a month, least and most, and whom it reaches, as somebody judged."""
    if size is None:
        return ""
    currency, words = workspace(actor.scope).blueprint.organisation.currency, []
    if size.least_cost is not None and size.most_cost is not None:
        least, most = (figure(one, Unit.MONEY, currency=currency) for one in (size.least_cost, size.most_cost))
        words.append(_("%(least)s to %(most)s a month") % {"least": least, "most": most})
    if size.contacts is not None:
        reached = ngettext("%(contacts)s contact a month", "%(contacts)s contacts a month", round(size.contacts))
        words.append(reached % {"contacts": figure(size.contacts, Unit.COUNT)})
    return ", ".join(words)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
