"""The text of a file of JSON values, of which only the part that is being read is held."""

import codecs
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centreline.evidence.ingest.guarded import GuardedStream, head_of, unreadable
from centreline.kernel.errors import FileUnreadable

__all__ = ["LARGEST_VALUE", "SHOWN", "JsonText", "Wrong"]

LARGEST_VALUE = 32 * 1024 * 1024
"""Characters of one value; it is held whole."""

DEEPEST = 60
BLOCK = 1024 * 1024
SHOWN = 2_000
"""Characters that are kept of a value that cannot be read."""

NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that cannot be read, and the beginning of it."""

    because: str
    text: str


class _Refused(Exception):
    """A value is JSON, and cannot be kept."""


class JsonText:
    """The text of a file, of which only the part that is being read is held."""

    def __init__(self, path: Path, stream: GuardedStream) -> None:
        self.path = path
        self.buffer = ""
        self.pos = 0
        self._stream = stream
        head = head_of(path)
        encoding = next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._ended = False
        self._on_lines: bool | None = None
        self._begins_line = True
        self._parse = json.JSONDecoder(object_pairs_hook=_without_repeats, parse_constant=_refuse_constant).raw_decode

    def mark(self) -> str | None:
        """Return the next character that is not blank, None at the end."""
        while True:
            while self.pos < len(self.buffer):
                if not (mark := self.buffer[self.pos]).isspace():
                    return mark
                self._begins_line = self._begins_line or mark == "\n"
                self.pos += 1
            if not self._more():
                return None

    def value(self) -> Any:
        """Return the value that begins here, or what is wrong with it where it stands on a line of its own."""
        while True:
            start = self.pos
            try:
                value, end = self._parse(self.buffer, start)
            except json.JSONDecodeError as error:
                if not self._may_go_on(error):
                    return self._skipped(f"it is no valid JSON: {error.msg}")
                if not self._more():
                    return self._unfinished(error)
            except RecursionError:
                return self._skipped("it is nested too deeply")
            except ValueError as error:
                return self._skipped(f"it is no valid JSON: {error}")
            else:
                # A number at the very end of what is held may have more digits.
                if end == len(self.buffer) and not isinstance(value, dict | list | str) and self._more():
                    continue
                return self._taken(value, end - start)

    def _taken(self, value: Any, length: int) -> Any:
        written = self.buffer[self.pos : self.pos + length]
        if self._on_lines is None:
            self._on_lines = "\n" not in written
        self.pos += length
        self._begins_line = False
        return self._checked(value, written)

    def _unfinished(self, error: json.JSONDecodeError) -> Wrong:
        is_last = not self.buffer[self.pos :].partition("\n")[2].strip()
        if self._on_lines is False or is_last:
            raise self.cut_off() from None
        return self._skipped(f"it is no valid JSON: {error.msg}")

    def _checked(self, value: Any, written: str) -> Any:
        try:
            _refuse_what_cannot_be_kept(value, written)
        except _Refused as error:
            return Wrong(str(error), written[:SHOWN])
        return value

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated string") or error.pos >= len(self.buffer) - 12

    def _skipped(self, because: str) -> Wrong:
        """Go on with the next line, where records stand on lines."""
        while (end := self.buffer.find("\n", self.pos)) < 0 and self._more():
            pass
        end = end if end >= 0 else len(self.buffer)
        is_alone = self._begins_line and (self._on_lines or (self._on_lines is None and end < len(self.buffer)))
        if not is_alone:
            raise self.broken(because)
        written = self.buffer[self.pos : min(end, self.pos + SHOWN)]
        self.pos = end
        return Wrong(because, written)

    def _more(self) -> bool:
        """Read on; what comes before `pos` is let go."""
        if self._ended:
            return False
        if len(self.buffer) - self.pos > LARGEST_VALUE:
            what = f"a record of {self.path.name!r} is longer than {LARGEST_VALUE // 1024**2} million characters"
            raise unreadable(self.path, what, fix="check that the file is an export, with one record after the other")
        block = self._stream.read(BLOCK)
        try:
            text = self._decoder.decode(block, final=not block)
        except UnicodeDecodeError:
            raise unreadable(
                self.path, f"{self.path.name!r} is not UTF-8", fix="export it as UTF-8, as JSON has to be"
            ) from None
        self._ended = not block
        self.buffer, self.pos = self.buffer[self.pos :] + text, 0
        return bool(block)

    def cut_off(self) -> FileUnreadable:
        """Return the error for a file that ends in the middle."""
        if self.mark() not in {"{", "[", None}:
            return self.broken("there is something else than JSON")
        what = f"{self.path.name!r} is cut off: it ends in the middle of a record"
        return unreadable(self.path, what, fix="copy or download it again")

    def broken(self, because: str) -> FileUnreadable:
        """Return the error for a file in which no next record can be found."""
        what = f"{self.path.name!r} cannot be read to its end ({because})"
        return unreadable(self.path, what, fix="export it again, with one record on each line")


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is not a number JSON knows")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    block = dict(pairs)
    if len(block) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {twice!r} comes twice in one object")
    return block


def _refuse_what_cannot_be_kept(value: Any, written: str) -> None:
    if "\\u0000" in written and NUL.search(written):
        raise _Refused("a text holds a NUL character")
    if "\\ud" in written or "\\uD" in written:
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise _Refused("a text holds half a character") from None
    if written.count("{") + written.count("[") > DEEPEST and _is_deep(value):
        raise _Refused("it is nested too deeply")


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        blocks = [each for each in level if isinstance(each, dict | list)]
        level = [inner for each in blocks for inner in (each.values() if isinstance(each, dict) else each)]
        if not level:
            return False
    return True
