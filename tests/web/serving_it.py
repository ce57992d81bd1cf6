"""A centre served as `centreline serve` does, on a port of its own, for a browser to look at."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder, yield the address, and end the server."""
    subprocess.run([sys.executable, HERE / "pseudo.py", folder / "languages"], check=True)
    port, log = free_port(), folder.parent / "server.log"
    environment = os.environ | {"CENTRELINE_TRANSLATIONS": str(folder / "languages")}
    command = [Path(sys.executable).with_name("centreline"), "serve", folder, "--port", str(port), "--workers", "1"]
    with log.open("wb") as told:
        server = subprocess.Popen(command, stdout=told, stderr=subprocess.STDOUT, env=environment)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, server=server, log=log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(address: str, *, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1_800):  # three minutes: a machine that does much else starts slowly
        try:
            urllib.request.urlopen(f"{address}/accounts/login/", timeout=2)
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not come up:\n{log.read_text(encoding='utf-8', errors='replace')}")
