"""The home page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.reports.review import Review
from centreline.web.frame.page import page
from centreline.web.jobs.work.look import look_for
from centreline.web.pages.home.answers import Known, answers_for
from centreline.web.reading.asked import asked_of
from centreline.web.reading.due import actions_of
from centreline.web.reading.followed import RECENT, followed_now
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
    answers = answers_for(actor.role, _known(actor, look.review)) if look else ()
    followed = followed_now(actor) if may(actor, "see_metrics") else ()
    shown = {"look": look, "answers": answers, "may_read": may_read, "followed": followed, "recent": RECENT}
    mine = {"my_actions": actions_of(actor, today=timezone.localdate()), "can_close": may(actor, "record_action")}
    return render(request, "home/home.html", {**shown, **mine, "asks": asked_of(actor)})


def _known(actor: Actor, review: Review) -> Known:
    state = DjangoState()
    own = {one.key for one in state.entries("operating_review", within=actor.scope.key)}
    decisions = tuple(one for one in state.entries("review_decision") if one.within in own)
    return Known(review, decisions, tuple(one for one in state.entries("action_item") if one.within in own))
