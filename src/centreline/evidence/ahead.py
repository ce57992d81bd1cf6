"""Several things at a time: the next batch is read while this one is translated, and the last ones written."""

from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

__all__ = ["SideBySide", "WriteBehind", "read_ahead"]

T = TypeVar("T")
END: Any = object()


def read_ahead(batches: Iterator[T]) -> Iterator[T]:
    """Yield what the iterator yields, one ahead of whoever takes it."""
    with ThreadPoolExecutor(1, thread_name_prefix="read-ahead") as pool:
        coming = pool.submit(next, batches, END)
        while (batch := coming.result()) is not END:
            coming = pool.submit(next, batches, END)
            yield batch


class WriteBehind:
    """Calls a function in turn, each time while the caller already does something else.

    What goes wrong in a call is raised by the next one, or at the end.
    """

    def __init__(self, write: Callable[[Any], object]) -> None:
        self._write = write
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="write-behind")
        self._running: Future[object] | None = None

    def __call__(self, what: Any) -> None:
        """Begin with the next call as soon as the one before it is done."""
        self._wait()
        self._running = self._pool.submit(self._write, what)

    def _wait(self) -> None:
        if self._running is not None:
            self._running.result()

    def __enter__(self) -> "WriteBehind":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Wait for the last call."""
        try:
            if kind is None:
                self._wait()
        finally:
            self._pool.shutdown(wait=True)


class SideBySide:
    """Calls a function for several keys at the same time, for each key one call after the other.

    What goes wrong in a call is raised by a later one, or at the end.

    Args:
        write: Takes a key and what belongs to it.
        at_once: Calls that run at the same time; whoever has one more waits.
    """

    def __init__(self, write: Callable[[Any, Any], object], *, at_once: int) -> None:
        self._write = write
        self._at_once = at_once
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="side-by-side")
        self._running: dict[Hashable, Future[object]] = {}

    def __call__(self, key: Hashable, what: Any) -> None:
        """Begin with the call for a key as soon as there is room, and the one before it for this key is done."""
        if key in self._running:
            self._running.pop(key).result()
        while len(self._running) >= self._at_once:
            wait(self._running.values(), return_when=FIRST_COMPLETED)
            for each in [each for each, call in self._running.items() if call.done()]:
                self._running.pop(each).result()
        self._running[key] = self._pool.submit(self._write, key, what)

    def __enter__(self) -> "SideBySide":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Wait for the last calls."""
        try:
            for call in self._running.values() if kind is None else ():
                call.result()
        finally:
            self._pool.shutdown(wait=True)
