"""Taking an element out of a catalogue, with what still names it said before, and bringing it back."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.change_catalogue import remove_element, restore_element
from centreline.kernel.errors import ArgumentInvalid, BlueprintInvalid, Stopped
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.pages.catalogues.bound import bound_to
from centreline.web.reading.catalogues import check_may_change, kind_words, shelf_without_findings

__all__ = ["remove", "restore"]


@page(needs="edit_board")
def remove(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show what still names an element, and write down that it shall be taken out."""
    check_may_change(request.actor)
    shelf = shelf_without_findings(request.actor)
    element, problem = shelf.element(kind, key), None
    if request.method == "POST":
        try:
            said = does(request, remove_element)(kind=kind, key=key, says=request.POST.get("says", "")[:200])
            return HttpResponseRedirect(reverse("catalogue_change", args=[said.key]))
        except (BlueprintInvalid, ArgumentInvalid) as reason:
            problem = reason
    return _form(request, kind, element, problem=problem, named_by=bound_to(element, shelf)[1])


@require_POST
@page(needs="edit_board")
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Write down that an element that was taken out shall stand again."""
    check_may_change(request.actor)
    says = request.POST.get("says", "").strip()[:200] or _("It stands again as it read before it was taken out.")
    said = does(request, restore_element)(key=key, says=says)
    return HttpResponseRedirect(reverse("catalogue_change", args=[said.key]))


def _form(
    request: HttpRequest, kind: str, element: object, *, problem: Stopped | None, named_by: object
) -> HttpResponse:
    shown = {
        "kind": kind,
        "kind_title": kind_words()[kind][0],
        "element": element,
        "named_by": named_by,
        "problem": problem,
        "says": request.POST.get("says", ""),
    }
    return render(request, "catalogues/remove.html", shown, status=200 if problem is None else 422)
