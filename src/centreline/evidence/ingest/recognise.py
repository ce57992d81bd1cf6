"""What a file is by its content; its name is never believed."""

import json
import zipfile
from enum import StrEnum
from pathlib import Path
from typing import IO

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.archive import why_refused
from centreline.evidence.ingest.guarded import (
    HEAD,
    head_of,
    open_guarded,
    starts_with,
    unreadable,
    workbook_bytes,
)
from centreline.evidence.ingest.packed import OF_MACS, OF_WORKBOOKS, ZIP, opened, packed_in
from centreline.evidence.ingest.text import as_utf8
from centreline.kernel.errors import FileUnreadable

__all__ = ["Form", "recognise"]


class Form(StrEnum):
    """The forms that can be read."""

    DELIMITED = "delimited text"
    SHEET = "workbook"
    JSON = "JSON"
    JSON_LINES = "JSON lines"
    PARQUET = "Parquet"


SIGNATURES = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
    b"PK\x05\x06": "an empty archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstd file",
    b"\x1f\x8b": "a packed file inside a packed file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
"""How files begin that are no tables."""

PARQUET = b"PAR1"


def recognise(path: Path, *, mapping: Mapping) -> Form:
    """Return the form of a file.

    Raises:
        FileUnreadable: it is not there, empty, or nothing that can be read as a table.
    """
    open_guarded(path).close()
    if starts_with(path, ZIP):
        _check_archive(path)
    head = head_of(path)
    return _by_signature(path, head) or _of_text(path, head, mapping=mapping)


def _by_signature(path: Path, head: bytes) -> Form | None:
    for signature, name in SIGNATURES.items():
        if head.startswith(signature):
            raise _is_no_table(path, name)
    if head.startswith(PARQUET):
        if packed_in(path) is not None or not starts_with(path, PARQUET):
            raise _is_no_table(path, "a Parquet file inside a packed file")
        return Form.PARQUET
    if head.startswith(ZIP):
        return _checked_workbook(path)
    return Form.SHEET if head.startswith(b"\xd0\xcf\x11\xe0") else None


def _of_text(path: Path, head: bytes, *, mapping: Mapping) -> Form:
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


def _check_archive(path: Path) -> None:
    """Look through a ZIP archive, and refuse what is no table and what would inflate beyond measure."""
    with opened(path) as content:
        names = _names(path, content)
        is_workbook = bool(OF_WORKBOOKS & set(names))
        why = why_refused(content, in_workbook=is_workbook)
    if why is not None:
        fix = "save the sheet as CSV and bring that" if is_workbook else "inflate it yourself, if you trust it"
        raise unreadable(path, f"{path.name!r} {why}", fix=fix)
    if not is_workbook and len(names) != 1:
        what = f"{path.name!r} is an archive of {len(names):,} files, and a table comes from one"
        raise unreadable(path, what, fix=f"name one of them: {path.name}/{names[0] if names else 'FILE'}")


def _names(path: Path, content: IO[bytes]) -> list[str]:
    try:
        names = zipfile.ZipFile(content).namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise unreadable(path, f"{path.name!r} is damaged or cut off", fix="copy or download it again") from None
    return [name for name in names if not name.startswith(OF_MACS) and not name.endswith("/")]


def _checked_workbook(path: Path) -> Form:
    if starts_with(path, ZIP):
        return Form.SHEET  # Looked through already.
    content = workbook_bytes(path)
    if not OF_WORKBOOKS & set(_names(path, content)):
        raise _is_no_table(path, "a zip archive inside a packed file")
    if (why := why_refused(content, in_workbook=True)) is not None:
        raise unreadable(path, f"{path.name!r} {why}", fix="save the sheet as CSV and bring that")
    return Form.SHEET


def _is_no_table(path: Path, name: str) -> FileUnreadable:
    return unreadable(
        path,
        f"{path.name!r} is {name}, whatever its name says",
        fix="bring CSV, TSV, XLSX, XLS, ODS, JSON or NDJSON, also packed with gzip or zip, or Parquet",
    )
