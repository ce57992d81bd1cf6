"""Long work that says nothing new any more: its worker is ended and begun anew, and the job is tried once again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from centreline.web.jobs.working import LOOKS, PEOPLES, run_job
from centreline.web.records.jobs import begin_again, fail_running, progress_of_running

__all__ = ["Silence", "try_again"]

READ_EVERY_S = 10.0

Progress = Callable[[bool], tuple[object, ...] | None]
"""Returns what the running job said last, whether of the worker that looks; None where none runs."""


@dataclass(slots=True)
class Silence:
    """Says which worker hangs: the job it does has told nothing new for too long.

    Attributes:
        minutes: How long a job may tell nothing; 0 for as long as it likes.
        progress: What the running job said last.
        clock: Seconds that only ever grow.
    """

    minutes: int
    progress: Progress = progress_of_running
    clock: Callable[[], float] = time.monotonic
    _read_at: dict[str, float] = field(default_factory=dict)
    _told: dict[str, tuple[object, float]] = field(default_factory=dict)

    def hangs(self, queue: str) -> bool:
        """Say whether the worker of a queue hangs; what it says is read every few seconds."""
        now = self.clock()
        if not self.minutes or now - self._read_at.get(queue, -READ_EVERY_S) < READ_EVERY_S:
            return False
        self._read_at[queue] = now
        told = self.progress(queue == LOOKS)
        if told is None or told != self._told.get(queue, (None, now))[0]:
            self._told[queue] = told, now
            return False
        return now - self._told[queue][1] >= self.minutes * 60


def try_again(queue: str, *, why: str) -> None:
    """Have a job whose worker was ended done once again; one that was tried again before has failed.

    Args:
        queue: Of the worker.
        why: Why it was ended, in words.
    """
    for job_id in begin_again(looks=queue == LOOKS, why=why):
        run_job.using(queue_name=LOOKS if queue == LOOKS else PEOPLES).enqueue(job_id)
    fail_running(looks=queue == LOOKS, why=f"{why}, for the second time")
