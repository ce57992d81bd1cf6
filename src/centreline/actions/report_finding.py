"""Report what a person saw and no check found, and close it."""

from pydantic import ValidationError

from centreline.actions.act import act
from centreline.governance.entry import Entry
from centreline.governance.kinds import body_of
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotPermitted

__all__ = ["close_reported", "report_finding"]


@act(needs="comment")
def report_finding(step: Step, *, element: str, says: str, seen: str = "", against: str = "") -> Entry:
    """Write down what somebody saw; it stands in the register under its author's name.

    Args:
        step: The step it is done in.
        element: What it is about, as `kind:id`.
        says: What is wrong, in a sentence.
        seen: Where and when it was seen.
        against: What would show that it is wrong.

    Raises:
        ArgumentInvalid: nothing was written, or too much.
    """
    said = {"element": element, "says": says.strip(), "seen": seen.strip(), "against": against.strip()}
    try:
        body = body_of("reported_finding", said | {"party": step.actor.partner})
    except ValidationError as reason:
        problem = reason.errors()[0]
        raise ArgumentInvalid(
            f"the finding cannot be written down: {problem['msg']}",
            where=f"the field {problem['loc'][0]}",
            fix="say in one sentence what is wrong",
        ) from reason
    return step.make("reported_finding", body, within=element, says=said["says"])


@act(needs="comment")
def close_reported(step: Step, *, key: str, because: str) -> Entry:
    """Close a reported finding: its author does, or somebody of the centre for it.

    Raises:
        NotThere: there is none.
        NotPermitted: somebody of a partner closes what another person reported.
        EvidenceConflict: it is closed already.
        ArgumentInvalid: nobody said why.
    """
    held = step.entry("reported_finding", key)
    if step.actor.partner is not None and held.made_by != step.actor.name:
        raise NotPermitted("somebody else reported it", where="the register", fix=f"ask {held.made_by}")
    if held.fields["state"] == "closed":
        raise EvidenceConflict("it is closed already", where="the register", fix="nothing is left to do")
    if not because.strip():
        raise ArgumentInvalid("nobody said why it is closed", where="the field Why", fix="write the reason")
    body = body_of("reported_finding", held.fields | {"state": "closed", "closed_because": because.strip()[:500]})
    return step.change("reported_finding", key, body, expects=held.version)
