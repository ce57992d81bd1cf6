"""What one partner's people write is read by no other partner: a word planted everywhere comes back to nobody else.

Each place in which people of Vistula can write holds a word of its own. Then every address they come by, every
operation of the API on every key they hold, exports, searches and counts are asked by people of Kestrel, by nobody,
and by somebody who was shut out.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from walking import listed, patterns, walked
from words_of_partners import NOBODYS, WORD, Planted, planted, written_out

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    """Forget what other tests asked for: nobody is refused here for asking often."""
    from centreline.web.frame.limits import LIMITS

    for limit in LIMITS.values():
        limit.forget()


@pytest.fixture
def held(db: None) -> Planted:
    """Return what was planted."""
    from centreline.web.records.jobs import new_job
    from centreline.web.records.models import Person

    new_job("look", title=planted("job"), by="viktor", given={})
    Person.objects.filter(username="viktor").update(title=planted("person"))
    return Planted()


@pytest.fixture
def strangers(client_as: Callable[[str], Client]) -> dict[str, Client]:
    """Return who must read nothing of it: Kestrel's people, nobody, and somebody who was shut out."""
    from centreline.governance.actor import Role
    from centreline.web.records.models import Person
    from centreline.web.records.people import add_person

    made = {"supervisor of kestrel": Role.SUPERVISOR, "agent of kestrel": Role.AGENT}
    clients = {"manager of kestrel": client_as("kestrel"), "nobody": Client(headers={"host": "localhost"})}
    for name, role in made.items():
        add_person(name.replace(" ", "."), role=role, password="a long sentence", partner="kestrel", agent="nobody.k")
        clients[name] = Client(headers={"host": "localhost"})
        person = Person.objects.get(username=name.replace(" ", "."))
        clients[name].force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    clients["shut out"] = client_as("finance")
    Person.objects.filter(username="finn").update(is_active=False)
    return clients


def api_addresses(held: Planted) -> Iterator[str]:
    """Yield every operation that reads, on every kind and key that was planted."""
    from centreline.governance.kinds import kinds

    paths = Client(headers={"host": "localhost"}).get("/api/v1/openapi.json").json()["paths"]
    for path in (path for path, operations in paths.items() if "get" in operations):
        if "{kind}" not in path:
            yield from dict.fromkeys(path.replace("{key}", key) for key in held.looked_at)
        elif "{key}" not in path:
            yield from (path.replace("{kind}", kind) + "?size=200" for kind in kinds())
        else:
            yield from (path.replace("{kind}", kind).replace("{key}", key) for kind, key in held.keys)


def other_addresses(held: Planted) -> Iterator[str]:
    """Yield what no link leads to: searches, exports in every form, and the history of each entry."""
    yield from (f"/search/?q={word}" for word in (WORD[:5], "vikto"))
    yield from (f"/findings/rows?format={form}" for form in ("csv", "xlsx", "json"))
    yield from (one for one in listed() if one.endswith("rows"))
    yield from (f"/history/{kind}/{key}/" for kind, key in held.keys)
    yield from (f"/map/{board}/drawing?as=bpmn" for board in (held.draft.key, f"journeys/{held.journey.id}"))


def test_every_kind_people_write_holds_a_word_or_says_why_not(held: Planted) -> None:
    from centreline.governance.kinds import kinds

    assert set(kinds()) - NOBODYS == {kind for kind, _key in held.keys} - NOBODYS


def test_a_word_of_one_partner_comes_back_to_nobody_else(
    held: Planted, strangers: dict[str, Client], client_as: Callable[[str], Client]
) -> None:
    viktor = client_as("vistula")
    theirs = [address for address, one in walked(viktor).items() if WORD in one.body.casefold()]
    addresses = dict.fromkeys([*theirs, *api_addresses(held), *other_addresses(held)])
    own = [address for address in addresses if address in theirs or WORD in written_out(viktor.get(address))]

    answers = {
        (who, address): client.get(address)
        for who, client in strangers.items()
        for address in (addresses if who in {"manager of kestrel", "nobody"} else own)
    }

    assert any(address.endswith("/paper") for address in own), "words of a sheet are read"
    assert len(own) > 20, "whoever wrote it reads it in many places, or the test plants nothing"
    assert [key for key, one in answers.items() if one.status_code >= 500] == []
    assert [key for key, one in answers.items() if WORD in written_out(one)] == []


