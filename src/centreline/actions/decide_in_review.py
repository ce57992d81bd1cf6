"""Record what an operating review decided, and who will do what."""

from collections.abc import Mapping
from datetime import date

from centreline.actions.act import act
from centreline.governance.entry import Entry
from centreline.governance.kinds import body_of
from centreline.governance.step import Step
from centreline.kernel.errors import NotThere

__all__ = ["assign_action", "close_action", "record_decision"]


@act(needs="run_review")
def record_decision(step: Step, *, review: str, decision: Mapping[str, object]) -> Entry:
    """Record a decision of a review.

    Args:
        review: Key of the review.
        decision: What was decided about, the outcome, who answers for it and by when; as the kind says.

    Raises:
        NotThere: there is no such review in what this person may see.
    """
    held = _review_in_scope(step, review)
    body = body_of("review_decision", decision)
    return step.make("review_decision", body, within=held.key)


@act(needs="record_action")
def assign_action(step: Step, *, review: str, what: str, owner: str, due: date) -> Entry:
    """Write down who promised to do what by when.

    Raises:
        NotThere: there is no such review in what this person may see.
    """
    held = _review_in_scope(step, review)
    body = body_of("action_item", {"what": what, "owner": owner, "due": due})
    return step.make("action_item", body, within=held.key)


@act(needs="record_action")
def close_action(step: Step, *, key: str, expects: int) -> Entry:
    """Mark an action as done.

    Args:
        key: Which.
        expects: The version the person had before them.

    Raises:
        NotThere: there is no such action in what this person may see.
        EditConflict: somebody else changed it.
    """
    held = step.entry("action_item", key)
    _review_in_scope(step, held.within)
    body = body_of("action_item", {**held.fields, "done": True})
    return step.change("action_item", key, body, expects=expects, says="done")


def _review_in_scope(step: Step, key: str) -> Entry:
    held = step.entry("operating_review", key)
    if held.within != step.actor.scope.key:
        raise NotThere(
            f"there is no operating review {key!r} in what {step.actor.shown} may see",
            where="the list of reviews",
            fix="open the list of reviews and choose one of them",
        )
    return held
