"""Serve a workspace: pages, event streams, a worker for what people ask and one for looks, each a process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from centreline.web.site.environment import environment_of, make_web_secret
from centreline.web.site.workers import Watch, Workers

__all__ = ["Server", "environment_for", "open_django", "serve_until_stopped"]

SETTINGS = "centreline.web.site.settings"
PATIENCE_S = 5.0
ENDED = (0, -signal.SIGTERM, -signal.SIGINT, -signal.SIGKILL)
"""Exit codes of a process that was asked to end."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a workspace is served.

    Attributes:
        folder: The workspace.
        host: Address it listens on.
        port: Of the pages.
        workers: Processes that answer pages.
    """

    folder: Path
    host: str
    port: int
    workers: int

    @property
    def streams_port(self) -> int:
        """Port of the event streams: the one after that of the pages."""
        return self.port + 1

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://{self.host}:{self.port}/"


def environment_for(server: Server, *, variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the processes that serve: plain HTTP on this machine only, else behind a proxy."""
    here = server.host in {"127.0.0.1", "localhost", "::1"}
    own = {
        "CENTRELINE_WORKSPACE": str(server.folder.resolve()),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
    }
    # Each thread would else keep a heap of its own: about 40 MiB of a process that draws pages.
    usual = {"MALLOC_ARENA_MAX": "2"}
    plain = {"CENTRELINE_PLAIN_HTTP": "1", "CENTRELINE_STREAMS": f":{server.streams_port}"}
    return {**usual, **variables, **(plain if here else {}), **own}


def open_django(server: Server) -> None:
    """Make this process one that serves the workspace: its settings read, its apps loaded."""
    make_web_secret(server.folder)
    os.environ.update(environment_for(server, variables=os.environ))
    import django

    django.setup()


def serve_until_stopped(server: Server, *, tell: Callable[[str], None], watch: Watch, works: bool = True) -> int:
    """Serve until somebody presses Ctrl C or a process of the pages ends, and return the exit code.

    A worker that dies or hangs is begun anew, and the pages go on.

    Args:
        server: What and where.
        tell: Told in a line what happens.
        watch: Watches over the workers.
        works: Whether long work is done, too: not where a workspace can only be read.
    """
    environment = environment_for(server, variables=os.environ)
    # Each is a group of processes of its own: what it began is ended with it, even where it had not come to know of it.
    pages = [subprocess.Popen(command, env=environment, start_new_session=True) for command in _pages(server)]
    asked: list[int] = []  # a process that began a moment ago may not hear that it shall end: the loop sees to all
    signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    memory_mb = environment_of(environment).worker_memory_mb
    watch = replace(watch, ends=lambda: bool(asked))
    workers = Workers(_workers() if works else {}, environment=environment, memory_mb=memory_mb, watch=watch)
    tell(f"Serving {server.folder} at {server.address} (Ctrl C ends it)")
    try:
        while not asked and all(process.poll() is None for process in pages) and workers.look():
            time.sleep(0.2)
    except KeyboardInterrupt:
        tell("Ending")
    finally:
        _end([*pages, *workers.processes])
        for process in pages:
            _end_what_is_left_of(process.pid)
    codes = [process.wait() for process in (*pages, *workers.processes)]
    return next((code for code in codes if code not in ENDED), 0)


def _pages(server: Server) -> Sequence[Sequence[str]]:
    granian = [sys.executable, "-m", "granian", "--host", server.host, "--log-level", "warning", "--no-ws"]
    # Each thread keeps the evidence of the scopes it answered for open: few threads, not the default of hundreds.
    place = ["--port", str(server.port), "--workers", str(server.workers), "--blocking-threads", "2"]
    pages = [*granian, "--interface", "wsgi", *place, "centreline.web.site.wsgi:application"]
    ahead = ["--interface", "asginl", "--port", str(server.streams_port), "--workers", "1"]
    return [pages, [*granian, *ahead, "centreline.web.site.asgi:application"]]


def _workers() -> Mapping[str, Sequence[str]]:
    worker = [sys.executable, "-m", "django", "db_worker", "--interval", "0.5", "--verbosity", "0", "--queue-name"]
    return {queue: [*worker, queue] for queue in ("default", "looks")}


def _end(started: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask each process to end, and end those that do not within a few seconds: they may wait for an open connection."""
    for process in started:
        if process.poll() is None:
            process.terminate()
    latest = time.monotonic() + PATIENCE_S
    for process in started:
        try:
            process.wait(timeout=max(0.1, latest - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def _end_what_is_left_of(group: int) -> None:
    """End those processes of a group that outlived the one that began them, and would keep its port."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
