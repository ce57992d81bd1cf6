"""What acts on proposals share: which one somebody may read, who wrote in it, and whether it is still open."""

from typing import Any

from centreline.actions.start_draft import written
from centreline.governance.entry import Body, Entry
from centreline.governance.kinds.proposal import Said, Standing
from centreline.governance.state import State
from centreline.governance.step import Step
from centreline.kernel.errors import EvidenceConflict, NotThere

__all__ = ["WRITING", "authors_of", "check_open", "no_proposal", "proposal_of", "said_in", "stands_with"]

WRITING = ("propose_change", "edit_proposal")
"""Acts by which people write in a proposal."""

CLOSED = (Standing.WITHDRAWN, Standing.PUBLISHED, Standing.CLOSED)


def proposal_of(step: Step, key: str) -> Entry:
    """Return a proposal the actor may read: people of a partner read those of their own people.

    Raises:
        NotThere: there is none, or it is not theirs to read.
    """
    held = step.entry("proposal", key)
    if step.actor.partner is not None and held.fields["party"] != step.actor.partner:
        raise no_proposal(key)
    return held


def authors_of(state: State, key: str) -> frozenset[str]:
    """Return everybody who wrote in a proposal: none of them approves it."""
    return frozenset(one.by for one in state.history("proposal", key) if one.act in WRITING)


def check_open(entry: Entry) -> None:
    """Stop where a proposal is withdrawn or published.

    Raises:
        EvidenceConflict: it is.
    """
    state = said_in(entry).state
    if state in CLOSED:
        raise EvidenceConflict(
            f"the proposal {entry.fields['title']!r} is {state}", where="the proposal", fix="propose another change"
        )


def said_in(entry: Entry) -> Said:
    """Return what a proposal says, as its own class."""
    if not isinstance(entry.body, Said):
        raise TypeError(f"a {entry.kind} is no proposal")
    return entry.body


def stands_with(entry: Entry, **fields: Any) -> Body:
    """Return the body of a proposal with some fields otherwise.

    Raises:
        ArgumentInvalid: one of them does not fit.
    """
    return written("proposal", {**entry.fields, **fields})


def no_proposal(key: str) -> NotThere:
    """Return the reason to stop where there is no such proposal."""
    return NotThere(
        f"there is no proposal {key!r}", where="the list of proposals", fix="open the list and choose one of them"
    )
