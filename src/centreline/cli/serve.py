"""`centreline serve`: the workspace in the browser."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.options import WorkspaceArgument

if TYPE_CHECKING:
    from centreline.web.site.serving import Server
    from centreline.web.site.workers import Watch

__all__ = ["serve"]


def serve(
    workspace: WorkspaceArgument = Path(),
    *,
    host: Annotated[str, typer.Option(help="Address to listen on; beyond this machine it wants HTTPS before it.")] = (
        "127.0.0.1"
    ),
    port: Annotated[
        int, typer.Option(min=1, max=65_534, help="Port of the pages; event streams take the one after it.")
    ] = 8400,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer pages.")] = 2,
) -> None:
    """Serve a workspace in the browser: pages, and the worker that does long work.

    Example: [bold]centreline serve my-centre[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.web.site.ports import only_server_at
    from centreline.web.site.serving import Server

    server = Server(FolderWorkspace.at(workspace).folder, host, port, workers)
    with only_server_at(server):
        sys.exit(_serve(server))


def _serve(server: "Server") -> int:
    """Make everything ready, say what waits, and serve until the end; return the exit code."""
    from centreline.cli.terminal import console
    from centreline.web.site.serving import open_django, serve_until_stopped

    open_django(server)
    from centreline.web.jobs.retaining import wait_for_the_next_day
    from centreline.web.jobs.scheduling import wait_for_every_schedule
    from centreline.web.jobs.setting_up import queue_looks, ready_database, take_over_files
    from centreline.web.jobs.sweeping import sweep_and_wait
    from centreline.web.records.jobs import interrupt_running

    ready_database()
    _stop_here_to_be_read(server)
    if interrupted := interrupt_running():
        console.print(f"{interrupted} jobs were interrupted when the server ended; see Jobs", markup=False)
    _keep_away_who_was_erased(server.folder)
    for line in take_over_files():
        console.print(line, markup=False)
    if waiting := queue_looks():
        console.print(f"Looking at the centre anew in {waiting} scopes; pages say so until that is done", markup=False)
    if schedules := wait_for_every_schedule(now=datetime.now(UTC)):
        console.print(f"{schedules} sources are read by themselves when they are due", markup=False)
    if due := wait_for_the_next_day(after=datetime.now(UTC)):
        console.print(f"What is older than it is kept leaves every day; next at {due:%Y-%m-%d %H:%M} UTC", markup=False)
    if swept := sweep_and_wait(now=datetime.now(UTC)):
        console.print(f"{swept} files that nobody brought in a day were deleted", markup=False)

    _offer_the_first_visit(server)

    def tell(line: str) -> None:
        console.print(line, markup=False)

    return serve_until_stopped(server, tell=tell, watch=_watch(tell))


def _offer_the_first_visit(server: "Server") -> None:
    """Print by which address the first administrator is made, where nobody was ever added."""
    from centreline.cli.terminal import console
    from centreline.web.frame.first_visit import first_address, new_key

    if (key := new_key(os.environ)) is None:
        return
    address = first_address(key, served_at=server.address, variables=os.environ)
    console.print("Nobody can sign in here yet. Make the first administrator, once, at", markup=False)
    console.print(f"  {address}", markup=False, highlight=False, soft_wrap=True)
    console.print("The key in it holds until somebody is added or the server ends; keep it to yourself.", markup=False)


def _watch(tell: Callable[[str], None]) -> "Watch":
    """Return who begins workers anew that died or hang, and says of their jobs what became of them."""
    from centreline.web.jobs.hanging import Silence, try_again
    from centreline.web.jobs.working import LOOKS
    from centreline.web.records.jobs import fail_running
    from centreline.web.site.environment import environment_of
    from centreline.web.site.workers import Watch

    silence = Silence(environment_of(os.environ).job_silence_minutes)

    def died(queue: str, why: str) -> None:
        tell(f"The worker of {queue} was begun anew: {why}")
        fail_running(looks=queue == LOOKS, why=why)

    def hung(queue: str) -> None:
        why = f"it told nothing new for {silence.minutes} minutes and was ended"
        tell(f"The worker of {queue} was begun anew: {why}")
        try_again(queue, why=why)

    return Watch(died, silence.hangs, hung)


def _keep_away_who_was_erased(folder: Path) -> None:
    """Take people out again who came back with an older copy of the database or of the evidence, and say so."""
    from centreline.cli.terminal import console
    from centreline.evidence.erasure.again import erase_again
    from centreline.web.jobs.forgetting import forget_again
    from centreline.web.records.erasing import StatePlace

    for line in forget_again(folder, now=datetime.now(UTC)):
        console.print(line, markup=False)
    if (again := erase_again(folder, others=(StatePlace(folder),)))["again"]:
        console.print("The evidence was restored from before an erasure; those people were erased again", markup=False)
        for place in again["proof"]["still_named_in"]:
            console.print(f"  still named in {place}: see `centreline erase --help`", markup=False)


def _stop_here_to_be_read(server: "Server") -> None:
    """Serve nothing but pages, until the end, where nobody may write to the folder; else return at once."""
    from centreline.cli.terminal import console
    from centreline.web.frame.served import cannot_be_written
    from centreline.web.site.serving import serve_until_stopped
    from centreline.web.site.workers import Watch

    if not cannot_be_written():
        return

    def tell(line: str) -> None:
        console.print(line, markup=False)

    tell(f"{server.folder} can only be read now: pages say so, and nothing that is written is kept")
    tell("  fix: let whoever runs the server write to the folder and to state.sqlite3 in it, and start it again")
    sys.exit(
        serve_until_stopped(server, tell=tell, watch=Watch(lambda queue, why: tell(f"{queue}: {why}")), works=False)
    )
