"""Pages of the operating review."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from pydantic import TypeAdapter, ValidationError

from centreline.actions.decide_in_review import assign_action, close_action, record_decision
from centreline.actions.start_review import start_review
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.held_reviews import is_theirs
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.kernel.kept_words import read_document
from centreline.reports.review import Review
from centreline.reports.signals import assurances
from centreline.web.frame.acting import does
from centreline.web.frame.as_read import as_read, look_as_read
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.telling import tell_done
from centreline.web.frame.versions import version_named
from centreline.web.jobs.work.look import is_current
from centreline.web.pages.review.due import begun_with, due_then
from centreline.web.pages.review.flight import agreements_shown, changes_shown
from centreline.web.pages.review.forms import day_in, words_in
from centreline.web.pages.review.intents import intents_said, levels_of
from centreline.web.pages.review.listed import lines_of
from centreline.web.pages.review.notes import notes_of
from centreline.web.pages.review.shown import agenda, by_stage, compared, matrix
from centreline.web.pages.review.tiles import tiles_of
from centreline.web.pages.review.with_partner import signing_of
from centreline.web.reading.decided import decided_in, findings_to_decide, outcome_words
from centreline.web.reading.due import carried_actions, decisions_due
from centreline.web.reading.histories import leads_to_history
from centreline.web.reading.reviews import changes_now, intents_now, partners_to_meet, to_be_frozen
from centreline.web.reading.rows import partner_asked, scope_of_rows
from centreline.web.records.store import DjangoState

__all__ = ["assign", "close", "decide", "held", "newest", "review_entry", "start"]

_REVIEW: TypeAdapter[Review] = TypeAdapter(Review)


@page(needs="see_review")
def newest(request: HttpRequest) -> HttpResponse:
    """Show what was found last in the rows this person may see."""
    actor: Actor = request.actor
    scope = scope_of_rows(actor, partner_asked(request))
    look = look_as_read(scope.key)
    shown = {"past": _past(actor), "can_start": may(actor, "run_review"), "look": look}
    shown["partner_rows"] = scope != actor.scope
    shown["partners"] = partners_to_meet(actor)
    if look is None:
        return render(request, "review/none.html", shown)
    assurance = assurances(look.review, blueprint=workspace(actor.scope).blueprint)
    intents = [] if scope != actor.scope else intents_now(actor)
    shown |= _shown(look.review, assurance=assurance, intents=intents, actor=actor) | {
        "current": is_current(look, scope=scope)
    }
    today = timezone.localdate()
    shown["changes"] = changes_shown(changes_now(actor), today=today)
    shown |= {"due": decisions_due(actor, today=today), "can_close": may(actor, "record_action")}
    shown["carried"] = carried_actions(actor, today=today, within=actor.scope.key)
    return render(request, "review/newest.html", shown)


@require_POST
@page(needs="run_review")
def start(request: HttpRequest) -> HttpResponse:
    """Freeze what was found last, and open it."""
    partner = request.POST.get("partner") or None
    entry = does(request, start_review)(**to_be_frozen(request.actor, partner=partner))
    return redirect("held_review", key=entry.key)


@page(needs="see_review")
def held(request: HttpRequest, key: str) -> HttpResponse:
    """Show a review as it was held; one step of it, or all of it for print."""
    return _page_of(request, review_entry(request.actor, key))


@require_POST
@page(needs="run_review")
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Record a decision of a review."""
    entry, given = review_entry(request.actor, key), request.POST
    try:
        decision = {name: words_in(given, name) for name in ("what", "outcome", "owner", "settles")}
        more = {"due": day_in(given, "due"), "about": given.getlist("about")}
        made = does(request, record_decision)(review=key, decision=decision | more)
    except (ValidationError, ValueError) as reason:
        return _page_of(request, entry, wrong={"decision": _sentence(reason), "given": given}, step="decisions")
    tell_done(request, _("The decision is recorded."), made)
    return redirect(f"/review/{key}/?step=decisions")


@require_POST
@page(needs="record_action")
def assign(request: HttpRequest, key: str) -> HttpResponse:
    """Write down an action of a review."""
    entry, given = review_entry(request.actor, key), request.POST
    try:
        due = day_in(given, "due")
        if due is None:
            raise ValueError(_("say by when it is to be done"))
        action = {name: words_in(given, name) for name in ("what", "owner", "about")}
        made = does(request, assign_action)(review=key, due=due, **action)
    except (ValidationError, ValueError) as reason:
        return _page_of(request, entry, wrong={"action": _sentence(reason), "given": given}, step="decisions")
    tell_done(request, _("The action is written down."), made)
    return redirect(f"/review/{key}/?step=decisions")


@require_POST
@page(needs="record_action")
def close(request: HttpRequest, key: str, action: str) -> HttpResponse:
    """Mark an action as done, from its review, from the next one, or from the home page of whoever promised it."""
    done = does(request, close_action)(key=action, expects=version_named(request.POST.get("version", "")) or 0)
    tell_done(request, _("It is done."), done)
    came_from = request.POST.get("from", key)
    if came_from in ("", "home"):
        return redirect("home" if came_from else "review")
    return redirect(f"/review/{review_entry(request.actor, came_from).key}/?step=decisions")


