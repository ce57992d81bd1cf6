"""Answers about what was found: where demand fails, what is stuck, what it is worth, and what was agreed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centreline.kernel.units import Unit
from centreline.web.frame.addresses import address_of
from centreline.web.frame.spoken import figure
from centreline.web.pages.home.asking import Answer, Known, Opens
from centreline.web.reading.stuck import STUCK_AFTER

__all__ = [
    "failure_demand",
    "found_in",
    "held_to_contract",
    "missed_agreements",
    "money_at_stake",
    "stuck_findings",
]


FAILURE = ("REP", "REO", "TRF")
"""Families of checks that find contacts which nobody would need: those that come again, come back or land wrong."""


def stuck_findings(known: Known) -> Answer:
    """Say how many findings have been open for too long; where none has, what waits."""
    asks, url = _("Which findings are stuck?"), "/findings/?decided=open&sort=first_seen"
    stuck, days = [one for one in known.open if one.is_stuck], {"days": STUCK_AFTER.days}
    if stuck:
        says = ngettext("%(n)d open without a decision", "%(n)d open without a decision", len(stuck))
        beside = _("for more than %(days)d days; the oldest for %(oldest)d") % {**days, "oldest": stuck[0].days}
        oldest = stuck[0]
        first = Opens(str(oldest.about), oldest.url)
        return Answer(asks, says % {"n": len(stuck)}, f"{beside}:", url, first=first)
    heavy = sum(one.finding.severity in ("critical", "high") for one in known.open)
    beside = ngettext(
        "%(n)d critical or high waits for a decision", "%(n)d critical or high wait for a decision", heavy
    )
    return Answer(asks, _("None for more than %(days)d days") % days, beside % {"n": heavy}, url)


def failure_demand(known: Known) -> Answer:
    """Say where contacts that nobody would need weigh most."""
    asks = _("Where is failure demand?")
    groups = [group for group in known.review.findings if group.check.startswith(FAILURE)]
    missed = sum(one.check.startswith(FAILURE) for reason in known.review.unexamined for one in reason.questions)
    open_ones = ngettext("%(n)d question not examined", "%(n)d questions not examined", missed) % {"n": missed}
    if not groups:
        says = _("Not examined in full") if missed else _("Nothing found")
        return Answer(asks, says, open_ones if missed else "", f"/findings/?family={FAILURE[0]}", known=not missed)
    check, worst = max(((group.check, one) for group in groups for one in group.findings), key=lambda of: of[1].weight)
    return Answer(asks, worst.about, worst.says, address_of(check, worst.element))


def money_at_stake(known: Known) -> Answer:
    """Say what stands is judged to cost in a month; people of a partner are told what was found of money instead."""
    asks, stake, url = _("What is it worth?"), known.stake, "/findings/?sort=-size"
    if stake is None:
        return found_in(asks, ("MON", "COS"), known=known)
    if not stake.judged:
        standing = {"n": stake.standing}
        beside = ngettext("%(n)d finding stands without a size", "%(n)d findings stand without a size", stake.standing)
        return Answer(asks, _("Nobody has judged it yet"), beside % standing, url, known=False)
    least, most = (figure(one, Unit.MONEY, currency=known.currency) for one in (stake.least, stake.most))
    says = _("%(least)s to %(most)s a month") % {"least": least, "most": most}
    beside = _("as people judged %(n)d of %(all)d findings that stand; the others are not in it")
    return Answer(asks, says, beside % {"n": stake.judged, "all": stake.standing}, url)


def held_to_contract(known: Known) -> Answer:
    """Say how many agreements with partners are attained."""
    asks, url, agreed = _("Are we in contract?"), "/review/#agreements", known.review.agreements
    judged = [one for one in agreed if one.attained in ("yes", "no")]
    if not judged:
        return found_in(asks, ("PCO", "PAR"), known=known)
    met = sum(one.attained == "yes" for one in judged)
    says = ngettext("%(met)d of %(all)d agreement attained", "%(met)d of %(all)d agreements attained", len(judged)) % {
        "met": met,
        "all": len(judged),
    }
    rest = len(agreed) - len(judged)
    beside = ngettext("%(n)d more could not be judged", "%(n)d more could not be judged", rest) % {"n": rest}
    return Answer(asks, says, beside if rest else "", url)


def missed_agreements(known: Known) -> Answer:
    """Say which agreement is missed, and what was accepted for it."""
    asks, url = _("What explains misses?"), "/review/#agreements"
    missed = [one for one in known.review.agreements if one.attained == "no"]
    if not missed:
        return Answer(asks, _("Nothing that could be judged is missed"), "", url, bool(known.review.agreements))
    first = missed[0]
    says = _("%(title)s: %(value)s, agreed %(target)s") % {
        "title": first.title, "value": first.value, "target": first.target or "—",
    }  # fmt: skip
    return Answer(asks, says, first.exceptions[0] if first.exceptions else _("No exception is agreed for it"), url)


def found_in(asks: str, families: tuple[str, ...], *, known: Known) -> Answer:
    """Say how much was found in families of checks, and whether every question of them was examined."""
    groups = [group for group in known.review.findings if group.check.startswith(families)]
    count = sum(len(group.findings) for group in groups)
    url = f"/findings/?family={families[0]}"
    missed = sum(one.check.startswith(families) for reason in known.review.unexamined for one in reason.questions)
    open_ones = ngettext("%(n)d question not examined", "%(n)d questions not examined", missed) % {"n": missed}
    if not groups:
        says = _("Not examined in full") if missed else _("Nothing found")
        return Answer(asks, says, open_ones if missed else "", url, known=not missed)
    says = ngettext("%(count)d finding", "%(count)d findings", count) % {"count": count}
    return Answer(asks, says, groups[0].question + (f" · {open_ones}" if missed else ""), url)
