"""What an open board asks again and again: whether others wrote something, and who else is here."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from centreline.governance.actor import Actor
from centreline.kernel.identity import content_hash
from centreline.web.frame.page import page
from centreline.web.frame.templatetags.centreline_parts import initials
from centreline.web.reading.boards.drafts import draft_named
from centreline.web.records.boards import Standing, standing_on

__all__ = ["Here", "changes", "cursor_of", "here", "people_here"]

STAYS_S = 25
"""Seconds for which somebody counts as being here after their browser said so; it says so every ten."""


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody who has the board open.

    Attributes:
        name: Name they sign in with.
        shown: What people call them.
        initials: Letters for the corner of the card they write in.
        partner: Partner they belong to; None for the centre's own people.
        on: Key of the card or note they write in; empty for none.
        seen: When their browser last said so, in seconds since 1970.
    """

    name: str
    shown: str
    initials: str
    partner: str | None
    on: str
    seen: float


@page(needs="see_map")
def changes(request: HttpRequest, draft: str) -> HttpResponse:
    """Say which cards and notes stand in which version, for a browser that asks whether others wrote something."""
    draft_named(draft)
    actor: Actor = request.actor
    standing, others = standing_on(draft, partner=actor.partner), people_here(draft, actor)
    cursor, present = cursor_of(standing, actor), [[one.name, one.on] for one in others]
    etag = f'"{cursor}.{content_hash([present])[:12]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers=headers)
    told = [] if request.GET.get("since") == cursor else [_told(one, actor) for one in standing if _is_public(one)]
    shown = [{"name": one.shown, "initials": one.initials, "on": one.on} for one in others]
    return JsonResponse({"cursor": cursor, "entries": told, "here": shown}, headers=headers)


@require_POST
@page(needs="edit_board")
def here(request: HttpRequest, draft: str) -> HttpResponse:
    """Take down that somebody has the board open, and which card they write in; after half a minute it is forgotten."""
    draft_named(draft)
    actor, now = request.actor, timezone.now().timestamp()
    me = Here(actor.name, actor.shown, initials(actor.shown), actor.partner, request.POST.get("on", "")[:64], now)
    kept = _kept(draft)
    if request.POST.get("leaves"):
        kept.pop(actor.name, None)
    else:
        kept[actor.name] = asdict(me)
    cache.set(_place(draft), kept, timeout=STAYS_S)
    return HttpResponse(status=204)


def people_here(draft: str, actor: Actor) -> tuple[Here, ...]:
    """Return who else has the board open; people of a partner see no people of another partner."""
    everybody = [Here(**fields) for fields in _kept(draft).values()]
    heard = [one for one in everybody if actor.partner is None or one.partner in (None, actor.partner)]
    return tuple(sorted((one for one in heard if one.name != actor.name), key=lambda one: one.shown))


def cursor_of(standing: tuple[Standing, ...], actor: Actor) -> str:
    """Return a text that is another one whenever something this person may read of a board has changed."""
    return content_hash([actor.partner or "", [[one.kind, one.key, one.version] for one in standing]])[:32]


def _told(one: Standing, actor: Actor) -> dict[str, Any]:
    by = one.by if actor.partner in (None, one.party) or one.kind in ("draft", "workshop") else ""
    return {"kind": one.kind, "key": one.key, "version": one.version, "by": by}


def _is_public(one: Standing) -> bool:
    return one.kind != "vote"  # whose votes those are, the key would say


def _kept(draft: str) -> dict[str, dict[str, Any]]:
    oldest = timezone.now().timestamp() - STAYS_S
    return {name: one for name, one in (cache.get(_place(draft)) or {}).items() if one["seen"] >= oldest}


def _place(draft: str) -> str:
    return f"board-here:{draft}"
