"""How often and how large: every limit, as it is kept."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from centreline.web.frame.limits import LIMITS, Limit
from centreline.web.frame.page import page

__all__ = ["limits"]

SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


@page(needs="see_home")
def limits(request: HttpRequest) -> HttpResponse:
    """Show every limit."""
    large = [
        (_("A form, or a request to the API"), filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)),
        (
            _("A table that is taken out at once; longer ones are made as a job"),
            _("%(rows)s rows") % {"rows": f"{settings.EXPORT_AT_ONCE_ROWS:,}"},
        ),
        (_("A file that is brought"), filesizeformat(settings.UPLOAD_LARGEST_BYTES)),
        (_("Fields of a form"), f"{settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,}"),
        (_("Letters of anything that is written"), "100,000"),
    ]
    shown = {
        "often": [*_of_signing_in(), *LIMITS.values()],
        "often_columns": _columns({"what": _("What"), "whose": _("For"), "most": _("At most"), "in": _("In")}),
        "large": large,
        "large_columns": _columns({"what": _("What"), "most": _("At most")}),
    }
    return render(request, "account/limits.html", shown)


def _columns(words: dict[str, str]) -> list[dict[str, Any]]:
    return [{"key": key, "label": label, "number": key == "most"} for key, label in words.items()]


def _of_signing_in() -> list[Limit]:
    """Return what allauth counts, as its settings write it: `10/m/ip,5/5m/key`."""
    words = {"login": _("Tries to sign in"), "login_failed": _("Wrong passwords"),
             "reauthenticate": _("Passwords asked for again")}  # fmt: skip
    whose = {"ip": _("each address"), "key": _("each name"), "user": _("each person")}
    found = []
    for name, what in words.items():
        for written in settings.ACCOUNT_RATE_LIMITS[name].split(","):
            most, times, unit, of = re.fullmatch(r"(\d+)/(\d*)([smhd])/(\w+)", written).groups()  # type: ignore[union-attr]  # settings are ours
            found.append(Limit(int(most), int(times or 1) * SECONDS[unit], what, whose[of]))
    return found
