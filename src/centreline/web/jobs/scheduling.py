"""Scheduled imports in time: each waits for the worker with the moment it is due, and asks for the next one itself."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from centreline.actions.workspace import FolderWorkspace
from centreline.governance.entry import Entry
from centreline.governance.kinds.schedule import Said
from centreline.web.frame.served import folder
from centreline.web.jobs.working import queue
from centreline.web.records.jobs import Job, has_been_asked
from centreline.web.records.store import DjangoState

__all__ = ["ask_to_read", "due_after", "run_when_due", "wait_for_every_schedule", "wait_for_the_next"]


def due_after(schedule: Entry, moment: datetime) -> datetime | None:
    """Return when a scheduled import is due next, in UTC; None while it is paused."""
    said = _said(schedule)
    return None if said.paused else said.rhythm(zone=FolderWorkspace(folder()).zone).next_after(moment)


def wait_for_the_next(schedule: Entry, *, after: datetime) -> None:
    """Have the worker read a source when it is due next; a paused one waits for nothing."""
    due = due_after(schedule, after)
    if due is not None:
        run_when_due.using(run_after=due).enqueue(schedule.key, schedule.version, due.isoformat())


def wait_for_every_schedule(*, now: datetime) -> int:
    """Have the worker wait for each scheduled import anew, and return how many there are.

    What was missed while nothing was served is still asked for, once. A moment that is waited for twice is read once.
    """
    schedules = DjangoState().entries("schedule")
    for schedule in schedules:
        wait_for_the_next(schedule, after=now)
    return len(schedules)


def ask_to_read(schedule: Entry, *, due: datetime, by: str) -> Job | None:
    """Queue the reading of a source; None where that moment was asked for already.

    Args:
        schedule: The scheduled import.
        due: The moment it is read for.
        by: Who answers for what is brought.
    """
    given = {"schedule": schedule.key, "due": due.isoformat()}
    if has_been_asked("arrivals", given=given):
        return None
    title = _("Read what arrived for %(title)s") % {"title": _said(schedule).title}
    return queue("arrivals", title=title, by=by, given=given)


@task()
def run_when_due(key: str, version: int, due: str) -> None:
    """Queue the reading of a source whose moment has come, and wait for the next.

    A schedule that was changed, paused or stopped meanwhile waits under its new version, or not at all.
    """
    schedule = DjangoState().entry("schedule", key)
    if schedule is None or not schedule.stands or schedule.version != version:
        return
    if ask_to_read(schedule, due=datetime.fromisoformat(due), by=schedule.changed_by) is not None:
        wait_for_the_next(schedule, after=timezone.now())


def _said(schedule: Entry) -> Said:
    body = schedule.body
    assert isinstance(body, Said)
    return body
