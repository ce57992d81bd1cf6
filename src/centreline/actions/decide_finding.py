"""Decide what becomes of a finding, and decide otherwise."""

from collections.abc import Sequence
from datetime import date

from centreline.actions.act import act
from centreline.actions.found import filled_in, key_of
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.decision import DecisionLane
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["change_decision", "decide_finding"]


@act(needs="decide_finding")
def decide_finding(  # noqa: PLR0913 - a decision has this many fields, and every one of them is named
    step: Step,
    *,
    check: str,
    element: str,
    lane: str,
    because: str,
    owner: str,
    due: date | None,
    hindered: Sequence[str] = (),
    approved_by: str = "",
    despite: str = "",
) -> Entry:
    """Write down what becomes of a finding.

    Args:
        step: The step it is done in.
        check: Id of the check that found it.
        element: What it is about, as `kind:id`.
        lane: One of the lanes of a decision.
        because: Why, in a sentence.
        owner: Who sees to it.
        due: Day by which it is done; None where nothing is to be done.
        hindered: Gates that are not passed, by the newest look; they hold only what is to be automated.
        approved_by: Who approves automating it nevertheless: somebody else than who decides.
        despite: Why they do.

    Raises:
        ArgumentInvalid: a field is empty or does not fit, or a gate is shut and nobody else approved.
        EditConflict: somebody has decided about it already.
    """
    fields = {"check": check, "element": element, "lane": lane, "because": because, "owner": owner, "due": due}
    gates = _past_the_gates(step, lane, hindered, approved_by=approved_by, despite=despite)
    body = filled_in("decision", fields | gates, check=check)
    return step.make("decision", body, within=check, key=key_of(check, element), says=f"decides: {lane}")


@act(needs="decide_finding")
def change_decision(  # noqa: PLR0913 - as above
    step: Step,
    *,
    key: str,
    expects: int,
    lane: str,
    because: str,
    owner: str,
    due: date | None,
    hindered: Sequence[str] = (),
    approved_by: str = "",
    despite: str = "",
) -> Entry:
    """Decide otherwise, or say better why, who or until when.

    Args:
        step: The step it is done in.
        key: Key of the decision.
        expects: The version the writer had before them.
        lane: One of the lanes of a decision.
        because: Why, in a sentence.
        owner: Who sees to it.
        due: Day by which it is done; None where nothing is to be done.
        hindered: Gates that are not passed, by the newest look; they hold only what is to be automated.
        approved_by: Who approves automating it nevertheless: somebody else than who decides.
        despite: Why they do.

    Raises:
        NotThere: there is no such decision.
        ArgumentInvalid: a field is empty or does not fit, or a gate is shut and nobody else approved.
        EditConflict: somebody else changed the same fields; nothing was overwritten.
    """
    held = step.entry("decision", key).fields
    gates = _past_the_gates(step, lane, hindered, approved_by=approved_by, despite=despite)
    fields = held | {"lane": lane, "because": because, "owner": owner, "due": due} | gates
    body = filled_in("decision", fields, check=str(held["check"]))
    return step.change("decision", key, body, expects=expects, says=f"decides: {lane}")


def _is(actor: Actor, name: str) -> bool:
    """Return whether somebody writes their own name: that which they sign in with, or that which others read."""
    return name.casefold() in {actor.name.casefold(), actor.shown.casefold()}


def _past_the_gates(
    step: Step, lane: str, hindered: Sequence[str], *, approved_by: str, despite: str
) -> dict[str, object]:
    """Return what is kept about gates: nothing where nothing is automated, or every gate is passed."""
    if lane != DecisionLane.AUTOMATE or not hindered:
        return {"hindered": (), "approved_by": "", "despite": ""}
    approver = approved_by.strip()
    if not (approver and despite.strip()) or _is(step.actor, approver):
        raise ArgumentInvalid(
            f"it is not automated while gates are shut: {', '.join(hindered).replace('_', ' ')}",
            where="the gates beside the decision",
            fix="mend what they name and look again, or write who else approves it nevertheless, and why",
        )
    return {"hindered": tuple(hindered), "approved_by": approver, "despite": despite.strip()}
