"""What each role asks first, answered from what was found last and what people wrote; honest where nothing is known."""

from collections import Counter
from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centreline.governance.rights import may
from centreline.reports.signals import variation_of
from centreline.web.pages.home.asking import Answer, Known
from centreline.web.pages.home.data import fresh_complete_trusted, what_is_missing, who_changed_what
from centreline.web.pages.home.findings_answered import (
    failure_demand,
    held_to_contract,
    missed_agreements,
    money_at_stake,
    stuck_findings,
)
from centreline.web.pages.home.money import how_sure, what_it_cost, what_it_returned
from centreline.web.pages.home.people import how_applications_go, how_long_until_proficient, who_leaves
from centreline.web.pages.home.quality import do_we_agree, review_next, where_the_model_disagrees
from centreline.web.pages.home.supervisor import did_coaching_work, on_which_behaviour, who_needs_me
from centreline.web.pages.home.workforce import rest_of_the_day, short_when, who_is_out

__all__ = ["answers_for"]


def answers_for(role: str, known: Known) -> tuple[Answer, ...]:
    """Return the three questions of a role, answered; roles without questions of their own ask a leader's."""
    return tuple(ask(known) for ask in QUESTIONS.get(role, QUESTIONS["leader"]))


def _moving(known: Known) -> Answer:
    kinds = Counter(variation_of(number) for number in known.review.numbers)
    says = _("%(better)d improving, %(worse)d worsening, %(steady)d steady") % {
        "better": kinds["improving"], "worse": kinds["worsening"], "steady": kinds["steady"],
    }  # fmt: skip
    rest = kinds["none"] + kinds["unclear"]
    beside = ngettext(
        "%(count)d without limits or without a better side", "%(count)d without limits or without a better side", rest
    ) % {"count": rest}
    return Answer(
        _("Are outcomes really moving?"), says, beside if rest else "", "/review/#numbers", bool(known.review.numbers)
    )


def _decided(known: Known) -> Answer:
    asks, url = _("What did we decide?"), "/review/#past"
    if not known.decisions and known.settled:
        count, latest = len(known.settled), max(known.settled, key=lambda one: one.changed_at)
        says = ngettext("%(count)d finding decided", "%(count)d findings decided", count) % {"count": count}
        return Answer(asks, says, str(latest.fields["because"]), reverse("decide"))
    if not known.decisions:
        holds = known.actor is not None and may(known.actor, "run_review")
        beside = _("Start a review to decide") if holds else _("What a review decides stands here, once one was held")
        return Answer(asks, _("Nobody has decided anything yet"), beside, url, known=False)
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
    beside = ngettext(
        "answers for %(count)d finding, the most of all", "answers for %(count)d findings, the most of all", count
    )
    return Answer(asks, str(who), beside % {"count": count}, f"{url}?{urlencode({'owner': who})}")


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
    "workforce": (short_when, rest_of_the_day, who_is_out),
    "quality": (review_next, do_we_agree, where_the_model_disagrees),
    "supervisor": (who_needs_me, on_which_behaviour, did_coaching_work),
    "partner_manager": (
        held_to_contract,
        missed_agreements,
        _open_actions,
    ),
    "people_lead": (how_applications_go, how_long_until_proficient, who_leaves),
    "finance": (what_it_cost, what_it_returned, how_sure),
    "data_owner": (fresh_complete_trusted, who_changed_what, what_is_missing),
    "administrator": (_trusted, _unknown, _open_actions),
    "auditor": (_unknown, _trusted, _decided),
}
"""The three questions of each role, in the order in which they are asked."""
