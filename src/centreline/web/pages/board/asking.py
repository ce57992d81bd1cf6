"""Asking people by name to look at a draft, and saying that one has looked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from centreline.actions.request_review import may_be_asked, request_review, say_looked, take_back_request
from centreline.governance.actor import Actor
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.frame.programs import is_program
from centreline.web.frame.roles import role_word
from centreline.web.pages.board.answering import part
from centreline.web.reading.asked import asked_on
from centreline.web.reading.boards.drafts import draft_named
from centreline.web.records.people import DjangoPeople, known_people
from centreline.web.records.store import DjangoState

__all__ = ["ask", "looked", "take_back"]


@page(needs="edit_board")
def ask(request: HttpRequest, draft: str) -> HttpResponse:
    """Show whom one can ask to look at a draft, and ask those who were chosen."""
    entry, actor = draft_named(draft), request.actor
    if request.method != "POST":
        shown = {
            "draft": entry,
            "people": _people(actor),
            "asked": asked_on(entry, actor),
            "says": _about(request, draft),
        }
        return render(request, part(request, "board/ask.html"), shown)
    given = request.POST
    made = does(request, request_review)(
        DjangoPeople(), draft=draft, asked=given.getlist("asked"), says=given.get("says", "")
    )
    says = ngettext("%(n)d person is asked to look.", "%(n)d people are asked to look.", len(made)) % {"n": len(made)}
    way_back = f"{reverse('board_ask_back', args=[draft])}?{urlencode({'key': [one.key for one in made]}, doseq=True)}"
    return _answered(request, draft, says, undo=way_back)


@require_POST
@page(needs="edit_board")
def take_back(request: HttpRequest, draft: str) -> HttpResponse:
    """Ask somebody no more."""
    draft_named(draft)
    for key in request.GET.getlist("key") or request.POST.getlist("key"):
        does(request, take_back_request)(key=key)
    return _answered(request, draft, _("That is taken back."))


@require_POST
@page(needs="comment")
def looked(request: HttpRequest, key: str) -> HttpResponse:
    """Say that one has looked at what one was asked to look at."""
    held = does(request, say_looked)(key=key)
    return _answered(request, held.within, _("Whoever asked you sees that you have looked."))


def _answered(request: HttpRequest, draft: str, says: str, *, undo: str = "") -> HttpResponse:
    if is_program(request):
        return JsonResponse({"says": says, "undo": undo})
    messages.success(request, says)
    return HttpResponseRedirect(reverse("board", args=[draft]))


def _about(request: HttpRequest, draft: str) -> str:
    """Return what the form asks people to look at: the card that the address names, by its title; else nothing yet.

    A partner's people are told the title of no card: it may be another partner's.
    """
    about = request.GET.get("about", "") if request.actor.partner is None else ""
    cards = DjangoState().entries("card", within=draft) if about else ()
    title = next((one.fields["title"] for one in cards if one.fields["id"] == about), "")
    return _("The touchpoint “%(title)s”") % {"title": title} if title else ""


def _people(actor: Actor) -> list[tuple[str, str, str]]:
    """Return whom somebody can ask: the name they sign in with, what people call them, and their role."""
    able = [one for one in known_people() if may_be_asked(one, by=actor.name, partner=actor.partner)]
    named = [(one.name, one.title or one.name, role_word(one.role)) for one in able]
    return sorted(named, key=lambda one: one[1].casefold())
