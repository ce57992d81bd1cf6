"""What people write passes the door: card numbers and the like are taken out before anything of it is kept."""

import ast
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from centreline.actions.act import Act
from centreline.evidence.scope import Scope
from centreline.governance.actor import Actor, Role
from centreline.governance.door import cleaned
from centreline.governance.entry import Body
from centreline.governance.kinds import body_of, kinds
from centreline.governance.memory import MemoryState
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
LEE = Actor("lee", Role.LEADER, Scope.whole_centre("lee"))
SOURCE = Path(__file__).parents[2] / "src" / "centreline"
CANARIES = {
    "card": ("card 4111 1111 1111 1111", "4111 1111 1111 1111"),
    "cvv": ("cvv 737", "cvv 737"),
    "iban": ("DE89 3704 0044 0532 0130 00", "DE89 3704"),
    "national id": ("SSN 536-90-4399", "536-90-4399"),
    "password": ("password: tr0ub4dor", "tr0ub4dor"),
}
CARD = CANARIES["card"][1]
SAID = "; ".join(written for written, _secret in CANARIES.values())
FITTING = {"check": "OWN001", "element": "touchpoint:bill", "subject": "touchpoint:bill", "into_check": "OWN001",
           "into_element": "touchpoint:bill", "signed": "0" * 16, "how": "mapping:calls",
           "link": "/findings/?about=refund"}  # fmt: skip
A_KEY = "bill"
BESIDES = {"dispute": {"outcome": "stands"}, "feedback": {"outcome": "stays"}, "target": {"at_least": 0.8},
           "finding_size": {"contacts_a_month": 9.0},
           "review_decision": {"about": ["OWN001 touchpoint:bill"]}}  # fmt: skip
"""What some kinds need besides, so that their words fit: an answer has an outcome, a finding is named by its check."""


def written(schema: dict[str, Any], whole: dict[str, Any], name: str = "") -> Any:
    """Return a value that fits a schema, with every canary in each text that takes words."""
    if "$ref" in schema:
        return written(whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole, name)
    if "anyOf" in schema:
        return written(schema["anyOf"][0], whole, name) if schema["anyOf"][0].get("type") == "string" else None
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    made = {
        "object": lambda: {key: written(one, whole, key) for key, one in schema.get("properties", {}).items()},
        "array": lambda: [written(schema["items"], whole, name)] if "items" in schema else [],
        "string": lambda: text(schema, name),
        "boolean": lambda: False,
    }
    return made.get(str(schema.get("type")), lambda: 1)()


def text(schema: dict[str, Any], name: str) -> str:
    formats = {"date": "2026-04-02", "date-time": "2026-04-02T09:00:00Z", "time": "09:00:00"}
    if schema.get("format") in formats:
        return formats[schema["format"]]
    return FITTING.get(name) or (A_KEY if "pattern" in schema else SAID[: schema.get("maxLength", 1_000)])


def body_with_canaries(kind: str) -> Body:
    """Return what somebody writes in a kind, with every canary in each field that takes words; keys hold a key."""
    schema = kinds()[kind].model_json_schema()
    fields = written(schema, schema) | BESIDES.get(kind, {})
    for _attempt in range(3):
        try:
            return body_of(kind, fields)
        except ValidationError as reason:
            for error in reason.errors():
                put_a_key(fields, error["loc"])
    return body_of(kind, fields)


def put_a_key(fields: Any, path: tuple[int | str, ...]) -> None:
    *before, last = path
    for step in before:
        fields = fields[step]
    fields[last] = A_KEY


def kept_by(state: MemoryState) -> str:
    return repr(vars(state))


def step(state: MemoryState) -> Step:
    return Step(state, LEE, NOW, "written_by_a_test")


WORDED = [kind for kind in kinds() if CARD in body_with_canaries(kind).model_dump_json()]


def test_people_write_words_in_most_kinds() -> None:
    assert set(kinds()) - set(WORDED) == {"following", "vote", "workshop"}


@pytest.mark.parametrize("kind", WORDED)
def test_no_canary_of_what_somebody_writes_is_kept(kind: str) -> None:
    state, body = MemoryState(), body_with_canaries(kind)
    act = step(state)

    entry = act.make(kind, body, says=SAID)
    changed = act.change(kind, entry.key, body, expects=1, says=SAID)
    gone = act.bin(kind, entry.key, expects=changed.version, says=SAID)
    act.restore(kind, entry.key, version=1, expects=gone.version, says=SAID)
    act.note(kind, SAID, says=SAID, before={"said": SAID}, after={"said": [SAID]})

    assert [secret for _written, secret in CANARIES.values() if secret in kept_by(state)] == []
    assert act.taken_out.keys() >= {"card"}


@pytest.mark.parametrize("kind", CANARIES)
def test_each_kind_is_taken_out_and_counted(kind: str) -> None:
    found: Counter[str] = Counter()

    left = cleaned({"remarks": [f"Look: {CANARIES[kind][0]}"]}, found)

    assert CANARIES[kind][1] not in str(left)
    assert found == {kind: 1}


def test_what_people_write_to_be_reached_by_stays() -> None:
    found: Counter[str] = Counter()
    said = "Ask ada@example.org or +49 30 1234567 about 12,345 of 1,234,567 contacts on 2026-04-02."

    assert (cleaned(said, found), found) == (said, Counter())


def test_a_key_that_is_a_card_number_is_refused_and_nothing_is_kept() -> None:
    state = MemoryState()

    with pytest.raises(ArgumentInvalid, match="card"):
        step(state).make("comment", body_of("comment", {"text": "Look."}), key="4111-1111-1111-1111")

    assert kept_by(state) == kept_by(MemoryState())


def test_the_writer_is_told_what_was_taken_out_once_it_is_kept() -> None:
    told: list[dict[str, int]] = []

    def remarks(step: Step, text: str) -> str:
        return step.make("comment", body_of("comment", {"text": text})).fields["text"]

    said = Act("remark", "see_map", remarks).by(MemoryState(), LEE, now=NOW, tell=lambda one: told.append(dict(one)))

    assert said("Her card is 4111 1111 1111 1111.") == "Her card is [card ••••1111]."
    assert said("Nothing of the kind.") == "Nothing of the kind."
    assert [set(one) for one in told] == [{"card"}]


def test_acts_keep_nothing_but_by_their_step() -> None:
    """Whatever an act keeps passes the door because `Step` is the only one that writes into the state."""
    writes = {"keep", "add_line"}
    found = {
        str(path.relative_to(SOURCE))
        for folder in ("actions", "governance", "web/pages", "web/api", "web/frame", "web/jobs")
        for path in (SOURCE / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in writes and "state" in ast.unparse(node.value).lower()
    }

    assert found == {"governance/step.py"}
