"""How the workspace is set up, in short."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from centreline.actions.settings import SETTINGS_FILE
from centreline.actions.settings_file import settings_of
from centreline.evidence.erasure.holds import held_people
from centreline.governance.rights import may
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.pages.settings.checks import every_check
from centreline.web.pages.settings.retention import kept_in_words

__all__ = ["overview"]


@page(needs="see_settings")
def overview(request: HttpRequest) -> HttpResponse:
    """Show what can be set here, and what differs from how a workspace begins."""
    checks, own = every_check(), settings_of(folder())
    shown = {
        "tuned": sum(one.state == "tuned" for one in checks),
        "off": sum(one.state == "off" for one in checks),
        "checks": len(checks),
        "zone": own.zone,
        "at": own.retention_at,
        "kept": kept_in_words(workspace(request.actor.scope)),
        "held": len(held_people(workspace(request.actor.scope).lake.folder)),
        "file": folder() / SETTINGS_FILE,
        "may_change": may(request.actor, "change_settings"),
    }
    return render(request, "settings/overview.html", shown)
