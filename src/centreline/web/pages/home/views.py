"""The home page."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.reports.review import Review
from centreline.web.frame.page import page
from centreline.web.jobs.work.look import look_for
from centreline.web.pages.home.answers import answers_for
from centreline.web.pages.home.findings_answered import Known
from centreline.web.pages.home.visits import remember_visit, visit_of
from centreline.web.reading.asked import asked_of
from centreline.web.reading.due import actions_of
from centreline.web.reading.findings import Seen, seen_by
from centreline.web.reading.followed import RECENT, followed_now
from centreline.web.reading.since import changed_since
from centreline.web.reading.stuck import at_stake, open_findings
from centreline.web.records.store import DjangoState

__all__ = ["home"]


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
    mine = {"my_actions": actions_of(actor, today=timezone.localdate()), "can_close": may(actor, "record_action")}
    since = {"visit": visit, "changes": changed_since(actor, visit.before)}
    response = render(request, "home/home.html", {**shown, **mine, **since, "asks": asked_of(actor)})
    return remember_visit(request, response, visit)


def _known(actor: Actor, review: Review, seen: Seen | None) -> Known:
    state = DjangoState()
    own = {one.key for one in state.entries("operating_review", within=actor.scope.key)}
    decisions = tuple(one for one in state.entries("review_decision") if one.within in own)
    known = Known(review, decisions, tuple(one for one in state.entries("action_item") if one.within in own))
    if seen is None or not may(actor, "see_findings"):
        return known
    waiting, stake = open_findings(seen, now=timezone.now()), at_stake(actor, seen)
    return replace(known, open=waiting, stake=stake, currency=seen.names.currency)
