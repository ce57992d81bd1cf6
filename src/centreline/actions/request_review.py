"""Ask people by name to look at a draft; they find it on their home page, and say when they have looked."""

from collections.abc import Sequence

from centreline.actions.act import act
from centreline.actions.start_draft import written
from centreline.actions.undo_change import LEADS
from centreline.governance.entry import Entry
from centreline.governance.people import KnownPerson, People
from centreline.governance.rights import permissions
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotThere
from centreline.kernel.identity import content_hash

__all__ = ["MOST_ASKED", "may_be_asked", "request_review", "say_looked", "take_back_request"]

MOST_ASKED = 50
"""People who are asked at once."""


@act(needs="edit_board")
def request_review(
    step: Step, people: People, *, draft: str, asked: Sequence[str], says: str = ""
) -> tuple[Entry, ...]:
    """Ask people to look at a draft; whoever was asked before is asked anew.

    Args:
        step: The step it is done in.
        people: Where people are kept.
        draft: Which draft.
        asked: Names by which they sign in.
        says: What they are to look at; may be empty.

    Raises:
        NotThere: there is no such draft, or nobody of that name who can be asked.
        EvidenceConflict: the draft is published.
        ArgumentInvalid: nobody is named, or too many are.
    """
    if step.entry("draft", draft).fields["state"] == "published":
        raise EvidenceConflict(
            "the draft is published, and nothing in it changes", where="the board", fix="start another draft"
        )
    names = tuple(dict.fromkeys(asked))
    if not 0 < len(names) <= MOST_ASKED:
        raise ArgumentInvalid(
            f"{len(names)} people are named", where="the form", fix=f"choose between 1 and {MOST_ASKED} people"
        )
    for name in names:
        _check_can_be_asked(step, people.person(name), name)
    return tuple(_asked(step, draft, name, says=says.strip()) for name in names)


@act(needs="comment")
def say_looked(step: Step, *, key: str) -> Entry:
    """Say that one has looked at what one was asked to look at; once more changes nothing.

    Raises:
        NotThere: there is no such request, or somebody else was asked.
    """
    held = step.entry("review_request", key)
    if held.fields["asked"] != step.actor.name:
        raise _no_request(key)
    body = written("review_request", {**held.fields, "looked": True})
    return step.change("review_request", key, body, expects=held.version)


@act(needs="edit_board")
def take_back_request(step: Step, *, key: str) -> Entry:
    """Ask somebody no more; whoever asked may do so, and whoever leads.

    Raises:
        NotThere: there is no such request, or it is not theirs to take back.
    """
    held = step.entry("review_request", key)
    is_theirs = step.actor.name in (held.changed_by, held.made_by) or step.actor.role in LEADS
    if step.actor.partner not in (None, held.fields["party"]) or not is_theirs:
        raise _no_request(key)
    return step.bin("review_request", key, expects=held.version)


def may_be_asked(person: KnownPerson, *, by: str, partner: str | None) -> bool:
    """Say whether somebody can be asked: they sign in and may comment; people of a partner ask people of their own."""
    able = person.active and person.name != by and person.role in permissions()["comment"].roles
    return able and (partner is None or person.partner == partner)


def _check_can_be_asked(step: Step, person: KnownPerson | None, name: str) -> None:
    if person is None or not may_be_asked(person, by=step.actor.name, partner=step.actor.partner):
        raise NotThere(f"{name!r} cannot be asked to look", where="the form", fix="choose somebody from the list")


def _asked(step: Step, draft: str, name: str, *, says: str) -> Entry:
    """Return the request; one for each draft, person and party that asks, so that two who ask at once ask once."""
    key = content_hash([draft, step.actor.partner or "", name])[:32]
    body = written("review_request", {"asked": name, "says": says, "party": step.actor.partner})
    held = step.state.entry("review_request", key)
    if held is None or not held.stands:
        return step.make("review_request", body, within=draft, key=key)
    return step.change("review_request", key, body, expects=held.version)


def _no_request(key: str) -> NotThere:
    return NotThere(f"there is no request {key!r}", where="the board", fix="load the board again")
