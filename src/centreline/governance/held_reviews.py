"""Reviews that were held: whose they are, and what both sides of one sign."""

from collections.abc import Mapping
from typing import Any

from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.state import State
from centreline.kernel.identity import content_hash

__all__ = [
    "SIDES",
    "findings_in",
    "hears_note",
    "is_promised_by",
    "is_signed_by_both",
    "is_theirs",
    "side_of",
    "sign_off_key",
    "signed_content",
]

SIDES = ("centre", "partner")
"""Who signs a review that is held with a partner."""


def is_theirs(actor: Actor, review: Entry) -> bool:
    """Say whether somebody reads a review: of their own rows, or held with a partner where they see every row."""
    with_partner = review.fields["partner"] is not None
    return review.stands and (review.within == actor.scope.key or (with_partner and actor.scope.sees_every_row))


def is_promised_by(actor: Actor, action: Entry, *, review: Entry) -> bool:
    """Say whether an action is somebody's own: it names them, in a review of theirs or of their own party.

    Whoever promised something reads and closes it, also where the review's figures are of rows they may not see.
    """
    names = {actor.name.casefold(), actor.shown.casefold()}
    ours = is_theirs(actor, review) or (actor.partner is None and review.fields["partner"] is None and review.stands)
    return ours and action.stands and str(action.fields["owner"]).strip().casefold() in names


def hears_note(actor: Actor, note: Entry) -> bool:
    """Say whether somebody who reads a review reads a note on it: for everybody, or of their own side."""
    return bool(note.fields["readers"] == "everybody" or note.fields["party"] == actor.partner)


def findings_in(review: Entry) -> dict[str, Mapping[str, Any]]:
    """Return the findings that stand in a review in its order, by check and element.

    Each one holds what was said of it and of its check, its severity for instance.
    """
    return {
        f"{group['check']} {one['element']}": {key: said for key, said in group.items() if key != "findings"} | one
        for group in review.fields["review"]["findings"]
        for one in group["findings"]
    }


def side_of(actor: Actor) -> str:
    """Return the side for which somebody signs."""
    return "centre" if actor.partner is None else "partner"


def sign_off_key(review: str, side: str) -> str:
    """Return the key under which the sign-off of one side is kept."""
    return content_hash([review, side])[:32]


def signed_content(state: State, review: Entry) -> str:
    """Return the hash of what is signed: the frozen numbers, the decisions, the actions, and notes for everybody.

    Whether an action is done by now is no part of it: that goes on after both have signed.
    """
    # Nothing is signed of what a decision did not say before it named findings: old sign-offs go on to hold.
    decided = [one.fields for one in state.entries("review_decision", within=review.key)]
    decisions = [{name: said for name, said in one.items() if name != "about" or said} for one in decided]
    actions = [one.fields | {"done": False} for one in state.entries("action_item", within=review.key)]
    notes = [one.fields for one in state.entries("review_note", within=review.key)]
    heard = [one for one in notes if one["readers"] == "everybody"]
    return content_hash([review.key, review.version, decisions, actions, *([heard] if heard else [])])


def is_signed_by_both(state: State, review: Entry) -> bool:
    """Say whether both sides have signed what stands now."""
    content = signed_content(state, review)
    held = (state.entry("sign_off", sign_off_key(review.key, side)) for side in SIDES)
    return all(one is not None and one.stands and one.fields["signed"] == content for one in held)
