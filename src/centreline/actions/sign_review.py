"""Sign a review that is held with a partner, for one of its two sides."""

from centreline.actions.act import act
from centreline.actions.decide_in_review import review_of_theirs
from centreline.actions.start_draft import written
from centreline.governance.entry import Entry
from centreline.governance.held_reviews import side_of, sign_off_key, signed_content
from centreline.governance.step import Step
from centreline.kernel.errors import EvidenceConflict

__all__ = ["sign_review"]


@act(needs="sign_review")
def sign_review(step: Step, *, review: str, content: str, remark: str = "") -> Entry:
    """Sign a review exactly as it was read: its numbers, decisions and corrective actions.

    Once both sides have signed the same, nothing is added to it any more; signing anew after something was added
    replaces the sign-off of that side.

    Args:
        step: The step it is done in.
        review: Key of the review.
        content: Hash of what whoever signs has read.
        remark: What their side adds, as plain text.

    Raises:
        NotThere: there is no such review in what this person may see.
        EvidenceConflict: it is held with no partner, or something was added since it was read.
    """
    held = review_of_theirs(step, review)
    if held.fields["partner"] is None:
        raise EvidenceConflict(
            "this review is held with nobody else", where="the review", fix="start one with a partner, which both sign"
        )
    if content != signed_content(step.state, held):
        raise EvidenceConflict(
            "something was added to the review since you read it", where="the review", fix="read it again, then sign"
        )
    side = side_of(step.actor)
    key = sign_off_key(review, side)
    fields = {"side": side, "signed": content, "remark": remark.strip(), "party": step.actor.partner}
    before = step.state.entry("sign_off", key)
    if before is not None and before.stands:
        return step.change("sign_off", key, written("sign_off", fields), expects=before.version, says="signed anew")
    return step.make("sign_off", written("sign_off", fields), within=review, key=key, says=f"signed for the {side}")
