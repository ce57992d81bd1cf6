"""Every check with the values it is asked with here."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from centreline.actions.settings_file import settings_of
from centreline.actions.tune_check import KIND
from centreline.findings.families import FAMILIES
from centreline.web.frame.as_read import questions_as_read
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.frame.spoken import spoken
from centreline.web.pages.settings.tuned import Asked, asked_of
from centreline.web.records.lines import lines_about

__all__ = ["checks", "every_check", "state_words"]

CHECKS_ON_A_PAGE = 50


@page(needs="see_settings")
def checks(request: HttpRequest) -> HttpResponse:
    """Show every check with its values, those that differ from the book and who changed them."""
    every = every_check()
    chosen = [one for one in every if _answers(one, request.GET)]
    shown = Paginator(chosen, CHECKS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "settings/checks.html",
        {
            "page": shown,
            "words": state_words(),
            "columns": _columns(request.GET),
            "all": len(every),
            "none_tuned": request.GET.get("state") in {"tuned", "off"} and all(one.state == "book" for one in every),
        },
    )


def every_check() -> list[Asked]:
    """Return how each check of the book is asked here, in the order of their ids."""
    tunings, lines = settings_of(folder()).checks, defaultdict(list)
    for line in lines_about(KIND):
        lines[line.key].append(line)
    return [
        asked_of(check, tunings.get(key, {}), lines=lines[key]) for key, check in sorted(questions_as_read().items())
    ]


def state_words() -> dict[str, str]:
    """Return the words for how a check is asked."""
    return {"book": _("As the book has it"), "tuned": _("Other values"), "off": _("Switched off")}


def _answers(one: Asked, given: Mapping[str, Any]) -> bool:
    words = str(given.get("check", "")).casefold()
    family, state = given.get("family"), given.get("state")
    return (
        words in f"{one.check.id} {one.check.question}".casefold()
        and family in {None, "", one.check.family}
        and state in {None, "", one.state}
    )


def _columns(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    families = [(one.id, f"{one.id} {spoken(one.title)}") for one in FAMILIES.values()]
    made: list[dict[str, Any]] = [
        {"key": "check", "label": _("Check"), "filter": "text"},
        {"key": "family", "label": _("Family"), "filter": families},
        {"key": "values", "label": _("Values")},
        {"key": "state", "label": _("How it is asked"), "filter": list(state_words().items())},
        {"key": "by", "label": _("Set by")},
    ]
    return [one | {"filtered": given.get(one["key"], "")} for one in made]
