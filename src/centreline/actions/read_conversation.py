"""Read what was said in a contact: who read which one stands in the trail before a word of it is shown."""

from centreline.actions.act import act
from centreline.governance.step import Step
from centreline.kernel.identity import content_hash

__all__ = ["called_in_trail", "read_conversation"]

SIGNS = 16

IN_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""Digits as letters: what the trail keeps passes a door that takes long numbers for cards."""


@act(needs="see_conversations")
def read_conversation(step: Step, *, source: str, contact: str, turns: int, touchpoint: str) -> None:
    """Note that somebody opens a conversation; every time they do.

    Args:
        step: The step it is done in.
        source: The system the contact comes from.
        contact: The contact.
        turns: How many turns they are shown.
        touchpoint: Key of the touchpoint from which they came.
    """
    shown = "1 turn" if turns == 1 else f"{turns:,} turns"
    step.note("conversation", called_in_trail(source, contact), says=f"read {shown}, from touchpoint {touchpoint}")


def called_in_trail(source: str, contact: str) -> str:
    """Return what a contact is called in the trail: a fingerprint of its id.

    The trail is never changed: with the id itself in it, nobody whose conversation was read could be erased without
    a trace.
    """
    return f"contact {content_hash([source, contact])[:SIGNS].translate(IN_LETTERS)}"
