"""The home page."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from centreline.findings.few import is_about_somebody
from centreline.governance.actor import Actor, Role
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.reports.review import Review
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.jobs.work.look import look_for
from centreline.web.pages.home.answers import answers_for
from centreline.web.pages.home.asking import Known
from centreline.web.pages.home.first_steps import first_steps
from centreline.web.pages.home.visits import remember_visit, visit_of
from centreline.web.reading.approvals import approvals_of, counts, decisions_for
from centreline.web.reading.asked import asked_of
from centreline.web.reading.disputes import disputes_for
from centreline.web.reading.due import actions_of
from centreline.web.reading.findings import Seen, seen_by
from centreline.web.reading.followed import RECENT, followed_now
from centreline.web.reading.since import changed_since
from centreline.web.reading.stuck import at_stake, open_findings
from centreline.web.records.store import DjangoState

__all__ = ["behind", "home"]

ASK_WHAT_WAS_DECIDED = frozenset({Role.EXECUTIVE, Role.AUDITOR})
"""Roles whose home page asks what was decided."""

MOST_ROWS = 200
"""Lines of what was counted that are shown on one page."""


@page(needs="see_home")
def home(request: HttpRequest) -> HttpResponse:
    """Answer what this person's role asks first, from the rows they may see; an agent opens on their own day."""
    actor: Actor = request.actor
    if may(actor, "see_my_day"):
        return HttpResponseRedirect(reverse("my_day"))
    may_read = may(actor, "see_review")
    look = look_for(actor) if may_read else None
    visit, seen = visit_of(request, now=timezone.now()), seen_by(actor) if look else None
    answers = answers_for(actor.role, _known(actor, look.review, seen)) if look else ()
    followed = followed_now(actor) if may(actor, "see_metrics") else ()
    shown = {"look": look, "answers": answers, "may_read": may_read, "followed": followed, "recent": RECENT}
    mine: dict[str, Any] = {"my_actions": actions_of(actor, today=timezone.localdate()), "steps": first_steps(actor)}
    mine |= {"approvals": approvals_of(actor, seen), "can_close": may(actor, "record_action")}
    since = {"visit": visit, "changes": changed_since(actor, visit.before)}
    response = render(request, "home/home.html", {**shown, **mine, **since, "asks": asked_of(actor)})
    return remember_visit(request, response, visit)


@page(needs="see_home")
def behind(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what stands behind an answer of one's own home page: how it is counted, what was counted, what lacks.

    Raises:
        NotThere: whoever asks has no such question.
    """
    actor: Actor = request.actor
    look = look_for(actor) if may(actor, "see_review") else None
    # Of those with pages behind their answers only finance is told what people judged in money.
    seen = seen_by(actor) if look and actor.role is Role.FINANCE else None
    answers = answers_for(actor.role, _known(actor, look.review, seen)) if look else ()
    answer = next((one for one in answers if one.behind is not None and one.behind.slug == slug), None)
    if answer is None or answer.behind is None:
        raise NotThere(_("your home page asks no such question"), where=_("the address"), fix=_("go back to it"))
    may_import = may(actor, "import_evidence") and actor.scope.sees_every_row
    shown = {"answer": answer, "behind": answer.behind, "rows": answer.behind.rows[:MOST_ROWS]}
    return render(request, "home/behind.html", {**shown, "may_import": may_import, "most": MOST_ROWS})


def _known(actor: Actor, review: Review, seen: Seen | None) -> Known:
    state = DjangoState()
    own = {one.key for one in state.entries("operating_review", within=actor.scope.key)}
    decisions = tuple(one for one in state.entries("review_decision") if one.within in own)
    actions = tuple(one for one in state.entries("action_item") if one.within in own)
    place, now = workspace(actor.scope), timezone.now()
    known = Known(review, decisions, actions, place=place, now=now, disputes=_disputes(actor), actor=actor)
    if seen is None or not may(actor, "see_findings"):
        return known
    waiting, stake = open_findings(seen, now=now), at_stake(actor, seen)
    told = decisions_for(actor) if actor.role in ASK_WHAT_WAS_DECIDED else ()
    settled = tuple(one for one in told if counts(one) and not is_about_somebody(one.fields["element"]))
    return replace(known, open=waiting, stake=stake, currency=seen.names.currency, settled=settled)


def _disputes(actor: Actor) -> int:
    """Return how many disputes wait for an answer of theirs."""
    return sum(one.is_open and not one.is_first for one in disputes_for(actor)) if may(actor, "judge_dispute") else 0
