"""A mapping from what somebody chose, checked against its table; and as YAML that people like to read."""

from collections.abc import Mapping as Document
from typing import Any

import yaml
from pydantic import ValidationError

from centreline.evidence.filling import Mapping
from centreline.evidence.fitting import misfits
from centreline.kernel.errors import MappingInvalid, Problem

__all__ = ["as_yaml", "mapping_of"]


def mapping_of(document: Document[str, Any]) -> Mapping:
    """Return the mapping a document says.

    Raises:
        MappingInvalid: it does not hold together or does not fit its table; `problems` has every place to be mended,
            `where` is its path: columns.offered_at.
    """
    try:
        mapping = Mapping.model_validate(document)
    except ValidationError as error:
        problems = [Problem(_words(one), _path(one["loc"]), _fix(one)) for one in error.errors()]
        raise _invalid(problems) from None
    if problems := [Problem(what, _path(where), fix) for where, what, fix in misfits(mapping)]:
        raise _invalid(problems)
    return mapping


def as_yaml(mapping: Mapping) -> str:
    """Return a mapping as the file in `mappings/` holds it: defaults left out, the short form where there is one."""
    document = mapping.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    document["columns"] = {
        name: filling["from"] if filling.keys() == {"from"} else filling
        for name, filling in document["columns"].items()
    }
    return str(yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=110))


def _invalid(problems: list[Problem]) -> MappingInvalid:
    first = problems[0]
    return MappingInvalid(first.what, where=first.where, fix=first.fix, problems=problems)


def _path(where: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in where)


def _words(error: Any) -> str:
    return str(error["msg"]).removeprefix("Value error, ")


def _fix(error: Any) -> str:
    return str(error.get("ctx", {}).get("fix", "") or "choose another value there")
