"""What people do with proposals: write, hand in, approve, reject, withdraw, and open a board."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.approve_proposal import approve_proposal, reject_proposal
from centreline.actions.open_board import open_board
from centreline.actions.propose_change import edit_proposal, hand_in_proposal, propose_change, withdraw_proposal
from centreline.governance.entry import Entry
from centreline.governance.rights import check_may
from centreline.kernel.errors import ArgumentInvalid, EditConflict, NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.matching import against_a_version
from centreline.web.frame.page import page
from centreline.web.frame.telling import tell_done
from centreline.web.pages.proposals.forms import BLANK_TERMS, begun_with, choices, filled_in
from centreline.web.reading.proposals import proposal_for

__all__ = ["approve", "board", "edit", "hand_in", "new", "reject", "withdraw"]


@page(needs="propose_change")
def new(request: HttpRequest) -> HttpResponse:
    """Show the form of a new proposal, begun with a finding where the address names one, and take it down."""
    begun = begun_with(request)
    if request.method != "POST":
        return render(request, "proposals/form.html", _form(request, begun))
    offered = choices(request.actor)
    subject = begun["subject"] or request.POST.get("subject", "")
    if not begun.get("found") and subject not in {key for key, _words in offered["subjects"]}:
        raise NotThere(f"there is no {subject!r}", where="the form", fix="choose what changes from the list")
    said = filled_in(request.POST) | {"subject": subject, "evidence": begun.get("evidence", ())}
    as_draft = request.POST.get("as") == "draft"
    try:
        entry = does(request, propose_change)(proposal=said, as_draft=as_draft)
    except ArgumentInvalid as reason:
        shown = _form(request, begun | said) | {"reason": reason}
        return render(request, "proposals/form.html", shown, status=422)
    messages.success(request, _("It is kept as a draft.") if as_draft else _("The change is proposed."))
    return _back(entry)


@page(needs="propose_change")
@against_a_version
def edit(request: HttpRequest, key: str, *, expects: int) -> HttpResponse:
    """Show a proposal as a form, and write what was sent."""
    entry = proposal_for(request.actor, key)
    if request.method != "POST":
        return render(request, "proposals/form.html", _form(request, entry.fields) | {"entry": entry})
    try:
        after = does(request, edit_proposal)(key=key, expects=expects, proposal=filled_in(request.POST))
    except EditConflict as reason:
        return _conflict(request, reason, back=reverse("proposal", args=[key]))
    except ArgumentInvalid as reason:
        shown = _form(request, entry.fields | _sent(request)) | {"entry": entry, "reason": reason}
        return render(request, "proposals/form.html", shown, status=422)
    if entry.fields["state"] in ("approved", "rejected") and after.fields["state"] == "proposed":
        tell_done(request, _("Saved. It says something else now, so it waits for an approval again."), after)
    else:
        tell_done(request, _("Saved."), after)
    return _back(after)


@require_POST
@page(needs="propose_change")
@against_a_version
def hand_in(request: HttpRequest, key: str, *, expects: int) -> HttpResponse:
    """Hand in what was kept as a draft."""
    proposal_for(request.actor, key)
    after = does(request, hand_in_proposal)(key=key, expects=expects)
    tell_done(request, _("The change is proposed."), after)
    return _back(after)


@require_POST
@page(needs="approve_proposal")
def approve(request: HttpRequest, key: str) -> HttpResponse:
    """Approve what was read."""
    proposal_for(request.actor, key)
    after = does(request, approve_proposal)(key=key, content=request.POST.get("content", ""))
    tell_done(request, _("Approved as you read it."), after)
    return _back(after)


@require_POST
@page(needs="approve_proposal")
@against_a_version
def reject(request: HttpRequest, key: str, *, expects: int) -> HttpResponse:
    """Reject a proposal with a reason."""
    proposal_for(request.actor, key)
    after = does(request, reject_proposal)(key=key, expects=expects, reason=request.POST.get("reason", ""))
    tell_done(request, _("Rejected; whoever proposed it finds your reason here."), after)
    return _back(after)


@require_POST
@page(needs="propose_change")
@against_a_version
def withdraw(request: HttpRequest, key: str, *, expects: int) -> HttpResponse:
    """Withdraw a proposal with a reason."""
    proposal_for(request.actor, key)
    after = does(request, withdraw_proposal)(key=key, expects=expects, reason=request.POST.get("reason", ""))
    tell_done(request, _("Withdrawn."), after)
    return _back(after)


@require_POST
@page(needs="edit_board")
def board(request: HttpRequest, key: str) -> HttpResponse:
    """Open the board on which an approved change is worked out."""
    check_may(request.actor, "see_proposals")
    proposal_for(request.actor, key)
    draft = does(request, open_board)(key=key, journey=request.POST.get("journey", ""))
    return HttpResponseRedirect(reverse("board", args=[draft.key]))


def _form(request: HttpRequest, values: dict[str, Any]) -> dict[str, Any]:
    blank = [{"name": "", "before": "", "after": ""}] * BLANK_TERMS
    return {"values": values, "terms": [*values.get("terms", ()), *blank], **choices(request.actor)}


def _sent(request: HttpRequest) -> dict[str, Any]:
    """Return what was sent, so that nothing has to be typed again; a day that is none is left out."""
    try:
        return filled_in(request.POST)
    except ArgumentInvalid:
        return {name: value for name, value in request.POST.items() if name in ("title", "what", "because", "expected")}


def _conflict(request: HttpRequest, reason: EditConflict, *, back: str) -> HttpResponse:
    """Show both versions, and send along what only one of them changed."""
    changed = {name for name in reason.mine if reason.mine[name] != reason.base.get(name)} - set(reason.clashes)
    kept = [
        (name, value)
        for name, value in request.POST.items()
        if name in changed or (name.startswith("term-") and "terms" in changed | set(reason.clashes))
    ]
    kept += [(name, request.POST[name]) for name in reason.clashes if name in request.POST]
    shown = {"reason": reason, "status": 412, "etag": reason.version, "kept": kept, "back": back}
    return render(request, "errors/conflict.html", shown, status=412)


def _back(entry: Entry) -> HttpResponse:
    return HttpResponseRedirect(reverse("proposal", args=[entry.key]))
