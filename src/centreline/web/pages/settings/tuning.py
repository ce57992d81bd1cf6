"""One check: the values it is asked with, changing them, switching it off, and back to the book."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from centreline.actions.settings_file import seen_of
from centreline.actions.tune_check import KIND, tune_check, tuning_of, untune_check
from centreline.findings.check import Check
from centreline.governance.rights import check_may, may
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotThere, Stopped, WorkspaceInvalid
from centreline.web.frame.acting import does
from centreline.web.frame.as_read import questions_as_read
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.frame.stopping import status_of
from centreline.web.jobs.work.look import look_again
from centreline.web.pages.settings.answering import answered
from centreline.web.pages.settings.checks import state_words
from centreline.web.pages.settings.tuned import asked_of
from centreline.web.records.lines import lines_about

__all__ = ["back", "tune"]

LONGEST_VALUE = 4_000
MOST_LINES = 20


@require_http_methods(["GET", "HEAD", "POST"])
@page(needs="see_settings")
def tune(request: HttpRequest, check: str) -> HttpResponse:
    """Show how a check is asked; whoever may set the workspace up asks it otherwise here."""
    asked = _known(check)
    if request.method != "POST":
        return _shown(request, asked)
    check_may(request.actor, "change_settings")
    given = {one.name: request.POST[one.name][:LONGEST_VALUE] for one in asked.parameters if one.name in request.POST}
    said = {name: request.POST.get(name, "")[:200] for name in ("says", "seen", "owner")}
    try:
        wrote = does(request, tune_check)(
            folder=folder(), check=check, values=given, off=request.POST.get("asked") == "off", **said
        )
    except (ArgumentInvalid, WorkspaceInvalid, EvidenceConflict) as problem:
        return _shown(request, asked, given=given, problem=problem)
    return _answered(request, check, wrote=wrote)


@require_POST
@page(needs="change_settings")
def back(request: HttpRequest, check: str) -> HttpResponse:
    """Ask a check as the book has it again."""
    asked = _known(check)
    said = {name: request.POST.get(name, "")[:200] for name in ("says", "seen")}
    try:
        does(request, untune_check)(folder=folder(), check=check, **said)
    except (ArgumentInvalid, EvidenceConflict) as problem:
        return _shown(request, asked, problem=problem)
    return _answered(request, check, wrote=True)


def _known(check: str) -> Check:
    found = questions_as_read().get(check)
    if found is None:
        raise NotThere(f"no check is called {check!r}", where="the checks", fix="choose one from the list")
    return found


def _answered(request: HttpRequest, check: str, *, wrote: bool) -> HttpResponse:
    if wrote:
        look_again(by=request.actor.name)
    says = _("Saved. The centre is looked at anew, and findings say so once that is done.")
    return answered(request, wrote=wrote, says=says, back=reverse("settings_check", args=[check]))


def _shown(
    request: HttpRequest, check: Check, *, given: Mapping[str, str] | None = None, problem: Stopped | None = None
) -> HttpResponse:
    tuning, lines = tuning_of(folder(), check.id), lines_about(KIND, check.id)
    asked = asked_of(check, tuning, lines=lines)
    fields: dict[str, Any] = {
        "asked": asked,
        "state": state_words()[asked.state],
        "fields": [(one, (given or {}).get(one.parameter.name, one.shown)) for one in asked.settings],
        "choices": [("on", _("It is asked")), ("off", _("It is switched off"))],
        "chosen": request.POST.get("asked", "off" if asked.off else "on"),
        "owner": request.POST.get("owner", "") if problem else asked.owner,
        "says": request.POST.get("says", "") if problem else "",
        "seen": seen_of(tuning),
        "problem": problem,
        "may_change": may(request.actor, "change_settings"),
        "lines": [(line, _differences(line.before or {}, line.after or {})) for line in reversed(lines[-MOST_LINES:])],
    }
    return render(request, "settings/check.html", fields, status=status_of(problem) if problem else 200)


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return each name whose value changed, with both; None where it was, or is, the book's."""
    names = dict.fromkeys([*before, *after])
    return [(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]
