"""The processes that do long work: one that dies is begun anew, and what it did is said to have failed.

A job may ask for more memory than there is, and the system then ends the process that does it. Pages go on: nothing of
them runs in there.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["Workers", "why_it_ended"]

DEATHS_AT_MOST = 5
"""Times a worker may die, each before it has lived for `SHORT_LIFE_S`, until it is given up."""

SHORT_LIFE_S = 30.0
MEGABYTE = 1024 * 1024


@dataclass(slots=True)
class _Worker:
    queue: str
    process: subprocess.Popen[bytes]
    begun_s: float
    short_lives: int = field(default=0)


class Workers:
    """Keeps one process for each queue.

    Args:
        commands: How each queue's process is begun.
        environment: Of the processes.
        memory_mb: What each may hold in memory; None for as much as there is.
        on_death: Told the queue and the reason when one has died by itself.
    """

    def __init__(
        self,
        commands: Mapping[str, Sequence[str]],
        *,
        environment: Mapping[str, str],
        memory_mb: int | None,
        on_death: Callable[[str, str], None],
    ) -> None:
        self._commands = commands
        self._environment = dict(environment)
        self._memory_mb = memory_mb
        self._on_death = on_death
        self._workers = [_Worker(queue, self._begun(queue), time.monotonic()) for queue in commands]

    @property
    def processes(self) -> list[subprocess.Popen[bytes]]:
        """Those that run now."""
        return [worker.process for worker in self._workers]

    def look(self) -> bool:
        """Begin those anew that have died; False where one dies again and again."""
        for worker in self._workers:
            code = worker.process.poll()
            if code is None:
                continue
            self._on_death(worker.queue, why_it_ended(code))
            lived_s = time.monotonic() - worker.begun_s
            worker.short_lives = worker.short_lives + 1 if lived_s < SHORT_LIFE_S else 0
            if worker.short_lives >= DEATHS_AT_MOST:
                return False
            worker.process, worker.begun_s = self._begun(worker.queue), time.monotonic()
        return True

    def _begun(self, queue: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(self._commands[queue], env=self._environment)
        if self._memory_mb is not None:
            _limit(process.pid, self._memory_mb)
        return process


def why_it_ended(code: int) -> str:
    """Return in a sentence why a process ended that nobody asked to.

    Args:
        code: Its exit code; that of a process which a signal ended is negative.
    """
    if code == -signal.SIGKILL:
        return "the system ended the process that did it, most likely because memory ran out"
    if code < 0:
        return f"the process that did it was ended by {signal.Signals(-code).name}"
    return f"the process that did it ended by itself with code {code}"


def _limit(process_id: int, memory_mb: int) -> None:
    """Let a process hold no more than so much; only Linux lets another process say so."""
    if sys.platform == "linux":
        import resource

        most = memory_mb * MEGABYTE
        resource.prlimit(process_id, resource.RLIMIT_DATA, (most, most))
