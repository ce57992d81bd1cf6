"""Decide what becomes of a finding, and decide otherwise."""

from collections.abc import Sequence
from datetime import date

from centreline.actions.act import act
from centreline.actions.approve_decision import decision_said, may_approve
from centreline.actions.found import filled_in, key_of
from centreline.governance.entry import Entry
from centreline.governance.kinds.decision import ANSWER, DecisionLane
from centreline.governance.people import KnownPerson
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
    approver: KnownPerson | None = None,
    despite: str = "",
) -> Entry:
    """Write down what becomes of a finding; past a shut gate it counts once whoever is asked approved it.

    Args:
        step: The step it is done in.
        check: Id of the check that found it.
        element: What it is about, as `kind:id`.
        lane: One of the lanes of a decision.
        because: Why, in a sentence.
        owner: Who sees to it.
        due: Day by which it is done; None where nothing is to be done.
        hindered: Gates that are not passed, by the newest look; they hold only what is to be automated.
        approver: Who is asked to approve automating it nevertheless: somebody else than who decides.
        despite: Why nevertheless.

    Raises:
        ArgumentInvalid: a field is empty or does not fit, or a gate is shut and nobody else is asked who may approve.
        EditConflict: somebody has decided about it already.
    """
    fields = {"check": check, "element": element, "lane": lane, "because": because, "owner": owner, "due": due}
    gates = _past_the_gates(step, lane, hindered, element=element, approver=approver, despite=despite)
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
    approver: KnownPerson | None = None,
    despite: str = "",
) -> Entry:
    """Decide otherwise, or say better why, who or until when; an approval of other words does not cover these.

    Args:
        step: The step it is done in.
        key: Key of the decision.
        expects: The version the writer had before them.
        lane: One of the lanes of a decision.
        because: Why, in a sentence.
        owner: Who sees to it.
        due: Day by which it is done; None where nothing is to be done.
        hindered: Gates that are not passed, by the newest look; they hold only what is to be automated.
        approver: Who is asked to approve automating it nevertheless: somebody else than who decides.
        despite: Why nevertheless.

    Raises:
        NotThere: there is no such decision.
        ArgumentInvalid: a field is empty or does not fit, or a gate is shut and nobody else is asked who may approve.
        EditConflict: somebody else changed the same fields; nothing was overwritten.
    """
    entry = step.entry("decision", key)
    held = entry.fields
    gates = _past_the_gates(step, lane, hindered, element=str(held["element"]), approver=approver, despite=despite)
    fields = held | {"lane": lane, "because": because, "owner": owner, "due": due} | gates
    body = filled_in("decision", fields, check=str(held["check"]))
    if decision_said(body).content == decision_said(entry.body).content:
        body = filled_in("decision", fields | {name: held[name] for name in ANSWER}, check=str(held["check"]))
    return step.change("decision", key, body, expects=expects, says=f"decides: {lane}")


def _past_the_gates(  # noqa: PLR0913 - what is decided, and who is asked
    step: Step, lane: str, hindered: Sequence[str], *, element: str, approver: KnownPerson | None, despite: str
) -> dict[str, object]:
    """Return what is kept about gates: nothing where nothing is automated, or every gate is passed."""
    nothing: dict[str, object] = {"hindered": (), "approver": "", "despite": "", **dict.fromkeys(ANSWER, "")}
    if lane != DecisionLane.AUTOMATE or not hindered:
        return nothing
    if approver is None or not despite.strip():
        raise ArgumentInvalid(
            f"it is not automated while gates are shut: {', '.join(hindered).replace('_', ' ')}",
            where="the gates beside the decision",
            fix="mend what they name and look again, or choose who is asked to approve it nevertheless, and say why",
        )
    if not may_approve(approver, by=step.actor.name, element=element):
        raise ArgumentInvalid(
            f"{approver.title or approver.name} cannot approve this",
            where="who is asked to approve it",
            fix="choose somebody else from the list: nobody approves what they decide themselves",
        )
    return nothing | {"hindered": tuple(hindered), "approver": approver.name, "despite": despite.strip()}
