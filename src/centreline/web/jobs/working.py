"""How long work is done: taken by one worker, told how far it is, ended whatever happens."""

import logging
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from django_tasks import task

from centreline.kernel.errors import JobCancelled, Stopped
from centreline.web.records.jobs import Job, begin_job, end_job, job, new_job, tell_progress

__all__ = ["LOOKS", "PEOPLES", "Telling", "Work", "queue", "run_job"]

_LOG = logging.getLogger("centreline.web.jobs")


class Telling:
    """What a job is given to tell how far it is.

    Args:
        job_id: The job.
    """

    def __init__(self, job_id: str) -> None:
        self._job_id = job_id

    def __call__(self, *, done: int, total: int | None, says: str = "", unit: str = "") -> None:
        """Write down how far the job is.

        Raises:
            JobCancelled: somebody asked it to stop.
        """
        if not tell_progress(self._job_id, done=done, total=total, says=says, unit=unit):
            raise JobCancelled("somebody asked it to stop", where="the page of jobs", fix="ask for it again")


Work = Callable[[Job, Telling], tuple[str, Any]]
"""Does a job, and returns what to say of it and what came of it."""

NO_MEMORY = {
    "what": "it needs more memory than its worker may hold; nothing was changed",
    "where": "the worker",
    "fix": "ask for less at once, such as a file of one month, or give the worker more memory",
}

WORK = "centreline.web.jobs.work"
"""Where the kinds of work are: named, not imported, since they queue work themselves."""


PEOPLES = "default"
"""Queue of the work somebody waits for."""

LOOKS = "looks"
"""Queue of looks, which take long and have a worker of their own: whoever undoes an import does not wait for them."""


def _work_of(kind: str) -> Work:
    """Return the function `do` of the module of that kind in `centreline.web.jobs.work`."""
    does: Work = import_module(f"{WORK}.{kind}").do
    return does


def queue(kind: str, *, title: str, by: str, given: Mapping[str, Any]) -> Job:
    """Ask for work to be done by the worker, and return the job to watch.

    Args:
        kind: Name of a module of `centreline.web.jobs.work`.
        title: What is done, in words.
        by: Who asks.
        given: What it is given, as JSON would hold it.
    """
    asked = new_job(kind, title=title, by=by, given=given)
    run_job.using(queue_name=LOOKS if kind == "look" else PEOPLES).enqueue(asked.id)
    return asked


@task()
def run_job(job_id: str) -> None:
    """Do a job that waits; one that another worker has taken is left alone."""
    if not begin_job(job_id):
        return
    taken = job(job_id)
    if taken is None:
        return
    try:
        says, result = _work_of(taken.kind)(taken, Telling(job_id))
    except JobCancelled:
        end_job(job_id, state="cancelled", says="cancelled; nothing was changed")
    except Stopped as reason:
        problem = {"what": reason.what, "where": reason.where, "fix": reason.fix}
        end_job(job_id, state="failed", says=reason.what, result=problem)
    except Exception as error:
        if _is_short_of_memory(error):
            end_job(job_id, state="failed", says=NO_MEMORY["what"], result=NO_MEMORY)
            return
        _LOG.exception("job %s failed", job_id)
        problem = {"what": "this is a fault of Centreline", "where": f"job {job_id}", "fix": "report it with that id"}
        end_job(job_id, state="failed", says=problem["what"], result=problem)
    else:
        end_job(job_id, state="done", says=says, result=result)


def _is_short_of_memory(error: Exception) -> bool:
    # Imported where something went wrong: whoever asks for work loads no engine for it.
    from centreline.evidence.engines.duckdb import OutOfMemory

    return isinstance(error, MemoryError | OutOfMemory)