def test_nobody_else_writes_where_one_partner_wrote(held: Planted, strangers: dict[str, Client]) -> None:
    paths = strangers["nobody"].get("/api/v1/openapi.json").json()["paths"]
    before = [held.step.entry(kind, key).version for kind, key in held.keys]

    answers = []
    for who, client in strangers.items():
        for kind, key in held.keys:
            for path, operations in paths.items():
                for method in set(operations) - {"get"} if "{key}" in path else ():
                    address = path.replace("{kind}", kind).replace("{key}", key)
                    body = {"text": "theirs now", "facts": {"what": "theirs now"}, "stage": "x", "lane": "idea"}
                    ask = getattr(client, method)
                    answer = ask(address, body, content_type="application/json", headers={"if-match": '"1"'})
                    answers.append((who, address, answer.status_code, WORD in written_out(answer)))

    assert len(answers) > 100
    assert [one for one in answers if one[3] or one[2] not in {401, 403, 404, 422}] == []
    assert [held.step.entry(kind, key).version for kind, key in held.keys] == before


def test_whoever_guesses_a_version_is_not_told_that_it_is_so(held: Planted, strangers: dict[str, Client]) -> None:
    entries = [f"/api/v1/entries/{kind}/{key}" for kind, key in held.keys if kind not in NOBODYS]
    guess = {"if-none-match": '"1"'}

    answers = {(who, one): client.get(one, headers=guess) for who, client in strangers.items() for one in entries}

    assert {one.status_code for one in answers.values()} <= {401, 403, 404}
    assert [key for key, one in answers.items() if one.has_header("ETag")] == []


def test_counts_are_the_same_whether_the_other_partner_wrote_or_not(
    client_as: Callable[[str], Client], strangers: dict[str, Client]
) -> None:
    from centreline.governance.kinds import kinds

    def counted() -> dict[str, Any]:
        lists = {kind: kim.get(f"/api/v1/entries/{kind}?size=200") for kind in sorted(set(kinds()) - NOBODYS)}
        return {kind: (one.status_code, one.json().get("total")) for kind, one in lists.items()}

    kim = strangers["manager of kestrel"]
    before = counted()
    assert before["claim"][1] > 0
    Planted()

    assert counted() == before


AS_A_PROGRAM = {"Accept": "application/json"}
"""What is refused is then said without a page to draw around it."""


def posted_addresses(held: Planted, stranger: Client) -> Iterator[str]:
    """Yield every address of a page that takes what somebody sends, with each key that was planted in its place."""
    for pattern in patterns():
        parts = re.findall(r"<(?:(\w+):)?(\w+)>", pattern)
        made_up = re.sub(r"<[^>]+>", "1", pattern)
        texts = [name for kind, name in parts if kind != "int"]
        if (
            not texts
            or pattern.startswith("api/")
            or stranger.post(f"/{made_up}", headers=AS_A_PROGRAM).status_code in {403, 405}
        ):
            continue
        for kind, key in dict(held.keys).items():
            values = dict.fromkeys(texts[:-1], held.draft.key) | {texts[-1]: key}
            values |= {"kind": kind} if "kind" in texts else {}
            values |= {"key": key} if "key" in texts else {}
            yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part, known=values: known.get(part[1], "1"), pattern)


def test_nobody_else_sends_to_a_page_of_what_one_partner_wrote(held: Planted, strangers: dict[str, Client]) -> None:
    kim = strangers["manager of kestrel"]
    before = [held.step.entry(kind, key).version for kind, key in held.keys]
    given = {"text": "theirs now", "because": "theirs now", "what": "theirs now", "state": "approved", "if_match": "1",
             "version": "1", "stage": held.journey.stages[0].id, "lane": "idea", "answer": "yes"}  # fmt: skip

    addresses = list(dict.fromkeys(posted_addresses(held, kim)))
    answers = {address: kim.post(address, given, headers=AS_A_PROGRAM) for address in addresses}

    assert len(addresses) > 200
    assert [address for address, one in answers.items() if one.status_code >= 500] == []
    assert [address for address, one in answers.items() if WORD in written_out(one)] == []
    assert [held.step.entry(kind, key).version for kind, key in held.keys] == before
