from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from centreline.blueprint.document import Blueprint
from centreline.blueprint.schema import claims_json_schema, json_schema

Small = Callable[..., Blueprint]


def _complaint(document: dict[str, Any]) -> str | None:
    """Return what an editor would mark first, or None."""
    try:
        jsonschema.validate(document, json_schema())
    except jsonschema.ValidationError as error:
        return error.message
    return None


def test_a_good_document_fits(document: dict[str, Any]) -> None:
    assert _complaint(document) is None


def test_a_file_with_a_part_of_the_blueprint_fits(document: dict[str, Any]) -> None:
    assert _complaint({"journeys": document["journeys"]}) is None


def test_optional_fields_may_be_left_blank(document: dict[str, Any]) -> None:
    document["journeys"][0]["stages"][0]["touchpoints"][0] |= {"handoffs": None, "owner": None, "automation": None}

    assert _complaint(document) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"chanel": ["voice"]}, "chanel"),
        ({"channels": ["voise"]}, "voise"),
        ({"takes_s": "5 min"}, "5 min"),
        ({"id": None}, "None"),
    ],
)
def test_an_editor_marks_what_the_loader_would_refuse(
    document: dict[str, Any], change: dict[str, Any], message: str
) -> None:
    document["journeys"][0]["stages"][0]["touchpoints"][0] |= change

    assert message in str(_complaint(document))


def test_a_key_says_what_it_refers_to() -> None:
    claim = claims_json_schema()["$defs"]["Claim"]["properties"]

    assert claim["touchpoint"]["x-refers-to"] == "touchpoint"


def test_every_field_is_described() -> None:
    for schema in (json_schema(), claims_json_schema()):
        for part in (schema, *schema["$defs"].values()):
            for name, field in part.get("properties", {}).items():
                assert field["description"].endswith("."), f"{part['title']}.{name}"
