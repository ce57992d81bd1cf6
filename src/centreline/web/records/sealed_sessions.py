"""What sessions hold, sealed under the key that signs them: while somebody sets up codes, it holds their secret."""

import json
from typing import Any, Final

from django.conf import settings

from centreline.web.records.sealed import seal, sealing_key, unseal

__all__ = ["SealedSession"]

MARK: Final = b"\x01"
"""The first byte of a session that is sealed; JSON begins with none such."""


class SealedSession:
    """Writes and reads what a session holds. A session that was kept before it was sealed is read as it is."""

    def dumps(self, held: Any) -> bytes:
        """Return what a session holds, sealed."""
        return MARK + seal(json.dumps(held, separators=(",", ":")).encode(), _key())

    def loads(self, data: bytes) -> Any:
        """Return what was sealed.

        Raises:
            InvalidTag: it was changed, or sealed under another key; the session then holds nothing.
        """
        return json.loads(unseal(data[1:], _key()) if data.startswith(MARK) else data)


def _key() -> bytes:
    return sealing_key(str(settings.SECRET_KEY).encode(), b"what sessions hold")
