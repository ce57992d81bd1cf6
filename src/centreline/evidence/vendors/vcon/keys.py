"""Public keys that signed conversations are verified with: PEM keys, certificates, JWKs and sets of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc import jwk
from joserfc.errors import JoseError

from centreline.kernel.errors import FileUnreadable

__all__ = ["Key", "read_keys"]

KINDS = ("RSA", "EC", "OKP")
LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Key:
    """One public key.

    Attributes:
        kind: RSA, EC or OKP.
        key: As joserfc holds it.
    """

    kind: str
    key: Any


def read_keys(path: Path) -> tuple[Key, ...]:
    """Return the keys of a file: a PEM public key or certificate, a JWK, or a set of JWKs.

    A secret that both sides share is refused: whoever can verify with it can sign with it too.

    Raises:
        FileUnreadable: there is no such file, or no public key in it.
    """
    try:
        content = path.read_bytes()[: LARGEST + 1]
    except OSError as error:
        raise _no_key(path, f"cannot be read ({error.strerror})") from None
    if content.lstrip().startswith(b"{"):
        try:
            value = json.loads(content)
        except (ValueError, RecursionError):
            raise _no_key(path, "is no JSON Web Key") from None
        found = [_jwk(each, path=path) for each in value.get("keys", [value])]
    else:
        found = [_pem(content, path=path)]
    if not found:
        raise _no_key(path, "holds no keys")
    return tuple(found)


def _jwk(value: Any, *, path: Path) -> Key:
    kind = value.get("kty") if isinstance(value, Mapping) else None
    if kind not in KINDS:
        raise _no_key(path, f"holds a key of the kind {kind!r}, which is no public key")
    try:
        return Key(
            kind, jwk.import_key({name: inner for name, inner in value.items() if name not in ("use", "key_ops")}, kind)
        )
    except (JoseError, ValueError, TypeError, KeyError):
        raise _no_key(path, "holds a key that is not well formed") from None


def _pem(content: bytes, *, path: Path) -> Key:
    load: Any = jwk.import_key
    for kind in KINDS:
        try:
            return Key(kind, load(content, kind))
        except (JoseError, ValueError, TypeError):
            continue
    raise _no_key(path, "holds no PEM key or certificate of RSA, an elliptic curve or Ed25519")


def _no_key(path: Path, what: str) -> FileUnreadable:
    return FileUnreadable(
        f"the key file {path.name!r} {what}",
        where=str(path),
        fix="give the signer's public key as PEM, certificate or JSON Web Key",
    )
