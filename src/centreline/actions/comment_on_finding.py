"""Remark something about a finding."""

from centreline.actions.act import act
from centreline.actions.found import filled_in, key_of
from centreline.governance.entry import Entry
from centreline.governance.step import Step

__all__ = ["comment_on_finding", "thread_of"]


@act(needs="comment")
def comment_on_finding(  # noqa: PLR0913 - a remark, how it stands, and what it rests on
    step: Step, *, check: str, element: str, text: str, stance: str = "remark", link: str = ""
) -> Entry:
    """Write a remark about a finding in the thread of the writer's own party.

    Args:
        step: The step it is done in.
        check: Id of the check that found it.
        element: What it is about, as `kind:id`.
        text: The remark, as plain text.
        stance: How it stands to the finding: remark, challenge, correct, agree.
        link: Address of what it rests on, for or against the finding as the stance says; empty for none.

    Raises:
        ArgumentInvalid: nothing was written, the stance is not known, or the link is no address.
    """
    body = filled_in("comment", {"text": text.strip(), "stance": stance, "link": link}, check=check)
    return step.make("comment", body, within=thread_of(check, element, partner=step.actor.partner))


def thread_of(check: str, element: str, *, partner: str | None) -> str:
    """Return what remarks about a finding belong to: each partner has a thread that no other partner reads.

    Args:
        check: Id of the check.
        element: What the finding is about.
        partner: Partner of whoever writes; None for the centre's own people.
    """
    return f"finding:{key_of(check, element)}:{partner or ''}"
