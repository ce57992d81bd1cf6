"""Two servers never share a port: half of what people ask would go to the wrong centre."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from centreline.actions.initialise import initialise
from centreline.kernel.errors import PlaceUnusable
from centreline.web.site.ports import only_server_at
from centreline.web.site.serving import Server

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


def test_of_two_that_begin_before_either_answers_the_second_is_refused(tmp_path: Path, port: int, run: Run) -> None:
    initialise(tmp_path / "centre", name="Harbour", zone="Europe/Madrid")

    with only_server_at(Server(tmp_path, "127.0.0.1", port, 1)):
        said = run("serve", tmp_path / "centre", "--port", port + 1)

    assert said.code != 0
    assert f"another centreline serve keeps port {port + 1}" in said.err
    assert f"--port {port + 3}" in said.err
    assert not (tmp_path / "centre" / "state.sqlite3").exists()


@pytest.mark.parametrize("other", ["localhost", "0.0.0.0"])
def test_names_of_the_same_address_are_the_same_place(tmp_path: Path, port: int, other: str) -> None:
    first, second = Server(tmp_path, "127.0.0.1", port, 1), Server(tmp_path, other, port + 1, 1)

    for held, refused in ((first, second), (second, first)):
        with (
            only_server_at(held, locks=tmp_path),
            pytest.raises(PlaceUnusable),
            only_server_at(refused, locks=tmp_path),
        ):
            pass


def test_two_addresses_of_a_machine_may_use_the_same_port(tmp_path: Path, port: int) -> None:
    here, there = (Server(tmp_path, host, port, 1) for host in ("127.0.0.1", "127.0.0.2"))

    with only_server_at(here, locks=tmp_path), only_server_at(there, locks=tmp_path):
        assert len(list(tmp_path.glob(f"{port}-*"))) == 2


def test_the_port_is_free_again_once_who_held_it_ended(tmp_path: Path, port: int) -> None:
    server = Server(tmp_path, "127.0.0.1", port, 1)
    with listens(port), pytest.raises(PlaceUnusable), only_server_at(server, locks=tmp_path):
        pass

    for _ in range(2):
        with only_server_at(server, locks=tmp_path):
            assert (tmp_path / str(port)).exists()
