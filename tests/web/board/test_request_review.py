"""Asking people by name to look at a draft: they find it at home, say when they have looked, and nobody else may."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
AS_PROGRAM = {"Accept": "application/json"}
CANARY = "zqheron asks quietly"


@pytest.fixture
def board(client_as: ClientAs) -> str:
    """Return the address of a new draft."""
    answer = client_as("leader").get("/map/")
    journey = re.search(r'name="journey" value="([^"]+)"', answer.content.decode())
    assert journey is not None
    return client_as("leader").post("/map/start/", {"journey": journey[1], "title": "Fewer calls"}).headers["Location"]


def asks(client: Client, board: str, *people: str, says: str = "The first stage") -> Any:
    return client.post(f"{board}ask/", {"asked": people, "says": says}, headers=AS_PROGRAM)


def test_whoever_is_asked_finds_it_at_home_until_they_have_looked(client_as: ClientAs, board: str) -> None:
    leader, agent, quality = client_as("leader"), client_as("agent"), client_as("quality")
    assert "Request review" in leader.get(board).content.decode()
    told = asks(leader, board, "ada", "quinn").json()
    assert told["says"] == "2 people are asked to look."

    home = agent.get("/my-day/").content.decode()
    assert "The first stage" in home
    assert "asks you to look at this draft" in agent.get(board).content.decode()
    looked = re.search(r'action="(/asked/\w+/looked/)"', home)
    assert looked is not None
    assert quality.post(looked[1]).status_code == 404
    assert agent.post(looked[1]).status_code == 302
    assert "The first stage" not in agent.get("/my-day/").content.decode()
    assert "has looked" in leader.get(board).content.decode()

    assert "The first stage" in quality.get("/").content.decode()
    assert leader.post(told["undo"], headers=AS_PROGRAM).status_code == 200
    assert "The first stage" not in quality.get("/").content.decode()


def test_only_those_who_work_on_boards_ask_and_partners_ask_and_read_their_own(client_as: ClientAs, board: str) -> None:
    kestrel, vistula = client_as("kestrel"), client_as("vistula")
    assert asks(client_as("agent"), board, "lee").status_code == 403
    assert asks(client_as("leader"), board).status_code == 422
    assert asks(client_as("leader"), board, "nobody-at-all").status_code == 404
    assert asks(kestrel, board, "viktor").status_code == 404
    assert "viktor" not in kestrel.get(f"{board}ask/").content.decode()

    key = re.search(r"key=(\w+)", asks(client_as("leader"), board, "viktor", says=CANARY).json()["undo"])
    assert key is not None
    assert CANARY in vistula.get("/").content.decode()
    for address in ("/", board, f"{board}ask/", f"{board}changes", "/api/v1/entries/review_request"):
        assert CANARY not in kestrel.get(address).content.decode()
    assert kestrel.post(f"{board}ask/back/", {"key": key[1]}).status_code == 404
    assert client_as("executive").post(f"{board}ask/back/", {"key": key[1]}).status_code == 404
