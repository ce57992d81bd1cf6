"""What people write on the sheet of a touchpoint: answers, remarks, and taking them back."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.answer_question import answer_question, comment_on_touchpoint
from centreline.actions.undo_change import undo_change
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.claim import Said
from centreline.governance.rights import check_may
from centreline.kernel.errors import ArgumentInvalid, NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.pages.touchpoints.remarks import threads_of
from centreline.web.pages.touchpoints.seen import Seen, seen_by
from centreline.web.records.store import DjangoState

__all__ = ["answer", "comment", "undo"]


@require_POST
@page(needs="answer_question")
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Write down an answer to one of the twelve questions."""
    check_may(request.actor, "see_map")
    given = request.POST
    entry = does(request, answer_question)(
        touchpoint=seen_by(request.actor, key).touchpoint.id,
        question=given.get("question", ""),
        answer=given.get("answer", ""),
        how=given.get("how", ""),
        on=_day(given.get("on", "")),
        who=given.get("who", ""),
        role=given.get("role", ""),
        partner=given.get("partner", ""),
        remark=given.get("remark", ""),
    )
    messages.success(request, _("The answer stands; it is hearsay until somebody looks at the work itself."))
    return HttpResponseRedirect(f"{reverse('touchpoint', args=[key])}#q-{entry.fields['question']}")


@require_POST
@page(needs="comment")
def comment(request: HttpRequest, key: str) -> HttpResponse:
    """Write a remark about a touchpoint."""
    check_may(request.actor, "see_map")
    seen = seen_by(request.actor, key)
    does(request, comment_on_touchpoint)(touchpoint=seen.touchpoint.id, text=request.POST.get("text", ""))
    messages.success(request, _("Your remark stands."))
    return HttpResponseRedirect(f"{reverse('touchpoint', args=[key])}#comments")


@require_POST
@page(needs="undo_change")
def undo(request: HttpRequest, key: str, kind: str, entry: str, version: int) -> HttpResponse:
    """Take back an answer or a remark on a touchpoint."""
    seen = seen_by(request.actor, key)
    held = DjangoState().entry(kind, entry) if kind in ("claim", "comment") else None
    if held is None or not _is_here(held, seen, request.actor):
        raise NotThere(f"there is no {kind} {entry!r} here", where="the sheet", fix="go back and reload the sheet")
    does(request, undo_change)(kind=kind, key=entry, version=version)
    messages.success(request, _("That is taken back."))
    return HttpResponseRedirect(reverse("touchpoint", args=[key]))


def _is_here(held: Entry, seen: Seen, actor: Actor) -> bool:
    if isinstance(held.body, Said):
        return held.within == seen.touchpoint.id and seen.reading.claim(held.body)
    return held.within in threads_of(seen, actor)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ArgumentInvalid(
            f"{text!r} is not a day", where="the day in the form", fix="write year, month and day, such as 2026-04-30"
        ) from None
