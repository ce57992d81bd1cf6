"""A vCon as it is kept: customers where they can be keyed, texts where they can be redacted, no sound and no pictures.

The door replaces what it can read. So what is encoded is decoded before it gets there, and what cannot be read as text
(sound, pictures, documents) is not kept: its hash stands for it.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from centreline.evidence.vendors.values import block, text

__all__ = ["WORKERS", "kept"]

WORKERS = frozenset({"agent", "supervisor", "sme"})
"""Roles of people who work here; everybody else is treated as a customer."""

PERSONAL = ("name", "tel", "sip", "mailto", "did", "uuid", "validation", "stir", "civicaddress", "gmlpos", "timezone")
"""Fields of a party that say who it is."""


def kept(vcon: Mapping[str, Any]) -> dict[str, Any]:
    """Return a vCon as it is kept; lists keep their places."""
    made = dict(vcon)
    for name, part in (("parties", _party), ("dialog", _decoded), ("analysis", _decoded), ("attachments", _decoded)):
        if isinstance(vcon.get(name), list):
            made[name] = [part(each) if isinstance(each, Mapping) else each for each in vcon[name]]
    return made


def _party(party: Mapping[str, Any]) -> dict[str, Any]:
    """Put what names a worker under `worker`, so that it is not taken for a customer."""
    role = (text(party.get("role")) or "").lower()
    if role in WORKERS or (text(party.get("type")) or "").lower() in ("bot", "system"):
        rest = {name: value for name, value in party.items() if name not in PERSONAL}
        return {**rest, "worker": {name: party[name] for name in PERSONAL if name in party}}
    made = dict(party)
    for name in ("tel", "sip", "mailto"):
        if isinstance(made.get(name), str):
            made[name] = made[name].removeprefix(f"{name}:").removeprefix("sips:")
    return made


def _decoded(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part whose body, if it has one, is text or JSON that can be redacted."""
    body, encoding = part.get("body"), (text(part.get("encoding")) or "").lower()
    if not isinstance(body, str):
        return dict(part)
    if encoding == "json":
        try:
            return {**part, "body": json.loads(body)}
        except (ValueError, RecursionError):
            return dict(part)
    if not encoding.startswith("base64"):
        return dict(part)
    try:
        content = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    except (binascii.Error, ValueError):
        content = body.encode()
    if _is_text(part):
        try:
            return {**part, "body": content.decode(), "encoding": "none"}
        except UnicodeDecodeError:
            pass
    return _left_out(part, content)


def _is_text(part: Mapping[str, Any]) -> bool:
    mediatype = (text(part.get("mediatype")) or text(part.get("mimetype")) or "").lower()
    return mediatype.startswith("text/") or (not mediatype and part.get("type") in ("text", "transcript"))


def _left_out(part: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    digest = base64.urlsafe_b64encode(hashlib.sha512(content).digest()).rstrip(b"=").decode()
    rest = {name: value for name, value in part.items() if name not in ("body", "encoding")}
    return {"content_hash": f"sha512-{digest}", **rest, "left_out": block({"bytes": len(content)})}
