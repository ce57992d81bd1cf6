"""JSON Schemas of what people write, so that their editor completes the keys and marks mistakes while they type."""

from typing import Any

from pydantic import BaseModel

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint

__all__ = ["claims_json_schema", "json_schema"]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of one file of a blueprint.

    A file may hold a part of the blueprint only, so no top-level key is required here; loading the whole folder finds
    what is missing. A key that names an element elsewhere says so in `x-refers-to`.
    """
    return _schema(Blueprint, "A file of a Centreline blueprint")


def claims_json_schema() -> dict[str, Any]:
    """Return the JSON Schema of one file of claims."""
    return _schema(Claims, "A file of Centreline claims")


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    schema = model.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        _allow_blanks(part)
    schema.pop("required", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


def _allow_blanks(part: dict[str, Any]) -> None:
    """Let optional fields be left blank, as the loader does."""
    required = part.get("required", ())
    for name, field in part.get("properties", {}).items():
        if name not in required and not any(option.get("type") == "null" for option in field.get("anyOf", ())):
            kept = {key: field.pop(key) for key in ("description", "default", "title") if key in field}
            part["properties"][name] = {"anyOf": [field, {"type": "null"}], **kept}
