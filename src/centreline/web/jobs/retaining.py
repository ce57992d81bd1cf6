"""Retention in time: waits for the hour the settings name, asks for the work, and waits for the next day.

The settings are read anew when the hour comes: who takes `retention_at` out of them pauses it at once.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django_tasks import task

from centreline.actions.settings import SETTINGS_FILE, WorkspaceSettings, read_workspace_settings
from centreline.kernel.rhythm import Rhythm
from centreline.web.frame.served import folder
from centreline.web.jobs.work.rights import THE_FILES
from centreline.web.jobs.working import queue
from centreline.web.records.jobs import Job, has_been_asked

__all__ = ["ask_to_retain", "retain_when_due", "wait_for_the_next_day"]


def wait_for_the_next_day(*, after: datetime) -> datetime | None:
    """Have the worker take out what is due at the next hour the settings name.

    Returns:
        When that is, in UTC; None where the settings name none, and nothing leaves by itself.
    """
    rhythm = _rhythm()
    if rhythm is None:
        return None
    due = rhythm.next_after(after)
    retain_when_due.using(run_after=due).enqueue(due.isoformat())
    return due


def ask_to_retain(due: datetime) -> Job | None:
    """Queue the taking out; None where that hour was asked for already, as after a start of the server."""
    on = due.astimezone(ZoneInfo(_settings().zone)).date()
    given = {"due": due.isoformat(), "on": on.isoformat()}
    if has_been_asked("retention", given=given):
        return None
    return queue("retention", title=_("Take out what is older than it is kept"), by=THE_FILES.name, given=given)


@task()
def retain_when_due(due: str) -> None:
    """Queue the taking out where the settings still name this hour, and wait for the next day."""
    rhythm, moment = _rhythm(), datetime.fromisoformat(due)
    if rhythm is None:
        return
    still = moment.astimezone(ZoneInfo(rhythm.zone)).time().replace(tzinfo=None) == rhythm.at
    if not still or ask_to_retain(moment) is not None:
        wait_for_the_next_day(after=moment)


def _settings() -> WorkspaceSettings:
    return read_workspace_settings(folder() / SETTINGS_FILE)


def _rhythm() -> Rhythm | None:
    own = _settings()
    return None if own.retention_at is None else Rhythm("day", own.retention_at, 0, own.zone)
