"""A card number that somebody types or a program sends is nowhere afterwards, and its writer is told."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from centreline.web.frame.telling import HEADER

pytestmark = pytest.mark.django_db
CARD, PASSWORD = "4111 1111 1111 1111", "tr0ub4dor"
SAID = f"card {CARD}, password: {PASSWORD}"
NEW = {"title": "Something new"}  # A key is made of it, and a key that is a card number is refused.
OF_THEIR_OWN = {"add_card": NEW, "add_stage": NEW, "start_journey": NEW, "edit_card": {"facts": {"title": SAID}},
                "edit_journey": {"facts": {"journey_title": SAID}}}  # fmt: skip
WITHOUT_WORDS = {"move_card", "move_note", "move_stage", "start_journey", "add_stage"}
NOT_MET = {"withdraw", "open_board", "close_proposal", "bring_up_draft", "add_element", "change_element",
           "remove_element", "publish_element", "restore_element", "refuse_decision"}  # fmt: skip
"""Operations that need a proposal that is not rejected here, or published, a draft that was overtaken, an entry of a
catalogue, or a decision that waits; what is said of the last two is tried in `test_taking_out.py`,
`test_catalogue_entries.py` and `test_approving_decisions.py`."""
OF_CHOICES = {"enum", "const", "format"}


def body_of(schema: dict[str, Any], whole: dict[str, Any], known: dict[str, Any], name: str = "") -> Any:
    """Return a body that fits a description, with a card number in each text that takes words."""
    if "$ref" in schema:
        return body_of(whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], whole, known, name)
    if name in known and known[name] in schema.get("enum", [known[name]]):
        return known[name]
    if "anyOf" in schema:
        return body_of(schema["anyOf"][0], whole, known, name)
    if schema.get("type") == "object":
        fields = {key: body_of(one, whole, known, key) for key, one in schema.get("properties", {}).items()}
        return {key: value for key, value in fields.items() if value is not None}
    if schema.get("type") == "string" and not OF_CHOICES & schema.keys() and re.match(schema.get("pattern", ""), SAID):
        return SAID
    dates = {"date": "2026-12-01", "date-time": "2026-12-01T09:00:00Z"}
    return schema.get("const", schema.get("enum", [dates.get(schema.get("format", ""))])[0])


def operations(described: dict[str, Any], known: dict[str, Any]) -> Iterator[tuple[str, str, str, Any]]:
    """Yield id, method, path and a body of each operation that takes words."""
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            if "requestBody" in one:
                [kind] = one["requestBody"]["content"].values()
                yield one["operationId"], method, path, body_of(kind["schema"], described, known)


def places_of(secret: str) -> list[str]:
    """Return every column of the database that holds a secret."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                named = f'CAST("{column.name}" AS TEXT)'
                cursor.execute(f'SELECT 1 FROM "{table}" WHERE {named} LIKE %s LIMIT 1', [f"%{secret}%"])
                found += [f"{table}.{column.name}"] if cursor.fetchone() else []
    return found


def test_no_operation_keeps_a_card_number_and_each_says_what_it_took_out(
    program_of: Callable[..., Any], client_as: Callable[[str], Client], capfd: Any
) -> None:
    from centreline.web.records.store import DjangoState

    lee, published = program_of("leader"), DjangoState().published()
    assert published is not None
    journey, _stage, touchpoint = next(published.blueprint.walk())
    draft = lee.send("post", "drafts", {"journey": journey.id, "title": SAID}).json()
    at, found = f"touchpoint:{touchpoint.id}", lee.read("findings").json()["items"][0]
    known = {"journey": journey.id, "draft": draft["key"], "stage": journey.stages[0].id, "stages": ["Begin", "End"],
             "touchpoint": touchpoint.id, "subject": at, "element": found["element"], "check": found["check"],
             "lane": "idea", "kind": "procedure", "measured_by": None, "on": "2026-03-01", "partner": None,
             "role": None, "question": "consistent", "answer": "no", "how": "workshop", "about": [],
             "link": ""}  # fmt: skip
    described = lee.client.get("/api/v1/openapi.json").json()
    told, keys = {}, [("drafts", draft["key"])]
    for name, method, path, body in operations(described, known):
        sent = body | OF_THEIR_OWN.get(name, {})
        place = path.removeprefix("/api/v1/")
        of = place.split("/", 1)[0]
        likely = sorted(keys, key=lambda one: one[0] != of)
        for _, key in likely if "{" in path else [("", "")]:
            answer = lee.send(method, place.replace("{key}", key), sent, version=1)
            if answer.status_code < 300:
                told[name] = answer.headers.get(HEADER, "")
                keys.insert(0, (of, answer.json()["key"]))
                break

    assert {name for name, *_more in operations(described, known)} - set(told) == NOT_MET
    assert {name for name, header in told.items() if not header} == WITHOUT_WORDS
    assert {header for header in told.values() if header} == {"card, password"}
    said = client_as("leader").post(f"/touchpoints/{touchpoint.id}/comment/", {"text": SAID}, follow=True)
    assert "without a card number, a password or PIN" in said.content.decode()
    assert HEADER in client_as("leader").post(f"/touchpoints/{touchpoint.id}/comment/", {"text": SAID})
    told_elsewhere = "".join(capfd.readouterr())
    assert places_of(CARD) + places_of(PASSWORD) == []
    assert [secret for secret in (CARD, PASSWORD) if secret in told_elsewhere + said.content.decode()] == []
    assert places_of("[card ••••1111]"), "it looks where things are kept"
