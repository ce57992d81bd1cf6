"""How things are named: keys people can read, hashes machines can compare, and the name that was probably meant."""

import difflib
import hashlib
import json
import re
import unicodedata
from collections.abc import Container, Iterable
from typing import Any

__all__ = ["content_hash", "is_key", "key_for", "nearest"]

LONGEST_KEY = 60
"""Characters of a key that is made of a title."""


def is_key(text: str) -> bool:
    """Say whether `text` can name an element: lower-case letters, digits, hyphens and underscores.

    >>> is_key("billing-dispute"), is_key("Billing dispute")
    (True, False)
    """
    return bool(text) and text[0].isalnum() and all(c in "-_" or (c.isalnum() and c == c.lower()) for c in text)


def key_for(title: str, *, kind: str, taken: Container[str]) -> str:
    """Return a key for something new, made of its title, that nothing else has.

    Args:
        title: What people call it.
        kind: What it is; stands in for a title of which no letter can be part of a key here.
        taken: Keys that others have.

    >>> key_for("Frage zur Straße", kind="touchpoint", taken={"frage-zur-strasse"})
    'frage-zur-strasse-2'
    >>> key_for("請求書", kind="touchpoint", taken=())
    'touchpoint'
    """
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    stem = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_KEY].strip("-") or kind
    key, at = stem, 1
    while key in taken:
        at += 1
        key = f"{stem}-{at}"
    return key


def content_hash(document: Any) -> str:
    """Return the SHA-256 of a JSON-able document, the same for the same content in any key order.

    >>> content_hash({"a": 1, "b": 2}) == content_hash({"b": 2, "a": 1})
    True
    """
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that was probably meant, or None when nothing is close.

    >>> nearest("chanel", ["channel", "queue"])
    'channel'
    """
    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None
