"""What the face of a card says besides its name: who answers for it, and what is known of it from looking."""

from collections.abc import Iterable
from typing import Any

from centreline.blueprint.claim import Claim, Question
from centreline.governance.reading import Reading
from centreline.web.pages.board.heat import SEEN_WITH_EYES

__all__ = ["put_faces"]


def put_faces(cards: Iterable[dict[str, Any]], claims: Iterable[Claim], *, reading: Reading) -> None:
    """Write on each card its owner by name, and how many of the twelve questions somebody answered by looking.

    Args:
        cards: Cards as somebody sees them; those that are not theirs stay as they are.
        claims: Everything that was answered; only what the reader may hear counts.
        reading: What they may read.
    """
    owners = {one.id: one.title for one in reading.shown.roles}
    seen: dict[str, set[str]] = {}
    for claim in claims:
        if claim.how in SEEN_WITH_EYES and claim.answer != "do_not_know" and reading.claim(claim):
            seen.setdefault(claim.touchpoint, set()).add(claim.question)
    for card in cards:
        if card["open"]:
            owner = card["fields"].get("owner")
            card["owner"] = owners.get(owner, owner) if owner else ""
            card["seen"] = len(seen.get(card["fields"]["id"], ()))
            card["questions"] = len(Question)
