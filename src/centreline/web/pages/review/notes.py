"""Notes on a review that was held."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.note_in_review import note_in_review
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.held_reviews import hears_note
from centreline.governance.rights import may
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.frame.telling import tell_done
from centreline.web.pages.review.forms import words_in
from centreline.web.reading.histories import leads_to_history
from centreline.web.records.store import DjangoState

__all__ = ["Notes", "note", "notes_of"]


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes on a review that somebody reads.

    Attributes:
        entries: The notes, oldest first.
        followed: Keys of those whose history they may read.
        may_write: Whether they may write one.
        readers: Who may be let read it, as a choice; empty where the review is held with nobody else.
    """

    entries: tuple[Entry, ...]
    followed: frozenset[str]
    may_write: bool
    readers: tuple[tuple[str, str], ...]


def notes_of(actor: Actor, review: Entry, *, closed: bool) -> Notes:
    """Return the notes on a review that its reader may read.

    Args:
        actor: Who reads the review.
        review: Which.
        closed: Whether both sides have signed, so that only notes for the own side are added.
    """
    every = DjangoState().entries("review_note", within=review.key)
    readers = () if review.fields["partner"] is None else _readers(closed=closed)
    heard = tuple(one for one in every if hears_note(actor, one))
    followed = frozenset(one.key for one in heard if leads_to_history(actor, one))
    return Notes(heard, followed, may(actor, "comment"), readers)


@require_POST
@page(needs="comment")
def note(request: HttpRequest, key: str) -> HttpResponse:
    """Write a note on a review."""
    readers = words_in(request.POST, "readers") or "everybody"
    made = does(request, note_in_review)(review=key, text=words_in(request.POST, "text"), readers=readers)
    tell_done(request, _("The note is written."), made)
    return redirect(f"/review/{key}/?step=decisions#notes")


def _readers(*, closed: bool) -> tuple[tuple[str, str], ...]:
    both, own = ("everybody", _("Both sides")), ("own_side", _("Our side only"))
    return (own,) if closed else (both, own)
