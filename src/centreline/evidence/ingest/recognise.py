"""What a file is by its content; its name is never believed."""

import json
import zipfile
from enum import StrEnum
from pathlib import Path

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.guarded import HEAD, LARGEST_WORKBOOK, head_of, unreadable, workbook_bytes
from centreline.evidence.ingest.text import as_utf8
from centreline.kernel.errors import FileUnreadable

__all__ = ["Form", "recognise"]


class Form(StrEnum):
    """The forms that can be read."""

    DELIMITED = "delimited text"
    SHEET = "workbook"
    JSON = "JSON"
    JSON_LINES = "JSON lines"


SIGNATURES = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstd file",
    b"\x1f\x8b": "a gzip file inside a gzip file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
"""How files begin that are no tables."""

HIGHEST_RATIO = 200


def recognise(path: Path, *, mapping: Mapping) -> Form:
    """Return the form of a file.

    Raises:
        FileUnreadable: it is not there, empty, or nothing that can be read as a table.
    """
    head = head_of(path)
    for signature, name in SIGNATURES.items():
        if head.startswith(signature):
            raise _is_no_table(path, name)
    if head.startswith(b"PK\x03\x04"):
        return _checked_workbook(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return Form.SHEET
    start = as_utf8(head).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start and len(head) < HEAD:
        raise unreadable(
            path, f"{path.name!r} is empty", fix="export it again; even an export without rows has a header"
        )
    if start[:1] == b"<":
        raise _is_no_table(path, "a web page or XML")
    if start[:1] not in {b"{", b"["}:
        return Form.DELIMITED
    is_lines = start[:1] == b"{" and mapping.records is None and _is_json_object(start.split(b"\n", 1)[0])
    return Form.JSON_LINES if is_lines else Form.JSON


def _is_json_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _checked_workbook(path: Path) -> Form:
    try:
        with zipfile.ZipFile(workbook_bytes(path)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        raise unreadable(path, f"{path.name!r} is damaged or cut off", fix="copy or download it again") from None
    names = {member.filename for member in members}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise _is_no_table(path, "a zip archive")
    inflated, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if inflated > LARGEST_WORKBOOK or inflated > HIGHEST_RATIO * max(packed, 100_000):
        raise unreadable(
            path,
            f"{path.name!r} holds {inflated // 1024**2:,} MB when it is inflated, more than a workbook needs",
            fix="save the sheet as CSV and bring that",
        )
    return Form.SHEET


def _is_no_table(path: Path, name: str) -> FileUnreadable:
    return unreadable(
        path,
        f"{path.name!r} is {name}, whatever its name says",
        fix="bring CSV, TSV, XLSX, JSON or NDJSON, or one of these packed with gzip",
    )
