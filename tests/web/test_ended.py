"""A server that is asked to end does so, whenever it is asked, and leaves nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from serving_it import free_port


@pytest.mark.parametrize("who", ["the server", "all its processes"])
def test_a_server_that_is_asked_to_end_right_after_it_began_ends(prepared: Path, tmp_path: Path, who: str) -> None:
    folder, port, log = tmp_path / "centre", free_port(), tmp_path / "said"
    shutil.copytree(prepared, folder)
    command = [Path(sys.executable).with_name("centreline"), "serve", folder, "--port", str(port), "--workers", "1"]

    with log.open("wb") as told:
        server = subprocess.Popen(command, stdout=told, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            while b"Serving" not in log.read_bytes():
                assert server.poll() is None, log.read_text(encoding="utf-8")
            (os.kill if who == "the server" else os.killpg)(server.pid, signal.SIGTERM)
            server.wait(timeout=30)
        finally:
            server.kill()

    assert server.returncode == 0
    assert "begun anew" not in log.read_text(encoding="utf-8")
    for each in (port, port + 1):
        with socket.socket() as asking:
            assert asking.connect_ex(("127.0.0.1", each)) != 0, f"something still listens at {each}"
