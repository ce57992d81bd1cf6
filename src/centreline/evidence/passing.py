"""Somebody who is mentioned in another customer's record: their name leaves it with what they said, the rest stays.

A copied colleague, a second contact, the author of one comment: the ticket is not theirs. Where a record names them,
`ERASED` stands instead, and so do the words of every part of it that they wrote.
"""

import json
from collections.abc import Collection, Mapping
from hashlib import blake2b
from typing import Any, Final

import pyarrow as pa

__all__ = ["ERASED", "is_beside", "rewritten_bodies", "without_person"]

ERASED: Final = "erased"
"""What stands in a record where a person was named who was erased."""

WRITTEN_BY: Final = frozenset(
    {"author", "author_id", "contact", "customer", "from", "originator", "responder_id", "sender", "submitter_id",
     "user"}
)  # fmt: skip
"""Fields that say who wrote the part of the record they stand in."""

OTHERS: Final = frozenset({"author_id", "submitter_id"})
"""Fields of a customer's record that name somebody who need not be the customer."""

WORDS: Final = frozenset(
    {"body", "html_body", "plain_body", "comment", "content", "description", "feedback_message", "note",
     "previous_value", "processed_message_content", "raw_subject", "remark", "subject", "text", "title", "value"}
)  # fmt: skip
"""Fields that hold what somebody wrote."""

VALUES: Final = frozenset({"value", "previous_value"})
"""Of these, those that hold the words of a field beside them, or its code."""

WRITTEN: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
"""As records are written when they are brought."""


def without_person(value: Any, people: Collection[str]) -> Any:
    """Return a record without these people: `ERASED` for every mention of them, and for what they wrote.

    Args:
        value: A JSON value.
        people: Their pseudonyms.

    >>> without_person({"requester_id": "p_b", "comments": [{"author_id": "p_a", "body": "Hi"}]}, {"p_a"})
    {'requester_id': 'p_b', 'comments': [{'author_id': 'erased', 'body': 'erased'}]}
    """
    if isinstance(value, Mapping):
        wrote = any(key in WRITTEN_BY and _names(inner, people) for key, inner in value.items())
        found = {key: without_person(inner, people) for key, inner in value.items()}
        return _without_words(found) if wrote else found
    if isinstance(value, list):
        return [without_person(inner, people) for inner in value]
    if isinstance(value, str):
        for person in people:
            value = value.replace(person, ERASED)
    return value


def _names(value: Any, people: Collection[str]) -> bool:
    """Say whether a field is one of these people: by its text, or by a text right inside of it."""
    held = value.values() if isinstance(value, Mapping) else (value,)
    return any(isinstance(each, str) and each in people for each in held)


def _without_words(value: Any) -> Any:
    if isinstance(value, Mapping):
        # A change of a status or a team is no words: {"field_name": "status", "value": "open"}.
        words = WORDS if value.get("field_name", "value") in WORDS else WORDS - VALUES
        return {
            key: ERASED if key in words and isinstance(inner, str) and inner else _without_words(inner)
            for key, inner in value.items()
        }
    return [_without_words(inner) for inner in value] if isinstance(value, list) else value


def is_beside(value: Any, *, customer: str, asked: Collection[str]) -> bool:
    """Say whether a record names the customer under one of these pseudonyms too.

    That is so where it stands in the same part of the record, or in a part of that; not where it stands in a list,
    for there the others are, nor where it says who wrote it.
    """
    if isinstance(value, Mapping):
        if customer in [each for each in value.values() if isinstance(each, str)]:
            return any(_holds(inner, asked) for key, inner in value.items() if key not in OTHERS)
        return any(is_beside(inner, customer=customer, asked=asked) for inner in value.values())
    return isinstance(value, list) and any(is_beside(inner, customer=customer, asked=asked) for inner in value)


def _holds(value: Any, asked: Collection[str]) -> bool:
    if isinstance(value, Mapping):
        return any(_holds(inner, asked) for key, inner in value.items() if key not in OTHERS)
    return isinstance(value, str) and value in asked


def rewritten_bodies(records: pa.Table, where: pa.ChunkedArray, people: Collection[str]) -> pa.Table:
    """Return records of which some no longer name these people, their hashes made anew.

    Args:
        records: Rows of `record`.
        where: Which of them are rewritten.
        people: Pseudonyms.
    """
    bodies, hashes = records["body"].to_pylist(), records["body_hash"].to_pylist()
    subjects = records["subject"].to_pylist()
    for place, wanted in enumerate(where.to_pylist()):
        if wanted:
            bodies[place] = WRITTEN.encode(without_person(json.loads(bodies[place]), people))
            named = f"{subjects[place]}\n{bodies[place]}".encode("utf-8", "surrogatepass")
            hashes[place] = blake2b(named, digest_size=10).hexdigest()
    for name, values in (("body", bodies), ("body_hash", hashes)):
        records = records.set_column(records.column_names.index(name), name, pa.array(values, pa.string()))
    return records
