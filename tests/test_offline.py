"""Centreline works offline and sends nothing anywhere: the demo runs while every way out is shut."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

# Audit hooks see every socket Python opens, also those of libraries; they cannot be taken off again.
GUARD = """
import ipaddress, sys

def shut(event, arguments):
    if event == "socket.getaddrinfo" and arguments[0] not in (None, "localhost", "127.0.0.1", "::1"):
        raise PermissionError(f"the demo looked up {arguments[0]!r}")
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and not ipaddress.ip_address(address[0]).is_loopback:
            raise PermissionError(f"the demo connected to {address!r}")

sys.addaudithook(shut)
"""

DEMO = "import sys; sys.argv = ['centreline', *sys.argv[1:]]\nfrom centreline.cli import main\nmain()"


def test_the_guard_itself_refuses_a_way_out() -> None:
    run = _python(GUARD + "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)")

    assert run.returncode != 0
    assert "the demo looked up '192.0.2.1'" in run.stderr


def test_the_demo_opens_no_socket_beyond_this_machine(tmp_path: Path) -> None:
    run = _python(GUARD + DEMO, "demo", str(tmp_path / "demo"), "--contacts", "1000", within=_no_network())

    assert run.returncode == 0, run.stderr
    assert (tmp_path / "demo" / "review.html").stat().st_size > 10_000


def _no_network() -> list[str]:
    """Return what starts a program without any network; nothing where this machine does not let a test do that.

    Native code opens sockets that no audit hook sees; a network namespace without a device stops those as well.
    """
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode != 0:
        return []
    return [unshare, "-rn"]


def _python(program: str, *arguments: str, within: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    command = [*within, sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
