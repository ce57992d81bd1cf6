"""Follow a metric, and stop following it."""

from centreline.actions.act import act
from centreline.actions.start_draft import written
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.state import State
from centreline.governance.step import Step
from centreline.kernel.identity import content_hash

__all__ = ["follow_metric", "followed_by", "unfollow_metric"]


@act(needs="see_metrics")
def follow_metric(step: Step, *, metric: str) -> Entry:
    """Let a metric stand on the home page of whoever acts when a point of it stands out; twice changes nothing.

    Args:
        step: The step it is done in.
        metric: Id of the metric; whoever calls has seen that there is one.
    """
    key = _key(step.actor, metric)
    held = step.state.entry("following", key)
    if held is not None and held.stands:
        return held
    return step.make("following", written("following", {"party": step.actor.partner}), within=metric, key=key)


@act(needs="see_metrics")
def unfollow_metric(step: Step, *, metric: str) -> Entry:
    """Take a metric off the home page of whoever acts.

    Raises:
        NotThere: they do not follow it.
    """
    held = step.entry("following", _key(step.actor, metric))
    return step.bin("following", held.key, expects=held.version)


def followed_by(state: State, actor: Actor) -> tuple[str, ...]:
    """Return the metrics somebody follows, in the order in which they began to."""
    return tuple(one.within for one in state.entries("following") if one.made_by == actor.name)


def _key(actor: Actor, metric: str) -> str:
    return content_hash([actor.name, metric])[:32]
