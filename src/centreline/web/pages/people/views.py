"""Who can sign in, to read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from centreline.web.frame.exporting import export_links, export_response
from centreline.web.frame.page import page
from centreline.web.pages.people.listed import columns, filtered, role_words, state_of, state_words
from centreline.web.records.contracts import partners_gone
from centreline.web.records.people import known_people

__all__ = ["every", "rows"]

PEOPLE_ON_A_PAGE = 50


@page(needs="manage_people")
def every(request: HttpRequest) -> HttpResponse:
    """Show everybody who was ever added."""
    everybody, gone = known_people(), partners_gone()
    chosen = filtered(everybody, asked=request.GET, gone=gone)
    words = role_words()
    shown = Paginator(chosen, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "people/every.html",
        {
            "page": shown,
            "people": [(one, words[one.role], state_of(one, gone=gone)) for one in shown],
            "columns": columns(request.GET),
            "sort": request.GET.get("sort", ""),
            "all": len(everybody),
            "exports": export_links(request, reverse("people_rows")),
        },
    )


@page(needs="manage_people")
def rows(request: HttpRequest) -> HttpResponse:
    """Hand out the people as filtered, as a file."""
    states, gone = state_words(), partners_gone()
    people = filtered(known_people(), asked=request.GET, gone=gone)
    return export_response(
        request,
        "People",
        ("name", "title", "role", "partner", "sites", "agent", "state"),
        [
            (one.name, one.title, str(one.role), one.partner, ", ".join(one.sites), one.agent,
             states[state_of(one, gone=gone)])
            for one in people
        ],
    )  # fmt: skip
