"""What one partner's people write is read by no other partner: a word planted everywhere comes back to nobody else.

Each place in which people of Vistula can write holds a word of its own. Then every address they come by, every
operation of the API on every key they hold, exports, searches and counts are asked by people of Kestrel, by nobody,
and by somebody who was shut out.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from walking import Answer, listed, patterns, walked

pytestmark = pytest.mark.django_db
WORD = "zqheron"
"""How every planted word begins."""

NOBODYS = {
    "bringing_up", "draft", "vote", "workshop", "term", "baseline", "target", "definition", "operating_review",
    "schedule", "arrival", "finding_size", "merged_finding", "stage",
}  # fmt: skip
"""Kinds in which a partner's people write no text of their own: boards and workshops are everybody's; which stages
there are, how metrics are counted, what is aimed at, what is read by itself, how large findings are and which are one
is the centre's; and a review is held in one scope alone."""


def planted(place: str) -> str:
    return f"{WORD}-{place}"


class Planted:
    """What was written for Vistula: kind and key of each entry, and the board on which some of them stand."""

    def __init__(self) -> None:
        from centreline.governance.kinds import body_of, kinds
        from centreline.governance.step import Step
        from centreline.web.records.people import actor_named
        from centreline.web.records.store import DjangoState

        viktor, state = actor_named("viktor"), DjangoState()
        assert viktor is not None
        published = state.published()
        assert published is not None
        self.journey, self.touchpoint = next(
            (journey, one) for journey, _stage, one in published.blueprint.walk() if one.partner == "vistula"
        )
        self.step = Step(state, viktor, datetime(2026, 4, 2, tzinfo=UTC), "planted_by_a_test")
        with state.one_step():
            self.draft = self.step.make(
                "draft", body_of("draft", {"journey": self.journey.id, "base": published.number, "title": "Board"})
            )
            self.keys = [("draft", self.draft.key)]
            for kind in sorted(set(kinds()) - NOBODYS):
                for fields, within in self.written(kind):
                    entry = self.step.make(kind, body_of(kind, fields), within=within, says=planted(f"why-{kind}"))
                    self.keys.append((kind, entry.key))

    def written(self, kind: str) -> Iterator[tuple[dict[str, Any], str]]:
        """Yield what people of Vistula write in a kind, and what it belongs to."""
        said, day, touchpoint = planted(kind), "2026-04-02", f"touchpoint:{self.touchpoint.id}"
        stage = self.journey.stages[0].id
        own = {"owner": said, "because": said, "title": said, "what": said, "text": said, "reason": said}
        finding = {"check": "OWN001", "element": touchpoint}
        review = "review-of-vistula"
        known: dict[str, list[tuple[dict[str, Any], str]]] = {
            "card": [({**self.touchpoint.model_dump(mode="json"), "what": said, "stage": stage, "rank": "i"},
                      self.draft.key)],
            "note": [({"lane": "idea", "stage": stage, "rank": "i", "text": said, "party": "vistula"}, self.draft.key)],
            "claim": [({"touchpoint": self.touchpoint.id, "question": "consistent", "answer": "no", "who": said,
                        "partner": "vistula", "on": day, "how": "workshop", "remark": said}, self.touchpoint.id)],
            "comment": [({"text": said}, f"{touchpoint}:vistula"), ({"text": said}, f"finding:{'0' * 32}:vistula"),
                        ({"text": said}, f"draft:{self.draft.key}:vistula")],
            "annotation": [({"on": day, "text": said, "party": "vistula"}, "abandonment_rate")],
            "proposal": [({"subject": touchpoint, "title": said, "what": said, "because": said, "expected": said,
                           "owner": said, "party": "vistula", "state": "proposed"}, touchpoint)],
            "confirmation": [({"says": said, "party": "vistula"}, "a-change")],
            "dispute": [({"criterion": said, "reason": said, "due": day, "party": "vistula"}, "quality-desk:E-1")],
            "following": [({"party": "vistula"}, "abandonment_rate")],
            "feedback": [({"text": said, "party": "vistula"}, touchpoint)],
            "note_group": [({"title": said, "party": "vistula"}, self.draft.key)],
            "review_request": [({"asked": said, "says": said, "party": "vistula"}, self.draft.key)],
            "reported_finding": [({"element": touchpoint, "says": f"{said}.", "seen": said, "against": said,
                                   "party": "vistula"}, touchpoint)],
            "catalogue_change": [({"kind": "procedure", "element": "refunds", "base": 1, "document": {"title": said},
                                   "says": said}, "procedure:refunds")],
            "view": [({"name": said, "query": "q=bill", "shared": True, "party": "vistula"}, "findings")],
            "action_item": [({"what": said, "owner": said, "due": day}, review)],
            "sign_off": [({"side": "partner", "signed": "0" * 16, "remark": said, "party": "vistula"}, review)],
            "review_note": [({"text": said, "readers": reads, "party": "vistula"}, review)
                            for reads in ("everybody", "own_side")],
            "review_decision": [({"what": said, "outcome": "approve", "owner": said}, review)],
        }  # fmt: skip
        if kind in known:
            yield from known[kind]
        elif kind in {"decision", "waiver"}:
            more = {"lane": "remove"} if kind == "decision" else {"until": "2027-01-01"}
            names = ("owner", "because") if kind == "decision" else ("owner", "reason")
            yield {**finding, **more, **{name: own[name] for name in names}}, "OWN001"


def written_out(response: Any) -> str:
    """Return everything that was answered, headers and packed files too, in small letters."""
    answer = Answer.of(response)
    parts = [answer.body, *(f"{name}: {value}" for name, value in answer.headers.items())]
    if response.get("Content-Type", "").endswith("spreadsheetml.sheet"):
        with zipfile.ZipFile(io.BytesIO(b"".join([response.content]))) as packed:
            parts += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    return "\n".join(parts).casefold()


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
            yield path.replace("{key}", held.keys[-1][1])
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
