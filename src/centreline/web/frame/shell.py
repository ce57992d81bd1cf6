"""What the frame of every page shows: whose centre it is, where one can go, and how fresh the records are."""

import logging
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from centreline import __version__
from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.kernel.errors import Stopped
from centreline.web.frame.centre import workspace
from centreline.web.frame.narrowing import carried, picker_of
from centreline.web.frame.roles import role_word
from centreline.web.frame.served import cannot_be_written
from centreline.web.frame.templatetags.centreline_format import day
from centreline.web.records.people import names_people_know

__all__ = ["RAIL", "shell", "zone_in_words"]

_LOG = logging.getLogger("centreline.web")

RAIL: tuple[tuple[str, Any, str, str], ...] = (
    ("home", gettext_lazy("Home"), "home", "see_home"),
    ("my-day", gettext_lazy("My day"), "my_day", "see_my_day"),
    ("review", gettext_lazy("Review"), "review", "see_review"),
    ("floor", gettext_lazy("Live floor"), "floor", "see_floor"),
    ("map", gettext_lazy("Map"), "map", "see_map"),
    ("findings", gettext_lazy("Findings"), "findings", "see_findings"),
    ("flag", gettext_lazy("Proposals"), "proposals", "see_proposals"),
    ("metrics", gettext_lazy("Metrics"), "metrics", "see_metrics"),
    ("ear", gettext_lazy("Heard"), "heard", "see_feedback"),
    ("scales", gettext_lazy("Disputes"), "disputes", "judge_dispute"),
    ("evidence", gettext_lazy("Evidence"), "imports", "see_imports"),
    ("book", gettext_lazy("Catalogues"), "catalogues", "see_catalogues"),
    ("people", gettext_lazy("People"), "people", "manage_people"),
    ("admin", gettext_lazy("Settings"), "settings", "see_settings"),
    ("trail", gettext_lazy("Trail"), "trail", "see_trail"),
)
"""Icon, label, name of the address, and the permission without which it is not shown."""

NARROWED = frozenset({"review", "map", "findings", "metrics"})
"""Entries whose pages are shown for the rows that were chosen: links between them hand the choice on."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return `shell`, which the frame reads; the least of it for whoever has not signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    shown = {
        "theme": request.COOKIES.get("theme", "system"),
        "languages": _languages(),
        "preferences_url": _address("preferences"),
        "sign_in_url": _address("account_login"),
        "sign_out_url": _address("account_logout"),
        "version": __version__,
        "only_readable": cannot_be_written(),
        "help_url": None,
        "rail": [],
        "names": {},
    }
    return {"shell": shown if actor is None else shown | _for_somebody(request, actor)}


def _for_somebody(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    help_address = _address("help")
    centre, picker = _of_the_centre(actor), picker_of(request)
    if picker and "scope_line" in centre:
        centre["scope_line"] = [*centre["scope_line"][:-1], *picker["words"], centre["scope_line"][-1]]
    return {
        **centre,
        "picker": picker,
        "narrowed": carried(request),
        "narrowed_also": carried(request).replace("?", "&"),
        "rail": _rail(request, actor),
        "person": {"name": actor.shown, "role": role_word(actor.role), "url": _address("account")},
        "search_url": _address("search"),
        "streams": _streams(request),
        "names": SimpleLazyObject(partial(names_people_know, actor)),  # asked only where a page shows who did something
        "help_url": help_address and f"{help_address}?page={request.path}",
    }


def _of_the_centre(actor: Actor) -> dict[str, Any]:
    """Return whose centre it is and how fresh its records are; nothing where it cannot be opened.

    The page that says why a centre cannot be opened has this frame too, and must not stop for the same reason.
    """
    try:
        place = workspace(actor.scope)
        name, last_day = place.blueprint.organisation.name, place.evidence and place.evidence.last_day
        partner = next((one.title for one in place.blueprint.partners if one.id == actor.partner), actor.partner or "")
    except (Stopped, OSError) as reason:
        _LOG.warning("the centre cannot be opened: %s", reason)
        return {}
    return {
        "organisation": name,
        "made_up": place.is_made_up,
        "scope_line": [name, partner, zone_in_words(place.zone)],
        "freshness": _freshness(last_day, actor),
        "data_as_of": last_day,
    }


def _streams(request: HttpRequest) -> str:
    """Return where pages of this request find the event streams; empty where they ask by themselves."""
    where: str = settings.STREAMS
    return (
        f"http://{request.get_host().rpartition(':')[0] or request.get_host()}{where}/" if where[:1] == ":" else where
    )


def _rail(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    entries = []
    for icon, label, name, needs in RAIL:
        url = _address(name)
        if url is None or not may(actor, needs) or (name == "home" and may(actor, "see_my_day")):
            continue  # Whoever has a day of their own opens on it, and has no other home.
        current = request.path == url or (url != "/" and request.path.startswith(url))
        asks = carried(request) if name in NARROWED else ""
        entries.append({"icon": icon, "label": label, "url": url + asks, "current": current})
    return entries


def zone_in_words(zone: str, *, now: datetime | None = None) -> str:
    """Return a zone with its offset now, such as "Europe/Madrid, UTC+1"."""
    offset = (now or timezone.now()).astimezone(ZoneInfo(zone)).strftime("%z")
    hours, minutes = int(offset[:3]), offset[3:]
    return f"{zone}, UTC{hours:+d}" + (f":{minutes}" if minutes != "00" else "")


def _freshness(last_day: Any, actor: Actor) -> dict[str, Any]:
    url = _where_records_are_told_of(actor)
    if last_day is None:
        return {"state": "none", "words": _("No records yet"), "url": url}
    late = (timezone.now().date() - last_day).days
    words = _("Data to %(day)s") % {"day": day(last_day)}
    return {"state": "fresh" if late <= 2 else "late", "words": words, "url": url}


def _where_records_are_told_of(actor: Actor) -> str | None:
    """Return where somebody reads how good the records are: what was brought, else what the review says of them."""
    if may(actor, "see_imports"):
        return _address("imports")
    review = _address("review") if may(actor, "see_review") else None
    return review and f"{review}#definitions"


def _languages() -> list[dict[str, Any]]:
    current = get_language()
    return [{"code": code, "name": str(name), "current": code == current} for code, name in settings.LANGUAGES]


def _address(name: str) -> str | None:
    try:
        return str(reverse(name))
    except NoReverseMatch:
        return None