def _page_of(
    request: HttpRequest, entry: Entry, *, wrong: dict[str, Any] | None = None, step: str | None = None
) -> HttpResponse:
    actor, body = request.actor, entry.fields
    review = as_read(read_document(_REVIEW, body["review"]))
    intents = body.get("intents", ())
    shown = _shown(review, assurance=body["assurance"], intents=intents, actor=actor) | _steps(
        step or request.GET.get("step", "")
    )
    earlier = (one for one in _past(actor) if one.within == entry.within and one.made_at < entry.made_at)
    before, actions = next(earlier, None), DjangoState().entries("action_item", within=entry.key)
    signing = signing_of(actor, entry)
    closed, today = signing is not None and signing.is_closed, timezone.localdate()
    decisions = decided_in(entry)
    then = due_then(entry, decisions=decisions)
    to_decide = findings_to_decide(entry) if may(actor, "run_review") and not closed else []
    shown |= {
        "entry": entry,
        "changes": changes_shown(body["changes"], today=timezone.localdate(entry.made_at)),
        "due": decisions_due(actor, today=today, within=entry.within, besides=entry.key) if then is None else then,
        "due_then": then is not None,
        "carried": carried_actions(actor, today=today, within=entry.within, before=entry),
        "begun": begun_with(then, about=request.GET.get("about", "")),
        "settled": _put_off(actor, request.GET.get("settles", "")),
        "to_decide": to_decide,
        "chosen": request.POST.getlist("about") or request.GET.getlist("about"),
        "notes": notes_of(actor, entry, closed=closed),
        "before": before,
        "compared": before and compared(review, before=as_read(read_document(_REVIEW, before.fields["review"]))),
        "decisions": decisions,
        "actions": actions,
        "followed": {
            one.key for one in (*actions, *(each.entry for each in decisions)) if leads_to_history(actor, one)
        },
        "agreements": agreements_shown(review, actions=actions),
        "signing": signing,
        "closed": closed,
        "printed": "print" in request.GET,
        "can_decide": may(actor, "run_review") and not closed,
        "can_assign": may(actor, "record_action") and not closed,
        "can_close": may(actor, "record_action"),
        "outcomes": list(outcome_words().items()),
        "wrong": wrong or {},
    }
    return render(request, "review/held.html", shown, status=422 if wrong else 200)


def _shown(
    review: Review, *, assurance: dict[str, str], intents: Sequence[Mapping[str, Any]], actor: Actor
) -> dict[str, Any]:
    last = max((table.last_on for table in review.trust.tables if table.last_on), default=None)
    tiles = tiles_of(review, assurance=assurance)
    currency = workspace(actor.scope).blueprint.organisation.currency
    contested = [one for one in review.told if one.stands != "hearsay"]
    return {
        "review": review,
        "tiles": tiles,
        "intents": intents_said(intents, review, assurance=assurance),
        "lines": lines_of(tiles, levels=levels_of(intents), currency=currency),
        "by_stage": by_stage(review),
        "matrix": matrix(review),
        "data_to": last,
        "contested": contested,
        "agreements": agreements_shown(review),
    }


def _steps(asked: str) -> dict[str, Any]:
    names = [name for name, _label in agenda()]
    at = names.index(asked) if asked in names else 0
    items = [
        {"label": label, "url": f"?step={name}", "state": "current" if one == at else "done" if one < at else "later"}
        for one, (name, label) in enumerate(agenda())
    ]
    back, on = names[at - 1] if at else None, names[at + 1] if at + 1 < len(names) else None
    return {"step": names[at], "steps": items, "back": back, "on": on}


def _past(actor: Actor) -> list[Entry]:
    """Return the reviews this person reads, those held with partners too, the newest first."""
    within = None if actor.scope.sees_every_row else actor.scope.key
    every = DjangoState().entries("operating_review", within=within)
    return [one for one in reversed(every) if is_theirs(actor, one)]


def review_entry(actor: Actor, key: str) -> Entry:
    """Return a review that was held.

    Raises:
        NotThere: there is none, or it is not theirs to read.
    """
    entry = DjangoState().entry("operating_review", key)
    if entry is None or not is_theirs(actor, entry):
        raise NotThere(
            _("there is no such review in what you may see"),
            where=_("the address of this page"),
            fix=_("open the list of reviews and choose one of them"),
        )
    return entry


def _put_off(actor: Actor, key: str) -> Entry | None:
    """Return the decision of an earlier review that the form begins with; None where the address names none."""
    held = DjangoState().entry("review_decision", key) if key else None
    if held is None or not held.stands:
        return None
    review_entry(actor, held.within)
    return held


def _sentence(reason: ValidationError | ValueError) -> str:
    if not isinstance(reason, ValidationError):
        return str(reason)
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or _('due')}: {one['msg']}" for one in reason.errors())
