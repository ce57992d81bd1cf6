"""What is kept sealed: short pieces whole, files that wait in frames, so that one of any size passes in little memory.

A piece is twelve bytes of its own and one frame of AES-GCM. A file begins with eight bytes of its own. Then come frames
of AES-GCM, numbered, the last of them marked: one that is missing, changed or in another place is noticed.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from centreline.kernel.errors import FileUnreadable

__all__ = ["Sealer", "opened", "seal", "sealing_key", "unseal"]

FRAME: Final = 64 * 1024
NONCE: Final = 12
PREFIX: Final = 8
TAG: Final = 16
"""Bytes by which a frame is longer than what it holds."""


def sealing_key(secret: bytes, purpose: bytes) -> bytes:
    """Return the key for one purpose, made from a secret: neither tells the other, nor the key for another purpose."""
    return hmac.new(secret, purpose, hashlib.sha256).digest()


def seal(held: bytes, key: bytes) -> bytes:
    """Return a short piece, sealed."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, held, None)


def unseal(held: bytes, key: bytes) -> bytes:
    """Return what `seal` was given.

    Raises:
        InvalidTag: it was changed, or sealed under another key.
    """
    return AESGCM(key).decrypt(held[:NONCE], held[NONCE:], None)


class Sealer:
    """Seals what is given piece by piece.

    Args:
        key: 32 bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        self._prefix = os.urandom(PREFIX)
        self._number = 0
        self._waiting = bytearray()
        self._out = bytearray(self._prefix)

    def add(self, piece: bytes) -> bytes:
        """Return the frames that a piece fills; the rest of it waits for the next one."""
        self._waiting += piece
        while len(self._waiting) > FRAME:
            self._seal(bytes(self._waiting[:FRAME]), last=False)
            del self._waiting[:FRAME]
        return self._taken()

    def finish(self) -> bytes:
        """Return the last frame."""
        self._seal(bytes(self._waiting), last=True)
        return self._taken()

    def _seal(self, held: bytes, *, last: bool) -> None:
        self._out += self._cipher.encrypt(_nonce(self._prefix, self._number), held, _mark(last=last))
        self._number += 1

    def _taken(self) -> bytes:
        out, self._out = bytes(self._out), bytearray()
        return out


def opened(file: IO[bytes], key: bytes) -> Iterator[bytes]:
    """Yield what a sealed file holds, from its beginning.

    Raises:
        FileUnreadable: it was changed, cut off, or sealed with another secret.
    """
    file.seek(0)
    cipher, prefix = AESGCM(key), file.read(PREFIX)
    frame, number = file.read(FRAME + TAG), 0
    while True:
        following = file.read(FRAME + TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, number), frame, _mark(last=not following))
        except (InvalidTag, ValueError):
            raise FileUnreadable(
                "a file that waits to be brought is not as it was sealed",
                where="incoming",
                fix="upload it again; whether the secret of the workspace was changed is worth a look",
            ) from None
        if not following:
            return
        frame, number = following, number + 1


def _nonce(prefix: bytes, number: int) -> bytes:
    return prefix.ljust(PREFIX, b"\0") + number.to_bytes(4, "big")


def _mark(*, last: bool) -> bytes:
    return b"last" if last else b"more"
