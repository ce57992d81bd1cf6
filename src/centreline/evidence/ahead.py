"""Two things at a time: the next batch is read while this one is translated, and the last one written."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

__all__ = ["WriteBehind", "read_ahead"]

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
