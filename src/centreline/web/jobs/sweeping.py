"""What waits to be brought goes by itself: the worker deletes it when its time is over; nobody has to open a page."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from centreline.web.frame.served import folder
from centreline.web.records.uploads import sweep_uploads, waits_until

__all__ = ["forget_when_nobody_goes_on", "sweep_and_wait", "sweep_when_over"]


def forget_when_nobody_goes_on(token: str) -> None:
    """Have the worker delete an upload a day after somebody last went on with it."""
    due = waits_until(token, workspace=folder())
    if due is not None:
        sweep_when_over.using(run_after=due).enqueue(token)


def sweep_and_wait(*, now: datetime) -> int:
    """Delete what is over now, as after a time in which nothing was served; the worker waits for the rest.

    Returns:
        How many were deleted.
    """
    swept = sweep_uploads(workspace=folder(), now=now)
    for held in (folder() / "incoming").glob("*"):
        forget_when_nobody_goes_on(held.name)
    return swept


@task()
def sweep_when_over(token: str) -> None:
    """Delete whatever is over; where somebody went on with this upload meanwhile, wait for it once more."""
    sweep_uploads(workspace=folder(), now=timezone.now())
    forget_when_nobody_goes_on(token)
