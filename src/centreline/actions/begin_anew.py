"""Work the limits of a metric out anew from a day on."""

from datetime import date

from centreline.actions.act import act
from centreline.actions.start_draft import written
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.identity import content_hash
from centreline.metrics.book import metric_named

__all__ = ["begin_anew"]


@act(needs="steer_metric")
def begin_anew(  # noqa: PLR0913 - what begins, for which rows, when and why: each is asked for alone
    step: Step, *, metric: str, variant: str, selection: str, on: date | None, reason: str
) -> Entry:
    """Say that the work behind a metric is another one since a day, so that its limits begin anew there.

    Args:
        step: The step it is done in.
        metric: Id of the metric.
        variant: Way of counting it holds for.
        selection: Rows it holds for, as the address of the page names them; empty for all.
        on: First day of the new limits.
        reason: What is done differently since.

    Raises:
        MetricUnknown: no such metric or variant.
        ArgumentInvalid: the day or the reason is missing.
        EditConflict: limits begin anew on that day already.
    """
    found = metric_named(metric)
    fields = {"variant": variant, "selection": selection, "on": on, "reason": reason.strip()}
    body = written("baseline", {**fields, "variant": found.variant(variant).id})
    key = content_hash([found.id, variant, selection, str(on)])[:32]
    return step.make("baseline", body, within=found.id, key=key, says=reason.strip())
