"""What who coaches asks first: who needs me, on which behaviour, did the last coaching work?"""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centreline.findings.records import share_estimate
from centreline.kernel.estimate import Estimate
from centreline.web.frame.kept import kept
from centreline.web.frame.templatetags.centreline_format import day as day_word
from centreline.web.frame.templatetags.centreline_format import number, share
from centreline.web.frame.templatetags.centreline_words import words_of_key
from centreline.web.pages.home.asking import (
    Answer,
    Behind,
    Cell,
    Known,
    Opens,
    answered,
    not_examined,
    opens_rows,
    untold,
)
from centreline.web.pages.home.coached import (
    LOST,
    RECENT_DAYS,
    WINDOW_DAYS,
    Behaviour,
    Coached,
    Need,
    coached,
    lost_points,
)

__all__ = ["did_coaching_work", "on_which_behaviour", "who_needs_me"]

FEWEST = 30
"""Judgements below which a share of them is too early to say anything."""

FEWEST_OF_ONE = 5
"""Judgements of one person on either side of a session below which it is too early for them alone."""


def who_needs_me(known: Known) -> Answer:
    """Say on whom a behaviour keeps losing points, those first whom nobody coached on it."""
    asks = _("Who needs me?")
    behind = Behind(
        "who-needs-me",
        _(
            "People of whom one behaviour lost points in %(lost)d judgements or more, and in half "
            "of those it applied in, in the last %(days)d days that were judged. It is a signal "
            "and no ranking: those nobody coached on it come first, then those coached longest "
            "ago."
        )
        % {"lost": LOST, "days": RECENT_DAYS},
        _("Bring the questions of evaluations, with agent and score"),
        "evaluation_item",
        "quality_score",
        _(
            "Whether the process makes it hard rather than the person is not told apart here: "
            "listen to the contacts first."
        ),
        (_("Agent"), _("Behaviour"), _("Lost points in"), _("Last coached on it")),
    )
    found = _lost(known)
    if found is None:
        return not_examined(asks, behind)
    if known.fewest > 1:
        return untold(asks, behind, fewest=known.fewest)
    last, needs, _every = found
    people = len({one.agent for one in needs})
    told = {"n": people, "days": RECENT_DAYS, "last": day_word(last)}
    if not needs:
        beside = _("Nobody kept losing points on one behaviour in the %(days)d days to %(last)s") % told
        return answered(asks, _("Nobody by what was judged"), beside, behind)
    says = ngettext("%(n)d person", "%(n)d people", people) % told
    beside = _("kept losing points on one behaviour in the %(days)d days to %(last)s; first") % told
    behind = replace(behind, rows=tuple(_need_row(one) for one in needs))
    return replace(answered(asks, says, beside, behind), first=_first(needs[0]))


def on_which_behaviour(known: Known) -> Answer:
    """Say which behaviour loses points most often, and by how many people."""
    asks = _("On which behaviour?")
    behind = Behind(
        "which-behaviour",
        _(
            "Judgements of the last %(days)d days that were judged in which a behaviour applied, "
            "and how many of them gave it less than all points."
        )
        % {"days": RECENT_DAYS},
        _("Bring the questions of evaluations, with agent and score"),
        "evaluation_item",
        "quality_score",
        "",
        (_("Behaviour"), _("Lost points in"), _("Judgements"), _("People")),
    )
    found = _lost(known)
    if found is None:
        return not_examined(asks, behind)
    shown = [one for one in found[2] if one.people >= known.fewest]
    if not shown:
        return untold(asks, behind, fewest=known.fewest)
    rows = tuple(_behaviour_row(one, opens=known.fewest == 1) for one in shown)
    behind, enough = replace(behind, rows=rows), [one for one in shown if one.n >= FEWEST]
    if not enough:
        beside = _("at most n = %(n)d judgements of one behaviour, and at least %(few)d are needed")
        told = {"n": max(one.n for one in shown), "few": FEWEST}
        return answered(asks, _("Too early"), beside % told, behind, known=False)
    most = enough[0]
    told = {"share": share(most.lost / most.n), "n": most.n, "people": most.people, "last": day_word(found[0])}
    beside = _("lost points in %(share)s of %(n)d judgements of %(people)d people, in the four weeks to %(last)s")
    return answered(asks, words_of_key(most.item), beside % told, behind)


