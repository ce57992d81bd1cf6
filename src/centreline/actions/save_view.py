"""Save a view of a table under a name, and throw one away."""

from urllib.parse import parse_qsl, urlencode

from pydantic import ValidationError

from centreline.actions.act import act
from centreline.governance.actor import Actor, Role
from centreline.governance.entry import Entry
from centreline.governance.kinds import body_of
from centreline.governance.state import State
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, NotPermitted, NotThere

__all__ = ["drop_view", "save_view", "views_for"]

NOT_KEPT = frozenset({"page", "format", "csrfmiddlewaretoken"})
"""Parts of an address that say nothing of the view: which page of it, and in which form."""


@act(needs="see_home")
def save_view(  # noqa: PLR0913 - what a view is comes in by name
    step: Step, *, table: str, name: str, query: str, shared: bool = False, usual: bool = False
) -> Entry:
    """Save a view of a table; one of the same name and owner is written anew.

    Args:
        step: The step it is done in.
        table: Which table.
        name: What it is called.
        query: What stands after the question mark of its address.
        shared: Whether the others of the same party see it too.
        usual: Whether its columns are those the owner finds there without asking; the one before is so no more.

    Raises:
        ArgumentInvalid: it has no name, or is too long.
    """
    kept = urlencode([pair for pair in parse_qsl(query) if pair[0] not in NOT_KEPT])
    said = {"name": name.strip(), "query": kept, "shared": shared, "usual": usual, "party": step.actor.partner}
    try:
        body = body_of("view", said)
    except ValidationError as reason:
        problem = reason.errors()[0]
        raise ArgumentInvalid(
            f"the view cannot be saved: {problem['msg']}",
            where=f"the field {problem['loc'][0]}",
            fix="write a name of at most 80 letters",
        ) from reason
    own = [one for one in step.state.entries("view", within=table) if one.made_by == step.actor.name]
    for other in own:
        if usual and other.fields["usual"] and other.fields["name"] != said["name"]:
            step.change("view", other.key, body_of("view", other.fields | {"usual": False}), expects=other.version)
    held = next((one for one in own if one.fields["name"] == said["name"]), None)
    if held is not None:
        return step.change("view", held.key, body, expects=held.version)
    return step.make("view", body, within=table, says=f"saved the view {said['name']} of {table}")


@act(needs="see_home")
def drop_view(step: Step, *, key: str) -> Entry:
    """Throw a view away: one's own, or any for whoever looks after the centre.

    Raises:
        NotThere: there is none.
        NotPermitted: it is somebody else's.
    """
    held = step.entry("view", key)
    if held.made_by != step.actor.name and step.actor.role is not Role.ADMINISTRATOR:
        if held not in views_for(step.state, step.actor, table=held.within):  # Its name is nothing they read.
            raise NotThere(f"there is no view {key!r}", where="the saved views", fix="choose one from the list")
        raise NotPermitted(
            f"the view {held.fields['name']!r} is somebody else's", where="the saved views", fix=f"ask {held.made_by}"
        )
    return step.bin("view", key, expects=held.version)


def views_for(state: State, actor: Actor, *, table: str) -> tuple[Entry, ...]:
    """Return the views of a table somebody sees: their own, and what others of their party share."""
    return tuple(
        one
        for one in state.entries("view", within=table)
        if one.made_by == actor.name or (one.fields["shared"] and one.fields["party"] == actor.partner)
    )
