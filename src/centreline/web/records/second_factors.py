"""What second factors are made of, sealed: a copy of the database alone lets nobody make a code.

A sealed text is `sealed:` and, in letters, twelve bytes of its own and one frame of AES-GCM under a key made from the
workspace's secret. What sessions hold is sealed too, under the key that signs them: while somebody sets up codes, it
holds their secret.
"""

import base64
import hashlib
import hmac
import json
import os
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from centreline.evidence.privacy.secret import secret_of
from centreline.kernel.errors import WorkspaceInvalid

__all__ = ["SealedSession", "open_factor", "seal_factor", "seal_stored"]

SEALED: Final = "sealed:"
NONCE: Final = 12
MARK: Final = b"\x01"
"""The first byte of a session that is sealed; JSON begins with none such."""
PARTS: Final = ("secret", "seed")
"""Where what a factor is made of stands in what allauth keeps of it; `migrated_codes` is a list of such."""


def seal_factor(text: str) -> str:
    """Return what a factor is made of, sealed under the workspace's secret; what is sealed already stays.

    Raises:
        WorkspaceInvalid: the workspace has no secret that could be used.
    """
    if text.startswith(SEALED):
        return text
    return SEALED + base64.urlsafe_b64encode(_sealed(text.encode(), _key())).decode("ascii")


def open_factor(text: str) -> str:
    """Return what was sealed; what was stored before anything was sealed, as it is.

    Raises:
        WorkspaceInvalid: it was changed or sealed under another secret, or the workspace has no secret.
    """
    if not text.startswith(SEALED):
        return text
    try:
        return _opened(base64.urlsafe_b64decode(text.removeprefix(SEALED)), _key()).decode()
    except (InvalidTag, ValueError):
        raise WorkspaceInvalid(
            "a second factor was sealed with another secret than the workspace has",
            where="secret.key",
            fix="bring the secret back from your backup; with another one, everybody sets their second factor up again",
        ) from None


def seal_stored(data: dict[str, Any]) -> dict[str, Any]:
    """Return what allauth keeps of a factor with everything secret in it sealed."""
    sealed = {name: seal_factor(held) for name, held in data.items() if name in PARTS and isinstance(held, str)}
    codes = {"migrated_codes": [*map(seal_factor, data["migrated_codes"])]} if data.get("migrated_codes") else {}
    return data | sealed | codes


class SealedSession:
    """Writes and reads what a session holds. A session that was kept before it was sealed is read as it is."""

    def dumps(self, held: Any) -> bytes:
        """Return what a session holds, sealed."""
        return MARK + _sealed(json.dumps(held, separators=(",", ":")).encode(), _session_key())

    def loads(self, data: bytes) -> Any:
        """Return what was sealed.

        Raises:
            InvalidTag: it was changed, or sealed under another key; the session then holds nothing.
        """
        return json.loads(_opened(data[1:], _session_key()) if data.startswith(MARK) else data)


def _sealed(held: bytes, key: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, held, None)


def _opened(held: bytes, key: bytes) -> bytes:
    return AESGCM(key).decrypt(held[:NONCE], held[NONCE:], None)


def _key() -> bytes:
    return _made_of(secret_of(settings.SITE_WORKSPACE, os.environ), b"what second factors are made of")


def _session_key() -> bytes:
    return _made_of(str(settings.SECRET_KEY).encode(), b"what sessions hold")


def _made_of(secret: bytes, purpose: bytes) -> bytes:
    return hmac.new(secret, purpose, hashlib.sha256).digest()