def did_coaching_work(known: Known) -> Answer:
    """Say how often the coached behaviour was given all points before and after; never that coaching did it."""
    asks = _("Did the last coaching work?")
    behind = Behind(
        "coaching",
        _(
            "For the last session each person had on a behaviour: judgements of that behaviour "
            "that gave it all points, in %(days)d days before and after. Whether the coaching did "
            "it is not told: people are coached after a bad spell, and some of them would have "
            "come back to their usual without it."
        )
        % {"days": WINDOW_DAYS},
        _(
            "Bring coaching sessions with agent and about, named as the questions of evaluations "
            "are, and these questions"
        ),
        "coaching_session",
        "quality_score",
        _("What a team that was not coached did in the same time is not set beside it yet."),
        (_("Agent"), _("Behaviour"), _("Coached"), _("All points before"), _("All points after")),
    )
    evidence = known.evidence
    if evidence is None or not (evidence.has("coaching_session", "about") and evidence.has("evaluation_item", "score")):
        return not_examined(asks, behind)
    every: tuple[Coached, ...] = kept(evidence, "home coached", make=lambda: coached(evidence))
    if not every:
        return not_examined(asks, behind)
    if len({one.agent for one in every}) < known.fewest:
        return untold(asks, behind, fewest=known.fewest)
    if known.fewest == 1:
        behind = replace(behind, rows=tuple(_coached_row(one) for one in every))
    before = share_estimate(sum(one.full_before for one in every), sum(one.n_before for one in every))
    after = share_estimate(sum(one.full_after for one in every), sum(one.n_after for one in every))
    latest = _latest(every[0]) if known.fewest == 1 else None
    if min(before.n, after.n) < FEWEST:
        told = {"before": before.n, "after": after.n, "few": FEWEST}
        beside = _("n = %(before)d judgements before and %(after)d after, and at least %(few)d of each are needed")
        return replace(
            answered(asks, _("Too early"), _before(latest, beside % told), behind, known=False), first=latest
        )
    says = _("%(before)s before, %(after)s after") % {"before": share(before.value), "after": share(after.value)}
    told = {"before": before.n, "after": after.n, "people": len({one.agent for one in every})}
    beside = _("all points on what was coached, n = %(before)d and %(after)d, %(people)d people") % told
    beside = _before(latest, _joined(beside, _apart(before, after)))
    return replace(answered(asks, says, beside, behind), first=latest)


def _lost(known: Known) -> tuple[date, tuple[Need, ...], tuple[Behaviour, ...]] | None:
    evidence = known.evidence
    if evidence is None or not evidence.has("evaluation_item", "agent", "score"):
        return None
    return kept(evidence, "home lost points", make=lambda: lost_points(evidence))


def _apart(one: Estimate, other: Estimate) -> str:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return ""
    if one.high < other.low or other.high < one.low:
        return str(
            _(
                "their intervals lie apart; that is no proof that coaching did it: people are coached after a bad "
                "spell, and some come back to their usual without it"
            )
        )
    return str(_("their intervals overlap: chance alone may give that difference"))


def _latest(one: Coached) -> Opens:
    return opens_rows(_latest_words(one), "coaching", agent=one.agent, item=one.item)


def _latest_words(one: Coached) -> str:
    told = {"agent": one.agent, "item": words_of_key(one.item), "on": day_word(one.on), "n": one.n_after}
    if min(one.n_before, one.n_after) < FEWEST_OF_ONE:
        return str(_("the last session, %(agent)s on %(item)s on %(on)s: too early, n = %(n)d since") % told)
    told |= {"before": f"{one.full_before}/{one.n_before}", "after": f"{one.full_after}/{one.n_after}"}
    return str(_("the last session, %(agent)s on %(item)s on %(on)s: %(before)s before, %(after)s after") % told)


def _joined(*parts: str) -> str:
    return "; ".join(filter(None, parts))


def _before(first: Opens | None, beside: str) -> str:
    return f"{beside};" if first else beside


def _need_row(one: Need) -> tuple[Cell, ...]:
    return (
        one.agent,
        words_of_key(one.item),
        _lost_by(one),
        day_word(one.coached_on) if one.coached_on else _("not yet"),
    )


def _first(one: Need) -> Opens:
    told = {"agent": one.agent, "item": words_of_key(one.item), "lost": one.lost, "n": one.n}
    words = _("%(agent)s: %(item)s in %(lost)d of %(n)d") % told
    return opens_rows(words, "who-needs-me", agent=one.agent, item=one.item)


def _lost_by(one: Need) -> Opens:
    lost = _("%(lost)d of %(n)d") % {"lost": one.lost, "n": one.n}
    return opens_rows(lost, "who-needs-me", agent=one.agent, item=one.item)


def _behaviour_row(one: Behaviour, *, opens: bool) -> tuple[Cell, ...]:
    """Return the line of a behaviour; each of its judgements is one person's, so not to everybody does it open."""
    n: Cell = opens_rows(number(one.n), "which-behaviour", item=one.item) if opens else number(one.n)
    return (words_of_key(one.item), share(one.lost / one.n), n, number(one.people))


def _coached_row(one: Coached) -> tuple[Cell, ...]:
    sides = (one.full_before, one.n_before), (one.full_after, one.n_after)
    opened = (opens_rows(_side(full, n), "coaching", agent=one.agent, item=one.item) for full, n in sides)
    return (one.agent, words_of_key(one.item), day_word(one.on), *opened)


def _side(full: int, n: int) -> str:
    word = str(_("%(full)d of %(n)d") % {"full": full, "n": n})
    return f"{word}, {_('too early')}" if n < FEWEST_OF_ONE else word
