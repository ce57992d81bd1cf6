"""Set what is aimed at in a metric."""

from centreline.actions.act import act
from centreline.actions.start_draft import written
from centreline.blueprint.promised import measures_of_the_whole
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.identity import content_hash
from centreline.metrics.book import metric_named

__all__ = ["set_target", "target_key"]


@act(needs="steer_metric")
def set_target(  # noqa: PLR0913 - a target has two ends, what it is of, and why
    step: Step, *, metric: str, variant: str, at_least: float | None, at_most: float | None, because: str
) -> Entry:
    """Set the target of one variant of a metric, or another one than before.

    Where the operating model names a target, that one counts: two targets of one number would be none.

    Args:
        step: The step it is done in.
        metric: Id of the metric.
        variant: Way of counting it is about.
        at_least: Target from below, in the metric's unit; None where it is open.
        at_most: Target from above.
        because: Why this is right.

    Raises:
        MetricUnknown: no such metric or variant.
        ArgumentInvalid: the operating model names one, both ends or the reason are missing, or they contradict.
    """
    found = metric_named(metric)
    way = found.variant(variant).id
    newest = step.state.published()
    measures = measures_of_the_whole(newest.blueprint) if newest else ()
    if any((one.metric, one.variant or found.default.id) == (found.id, way) and one.has_target for one in measures):
        raise ArgumentInvalid(
            f"the operating model names the target of {found.title.lower()}",
            where=f"version {newest.number if newest else 0} of the operating model",
            fix="change it there and publish; two targets of one number would be none",
        )
    fields = {"variant": way, "at_least": at_least, "at_most": at_most, "because": because.strip()}
    body, key = written("target", fields), target_key(found.id, way)
    held = step.state.entry("target", key)
    if held is not None and held.stands:
        return step.change("target", key, body, expects=held.version, says=because.strip())
    return step.make("target", body, within=found.id, key=key, says=because.strip())


def target_key(metric: str, variant: str) -> str:
    """Return the key under which the target of a variant is kept."""
    return content_hash([metric, variant])[:32]
