"""What finance asks first: what did it cost, what did it return, how sure is it?"""

from collections import Counter
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centreline.actions.proposed import said_in
from centreline.governance.entry import Entry
from centreline.governance.kinds.proposal import Standing
from centreline.governance.rights import may
from centreline.kernel.units import Unit
from centreline.web.frame.addresses import address_of
from centreline.web.frame.kept import kept
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_format import share
from centreline.web.pages.home.asking import Answer, Behind, Cell, Known, Opens, answered, not_examined, opens_rows
from centreline.web.pages.home.booked import Line, Months, booked
from centreline.web.reading.measured import measured_of
from centreline.web.reading.proposals import outcome_words, proposals_for, state_words

__all__ = ["how_sure", "what_it_cost", "what_it_returned"]

RETURNED = (Standing.PUBLISHED, Standing.CLOSED)
"""Standings of changes that can have returned something: before that nothing runs otherwise."""

OF_MONEY = ("MON", "COS")
"""Families of checks that find money nobody named, planned or booked."""


def what_it_cost(known: Known) -> Answer:
    """Say what the newest month with bookings cost, beside its plan and the month before."""
    asks = _("What did it cost?")
    behind = Behind(
        "cost",
        _(
            "Amounts booked for each line in the newest month that has any, beside what the operating model plans for "
            "that month. Operating cost leaves out churn and missed revenue: they are estimated, and no bill comes."
        ),
        _("Bring costs with on, line and amount"),
        "cost",
        "cost_per_contact",
        _("Whether all bills of that month have come is in no record: a month that is being booked looks cheap."),
        (_("Line"), _("Booked"), _("Planned"), _("More than planned")),
    )
    found = _booked(known)
    if found is None:
        return not_examined(asks, behind)
    behind = replace(behind, rows=tuple(_line_row(one, found.month, currency=known.currency) for one in found.lines))
    told = {
        "month": found.month,
        "planned": _money(found.planned, known) if found.planned is not None else "",
        "before": found.before,
        "was": _money(found.total_before, known),
    }
    beside = _("operating cost of %(month)s; %(planned)s planned") if told["planned"] else _(
        "operating cost of %(month)s; no plan is written for it"
    )  # fmt: skip
    words = [beside % told, *([_("%(was)s in %(before)s") % told] if found.before else [])]
    return answered(asks, _money(found.total, known), "; ".join(words), behind)


def what_it_returned(known: Known) -> Answer:
    """Say how many changes run and what was measured of them; what that is in money nobody has worked out."""
    asks = _("What did it return?")
    behind = Behind(
        "returned",
        _(
            "Changes that were published, with what was expected of each and what was measured since: the metric it "
            "names, before its day and after. A change that was closed says what was measured then."
        ),
        _("Publish a change that names the metric in which its effect would be seen"),
        "",
        "",
        _(
            "What a change returned in money is not examined: no amount is written beside a proposal, and there is no "
            "business case here yet that would hold cost and effect together."
        ),
        (_("Change"), _("State"), _("Expected"), _("Measured so far")),
    )
    actor = known.actor
    every = proposals_for(actor) if actor is not None and may(actor, "see_proposals") else ()
    running = [one for one in every if said_in(one).state in RETURNED]
    if actor is None or not running:
        waiting = sum(said_in(one).state in (Standing.PROPOSED, Standing.APPROVED) for one in every)
        beside = ngettext("%(n)d change is on its way", "%(n)d changes are on their way", waiting) % {"n": waiting}
        return answered(asks, _("No change was published yet"), beside, behind, known=False)
    measured = {one.key: measured_of(actor, one) for one in running}
    rows = tuple(_change_row(one, measured[one.key].says) for one in reversed(running))
    outcomes = Counter(said_in(one).outcome for one in running)
    seen = sum(one.kind == "measured" for one in measured.values())
    says = ngettext("%(n)d change published", "%(n)d changes published", len(running)) % {"n": len(running)}
    beside = _(
        "%(seen)d measured, %(kept)d kept, %(adapted)d adapted, %(stopped)d stopped; in money nobody has worked it out"
    ) % {"seen": seen, "kept": outcomes["keep"], "adapted": outcomes["adapt"], "stopped": outcomes["stop"]}
    return answered(asks, says, beside, replace(behind, rows=rows))


