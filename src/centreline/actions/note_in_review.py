"""Write a note on a review that was held: its numbers stay as they are, what was said of them stands beside."""

from centreline.actions.act import act
from centreline.actions.decide_in_review import review_of_theirs, still_open
from centreline.actions.start_draft import written
from centreline.governance.entry import Entry
from centreline.governance.rights import check_may
from centreline.governance.step import Step

__all__ = ["note_in_review"]


@act(needs="comment")
def note_in_review(step: Step, *, review: str, text: str, readers: str = "everybody") -> Entry:
    """Write a note on a review.

    What everybody reads is part of what both sides sign; what is for the own side alone is not, and may be written
    after both have signed too.

    Args:
        step: The step it is done in.
        review: Key of the review.
        text: What was said, as plain text.
        readers: `everybody` who reads the review, or `own_side`: the centre's own people, or those of the partner.

    Raises:
        NotPermitted: whoever writes may not read reviews.
        NotThere: there is no such review in what this person may see.
        ArgumentInvalid: nothing was written, or nobody is known by that word.
        EvidenceConflict: both sides have signed it, and everybody was to read the note.
    """
    check_may(step.actor, "see_review")
    held = review_of_theirs(step, review) if readers == "own_side" else still_open(step, review)
    fields = {"text": text.strip(), "readers": readers, "party": step.actor.partner}
    return step.make("review_note", written("review_note", fields), within=held.key)
