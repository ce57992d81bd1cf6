"""The two ports of a server are its own: two that begin in the same second would else share one, unknown to both.

The server that answers binds its ports so that several processes of one user may share them. Whoever begins therefore
holds them by locks first, which the kernel lets go of however the process ends, and only then looks who answers there.
"""

import fcntl
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path

from centreline.kernel.errors import PlaceUnusable
from centreline.web.site.serving import Server

__all__ = ["HIGHEST", "only_server_at"]

HIGHEST = 65_534
"""The highest port of pages: one more is left for the event streams."""


@contextmanager
def only_server_at(server: Server, *, locks: Path | None = None) -> Iterator[None]:
    """Keep the ports of pages and of event streams for one server.

    Args:
        server: Which.
        locks: Folder of the locks; one of this user's own among the temporary files of this machine where None.

    Raises:
        PlaceUnusable: another server began with one of them, or something else answers there.
    """
    with ExitStack() as held:
        for port in (server.port, server.streams_port):
            if not _held(server.host, port, folder=locks or _own_folder(), until=held):
                raise _taken(server, port, by="another centreline serve keeps")
            with suppress(OSError), socket.create_connection((server.host, port), timeout=1):
                raise _taken(server, port, by="something else answers at")
        yield


def _held(host: str, port: int, *, folder: Path | None, until: ExitStack) -> bool:
    """Hold a port of an address; one who listens at every address of the machine holds that of each."""
    address = _address_of(host)
    alone = f"{port}-{address}"
    every = address == "every"
    wanted = {f"{port}": fcntl.LOCK_EX} if every else {f"{port}": fcntl.LOCK_SH, alone: fcntl.LOCK_EX}
    return folder is None or all(_locked(folder / name, how, until=until) for name, how in wanted.items())


def _locked(file: Path, how: int, *, until: ExitStack) -> bool:
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    until.callback(os.close, handle)
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _address_of(host: str) -> str:
    """Return the address that a name stands for, so that localhost is 127.0.0.1; `every` for all of this machine."""
    with suppress(OSError, ValueError):
        address = ip_address(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
        return "every" if address.is_unspecified else str(address)
    return host.replace("/", "_")


def _own_folder() -> Path | None:
    """Return a folder for locks that nobody else may write to; None where this machine offers none."""
    with suppress(OSError):
        folder = Path(tempfile.gettempdir()) / f"centreline-ports-{os.getuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder if folder.lstat().st_uid == os.getuid() else None
    return None


def _taken(server: Server, port: int, *, by: str) -> PlaceUnusable:
    return PlaceUnusable(
        f"{by} port {port}",
        where=f"{server.host}:{port}",
        fix="end it, or serve on two free ports: pages take the one you name and event streams the one after it, as in "
        f"centreline serve --port {min(port + 2, HIGHEST)}",
    )
