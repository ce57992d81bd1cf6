"""Vote for cards and notes in a workshop."""

from centreline.actions.act import act
from centreline.actions.change_card import may_touch
from centreline.actions.lead_workshop import workshop_of
from centreline.actions.start_draft import open_draft, written
from centreline.governance.entry import Entry
from centreline.governance.kinds.vote import Said
from centreline.governance.state import State
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotThere

__all__ = ["give_votes", "votes_by"]


@act(needs="edit_board")
def give_votes(step: Step, *, draft: str, on: str, votes: int) -> Entry:
    """Give a card or a note so many of one's own votes; 0 takes them back.

    Args:
        step: The step it is done in.
        draft: Which board.
        on: Key of the card or note.
        votes: How many it has from this person from now on.

    Raises:
        NotThere: there is no such draft, card or note.
        EvidenceConflict: nobody votes now.
        ArgumentInvalid: somebody has no votes left.
    """
    open_draft(step, draft)
    workshop = workshop_of(step.state.entry("workshop", draft))
    if workshop.votes != "open":
        raise EvidenceConflict("nobody votes now", where="the board", fix="wait until whoever leads begins a voting")
    _check_on(step, draft, on)
    given = {**votes_by(step.state, draft, step.actor.name, number=workshop.round), on: max(0, votes)}
    if sum(given.values()) > workshop.dots:
        raise ArgumentInvalid(
            f"each person has {workshop.dots} votes, and all of yours are given",
            where="the board",
            fix="take one back from another card first",
        )
    spread = {key: count for key, count in given.items() if count}
    body = written("vote", {"round": workshop.round, "given": spread})
    name = f"{draft}:{step.actor.name}"[:200]
    held = step.state.entry("vote", name)
    if held is None:
        return step.make("vote", body, within=draft, key=name)
    return step.change("vote", name, body, expects=held.version)


def votes_by(state: State, draft: str, person: str, *, number: int) -> dict[str, int]:
    """Return what somebody voted for in one voting: key of each card or note to the votes it got."""
    held = state.entry("vote", f"{draft}:{person}"[:200])
    body = held.body if held is not None else None
    return dict(body.given) if isinstance(body, Said) and body.round == number else {}


def _check_on(step: Step, draft: str, on: str) -> None:
    held = next((one for kind in ("card", "note") if (one := step.state.entry(kind, on)) and one.stands), None)
    partner = step.actor.partner
    if held is not None and held.within == draft:
        if held.kind == "card" and may_touch(held.fields, partner=partner):
            return
        if held.kind == "note" and partner in (None, held.fields["party"]):
            return
    raise NotThere("there is no such card or note", where="the board", fix="choose one that stands on it")
