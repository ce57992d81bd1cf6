"""The centre's own words in the glossary: written, changed and thrown away by those who speak for the centre."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
GLOSSARY = "/catalogue/glossary/"


def added(client: Client, word: str, means: str) -> str:
    """Return the address of the form of a new entry."""
    assert client.post(f"{GLOSSARY}add", {"word": word, "means": means, "also": "a, b"}).status_code == 302
    links = re.findall(rf'href="({GLOSSARY}\w+/change/)">Change “{word}”', client.get(GLOSSARY).content.decode())
    return str(links[0])


def entries() -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState().entries("term")


def test_a_word_is_explained_changed_and_thrown_away_and_its_history_brings_it_back(client_as: ClientAs) -> None:
    leader = client_as("leader")
    address = added(leader, "Zeppelin call", "A call that nobody <b>lands</b>.")
    page = leader.get(GLOSSARY).content.decode()
    assert "nobody &lt;b&gt;lands" in page
    assert "Words of this centre" in page
    assert "Zeppelin call" in leader.get("/search/?q=zeppelin").content.decode()
    assert leader.post(f"{GLOSSARY}add", {"word": "zeppelin  CALL", "means": "x"}).status_code == 422
    assert leader.post(address, {"word": "Zeppelin call", "means": " ", "if_match": "1"}).status_code == 422

    assert leader.post(address, {"word": "Zeppelin call", "means": "Changed.", "if_match": "1"}).status_code == 302
    stale = client_as("executive").post(address, {"word": "Zeppelin call", "means": "Mine.", "if_match": "1"})
    assert (stale.status_code, "It reads now:" in stale.content.decode()) == (412, True)
    key = entries()[-1].key
    assert leader.post(f"{GLOSSARY}{key}/remove/", {"if_match": "2"}).status_code == 302
    assert "Changed." not in leader.get(GLOSSARY).content.decode()
    assert leader.post(f"/history/term/{key}/undo/3/").status_code == 302
    assert entries()[-1].fields["means"] == "Changed."


def test_a_word_in_use_is_not_thrown_away_and_the_places_are_named(client_as: ClientAs) -> None:
    from centreline.web.records.published import published_version

    newest = published_version()
    assert newest is not None
    leader, used = client_as("leader"), newest.blueprint.systems[0].title
    added(leader, used, "A system.")
    added(leader, "Balloon", "Slower than a zeppelin.")
    added(leader, "Zeppelin", "Flies.")
    told = {}
    for one in entries():
        answer = leader.post(f"{GLOSSARY}{one.key}/remove/", {"if_match": "1"})
        told[one.fields["word"]] = (answer.status_code, answer.content.decode())

    assert {word: status for word, (status, _) in told.items()} == {used: 409, "Balloon": 302, "Zeppelin": 302}
    assert f"system {used}" in told[used][1]
    assert {one.fields["word"] for one in entries()} == {used}
    added(leader, "Balloon", "Slower than a zeppelin.")
    added(leader, "Zeppelin", "Flies.")
    refused = leader.post(f"{GLOSSARY}{entries()[-1].key}/remove/", {"if_match": "1"})
    assert (refused.status_code, "glossary: Balloon" in refused.content.decode()) == (409, True)


def test_partners_and_readers_change_no_word_and_a_word_that_names_another_partner_is_not_shown_them(
    client_as: ClientAs,
) -> None:
    address = added(client_as("leader"), "Kite", "What Vistula calls a callback.")
    for role in ("kestrel", "agent", "auditor"):
        reader = client_as(role)
        assert reader.get(f"{GLOSSARY}add").status_code == 403
        assert reader.post(f"{GLOSSARY}add", {"word": "x", "means": "y"}).status_code == 403
        assert reader.post(address, {"word": "Kite", "means": "y", "if_match": "1"}).status_code == 403
        assert reader.post(address.replace("change", "remove"), {"if_match": "1"}).status_code == 403
        assert ("Vistula calls" in reader.get(GLOSSARY).content.decode()) is (role != "kestrel")
    assert [one.fields["means"] for one in entries()] == ["What Vistula calls a callback."]
