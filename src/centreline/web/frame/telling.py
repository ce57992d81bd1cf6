"""Telling somebody what was done, with a way back beside it."""

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.governance.entry import Entry

__all__ = ["HEADER", "tell_done", "tell_taken_out"]

HEADER = "Taken-Out"
"""Header in which a program is told, by kind, what of the words it sent was not kept."""


def tell_done(request: HttpRequest, says: str, entry: Entry) -> None:
    """Say what was done; the same toast takes it back.

    Args:
        request: Who did it.
        says: In words.
        entry: What was written.
    """
    messages.success(request, says, extra_tags=reverse("history_undo", args=[entry.kind, entry.key, entry.version]))


def tell_taken_out(request: HttpRequest, kinds: Collection[str]) -> None:
    """Say what of somebody's words was not kept; programs read it in `HEADER`.

    Args:
        request: Who wrote.
        kinds: What was found: card, cvv, iban, national id, password, email, phone.
    """
    if request.path.startswith("/api/"):
        return
    words = {
        "card": _("a card number"),
        "cvv": _("a card's security code"),
        "iban": _("a bank account"),
        "national id": _("a national id"),
        "password": _("a password or PIN"),
        "email": _("an e-mail address"),
        "phone": _("a telephone number"),
    }
    named = ", ".join(words.get(kind, kind) for kind in sorted(kinds))
    messages.warning(
        request, _("What you wrote was kept without %(what)s: such things are not stored.") % {"what": named}
    )
