"""Telling somebody what was done, with a way back beside it."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from centreline.governance.entry import Entry

__all__ = ["tell_done"]


def tell_done(request: HttpRequest, says: str, entry: Entry) -> None:
    """Say what was done; the same toast takes it back.

    Args:
        request: Who did it.
        says: In words.
        entry: What was written.
    """
    messages.success(request, says, extra_tags=reverse("history_undo", args=[entry.kind, entry.key, entry.version]))
