"""Legal holds: the list of them, and finding the customer a hold is about."""

from datetime import datetime
from typing import Any, NoReturn

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.erase import rows_of
from centreline.actions.hold_records import find_records
from centreline.evidence.erasure.finding import Person
from centreline.evidence.erasure.holds import Hold, held_people, holds_of
from centreline.evidence.scope import Scope
from centreline.governance.rights import may
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, EvidenceMissing, Stopped
from centreline.web.frame.acting import does
from centreline.web.frame.centre import ServedWorkspace, workspace
from centreline.web.frame.page import page
from centreline.web.frame.stopping import status_of

__all__ = ["find", "found", "holds", "listed", "whole_centre"]

FIELDS = ("customer", "phone", "email", "account")
"""What of a customer may be known; each is keyed in its own way."""


@page(needs="see_settings")
def holds(request: HttpRequest) -> HttpResponse:
    """Show every legal hold, those that were lifted too, and the form that finds somebody."""
    return listed(request)


@require_POST
@page(needs="hold_records")
def find(request: HttpRequest) -> HttpResponse:
    """Find a customer and show what is held on them; what was typed stands in no address, and is kept nowhere."""
    try:
        person = does(request, find_records)(workspace=whole_centre(), identifiers=_typed(request))
    except EvidenceMissing:
        says = ArgumentInvalid(
            _("nothing is held on anybody of that name"),
            where=_("every table that was brought"),
            fix=_("write it as the source does, or try another one: each source knows people by something else"),
        )
        return listed(request, problem=says)
    except EvidenceConflict as several:  # It says which option to write: here that is the first field.
        fix = several.fix.replace("--customer ", "")
        return listed(request, problem=EvidenceConflict(several.what, where=_("the form"), fix=fix))
    except ArgumentInvalid as problem:
        return listed(request, problem=problem)
    return found(request, person)


def whole_centre() -> ServedWorkspace:
    """Return the centre as somebody sees it who may see every row; acts let nobody else ask by it."""
    return workspace(Scope.whole_centre("legal holds"))


def listed(request: HttpRequest, *, problem: Stopped | None = None, lifting: str = "") -> HttpResponse:
    """Answer with the list of holds; what somebody typed stays in the form where it was not taken.

    Args:
        request: Who asks.
        problem: What was wrong with what they sent.
        lifting: Id of the hold whose form it was; empty where it was the one that finds somebody.
    """
    place, sees = whole_centre(), request.actor.scope.sees_every_row
    every = [_shown(one) for one in reversed(holds_of(place.lake.folder))] if sees else []
    shown = {
        "stand": [one for one in every if one["hold"].stands],
        "lifted": [one for one in every if not one["hold"].stands],
        "fields": [{"name": name, "words": words, "typed": _given(request, name)} for name, words in _fields()],
        "has_records": place.evidence is not None,
        "sees_every_row": sees,
        "problem": problem,
        "lifting": lifting,
        "because": _given(request, "because"),
        "may_hold": sees and may(request.actor, "hold_records"),
    }
    return render(request, "settings/holds.html", shown, status=status_of(problem) if problem else 200)


def found(request: HttpRequest, person: Person, *, problem: Stopped | None = None) -> HttpResponse:
    """Answer with what is held on somebody, which holds keep it, and the form that places one."""
    place = whole_centre()
    people = person.leaving.people
    counted = rows_of(place, person)
    shown = {
        "customers": [(name, _because(by)) for name, by in sorted(person.because.items())],
        "people": sorted(people),
        "tables": [(name, rows.leave, rows.lose_contact) for name, rows in sorted(counted.items())],
        "kept_by": [_shown(one) for one in held_people(place.lake.folder) if one.people & people],
        "contacts": len(person.leaving.contacts),
        "shared": len(person.shared),
        "because": _given(request, "because"),
        "problem": problem,
    }
    return render(request, "settings/held.html", shown, status=status_of(problem) if problem else 200)


def _typed(request: HttpRequest) -> list[tuple[str, str | None]]:
    """Return what is known of somebody: what was typed, or whom a hold is about."""
    if hold := _given(request, "hold"):
        held = next((one.people for one in holds_of(whole_centre().lake.folder) if one.id == hold), frozenset[str]())
        return [(one, "customer") for one in sorted(held)] or _no_longer(hold)
    known: list[tuple[str, str | None]] = [(value, name) for name in FIELDS if (value := _given(request, name))]
    if not known:
        raise ArgumentInvalid(_("nobody was named"), where=_("the form"), fix=_("fill in one field; one is enough"))
    return known


def _no_longer(hold: str) -> NoReturn:
    raise EvidenceConflict(
        _("the hold %(hold)s names nobody any more") % {"hold": hold},
        where=_("the list of holds"),
        fix=_("open the list again; whoever it was about may have been erased"),
    )


def _given(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, "")).strip()[:200]


def _shown(hold: Hold) -> dict[str, Any]:
    lifted = hold.lifted_at and datetime.fromisoformat(hold.lifted_at)
    return {"hold": hold, "at": datetime.fromisoformat(hold.at), "lifted_at": lifted, "names": bool(hold.people)}


def _because(by: str) -> str:
    words = {
        "named so": _("named so"),
        "named beside it in a record": _("named beside it in a record"),
        "decided": _("somebody decided that both are one person"),
    }
    return str(words.get(by) or _("has an address or an account with another of these in common"))


def _fields() -> list[tuple[str, str]]:
    words = (_("What a source calls them"), _("Telephone number"), _("E-mail address"), _("Account or contract"))
    return list(zip(FIELDS, words, strict=True))
