"""Dispute an evaluation, and judge it a second time."""

from datetime import timedelta

from centreline.actions.act import act
from centreline.actions.start_draft import written
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.dispute import Said
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, NotPermitted, NotThere
from centreline.kernel.identity import content_hash

__all__ = ["ANSWERED_WITHIN_DAYS", "dispute_evaluation", "dispute_key", "judge_dispute", "judged_first"]

ANSWERED_WITHIN_DAYS = 7
"""Days within which a second reviewer answers."""


@act(needs="dispute_evaluation")
def dispute_evaluation(  # noqa: PLR0913 - what was judged stands in the dispute, since records are erased in time
    step: Step,
    *,
    evaluation: str,
    criterion: str,
    reason: str,
    form: str,
    contact: str,
    score: float | None,
    first: str,
) -> Entry:
    """Say why an evaluation of oneself is wrong; somebody who did not judge it first answers.

    Args:
        step: The step it is done in.
        evaluation: Which, as `source:id`; whoever calls has seen that it is about whoever acts.
        criterion: Question of the form; `*` for all of it.
        reason: Why it is wrong, as plain text.
        form: Form on which was judged.
        contact: Contact that was judged.
        score: Score in dispute, 0 to 1; None where none was given.
        first: Who judged first, as the records name them.

    Raises:
        ArgumentInvalid: no reason was written.
        EditConflict: they dispute this already.
    """
    fields = {
        "criterion": criterion, "reason": reason.strip(), "form": form, "contact": contact, "score": score,
        "first": first, "due": (step.now.date() + timedelta(days=ANSWERED_WITHIN_DAYS)).isoformat(),
        "party": step.actor.partner,
    }  # fmt: skip
    key = dispute_key(step.actor.name, evaluation, criterion)
    return step.make("dispute", written("dispute", fields), within=evaluation, key=key, says=reason.strip())


@act(needs="judge_dispute")
def judge_dispute(  # noqa: PLR0913 - which dispute, as it was read, and each thing that is answered
    step: Step, *, key: str, expects: int, outcome: str, answer: str, declared: str
) -> Entry:
    """Answer a dispute as the second reviewer; people of a partner answer that of their own people.

    Args:
        step: The step it is done in.
        key: Which.
        expects: The version they had before them.
        outcome: Whether the score stands or changes: stands, changes.
        answer: Why, as plain text; the agent and the first reviewer read it.
        declared: Name of whoever acts, by which they declare that they did not judge it first: the records may name
            them otherwise.

    Raises:
        NotThere: there is none, or it is another party's.
        NotPermitted: they judged it first, or dispute it themselves.
        ArgumentInvalid: no answer or no declaration was given, or the outcome is not known.
        EditConflict: somebody else answered in the meantime.
    """
    held = step.entry("dispute", key)
    if step.actor.partner not in (None, held.fields["party"]):
        raise NotThere(f"there is no dispute {key!r}", where="the disputes", fix="choose one from the list")
    _check_second(step.actor, held, declared)
    fields = {**held.fields, **step.seen(held, expects=expects), "outcome": outcome, "answer": answer.strip()}
    return step.change("dispute", key, written("dispute", fields), expects=expects, says=answer.strip())


def dispute_key(name: str, evaluation: str, criterion: str) -> str:
    """Return the key under which somebody's dispute about a criterion of an evaluation is kept."""
    return content_hash([name, evaluation, criterion])[:32]


def judged_first(actor: Actor, dispute: Said) -> bool:
    """Say whether the records name somebody as who judged first."""
    own = {one.casefold() for one in (actor.name, actor.title, actor.agent) if one}
    return dispute.first.casefold() in own


def _check_second(actor: Actor, held: Entry, declared: str) -> None:
    body = held.body
    if held.made_by == actor.name or (isinstance(body, Said) and judged_first(actor, body)):
        raise NotPermitted(
            f"{actor.shown} may not judge this a second time: they judged it first, or it is their own",
            where="the dispute",
            fix="leave it to somebody else who reviews",
        )
    if declared != actor.name:
        raise ArgumentInvalid(
            "nobody declared that they did not judge this first",
            where="the dispute",
            fix="tick that you did not judge it first, or leave it to somebody else",
        )
