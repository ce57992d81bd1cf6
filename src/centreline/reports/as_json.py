"""The review as JSON: the same content as the page, under keys that stay (docs/reference/review-json.md)."""

import dataclasses
import json
from datetime import date
from typing import Any

from centreline.reports.review import Review

__all__ = ["FORMAT", "as_json"]

FORMAT = 1
"""Version of the keys; it changes when one is removed or means something else."""


def as_json(review: Review) -> str:
    """Return the review as JSON; days are ISO 8601, shares lie between 0 and 1, absent values are null."""
    return json.dumps({"format": FORMAT, **_plain(review)}, indent=2, ensure_ascii=False) + "\n"


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
