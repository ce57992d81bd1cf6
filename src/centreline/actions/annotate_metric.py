"""Write down what happened on a day of a metric."""

from datetime import date

from centreline.actions.act import act
from centreline.actions.start_draft import written
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.metrics.book import metric_named

__all__ = ["annotate_metric"]


@act(needs="comment")
def annotate_metric(step: Step, *, metric: str, on: date | None, text: str) -> Entry:
    """Write what somebody knows about a day on the chart of a metric, where their own party reads it, and the centre.

    Args:
        step: The step it is done in.
        metric: Id of the metric.
        on: The day, in the centre's zone.
        text: What happened, as plain text.

    Raises:
        MetricUnknown: no such metric.
        ArgumentInvalid: the day or the text is missing.
    """
    body = written("annotation", {"on": on, "text": text.strip(), "party": step.actor.partner})
    return step.make("annotation", body, within=metric_named(metric).id)
