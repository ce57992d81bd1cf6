"""Long work in the database: how far it is, survives a reload, a crash and a restart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from centreline.web.records.models import JobRow

__all__ = [
    "Job", "ask_to_cancel", "begin_again", "begin_job", "end_job", "fail_running", "has_been_asked",
    "interrupt_running", "job", "jobs_of", "new_job", "newest_by", "newest_given", "progress_of_running",
    "tell_progress", "waiting_job",
]  # fmt: skip

AGAIN = "again_because"
"""What a job that is tried once again is given besides: why."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of long work.

    Attributes:
        id: Its name.
        kind: What sort of work: `look`, `import`, `export`.
        title: In words.
        by: Who asked for it.
        given: What it was given.
        state: waiting, running, done, failed, cancelled, or interrupted where the server ended meanwhile.
        done: How much is done.
        total: Of how much; None while nobody knows.
        unit: What is counted.
        says: What it is doing, or what became of it.
        result: What came of it, as JSON would hold it.
        asked_at: When somebody asked.
        started_at: When it began.
        ended_at: When it ended.
        cancel_asked: Whether somebody wants it to stop.
    """

    id: str
    kind: str
    title: str
    by: str
    given: Mapping[str, Any]
    state: str
    done: int
    total: int | None
    unit: str
    says: str
    result: Any
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    cancel_asked: bool

    @property
    def share(self) -> float | None:
        """How much is done, 0 to 1; None while nobody knows."""
        return None if not self.total else min(1.0, self.done / self.total)

    @property
    def left_s(self) -> float | None:
        """Seconds it still takes if it goes on as it went; None while nobody knows."""
        if self.started_at is None or not self.share or self.ended_at is not None:
            return None
        passed: float = (timezone.now() - self.started_at).total_seconds()
        return passed / self.share - passed

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {"done", "failed", "cancelled", "interrupted"}


_WORDS = tuple(Job.__dataclass_fields__)


def new_job(kind: str, *, title: str, by: str, given: Mapping[str, Any]) -> Job:
    """Write down that somebody asked for work."""
    return _job(JobRow.objects.create(kind=kind, title=title, by=by, given=dict(given), asked_at=timezone.now()))


def job(job_id: str) -> Job | None:
    """Return a job; None where there is none of that name."""
    row = JobRow.objects.filter(pk=job_id).first()
    return None if row is None else _job(row)


def jobs_of(by: str | None = None, *, most: int = 50) -> tuple[Job, ...]:
    """Return the newest jobs, of one person or of everybody."""
    rows = JobRow.objects.order_by("-asked_at")
    return tuple(_job(row) for row in (rows if by is None else rows.filter(by=by))[:most])


def waiting_job(kind: str, *, given: Mapping[str, Any]) -> Job | None:
    """Return the job that waits to do exactly this; None where there is none."""
    rows = JobRow.objects.filter(kind=kind, state="waiting", cancel_asked=False)
    return next((_job(row) for row in rows if row.given == given), None)


def newest_by(word: str, *, kind: str, most: int = 500) -> dict[str, Job]:
    """Return the newest job of a kind for each value of something it was given.

    Args:
        word: What it was given, such as `schedule`.
        kind: Of which kind.
        most: How many jobs are looked at.
    """
    rows = JobRow.objects.filter(kind=kind).order_by("-asked_at")[:most]
    return {str(row.given.get(word)): _job(row) for row in reversed(rows)}


def newest_given(kind: str, *, word: str, value: str) -> Job | None:
    """Return the newest job of a kind that was given something; None where there is none.

    Args:
        kind: Of which kind.
        word: What it was given, such as `upload`.
        value: Which.
    """
    row = JobRow.objects.filter(kind=kind, **{f"given__{word}": value}).order_by("-asked_at").first()
    return None if row is None else _job(row)


def has_been_asked(kind: str, *, given: Mapping[str, Any]) -> bool:
    """Say whether exactly this was asked for before, whatever became of it."""
    return bool(JobRow.objects.filter(kind=kind, given=dict(given)).exists())


def begin_job(job_id: str) -> bool:
    """Take a waiting job; False where it runs already, has ended, or was cancelled: of two workers one wins."""
    waiting = JobRow.objects.filter(pk=job_id, state="waiting", cancel_asked=False)
    return bool(waiting.update(state="running", started_at=timezone.now()))


def tell_progress(job_id: str, *, done: int, total: int | None, says: str = "", unit: str = "") -> bool:
    """Write down how far a job is; False where somebody asked to stop it."""
    rows = JobRow.objects.filter(pk=job_id)
    rows.update(done=done, total=total, says=says[:400], unit=unit)
    return not rows.filter(cancel_asked=True).exists()


def end_job(job_id: str, *, state: str, says: str = "", result: Any = None) -> None:
    """Write down that a job has ended, and what came of it."""
    JobRow.objects.filter(pk=job_id).update(state=state, says=says[:400], result=result, ended_at=timezone.now())


def interrupt_running() -> int:
    """Mark the jobs that run as interrupted, and return how many; called before any worker starts."""
    running = JobRow.objects.filter(state="running")
    says = "the server ended while it was being done; what was not finished is not kept"
    return int(running.update(state="interrupted", ended_at=timezone.now(), says=says))


def fail_running(*, looks: bool, why: str) -> int:
    """Mark the job a worker was doing when it died as failed, and return how many those were.

    Args:
        looks: Whether it was the worker that looks.
        why: In words.
    """
    theirs = _running(looks=looks)
    fix = "ask for less at once, such as a file of one month, or give the server more memory"
    problem = {"what": why, "where": "the worker", "fix": fix}
    return int(theirs.update(state="failed", ended_at=timezone.now(), says=why[:400], result=problem))


def progress_of_running(looks: bool) -> tuple[object, ...] | None:
    """Return what the job that a worker does said last, to be compared with what it says later; None where none runs.

    Args:
        looks: Whether of the worker that looks.
    """
    told: tuple[object, ...] | None = (
        _running(looks=looks).values_list("pk", "started_at", "done", "total", "says").first()
    )
    return told


def begin_again(*, looks: bool, why: str) -> tuple[str, ...]:
    """Let the job a worker was doing when it was ended wait once more, and return its id; none that did so before.

    Args:
        looks: Whether it was the worker that looks.
        why: Why it was ended, in words.
    """
    waits = []
    for row in _running(looks=looks):
        if AGAIN not in row.given:
            row.given, row.state, row.says = {**row.given, AGAIN: why}, "waiting", f"{why}; it is tried again"[:400]
            row.save(update_fields=["given", "state", "says"])
            waits.append(str(row.pk))
    return tuple(waits)


def _running(*, looks: bool) -> Any:
    running = JobRow.objects.filter(state="running")
    return running.filter(kind="look") if looks else running.exclude(kind="look")


def ask_to_cancel(job_id: str) -> None:
    """Ask a job to stop; one that has not begun never will."""
    JobRow.objects.filter(pk=job_id).update(cancel_asked=True)
    waiting = JobRow.objects.filter(pk=job_id, state="waiting")
    waiting.update(state="cancelled", ended_at=timezone.now(), says="cancelled before it began")


def _job(row: Any) -> Job:
    return Job(**{word: getattr(row, word) for word in _WORDS if word != "id"}, id=str(row.pk))
