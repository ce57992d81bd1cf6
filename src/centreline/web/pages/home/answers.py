"""What each role asks first, answered from what was found last and what people wrote; honest where nothing is known."""

from collections import Counter
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centreline.reports.sections.numbers import Number
from centreline.reports.signals import variation_of
from centreline.web.frame.templatetags.centreline_format import number as written_number
from centreline.web.pages.home.findings_answered import (
    Answer,
    Known,
    failure_demand,
    found_in,
    held_to_contract,
    missed_agreements,
    money_at_stake,
    stuck_findings,
)

__all__ = ["answers_for"]


def answers_for(role: str, known: Known) -> tuple[Answer, ...]:
    """Return the three questions of a role, answered; roles without questions of their own ask a leader's."""
    return tuple(ask(known) for ask in QUESTIONS.get(role, QUESTIONS["leader"]))


def _moving(known: Known) -> Answer:
    kinds = Counter(variation_of(number) for number in known.review.numbers)
    says = _("%(better)d improving, %(worse)d worsening, %(steady)d steady") % {
        "better": kinds["improving"], "worse": kinds["worsening"], "steady": kinds["steady"],
    }  # fmt: skip
    beside = _("%(count)d without limits or without a better side") % {"count": kinds["none"] + kinds["unclear"]}
    return Answer(_("Are outcomes really moving?"), says, beside, "/review/#numbers", bool(known.review.numbers))


def _decided(known: Known) -> Answer:
    asks, url = _("What did we decide?"), "/review/#past"
    if not known.decisions:
        return Answer(asks, _("Nobody has decided anything yet"), _("Start a review to decide"), url, known=False)
    count = len(known.decisions)
    says = ngettext("%(count)d decision", "%(count)d decisions", count) % {"count": count}
    latest = known.decisions[-1]
    return Answer(asks, says, str(latest.fields["what"]), f"/review/{latest.within}/?step=decisions")


def _open_actions(known: Known) -> Answer:
    asks, url = _("What is asked of us?"), "/review/#past"
    still = [one for one in known.actions if not one.fields["done"]]
    if not known.actions:
        return Answer(asks, _("Nobody has promised anything yet"), _("No action was written down"), url, known=False)
    says = ngettext("%(count)d open action", "%(count)d open actions", len(still)) % {"count": len(still)}
    return Answer(asks, says, str(still[0].fields["what"]) if still else "", url)


def _owner(known: Known) -> Answer:
    owners = Counter(one.who for group in known.review.findings for one in group.findings if one.who)
    asks, url = _("Who owns it?"), "/findings/"
    if not owners:
        return Answer(asks, _("Nobody is named"), _("No finding has a role that answers for it"), url, known=False)
    (who, count), *_others = owners.most_common(1)
    return Answer(asks, str(who), _("answers for %(count)d findings, the most of all") % {"count": count}, url)


def _metric(asks: str, metric: str) -> Callable[[Known], Answer]:
    return lambda known: _number(_(asks), metric, known=known)


def _number(asks: str, metric: str, *, known: Known) -> Answer:
    number: Number | None = next((one for one in known.review.numbers if one.metric == metric), None)
    if number is None or not number.answered:
        return Answer(asks, _("Not examined"), _("Bring the records it needs"), "/review/#unexamined", known=False)
    beside = _("%(title)s, n = %(n)s") % {"title": number.title, "n": written_number(number.n)}
    target = _("; target %(target)s") % {"target": number.target} if number.target else ""
    return Answer(asks, number.value, beside + target, "/review/#numbers")


def _family(asks: str, *families: str) -> Callable[[Known], Answer]:
    return lambda known: found_in(_(asks), families, known=known)


def _unknown(known: Known) -> Answer:
    count = known.review.summary.questions_not_examined
    says = ngettext("%(count)d question not examined", "%(count)d questions not examined", count) % {"count": count}
    return Answer(_("What do we not know?"), says, known.review.summary.unexamined, "/review/#unexamined")


def _trusted(known: Known) -> Answer:
    period = known.review.trust.period
    says = period or _("No records were brought")
    url = "/review/#definitions"
    return Answer(_("Is data fresh, complete, trusted?"), says, known.review.trust.in_short, url, period is not None)


QUESTIONS: dict[str, tuple[Callable[[Known], Answer], ...]] = {
    "executive": (_moving, _decided, money_at_stake),
    "leader": (failure_demand, stuck_findings, _owner),
    "workforce": (
        _metric("Do we answer in time?", "service_level"),
        _family("When do customers wait longer than intended?", "SLV"),
        _metric("How good is the forecast?", "forecast_accuracy"),
    ),
    "quality": (
        _metric("How good is the work?", "quality_score"),
        _family("Do scores tell what customers met?", "QUA"),
        _family("Is knowledge in use the verified one?", "KNU", "KNO"),
    ),
    "supervisor": (
        _metric("Do customers have to come again?", "repeat_contact_rate"),
        _family("Whose records look unlike those of peers?", "AGE"),
        _open_actions,
    ),
    "partner_manager": (
        held_to_contract,
        missed_agreements,
        _open_actions,
    ),
    "people_lead": (
        _family("Do roles get what they need?", "PEO"),
        _family("Does training follow the procedure?", "TRA"),
        _metric("How much paid time is not spent on contacts?", "shrinkage"),
    ),
    "finance": (
        _family("What does it cost beyond plan?", "MON"),
        money_at_stake,
        _family("How sure is it: is every amount named?", "COS"),
    ),
    "data_owner": (_trusted, _family("Whose are the data?", "DAT"), _unknown),
    "administrator": (_trusted, _unknown, _open_actions),
    "auditor": (_unknown, _trusted, _decided),
}
"""The three questions of each role, in the order in which they are asked."""
