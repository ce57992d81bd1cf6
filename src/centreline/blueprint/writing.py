"""A blueprint as YAML that people like to read: files by subject, keys in order, defaults left out."""

from collections.abc import Mapping
from typing import Any

import yaml

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint

__all__ = ["blueprint_texts", "claims_texts"]

_FILES = {
    "blueprint.yaml": ("format", "id", "title", "version", "made_up", "organisation"),
    "people.yaml": ("sites", "teams", "roles"),
    "partners.yaml": ("partners",),
    "journeys.yaml": ("journeys",),
    "procedures.yaml": ("procedures",),
    "technology.yaml": ("systems", "capabilities"),
    "data.yaml": ("data_domains", "reports"),
    "direction.yaml": ("intents", "decision_rights"),
    "costs.yaml": ("planned_costs",),
}


def blueprint_texts(blueprint: Blueprint) -> Mapping[str, str]:
    """Return the files of a blueprint: name to YAML text."""
    document = {"format": 1, **blueprint.model_dump(mode="json", exclude_defaults=True)}
    parts = {name: {key: document[key] for key in keys if key in document} for name, keys in _FILES.items()}
    return {name: _text(part) for name, part in parts.items() if part}


def claims_texts(claims: Claims) -> Mapping[str, str]:
    """Return the file of the claims: name to YAML text."""
    return {"claims.yaml": _text({"format": 1, **claims.model_dump(mode="json", exclude_defaults=True)})}


class _Dumper(yaml.CSafeDumper):
    """Quotes what a YAML 1.2 reader would take for something other than text; `on` and `yes` are words there."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the name and type PyYAML gives it
        first: [(tag, pattern) for tag, pattern in resolvers if not (tag.endswith(":bool") and first in "yYnNoO")]
        for first, resolvers in yaml.CSafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def _text(document: Mapping[str, Any]) -> str:
    return str(yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110))
