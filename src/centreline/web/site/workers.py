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

__all__ = ["Watch", "Workers", "why_it_ended"]

DEATHS_AT_MOST = 5
"""Times a worker may die, each before it has lived for `SHORT_LIFE_S`, until it is given up."""

SHORT_LIFE_S = 30.0
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches over the workers.

    Attributes:
        died: Told the queue and the reason when a process has ended by itself.
        hangs: Says of a queue whether its process hangs; it is then ended.
        hung: Told the queue when one was ended for that.
        ends: Says whether all shall end: whoever is found dead was asked to, too, and is not begun anew.
    """

    died: Callable[[str, str], None]
    hangs: Callable[[str], bool] = lambda _queue: False
    hung: Callable[[str], None] = lambda _queue: None
    ends: Callable[[], bool] = lambda: False


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
        watch: Says which hangs, and is told what became of them.
    """

    def __init__(
        self,
        commands: Mapping[str, Sequence[str]],
        *,
        environment: Mapping[str, str],
        memory_mb: int | None,
        watch: Watch,
    ) -> None:
        self._commands = commands
        self._environment = dict(environment)
        self._memory_mb = memory_mb
        self._watch = watch
        self._workers = [_Worker(queue, self._begun(queue), time.monotonic()) for queue in commands]

    @property
    def processes(self) -> list[subprocess.Popen[bytes]]:
        """Those that run now."""
        return [worker.process for worker in self._workers]

    def look(self) -> bool:
        """Begin those anew that have died or hang; False where one dies again and again."""
        for worker in self._workers:
            code = worker.process.poll()
            if code is None and not self._watch.hangs(worker.queue):
                continue
            if self._watch.ends():
                return True
            if code is None:
                worker.process.kill()
                worker.process.wait()
                self._watch.hung(worker.queue)
            else:
                self._watch.died(worker.queue, why_it_ended(code))
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
