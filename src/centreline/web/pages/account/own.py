"""One's own account: who one is here, what one may do, and the tokens by which programs act for one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.manage_tokens import make_token, revoke_token
from centreline.governance.actor import Actor
from centreline.governance.rights import may, permissions
from centreline.governance.tokens import scopes_for
from centreline.kernel.errors import ArgumentInvalid
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.frame.roles import role_word
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.records.tokens import DjangoTokens

__all__ = ["own", "revoke", "tokens"]

DAYS = (7, 30, 90, 366)
USUAL = "90"


@page(needs="see_home")
def own(request: HttpRequest) -> HttpResponse:
    """Show one's own account."""
    return _shown(request, {"days": USUAL})


@require_POST
@page(needs="make_token")
def tokens(request: HttpRequest) -> HttpResponse:
    """Make a token, and show its secret once."""
    given = request.POST
    typed = {"name": given.get("name", ""), "days": given.get("days", ""), "scopes": given.getlist("scopes")}
    days = int(typed["days"]) if typed["days"] in map(str, DAYS) else 0
    try:
        token, secret = does(request, make_token)(DjangoTokens(), name=typed["name"], scopes=typed["scopes"], days=days)
    except ArgumentInvalid as reason:
        return _shown(request, typed, problem=reason)
    return render(request, "account/token.html", {"token": token, "secret": secret})


@require_POST
@page(needs="make_token")
def revoke(request: HttpRequest, token: str) -> HttpResponse:
    """Take a token back."""
    does(request, revoke_token)(DjangoTokens(), token_id=token)
    messages.success(request, _("The token is taken back; whatever uses it is refused from now on."))
    return HttpResponseRedirect(f"{reverse('account')}#tokens")


def _shown(request: HttpRequest, given: Mapping[str, Any], *, problem: ArgumentInvalid | None = None) -> HttpResponse:
    actor: Actor = request.actor
    now, chosen = timezone.now(), set(given.get("scopes", ()))
    known = permissions()
    shown = {
        "actor": actor,
        "role": role_word(actor.role),
        "rights": [from_book(known[name].says) for name in known if may(actor, name)],
        "confined": actor.agent or actor.partner or "",
        "tokens": [(one, one.works(now=now), _words(one.scopes)) for one in DjangoTokens().of(actor.name)],
        "columns": _columns(),
        "scopes": [(name, from_book(known[name].says), name in chosen) for name in scopes_for(actor)],
        "days": [(str(days), _("%(days)s days") % {"days": days}) for days in DAYS],
        "given": given,
        "problem": problem,
    }
    return render(request, "account/own.html", shown, status=422 if problem else 200)


def _words(scopes: Sequence[str]) -> str:
    known = permissions()
    return ", ".join(from_book(known[name].says) for name in scopes if name in known)


def _columns() -> list[dict[str, Any]]:
    words = {"name": _("Name"), "may": _("May"), "ends": _("Ends"), "used": _("Used last"), "state": _("State"),
             "do": _("Take back")}  # fmt: skip
    return [{"key": key, "label": label} for key, label in words.items()]
