"""Two servers never share a port: half of what people ask would go to the wrong centre."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from centreline.actions.initialise import initialise
from centreline.kernel.errors import PlaceUnusable
from centreline.web.site.serving import Server, refuse_taken_ports

Run = Callable[..., Any]


def listens(port: int) -> socket.socket:
    return socket.create_server(("127.0.0.1", port))


@pytest.fixture
def port() -> Iterator[int]:
    """A port that is free, and the one after it too."""
    while True:
        with ExitStack() as held:
            first = held.enter_context(listens(0)).getsockname()[1]
            try:
                held.enter_context(listens(first + 1))
            except OSError:
                continue
        yield first
        return


@pytest.mark.parametrize("after", [0, 1], ids=["the pages' port", "the streams' port"])
def test_a_second_server_on_a_taken_port_is_refused_with_a_way_out(
    tmp_path: Path, port: int, after: int, run: Run
) -> None:
    initialise(tmp_path / "centre", name="Harbour", zone="Europe/Madrid")

    with listens(port + after):
        said = run("serve", tmp_path / "centre", "--port", port)

    assert said.code != 0
    assert f"something else answers at port {port + after}" in said.err
    assert "--port" in said.err
    assert not (tmp_path / "centre" / "state.sqlite3").exists()


def test_the_port_is_free_again_once_who_held_it_ended(tmp_path: Path, port: int) -> None:
    server = Server(tmp_path, "127.0.0.1", port, 1)
    with listens(port), pytest.raises(PlaceUnusable):
        refuse_taken_ports(server)

    assert refuse_taken_ports(server) is None
