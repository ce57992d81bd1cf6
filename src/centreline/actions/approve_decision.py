"""Approve a decision that goes past a shut gate, or refuse it: for whoever was asked, and nobody else."""

from collections.abc import Sequence

from centreline.actions.act import act
from centreline.actions.found import filled_in
from centreline.findings.few import is_about_somebody
from centreline.governance.entry import Body, Entry
from centreline.governance.kinds.decision import Approval, Said
from centreline.governance.people import KnownPerson
from centreline.governance.rights import permissions
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotPermitted

__all__ = ["approve_decision", "decision_said", "may_approve", "refuse_decision"]

WRITING = frozenset({"decide_finding", "change_decision"})
"""Acts by which people decide: nobody approves a decision of their own."""


@act(needs="approve_past_gates")
def approve_decision(step: Step, *, key: str, content: str, hindered: Sequence[str]) -> Entry:
    """Approve exactly the decision that was read, past exactly the gates that are shut; once more changes nothing.

    Args:
        step: The step it is done in.
        key: Key of the decision.
        content: Content hash of what whoever approves had before them.
        hindered: Gates that are not passed now, by the newest look.

    Raises:
        NotThere: there is no such decision.
        NotPermitted: somebody else is asked, or they decided it themselves.
        EvidenceConflict: it was decided otherwise since it was read, the gates stand otherwise, or it does not wait.
    """
    held = _asked_of(step, key)
    said = decision_said(held.body)
    _check_read(held, content)
    if said.approval is Approval.APPROVED:
        return held
    _check_waits(said)
    if set(hindered) != set(said.hindered):
        raise EvidenceConflict(
            "the gates stand otherwise than when this was decided",
            where="the gates beside the decision",
            fix="read how they stand now, and have it decided and asked again",
        )
    body = _answered(held, approved_by=step.actor.name, answered=content, refused="")
    return step.change("decision", key, body, expects=held.version, says=f"approves {content[:12]}")


@act(needs="approve_past_gates")
def refuse_decision(step: Step, *, key: str, content: str, reason: str) -> Entry:
    """Refuse to have it automated past a shut gate; it has to be decided otherwise, or asked with better reasons.

    Args:
        step: The step it is done in.
        key: Key of the decision.
        content: Content hash of what whoever refuses had before them.
        reason: Why, in a sentence.

    Raises:
        NotThere: there is no such decision.
        NotPermitted: somebody else is asked, or they decided it themselves.
        ArgumentInvalid: no reason is given.
        EvidenceConflict: it was decided otherwise since it was read, or it does not wait.
    """
    held = _asked_of(step, key)
    said = decision_said(held.body)
    _check_read(held, content)
    if said.approval is Approval.REFUSED and said.refused == reason.strip():
        return held
    _check_waits(said)
    if not reason.strip():
        raise ArgumentInvalid("it is refused without a reason", where="the form", fix="say why, in a sentence")
    body = _answered(held, approved_by="", answered=content, refused=reason.strip())
    return step.change("decision", key, body, expects=held.version, says=reason.strip())


def may_approve(person: KnownPerson, *, by: str, element: str) -> bool:
    """Say whether somebody can be asked to approve what another decides about an element.

    They sign in, may approve, see the rows of the whole centre on which gates rest, and read what the finding is about.

    Args:
        person: Who would be asked.
        by: Name of whoever decides.
        element: What the finding is about, as `kind:id`.
    """
    sees_all = person.active and not person.partner and not person.sites
    able = sees_all and person.name != by and person.role in permissions()["approve_past_gates"].roles
    return able and (not is_about_somebody(element) or person.role in permissions()["see_people"].roles)


def decision_said(body: Body) -> Said:
    """Return what a decision says, as its own class."""
    if not isinstance(body, Said):
        raise TypeError("that is no decision")
    return body


def _asked_of(step: Step, key: str) -> Entry:
    held = step.entry("decision", key)
    asked = decision_said(held.body).approver
    decided = {one.by for one in step.state.history("decision", key)[-1:] if one.act in WRITING}
    if step.actor.name != asked or step.actor.name in decided:
        raise NotPermitted(
            f"{step.actor.shown} is not asked to approve this",
            where="the decision",
            fix="leave it to whoever is asked; whoever decides may ask somebody else",
        )
    return held


def _check_read(held: Entry, content: str) -> None:
    if decision_said(held.body).content != content:
        raise EvidenceConflict(
            f"{held.changed_by} decided otherwise since you read it",
            where=f"the decision, version {held.version}",
            fix="reload it, read what it says now, and answer that",
        )


def _check_waits(said: Said) -> None:
    if said.approval is not Approval.WAITS:
        raise EvidenceConflict(
            "this decision does not wait for an approval", where="the decision", fix="reload it and read how it stands"
        )


def _answered(held: Entry, **answer: str) -> Body:
    return filled_in("decision", {**held.fields, **answer}, check=str(held.fields["check"]))
