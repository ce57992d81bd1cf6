"""What people write on their day: that they know a change, feedback, and its answer."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.confirm_change import confirm_change
from centreline.actions.give_feedback import answer_feedback, give_feedback
from centreline.kernel.errors import ArgumentInvalid
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.frame.telling import tell_done
from centreline.web.frame.versions import version_named
from centreline.web.reading.heard import subjects
from centreline.web.reading.told import change_told

__all__ = ["answer", "confirm", "say"]


@require_POST
@page(needs="confirm_change")
def confirm(request: HttpRequest) -> HttpResponse:
    """Write down that they know a change they were told of."""
    told = change_told(request.actor, request.POST.get("change", ""))
    held = does(request, confirm_change)(change=told.change, says=told.says)
    tell_done(request, _("It is written down that you know this."), held)
    return HttpResponseRedirect(f"{reverse('my_day')}#told")


@require_POST
@page(needs="give_feedback")
def say(request: HttpRequest) -> HttpResponse:
    """Write down what is wrong or missing in what they work by."""
    about = request.POST.get("about", "")
    if about not in subjects(request.actor):
        raise ArgumentInvalid(
            f"there is nothing called {about!r} to say something about",
            where="what it is about",
            fix="choose a procedure or a touchpoint from the list",
        )
    said = does(request, give_feedback)(about=about, text=request.POST.get("text", ""))
    tell_done(request, _("It is written down; what becomes of it will stand here."), said)
    return HttpResponseRedirect(f"{reverse('my_day')}#said")


@require_POST
@page(needs="answer_feedback")
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Say what becomes of feedback."""
    given = request.POST
    answered = does(request, answer_feedback)(
        key=key,
        expects=version_named(given.get("expects", "")) or 0,
        outcome=given.get("outcome", ""),
        answer=given.get("answer", ""),
    )
    tell_done(request, _("The answer stands; whoever said it reads it on their day."), answered)
    return HttpResponseRedirect(f"{reverse('heard')}#feedback")
