"""The files a newcomer starts from: a small commented blueprint, two claims, and a page that says what to do."""

import json
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from centreline.blueprint.schema import claims_json_schema, json_schema

__all__ = ["starter_files"]

_TEMPLATES = (
    "README.md",
    "blueprint/blueprint.yaml",
    "blueprint/journeys.yaml",
    "blueprint/people.yaml",
    "blueprint/work.yaml",
    "claims/claims.yaml",
)


def starter_files() -> Mapping[str, str]:
    """Return the files of a new workspace that are about intent: relative path to text, JSON Schemas included."""
    folder = files("centreline.blueprint").joinpath("template")
    texts = {name: folder.joinpath(name).read_text(encoding="utf-8") for name in _TEMPLATES}
    schemas = {"schemas/blueprint.json": json_schema(), "schemas/claims.json": claims_json_schema()}
    return MappingProxyType(texts | {name: f"{json.dumps(schema, indent=1)}\n" for name, schema in schemas.items()})
