"""Signed conversations are verified or refused; encrypted ones are refused. Nothing is fetched, nothing is guessed.

The keys are those somebody gave. A key or certificate that comes inside of a document (`x5c`, `jwk`) proves that the
document is whole, not who wrote it, so it is not looked at; an address in it (`x5u`, `jku`) is never asked.
"""

import base64
import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError, SecurityWarning

from centreline.evidence.vendors.vcon.keys import Key

__all__ = ["ALGORITHMS", "is_encrypted", "is_signed", "verified"]

ALGORITHMS = {"RS256": "RSA", "ES256": "EC", "EdDSA": "OKP", "Ed25519": "OKP"}
"""Signatures that are accepted, and the kind of key each needs. `none` and shared secrets are not among them."""

LARGEST_BYTES = 64 * 1024 * 1024
LONGEST_HEADER_BYTES = 64 * 1024


def is_signed(value: Mapping[str, Any]) -> bool:
    """Say whether a JSON value is a signature around something (JWS)."""
    return "payload" in value and ("signatures" in value or "signature" in value)


def is_encrypted(value: Mapping[str, Any]) -> bool:
    """Say whether a JSON value is encrypted (JWE)."""
    return "ciphertext" in value


def verified(value: Mapping[str, Any], *, keys: Sequence[Key]) -> Mapping[str, Any] | str:
    """Return what was signed, or why it is refused.

    Args:
        value: A JWS in general or flattened JSON serialisation.
        keys: One of them has to fit one of the signatures.
    """
    if not keys:
        return "it is signed, and no key was given to verify it with: bring it again with `--key FILE`"
    signatures = list(_signatures(value))
    if not signatures:
        return "it says that it is signed, and holds no signature"
    for signature in signatures:
        for key in keys:
            payload = _payload(signature, key=key)
            if payload is not None:
                return _read(payload, signature)
    names = sorted({_algorithm(signature) for signature in signatures} - set(ALGORITHMS))
    if len(names) == len(signatures):
        return f"it is signed with {', '.join(names)}, which is not accepted; {', '.join(ALGORITHMS)} are"
    return "its signature does not fit any key that was given: it was changed, or somebody else signed it"


def _signatures(value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Return each signature as a flattened serialisation of its own."""
    several = value.get("signatures")
    for one in several if isinstance(several, list) else [value]:
        if isinstance(one, Mapping):
            parts = {name: one[name] for name in ("protected", "header", "signature") if name in one}
            yield {"payload": value["payload"], **parts}


def _payload(signature: Mapping[str, Any], *, key: Key) -> bytes | None:
    """Return what was signed where the signature fits the key, else None."""
    allowed = [name for name, kind in ALGORITHMS.items() if kind == key.kind]
    registry = jws.JWSRegistry(algorithms=allowed, strict_check_header=False)
    registry.max_payload_length, registry.max_header_length = LARGEST_BYTES, LONGEST_HEADER_BYTES
    read: Any = jws.deserialize_json
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SecurityWarning)  # EdDSA has a newer name, and is as good as it was
            found: bytes | None = read(dict(signature), key.key, registry=registry).payload
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return found


def _read(payload: bytes, signature: Mapping[str, Any]) -> Mapping[str, Any] | str:
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError):
        return "what was signed is no JSON"
    if not isinstance(value, Mapping):
        return "what was signed is no conversation"
    outside = signature.get("header")
    named = outside.get("uuid") if isinstance(outside, Mapping) else None
    if named is not None and named != value.get("uuid"):
        return "it names another conversation outside of its signature than inside"
    return value


def _algorithm(signature: Mapping[str, Any]) -> str:
    """Return the algorithm a signature says it has; “no algorithm” where that cannot be read."""
    try:
        written = str(signature.get("protected", ""))
        protected = json.loads(base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)))
        name = str(protected.get("alg", "no algorithm"))
    except (ValueError, TypeError, AttributeError):
        return "no algorithm"
    return name if name.isalnum() and len(name) <= 20 else "an unknown algorithm"
