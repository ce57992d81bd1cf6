"""A review that is held with a partner: on the partner's own rows, read and signed by both sides."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.sign_review import sign_review
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.held_reviews import SIDES, side_of, sign_off_key, signed_content
from centreline.governance.rights import may
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.frame.telling import tell_done
from centreline.web.pages.review.forms import words_in
from centreline.web.reading.reviews import partner_name
from centreline.web.records.store import DjangoState

__all__ = ["Side", "Signing", "sign", "signing_of"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a review.

    Attributes:
        label: What it is called.
        entry: Its sign-off; None where it has not signed.
        holds: Whether it signed what stands now: something may have been added since.
    """

    label: str
    entry: Entry | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Signing:
    """Who has signed a review, and whether its reader may.

    Attributes:
        content: Hash of what is signed now.
        sides: The centre, then the partner.
        may_sign: Whether the reader signs for a side that has not signed what stands now.
    """

    content: str
    sides: tuple[Side, ...]
    may_sign: bool

    @property
    def is_closed(self) -> bool:
        """Whether both sides have signed what stands now, so that nothing is added any more."""
        return all(side.holds for side in self.sides)


def signing_of(actor: Actor, review: Entry) -> Signing | None:
    """Return who has signed a review; None for one that is held with nobody else."""
    partner = review.fields["partner"]
    if partner is None:
        return None
    state = DjangoState()
    content = signed_content(state, review)
    labels = {"centre": _("The centre"), "partner": partner_name(actor, partner)}
    sides = {}
    for side in SIDES:
        held = state.entry("sign_off", sign_off_key(review.key, side))
        entry = held if held is not None and held.stands else None
        sides[side] = Side(labels[side], entry, entry is not None and entry.fields["signed"] == content)
    may_sign = may(actor, "sign_review") and not sides[side_of(actor)].holds
    return Signing(content, tuple(sides.values()), may_sign)


@require_POST
@page(needs="sign_review")
def sign(request: HttpRequest, key: str) -> HttpResponse:
    """Sign a review for the side of whoever asks, exactly as they read it."""
    given = request.POST
    signed = does(request, sign_review)(review=key, content=given.get("content", ""), remark=words_in(given, "remark"))
    tell_done(request, _("It is signed as you read it."), signed)
    return redirect(f"/review/{key}/?step=decisions")
