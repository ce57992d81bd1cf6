"""Pseudonyms: what a person is called where only the holder of the workspace's secret can tell who it is."""

import hashlib
import hmac
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.privacy.identifiers import is_pseudonym, normalised
from centreline.evidence.privacy.remembered import Remembered

__all__ = ["Pseudonyms"]

BLOCK: Final = 64
DIGITS: Final = 20
LENGTH: Final = DIGITS + len("p_")
REMEMBERED: Final = 200_000


class Pseudonyms:
    """HMAC-SHA256 of normalised identifiers under a secret, a domain of its own for each kind of identifier.

    Args:
        secret: The workspace's secret.
        region: ISO country of telephone numbers that name none.
    """

    def __init__(self, secret: bytes, *, region: str | None) -> None:
        self._region = region
        self._secret = secret
        self._domains: dict[str, tuple[hashlib._Hash, hashlib._Hash]] = {}
        self._known: dict[tuple[str, str], str] = {}
        self._remembered: dict[str, Remembered] = {}

    def __repr__(self) -> str:
        """Return a name without the secret."""
        return "Pseudonyms(...)"

    def of(self, text: str, *, of: str) -> str:
        """Return the pseudonym of one identifier; a blank stays blank, a pseudonym stays as it is."""
        known = self._known.get((of, text))
        if known is None:
            known = "p_" + self.token(normalised(text, of=of, region=self._region), of=of)[:DIGITS]
            known = text if is_pseudonym(text) or not text.strip() else known
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[of, text] = known
        return known

    def token(self, text: str, *, of: str) -> str:
        """Return the whole HMAC of a text as it is, in hexadecimal."""
        inner, outer = self._domain(of)
        once, twice = inner.copy(), outer.copy()
        once.update(text.encode("utf-8", "surrogatepass"))
        twice.update(once.digest())
        return twice.hexdigest()

    def column(self, column: pa.ChunkedArray, *, of: str) -> pa.ChunkedArray:
        """Return the pseudonyms of a column of text, each distinct value computed once; null stays null."""
        if not pa.types.is_dictionary(column.type):
            text = column.cast(pa.string())
            return pa.chunked_array([self._texts(chunk, of=of) for chunk in text.chunks], type=pa.string())
        made: list[tuple[pa.Array, pa.Array]] = []
        chunks = []
        for chunk in column.chunks:
            # Pieces of a column that was encoded as a whole share their dictionary, which is keyed once.
            keyed = next((names for words, names in made if words.equals(chunk.dictionary)), None)
            if keyed is None:
                keyed = self._texts(chunk.dictionary.cast(pa.string()), of=of)
                made = [(chunk.dictionary, keyed)]
            chunks.append(pc.take(keyed, chunk.indices))
        return pa.chunked_array(chunks, type=pa.string())

    def _texts(self, names: pa.StringArray, *, of: str) -> pa.StringArray:
        """Return the pseudonyms of names, those of earlier ones remembered."""
        remembered = self._remembered.setdefault(of, Remembered(length=LENGTH))
        found = remembered.found(names)
        if found.null_count == names.null_count:
            return found
        unknown = pc.and_(pc.is_null(found), pc.is_valid(names))
        new = names.filter(unknown).dictionary_encode()
        made = pa.array(self._each(new.dictionary.to_pylist(), of=of), pa.string())
        remembered.remember(new.dictionary, made)
        return pc.replace_with_mask(found, unknown, made.take(new.indices))

    def _each(self, names: list[str | None], *, of: str) -> list[str | None]:
        """Return the pseudonym of each name: the loop that millions of names go through, hence all in one place."""
        inner, outer = (half.copy for half in self._domain(of))
        region, is_id, made = self._region, of == "customer", []
        for name in names:
            if name is None or (len(name) == LENGTH and is_pseudonym(name)) or not (plain := name.strip()):
                made.append(name)
                continue
            once, twice = inner(), outer()
            plain = plain if is_id and plain.isascii() else normalised(name, of=of, region=region)
            once.update(plain.encode("utf-8", "surrogatepass"))
            twice.update(once.digest())
            made.append("p_" + twice.hexdigest()[:DIGITS])
        return made

    def _domain(self, of: str) -> tuple["hashlib._Hash", "hashlib._Hash"]:
        """Return both halves of the HMAC under the key of a domain, to be copied: that is what makes it fast."""
        if of not in self._domains:
            key = hmac.digest(self._secret, f"centreline/{of}".encode(), "sha256").ljust(BLOCK, b"\0")
            inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key))
            self._domains[of] = inner, hashlib.sha256(bytes(byte ^ 0x5C for byte in key))
        return self._domains[of]
