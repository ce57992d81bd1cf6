"""How far a draft has come: frozen for its review, opened again, published."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.publish_draft import assembled, freeze_draft, mirror_blueprint, publish_draft
from centreline.actions.review_draft import reopen_draft
from centreline.blueprint.diff import differences
from centreline.governance.entry import Entry
from centreline.kernel.errors import Stopped
from centreline.web.frame.acting import does
from centreline.web.frame.matching import against_a_version
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.frame.spoken import spoken
from centreline.web.jobs.work.look import look_again
from centreline.web.pages.board.bringing_up import is_outdated
from centreline.web.reading.boards.drafts import draft_named
from centreline.web.records.store import DjangoState

__all__ = ["approve", "freeze", "reopen", "what_publishing_changes"]


@require_POST
@page(needs="lead_workshop")
@against_a_version
def freeze(request: HttpRequest, draft: str, *, expects: int) -> HttpResponse:
    """Let nobody change the draft any more."""
    does(request, freeze_draft)(key=draft, expects=expects)
    messages.success(request, _("The draft is frozen."))
    return HttpResponseRedirect(reverse("board", args=[draft]))


@require_POST
@page(needs="lead_workshop")
@against_a_version
def reopen(request: HttpRequest, draft: str, *, expects: int) -> HttpResponse:
    """Let people change a frozen draft again."""
    does(request, reopen_draft)(key=draft, expects=expects)
    messages.success(request, _("The draft can be changed again; what was remarked stays with its cards."))
    return HttpResponseRedirect(reverse("board", args=[draft]))


@require_POST
@page(needs="publish_blueprint")
def approve(request: HttpRequest, draft: str) -> HttpResponse:
    """Publish the draft as it was read, write it into the folder, and have somebody look again."""
    entry = draft_named(draft)
    if is_outdated(entry):
        messages.warning(request, _("Something was published since the draft began. Bring it up first."))
        return HttpResponseRedirect(reverse("board_differences", args=[draft]))
    was_out = entry.fields["published_as"] is not None
    given = request.POST
    version = does(request, publish_draft)(key=draft, content=given.get("content", ""), says=given.get("says", ""))
    if not was_out:
        transaction.on_commit(lambda: mirror_blueprint(version.blueprint, folder()))
        look_again(by=request.actor.name)
    messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    return HttpResponseRedirect(reverse("board", args=[draft]))


def what_publishing_changes(entry: Entry) -> dict[str, Any]:
    """Return what would be approved and what it changes, or the reason why it cannot be published."""
    state = DjangoState()
    try:
        after = assembled(state, entry)
    except Stopped as reason:
        return {"refused": reason}
    newest = state.published()
    says = [spoken(one.says) for one in differences(newest.blueprint, after)] if newest else []
    return {"approve": after.content_hash, "differences": says}