def how_sure(known: Known) -> Answer:
    """Say how much of what was booked was planned, and how much of what stands anybody judged in money."""
    asks = _("How sure is it?")
    behind = Behind(
        "how-sure",
        _(
            "The share of the newest month's operating cost that was booked on lines with a plan: what nobody planned "
            "is in no comparison. Below stands what was found of money, heaviest first."
        ),
        _("Bring costs with on, line and amount"),
        "cost",
        "cost_per_contact",
        _(
            "Booked amounts are taken as they came. What people judge a finding to cost is a range of theirs, and no "
            "measurement; who agreed to it is in its history."
        ),
        (_("Check"), _("About"), _("What was found")),
    )
    found = _booked(known)
    if found is None or found.covered is None:
        return not_examined(asks, behind)
    behind = replace(behind, rows=_found_rows(known))
    says = _("%(share)s of what was booked was planned") % {"share": share(found.covered)}
    return answered(asks, says, "; ".join(filter(None, (_judged(known), _open(known)))), behind)


def _booked(known: Known) -> Months | None:
    evidence, place = known.evidence, known.place
    if evidence is None or place is None or not evidence.has("cost", "line", "amount"):
        return None
    plan = place.blueprint.content_hash
    found: list[Months | None] = kept(evidence, "home costs", plan, make=lambda: [booked(evidence, place.blueprint)])
    return found[0]


def _judged(known: Known) -> str:
    stake = known.stake
    if stake is None:
        return ""
    told: dict[str, object] = {"n": stake.judged, "all": stake.standing}
    if not stake.judged:
        return str(_("nobody judged any of %(all)d findings in money") % told)
    told |= {"least": _money(stake.least, known), "most": _money(stake.most, known)}
    return str(_("%(n)d of %(all)d findings judged in money, at %(least)s to %(most)s a month") % told)


def _open(known: Known) -> str:
    reasons = known.review.unexamined
    missed = sum(one.check.startswith(OF_MONEY) for reason in reasons for one in reason.questions)
    if not missed:
        return ""
    words = ngettext("%(n)d question of money not examined", "%(n)d questions of money not examined", missed)
    return str(words % {"n": missed})


def _found_rows(known: Known) -> tuple[tuple[Cell, ...], ...]:
    groups = [group for group in known.review.findings if group.check.startswith(OF_MONEY)]
    found = [(one.weight, group.check, one) for group in groups for one in group.findings]
    found.sort(key=lambda of: (of[0], of[1], str(of[2].about), str(of[2].says)), reverse=True)
    return tuple(
        (check, str(one.about), Opens(str(one.says), address_of(check, one.element))) for _weight, check, one in found
    )


def _line_row(one: Line, month: str, *, currency: str) -> tuple[Cell, ...]:
    more = one.booked - one.planned if one.booked is not None and one.planned is not None else None
    booked_at, planned, over = (
        "" if each is None else figure(each, Unit.MONEY, currency=currency) for each in (one.booked, one.planned, more)
    )
    opened: Cell = booked_at and opens_rows(booked_at, "cost", line=one.line, month=month)
    return (one.line.replace("_", " "), opened, planned, over)


def _change_row(entry: Entry, measured: str) -> tuple[Cell, ...]:
    said = said_in(entry)
    state = outcome_words()[said.outcome] if said.outcome else state_words()[said.state]
    return (Opens(said.title, reverse("proposal", args=[entry.key])), state, said.expected, measured)


def _money(amount: float | None, known: Known) -> str:
    return figure(amount, Unit.MONEY, currency=known.currency)
