"""What was written in an operating review, in the order in which people wrote it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from centreline.web.frame.page import page
from centreline.web.pages.catalogues.drawer import history_shown
from centreline.web.pages.review.views import review_entry
from centreline.web.reading.histories import histories_about

__all__ = ["history"]

WRITTEN = ("action_item", "operating_review", "review_decision", "review_note", "sign_off")
"""Kinds of entries that are a review, or belong to one."""


@page(needs="see_review")
def history(request: HttpRequest, key: str) -> HttpResponse:
    """Show who held a review, decided, promised, noted and signed in it, when, and what stood before and after."""
    review = review_entry(request.actor, key)
    found = histories_about(request.actor, WRITTEN, keys=[key], within=[key])
    return history_shown(request, found, about=review.fields["title"], back=reverse("held_review", args=[key]))
