"""Say that two findings are one."""

from centreline.actions.act import act
from centreline.actions.found import filled_in, key_of
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["merge_findings"]


@act(needs="decide_finding")
def merge_findings(step: Step, *, check: str, element: str, into: tuple[str, str], because: str) -> Entry:
    """Let a finding be read as part of another; taking it back lets both stand alone again.

    What was said and decided about it stays where it is. Whoever calls has seen that both were found.

    Args:
        step: The step it is done in.
        check: Id of the check that found the one that is merged.
        element: What it is about, as `kind:id`.
        into: Check and element of the other, which goes on to stand.
        because: Why they are one.

    Raises:
        ArgumentInvalid: they are the same, no reason was written, the other is merged itself, or others are merged
            into this one: a chain of them would hide what is at its end.
        EditConflict: it is merged already.
    """
    fields = {"check": check, "element": element, "into_check": into[0], "into_element": into[1], "because": because}
    body = filled_in("merged_finding", fields, check=check)
    if (check, element) == into:
        raise ArgumentInvalid("a finding is not merged into itself", where="the other finding", fix="choose another")
    every = step.state.entries("merged_finding")
    _refuse_chain({(one.fields["check"], one.fields["element"]) for one in every}, of=into, says="merged itself")
    targets = {(one.fields["into_check"], one.fields["into_element"]) for one in every}
    _refuse_chain(targets, of=(check, element), says="what others are merged into")
    return step.make("merged_finding", body, within=check, key=key_of(check, element), says=because.strip())


def _refuse_chain(known: set[tuple[str, str]], *, of: tuple[str, str], says: str) -> None:
    if of in known:
        raise ArgumentInvalid(
            f"{of[0]} at {of[1]} is {says}", where="the other finding", fix="merge into the one that stands for them"
        )
