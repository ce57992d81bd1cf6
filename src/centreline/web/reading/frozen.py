"""A review as a partner may keep it: what is frozen names no other partner, on no page and by no address."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from centreline.governance.reading import Reading
from centreline.kernel.kept_words import SAID

__all__ = ["for_partner"]


def for_partner(review: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """Return a review without what is about another partner; where a text names one in passing, the name is left out.

    Args:
        review: The review found in the partner's own rows, as JSON would hold it.
        reading: What the partner's people may read.
    """

    def theirs(items: Sequence[Any]) -> list[Any]:
        return [one for one in items if not reading.names_others(json.dumps(one, ensure_ascii=False))]

    summary = review["summary"]
    groups = [{**group, "findings": theirs(group["findings"])} for group in review["findings"]]
    kept = {
        **review,
        "journeys": [],  # Pictures of whole journeys, with the lanes of everybody.
        "summary": {**summary, **{name: theirs(summary[name]) for name in ("misaligned", "first_steps")}},
        "findings": [group for group in groups if group["findings"]],
        **{name: theirs(review[name]) for name in ("told", "waived", "waiver_notes", "agreements")},
    }
    cleared: dict[str, Any] = _cleared({name: one for name, one in kept.items() if name != SAID}, reading)
    shown = set(_texts(cleared))
    made = {reading.without_names(text): _cleared(parts, reading) for text, parts in review.get(SAID, {}).items()}
    return cleared | {SAID: {text: parts for text, parts in made.items() if text in shown}}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _cleared(value: Any, reading: Reading) -> Any:
    if isinstance(value, str):
        return reading.without_names(value)
    if isinstance(value, Mapping):
        return {name: _cleared(one, reading) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_cleared(one, reading) for one in value]
    return value
