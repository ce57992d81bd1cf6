"""What second factors are made of, sealed: a copy of the database alone lets nobody make a code.

A sealed text is `sealed:` and, in letters, twelve bytes of its own and one frame of AES-GCM under a key made from the
workspace's secret.
"""

import base64
import os
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from django.conf import settings

from centreline.evidence.privacy.secret import secret_of
from centreline.kernel.errors import WorkspaceInvalid
from centreline.web.records.sealed import seal, sealing_key, unseal

__all__ = ["open_factor", "seal_factor", "seal_stored"]

SEALED: Final = "sealed:"
PARTS: Final = ("secret", "seed")
"""Where what a factor is made of stands in what allauth keeps of it; `migrated_codes` is a list of such."""


def seal_factor(text: str) -> str:
    """Return what a factor is made of, sealed under the workspace's secret; what is sealed already stays.

    Raises:
        WorkspaceInvalid: the workspace has no secret that could be used.
    """
    if text.startswith(SEALED):
        return text
    return SEALED + base64.urlsafe_b64encode(seal(text.encode(), _key())).decode("ascii")


def open_factor(text: str) -> str:
    """Return what was sealed; what was stored before anything was sealed, as it is.

    Raises:
        WorkspaceInvalid: it was changed or sealed under another secret, or the workspace has no secret.
    """
    if not text.startswith(SEALED):
        return text
    try:
        return unseal(base64.urlsafe_b64decode(text.removeprefix(SEALED)), _key()).decode()
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


def _key() -> bytes:
    return sealing_key(secret_of(settings.SITE_WORKSPACE, os.environ), b"what second factors are made of")
