"""Open a board for an approved proposal, and write in the proposal which version it became."""

from centreline.actions.act import act
from centreline.actions.proposed import proposal_of, said_in, stands_with
from centreline.actions.start_draft import start_draft
from centreline.governance.entry import Entry
from centreline.governance.kinds.proposal import Said, Standing
from centreline.governance.published import Published
from centreline.governance.reading import everybody_reads
from centreline.governance.state import State
from centreline.governance.step import Step
from centreline.kernel.errors import EvidenceConflict

__all__ = ["becomes", "check_approved", "open_board", "proposals_on"]


@act(needs="edit_board")
def open_board(step: Step, *, key: str, journey: str) -> Entry:
    """Start a draft of a journey in which an approved proposal is worked out; once more gives the same draft.

    The draft is called as the proposal is; as the journey is where the proposal is about a touchpoint that not every
    partner's people read, since all of them read what a draft is called.

    Args:
        step: The step it is done in.
        key: Which proposal.
        journey: Key of the journey.

    Raises:
        NotThere: there is no such proposal or journey, or the proposal is not theirs to read.
        EvidenceConflict: nobody has approved it.
    """
    held = proposal_of(step, key)
    said = said_in(held)
    if said.board and (draft := step.state.entry("draft", said.board)) is not None and draft.stands:
        return draft
    if said.state is not Standing.APPROVED:
        raise _not_approved(held)
    draft = start_draft.does(step, journey=journey, title=_title(step.state, said, journey))
    step.change("proposal", key, stands_with(held, board=draft.key), expects=held.version, says="opens a board")
    return draft


def check_approved(state: State, draft: str) -> None:
    """Stop where a draft belongs to a proposal that is not approved as it stands now.

    Raises:
        EvidenceConflict: it is not.
    """
    for one in proposals_on(state, draft):
        if said_in(one).state not in (Standing.APPROVED, Standing.PUBLISHED, Standing.CLOSED):
            raise _not_approved(one)


def becomes(step: Step, proposal: Entry, version: Published) -> Entry:
    """Write in a proposal which version of the operating model it became."""
    done = stands_with(proposal, state="published", published_as=version.number)
    says = f"published as version {version.number}"
    return step.change("proposal", proposal.key, done, expects=proposal.version, says=says)


def proposals_on(state: State, draft: str) -> tuple[Entry, ...]:
    """Return the proposals that are worked out in a draft."""
    return tuple(one for one in state.entries("proposal") if one.fields["board"] == draft)


def _title(state: State, said: Said, journey: str) -> str:
    newest, (kind, _, key) = state.published(), said.subject.partition(":")
    if newest is None or kind != "touchpoint" or everybody_reads(newest.blueprint, key):
        return said.title
    return next((one.title for one in newest.blueprint.journeys if one.id == journey), said.title)


def _not_approved(entry: Entry) -> EvidenceConflict:
    return EvidenceConflict(
        f"the proposal {entry.fields['title']!r} is {entry.fields['state']}, not approved",
        where="the proposal the draft belongs to",
        fix="have somebody approve it who did not write it",
    )
