"""XML larger than memory: its elements one after the other, without types of documents and entities of its own."""

import io
import xml.sax
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from centreline.evidence.ingest.guarded import open_guarded, unreadable
from centreline.kernel.errors import FileUnreadable

__all__ = ["DEEPEST", "elements"]

DEEPEST = 64
"""Levels that elements may be nested; event logs have about six."""

LONGEST_SILENCE = 64 * 1024 * 1024
"""Bytes one tag or one text may have."""

BLOCK = 64 * 1024


def elements(path: Path) -> Iterator[tuple[str, Mapping[str, str] | None, str]]:
    """Return the beginnings and ends of the elements of a file, in the memory of one of them.

    Args:
        path: The file, which may be packed with gzip.

    Yields:
        For a beginning: the name without its prefix, the attributes, and nothing. For an end: the name, None, and the
        text that stood directly in it.

    Raises:
        FileUnreadable: it is no XML, ends too early, names a type of document or an entity, or is nested too deeply.
    """
    found: list[tuple[str, Mapping[str, str] | None, str]] = []
    parser = defusedxml.sax.make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(_Handler(found, path))
    silent = 0
    with open_guarded(path, longest_line=None) as stream, io.BufferedReader(stream, BLOCK) as reader:
        while block := reader.read(BLOCK):
            _feed(parser, block, path=path)
            silent = 0 if found else silent + len(block)
            if silent > LONGEST_SILENCE:
                raise _beyond(path, f"one element of {path.name!r} is longer than {LONGEST_SILENCE // 1024**2} MB")
            yield from found
            found.clear()
        _feed(parser, None, path=path)
        yield from found


class _Handler(ContentHandler):
    """Writes down what begins and ends."""

    def __init__(self, found: list[tuple[str, Mapping[str, str] | None, str]], path: Path) -> None:
        super().__init__()
        self._found = found
        self._path = path
        self._texts: list[list[str]] = []

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - SAX calls it so
        if len(self._texts) >= DEEPEST:
            raise _beyond(self._path, f"{self._path.name!r} is nested deeper than {DEEPEST} levels")
        self._texts.append([])
        self._found.append((name.rpartition(":")[2], dict(attrs.items()), ""))

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX calls it so
        self._found.append((name.rpartition(":")[2], None, "".join(self._texts.pop()).strip()))

    def characters(self, content: str) -> None:
        self._texts[-1].append(content)


def _feed(parser: Any, block: bytes | None, *, path: Path) -> None:
    try:
        if block is None:
            parser.close()
        else:
            parser.feed(block)
    except DefusedXmlException:
        what = f"{path.name!r} names a type of document or entities, which can hide what a file really holds"
        raise unreadable(path, what, fix="export it without a DOCTYPE") from None
    except xml.sax.SAXParseException as error:
        said = error.getMessage()
        if said in ("no element found", "unclosed token", "unclosed CDATA section", "partial character"):
            what, fix = f"{path.name!r} is cut off: it ends in the middle", "copy or export it again"
        else:
            what, fix = f"{path.name!r} is no well-formed XML ({said}, line {error.getLineNumber()})", "export it again"
        raise unreadable(path, what, fix=fix) from None
    except (LookupError, ValueError):
        raise unreadable(path, f"{path.name!r} is in an encoding that is not known", fix="export it as UTF-8") from None


def _beyond(path: Path, what: str) -> FileUnreadable:
    return unreadable(path, f"{what}, as no real export is", fix="check what the file is, and export it again")
