"""Any blueprint hypothesis can think of, and a small one to start from."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import BaseModel

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint

SMALL: dict[str, Any] = {
    "id": "small-centre",
    "title": "A small centre",
    "made_up": True,
    "organisation": {"name": "Small & Sons"},
    "teams": [{"id": "service", "title": "Service team", "function": "customer_service", "lead": "head"}],
    "roles": [{"id": "head", "title": "Head of service"}, {"id": "agent", "title": "Agent", "team": "service"}],
    "systems": [{"id": "crm", "title": "Customer records", "category": "customer_relations"}],
    "procedures": [{"id": "refund", "title": "Refund", "steps": [{"does": "Look it up", "system": "crm"}]}],
    "partners": [{"id": "abroad", "title": "Abroad", "scope": ["call"]}],
    "journeys": [
        {
            "id": "help",
            "title": "Getting help",
            "stages": [
                {
                    "id": "ask",
                    "title": "Asking",
                    "touchpoints": [
                        {
                            "id": "call",
                            "title": "Calling",
                            "owner": "head",
                            "systems": ["crm"],
                            "takes_s": 300,
                            "handoffs": [{"to": "refunding", "within_s": 3600}],
                        },
                        {"id": "refunding", "title": "Refunding", "procedures": ["refund"]},
                    ],
                }
            ],
        }
    ],
}


@pytest.fixture
def small() -> Callable[..., Blueprint]:
    """Return the small blueprint, with some top-level fields replaced."""
    return lambda **changes: Blueprint.model_validate({**copy.deepcopy(SMALL), **changes})


@pytest.fixture
def document() -> dict[str, Any]:
    """Return what is written in the small blueprint, to be changed at will."""
    return copy.deepcopy(SMALL)


# Everything YAML finds hard: words it takes for something else, quotes, colons, line ends, odd spaces, other scripts.
_TRICKY = st.sampled_from(
    ["null", "~", "yes", "on", "No", "true", "1.10", "0x1F", "1_000", "12:30",
     "2026-01-01", "- a", "a: b", "#x", "a #b",
     "'", '"', "{}", "[a", "*a", "&a", "!a", "%a", "@a", "`a", "a\nb", "a\n\n  b\n c", "a\tb",
     "é", "日本語", "🙂", "a\u2028b",
     "a\x85b", "\ufeffa", "x\x00y", "\x7f", "=", "<<", "...", "---", "a\r\nb", "|", ">", "? a", ", a", "a'b\"c", "\\n"]
)  # fmt: skip
_LONG = st.text("ab c'\"\n:", min_size=80, max_size=300)
_TEXT = st.one_of(_TRICKY, st.text(max_size=20), _LONG).map(str.strip)
_FILLED = _TEXT.filter(bool)
_KEYS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,5}", fullmatch=True)
_AMOUNTS = st.floats(allow_nan=False, allow_infinity=False).map(lambda amount: amount + 0.0)


def _value(name: str, schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    """Return a strategy for one field, read from the JSON Schema of the models rather than from our own loader."""
    schema = definitions[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    if "anyOf" in schema:
        return st.one_of([_value(name, option, definitions) for option in schema["anyOf"]])
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    by_type = {
        "null": st.none,
        "boolean": st.booleans,
        "array": lambda: st.lists(_value(name, schema["items"], definitions), max_size=2),
        "integer": lambda: st.integers(1, 10**9),
        "number": lambda: _number(name, schema),
        "object": lambda: _block(schema, definitions),
        "string": lambda: _string(name, schema),
    }
    return by_type[schema["type"]]()


def _number(name: str, schema: dict[str, Any]) -> st.SearchStrategy[float]:
    if name == "at_most":
        return st.just(1e300)
    if name == "at_least":
        return st.floats(0, 1)
    return st.floats(0, 1e12) if "minimum" in schema else _AMOUNTS


def _string(name: str, schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if schema.get("format") == "date":
        return st.dates().map(str)
    if "x-refers-to" in schema or name == "id":
        return _KEYS
    given = {
        "zone": ["Europe/Madrid", "UTC", "America/St_Johns"],
        "month": ["2026-01", "1999-12"],
        "currency": ["EUR", "USD"],
    }
    return st.sampled_from(given[name]) if name in given else _FILLED if schema.get("minLength") else _TEXT


def _block(schema: dict[str, Any], definitions: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    fields = {
        name: st.deferred(lambda name=name, each=each: _value(name, each, definitions))
        for name, each in schema["properties"].items()
    }
    required = set(schema.get("required", ()))
    block = st.fixed_dictionaries(
        {name: fields[name] for name in fields if name in required},
        optional={name: fields[name] for name in fields if name not in required},
    )
    return block.map(_with_something_recognised if "activities" in fields else dict)


def _with_something_recognised(block: dict[str, Any]) -> dict[str, Any]:
    return block if any(block.values()) else {**block, "queues": ["a"]}


def _documents(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    schema = model.model_json_schema()
    return _block(schema, schema["$defs"]).map(model.model_validate)


# Tests ask for them with `st.from_type(Blueprint)`: ids may repeat and references may dangle.
st.register_type_strategy(Blueprint, _documents(Blueprint))
st.register_type_strategy(Claims, _documents(Claims))
