"""An agent disputes an evaluation of theirs, and somebody who did not judge it first answers."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.dispute_evaluation import ANSWERED_WITHIN_DAYS, dispute_evaluation, judge_dispute
from centreline.kernel.errors import ArgumentInvalid
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.telling import tell_done
from centreline.web.frame.versions import version_named
from centreline.web.reading.disputes import Judged, disputes_for, judged, outcome_says

__all__ = ["dispute", "disputes", "judge"]


@require_POST
@page(needs="dispute_evaluation")
def dispute(request: HttpRequest) -> HttpResponse:
    """Write down why an evaluation of whoever asks is wrong."""
    actor, given = request.actor, request.POST
    one = judged(workspace(actor.scope).evidence, given.get("evaluation", ""), actor=actor)
    criterion = _chosen(one, given.get("criterion", ""))
    held = does(request, dispute_evaluation)(
        evaluation=one.evaluation,
        criterion=criterion,
        reason=given.get("reason", ""),
        form=one.form,
        contact=one.contact,
        score=one.scores[criterion],
        first=one.first,
    )
    says = _("It is written down; somebody who did not judge it first answers, and you read it here.")
    tell_done(request, says, held)
    return HttpResponseRedirect(f"{reverse('my_day')}#evaluations")


@page(needs="judge_dispute")
def disputes(request: HttpRequest) -> HttpResponse:
    """Show what agents dispute, with the means to answer for whoever did not judge it first."""
    shown = {
        "disputes": disputes_for(request.actor),
        "days": ANSWERED_WITHIN_DAYS,
        "today": timezone.localdate(),
        "outcomes": [(key, says) for key, says in outcome_says().items() if key != "open"],
    }
    return render(request, "my_day/disputes.html", shown)


@require_POST
@page(needs="judge_dispute")
def judge(request: HttpRequest, key: str) -> HttpResponse:
    """Say whether a disputed score stands."""
    given = request.POST
    judged_now = does(request, judge_dispute)(
        key=key,
        expects=version_named(given.get("expects", "")) or 0,
        outcome=given.get("outcome", ""),
        answer=given.get("answer", ""),
        declared=given.get("declared", ""),
    )
    tell_done(request, _("The answer stands; the agent and whoever judged first read it."), judged_now)
    return HttpResponseRedirect(f"{reverse('disputes')}#dispute-{key}")


def _chosen(one: Judged, criterion: str) -> str:
    if criterion not in one.scores:
        raise ArgumentInvalid(
            f"{criterion!r} of this evaluation cannot be disputed",
            where="what is disputed",
            fix="choose a question that lost points and that you do not dispute already",
        )
    return criterion
