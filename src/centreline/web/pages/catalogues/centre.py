"""The centre itself: what it is called, whose it is, what it promises, and beginning a model of one's own."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from centreline.actions.describe_centre import begin_own_model, describe_centre, publish_again
from centreline.actions.publish_draft import mirror_blueprint
from centreline.blueprint.document import Blueprint
from centreline.blueprint.organisation import Organisation
from centreline.governance.actor import Actor
from centreline.governance.published import Published
from centreline.governance.rights import may
from centreline.kernel.errors import ArgumentInvalid, BlueprintInvalid, EvidenceConflict, Stopped
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.jobs.work.look import look_again
from centreline.web.pages.catalogues.filled import Wrong, document_of, wrong_in
from centreline.web.pages.catalogues.form import controls_of
from centreline.web.reading.catalogues import shelf_without_findings
from centreline.web.records.published import newest_number

__all__ = ["again", "centre", "own_model"]


@page(needs="see_catalogues")
def centre(request: HttpRequest) -> HttpResponse:
    """Show what the centre is called and what it promises; whoever publishes the model writes it here."""
    shown = shelf_without_findings(request.actor).blueprint
    if request.method != "POST":
        written = shown.organisation.model_dump(mode="json", exclude_defaults=True)
        now = {"title": shown.title, "made_up": shown.made_up}
        return _form(request, shown, said=now, organisation={"currency": "EUR"} | written)
    said: dict[str, Any] = {name: request.POST.get(name, "").strip()[:200] for name in ("title", "says")}
    said["made_up"] = "made_up" in request.POST
    organisation = document_of(Organisation, request.POST)
    try:
        Organisation.model_validate(organisation)
        version = does(request, describe_centre)(organisation=organisation, base=_base(request), **said)
    except ValidationError as reason:
        return _form(request, shown, said=said, organisation=organisation, wrong=wrong_in(reason, Organisation))
    except (ArgumentInvalid, BlueprintInvalid, EvidenceConflict) as problem:
        return _form(request, shown, said=said, organisation=organisation, problem=problem)
    return _published(request, version, back="centre")


@require_POST
@page(needs="publish_blueprint")
def own_model(request: HttpRequest) -> HttpResponse:
    """Put a model with nothing in it but the organisation in the place of the example."""
    version = does(request, begin_own_model)(says=request.POST.get("says", "")[:200])
    return _published(request, version, back="centre")


@require_POST
@page(needs="publish_blueprint")
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Publish an earlier version as the newest."""
    version = does(request, publish_again)(number=number, says=request.POST.get("says", "")[:200])
    return _published(request, version, back="versions")


def _published(request: HttpRequest, version: Published, *, back: str) -> HttpResponse:
    transaction.on_commit(lambda: mirror_blueprint(version.blueprint, folder()))
    look_again(by=request.actor.name)
    messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    return HttpResponseRedirect(reverse(back))


def _form(  # noqa: PLR0913 - a form is made of all of it
    request: HttpRequest,
    shown: Blueprint,
    *,
    said: dict[str, Any],
    organisation: dict[str, Any],
    problem: Stopped | None = None,
    wrong: Wrong | None = None,
) -> HttpResponse:
    place = workspace(request.actor.scope)
    fields = {
        "said": said,
        "controls": controls_of(Organisation, organisation, blueprint=shown, wrong=wrong),
        "base": newest_number(),
        "problem": problem,
        "may_write": _may_write(request.actor),
        "zone": place.zone,
        "may_see_settings": may(request.actor, "see_settings"),
        "workspace": place.name,
    }
    return render(request, "catalogues/centre.html", fields, status=422 if problem or wrong else 200)


def _may_write(actor: Actor) -> bool:
    return may(actor, "publish_blueprint") and actor.partner is None


def _base(request: HttpRequest) -> int:
    given = request.POST.get("base", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else newest_number()
