"""Record what an operating review decided, and who will do what."""

from collections.abc import Iterable, Mapping
from datetime import date

from centreline.actions.act import act
from centreline.governance.entry import Entry
from centreline.governance.held_reviews import findings_in, is_promised_by, is_signed_by_both, is_theirs
from centreline.governance.kinds import body_of
from centreline.governance.step import Step
from centreline.kernel.errors import EvidenceConflict, NotThere

__all__ = ["assign_action", "close_action", "record_decision", "review_of_theirs", "still_open"]


@act(needs="run_review")
def record_decision(step: Step, *, review: str, decision: Mapping[str, object]) -> Entry:
    """Record a decision of a review.

    Args:
        review: Key of the review.
        decision: What was decided about, the findings it is about, the outcome, who answers for it and by when; as
            the kind says.

    Raises:
        NotThere: there is no such review in what this person may see, it settles none of an earlier one, or it is
            about a finding that does not stand in the review.
        EvidenceConflict: both sides have signed it, or what it settles is settled already.
    """
    held = still_open(step, review)
    body = body_of("review_decision", decision)
    if settles := str(decision.get("settles") or ""):
        _check_put_off(step, settles, within=held.within)
    _check_stand_there(held, about=body.model_dump()["about"])
    return step.make("review_decision", body, within=held.key)


@act(needs="record_action")
def assign_action(  # noqa: PLR0913 - what is promised, by whom, until when, and about what
    step: Step, *, review: str, what: str, owner: str, due: date, about: str = ""
) -> Entry:
    """Write down who promised to do what by when.

    Args:
        step: The step it is done in.
        review: Key of the review.
        what: What is to be done.
        owner: Who does it.
        due: By when.
        about: Agreement it corrects, as `partner:metric`; empty for none.

    Raises:
        NotThere: there is no such review in what this person may see.
        EvidenceConflict: both sides have signed it.
    """
    held = still_open(step, review)
    body = body_of("action_item", {"what": what, "owner": owner, "due": due, "about": about})
    return step.make("action_item", body, within=held.key)


@act(needs="record_action")
def close_action(step: Step, *, key: str, expects: int) -> Entry:
    """Mark an action as done, for those who read its review and for whoever promised it.

    Args:
        key: Which.
        expects: The version the person had before them.

    Raises:
        NotThere: there is no such action in what this person may see.
        EditConflict: somebody else changed it.
    """
    held = step.entry("action_item", key)
    if not is_promised_by(step.actor, held, review=step.entry("operating_review", held.within)):
        review_of_theirs(step, held.within)
    body = body_of("action_item", {**held.fields, "done": True})
    return step.change("action_item", key, body, expects=expects, says="done")


def review_of_theirs(step: Step, key: str) -> Entry:
    """Return a review that was held, as far as whoever acts may read it.

    Raises:
        NotThere: there is no such review in what this person may see.
    """
    held = step.entry("operating_review", key)
    if not is_theirs(step.actor, held):
        raise NotThere(
            f"there is no operating review {key!r} in what {step.actor.shown} may see",
            where="the list of reviews",
            fix="open the list of reviews and choose one of them",
        )
    return held


def still_open(step: Step, key: str) -> Entry:
    """Return a review that was held and to which something may still be added.

    Raises:
        NotThere: there is no such review in what this person may see.
        EvidenceConflict: both sides have signed it.
    """
    held = review_of_theirs(step, key)
    if is_signed_by_both(step.state, held):
        raise EvidenceConflict(
            "both sides have signed this review: nothing is added to it any more",
            where=f"the review {held.fields['title']!r}",
            fix="take it up in the next review, or let one side take its sign-off back",
        )
    return held


def _check_put_off(step: Step, key: str, *, within: str) -> None:
    put_off = step.entry("review_decision", key)
    review = review_of_theirs(step, put_off.within)
    if put_off.fields["outcome"] != "defer" or review.within != within:
        raise NotThere(
            f"no decision {key!r} was put off",
            where="the review",
            fix="choose one of those its page lists",
        )
    if any(one.fields["settles"] == key for one in step.state.entries("review_decision")):
        raise EvidenceConflict(
            f"{put_off.fields['what']!r} has been settled already", where="the review", fix="load the review again"
        )


def _check_stand_there(held: Entry, *, about: Iterable[str]) -> None:
    standing = findings_in(held)
    for name in about:
        if name not in standing:
            raise NotThere(
                f"no finding {name!r} stands in this review",
                where=f"the review {held.fields['title']!r}",
                fix="name findings as the check and its element, CHK001 kind:key, that the review lists",
            )
