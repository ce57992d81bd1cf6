"""Say what is wrong or missing in what one works by, and answer it."""

from centreline.actions.act import act
from centreline.actions.start_draft import written
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import NotThere

__all__ = ["answer_feedback", "give_feedback"]


@act(needs="give_feedback")
def give_feedback(step: Step, *, about: str, text: str) -> Entry:
    """Write feedback on a piece of knowledge; whoever answers for it answers.

    Args:
        step: The step it is done in.
        about: What it is about, as `kind:id`.
        text: What is wrong or missing, as plain text.

    Raises:
        ArgumentInvalid: nothing was written.
    """
    body = written("feedback", {"text": text.strip(), "party": step.actor.partner})
    return step.make("feedback", body, within=about)


@act(needs="answer_feedback")
def answer_feedback(step: Step, *, key: str, expects: int, outcome: str, answer: str) -> Entry:
    """Say what becomes of feedback; people of a partner answer that of their own people.

    Args:
        step: The step it is done in.
        key: Which.
        expects: The version they had before them.
        outcome: What becomes of it: will_change, changed, stays.
        answer: Why, as plain text; whoever gave the feedback reads it.

    Raises:
        NotThere: there is none, or another party gave it.
        ArgumentInvalid: no answer was written, or the outcome is not known.
        EditConflict: somebody else answered in the meantime.
    """
    held = step.entry("feedback", key)
    if step.actor.partner not in (None, held.fields["party"]):
        raise NotThere(f"there is no feedback {key!r}", where="the feedback", fix="choose one from the list")
    fields = {**held.fields, **step.seen(held, expects=expects), "outcome": outcome, "answer": answer.strip()}
    return step.change("feedback", key, written("feedback", fields), expects=expects)
