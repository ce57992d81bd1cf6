"""Archives that would burst, hide or wander: refused before they inflate, with nothing written."""

import gzip
import io
import stat
import struct
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from telephone import HEADER, call

from centreline.evidence.ingest import IngestReport
from centreline.evidence.ingest.guarded import head_of, open_guarded
from centreline.evidence.ingest.packed import packed_files
from centreline.evidence.lake import Lake
from centreline.kernel.errors import FileUnreadable

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]

HEAD = ",".join(HEADER) + "\n"
TABLE = HEAD + ",".join(call("a")) + "\n"
MILLION = 1_000_000


def archive(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def lying(content: bytes, *, size: int) -> bytes:
    """Return an archive whose first member claims another size, in both places where it is written."""
    packed = bytearray(content)
    struct.pack_into("<I", packed, 22, size)
    struct.pack_into("<I", packed, packed.index(b"PK\x01\x02") + 24, size)
    return bytes(packed)


def locked(content: bytes) -> bytes:
    packed = bytearray(content)
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><workbook>&lol2;</workbook>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'
ZEROS = b"0" * (60 * MILLION)

BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb in a zip": (lambda: archive(("a.csv", ZEROS)), "grows more than 100 times"),
    "a bomb in a workbook": (lambda: archive(("xl/workbook.xml", ZEROS)), "grows more than 100 times"),
    "many small bombs": (
        lambda: archive(*((f"xl/{n}.xml", b"0" * MILLION) for n in range(90)), ("xl/workbook.xml", b"<w/>")),
        "grows more than 100 times",
    ),
    "sizes that lie": (lambda: lying(archive(("xl/workbook.xml", ZEROS)), size=100), "is damaged or cut off"),
    "too many files": (
        lambda: archive(*((f"{n}", b"") for n in range(10_000))),
        "holds 10,000 files, more than 2,000",
    ),
    "an archive in an archive": (
        lambda: archive(("a.zip", archive(("a.csv", TABLE.encode())))),
        "holds another archive",
    ),
    "a packed file in an archive": (lambda: archive(("a.gz", gzip.compress(TABLE.encode()))), "holds another archive"),
    "a link": (lambda: archive((link("a.csv"), b"/etc/passwd")), "holds a link instead of a file"),
    "a way up": (lambda: archive(("../a.csv", TABLE.encode())), "wants to lie elsewhere"),
    "a way up for Windows": (lambda: archive(("..\\a.csv", TABLE.encode())), "wants to lie elsewhere"),
    "a place of its own": (lambda: archive(("C:/a.csv", TABLE.encode())), "wants to lie elsewhere"),
    "a lock": (lambda: locked(archive(("a.csv", TABLE.encode()))), "is locked with a password"),
    "several tables": (lambda: archive(("a.csv", b"x"), ("b.csv", b"y")), "is an archive of 2 files"),
    "nothing": (archive, "an empty archive"),
    "entities": (lambda: archive(("xl/workbook.xml", ENTITIES)), "declares words of its own"),
    "entities from outside": (lambda: archive(("xl/workbook.xml", OUTSIDE)), "declares words of its own"),
    "entities in UTF-16": (
        lambda: archive(("content.xml", ENTITIES.decode().encode("utf-16"))),
        "declares words of its own",
    ),
    "half an archive": (lambda: archive(("a.csv", TABLE.encode()))[:-10], "is damaged or cut off"),
    "a bomb in gzip": (lambda: gzip.compress(HEAD.encode() + b"a,,,,,,\n" * 4 * MILLION), "grows more than 100 times"),
    "two packed files in one": (
        lambda: gzip.compress(TABLE.encode()) + gzip.compress(TABLE.encode()),
        "is several packed files one after the other",
    ),
    "half a packed file": (lambda: gzip.compress(TABLE.encode())[:-9], "its gzip stream has no end"),
    "a table before an archive": (lambda: TABLE.encode() + archive(("a.csv", ZEROS)), "holds a NUL byte"),
    "Parquet in gzip": (lambda: gzip.compress(b"PAR1" + b"x" * 100), "a Parquet file inside a packed file"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_it_is_refused_by_name_and_nothing_is_written(bring: Bring, lake: Lake, tmp_path: Path, name: str) -> None:
    content, says = BOMBS[name]
    packed = content()

    with pytest.raises(FileUnreadable, match=says) as stopped:
        bring(packed, name="calls.csv")

    assert stopped.value.fix
    assert not lake.folder.exists()
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) < len(packed) + 10_000


def test_a_zip_with_one_table_is_read(bring: Bring, held: Held) -> None:
    bring(archive(("export/calls.csv", TABLE.encode()), ("__MACOSX/._calls.csv", b"\0")), name="calls.zip")

    assert held("contact_id") == [{"contact_id": "a"}]


def test_a_path_through_an_archive_of_several_names_one_of_them(tmp_path: Path) -> None:
    path = tmp_path / "calls.zip"
    path.write_bytes(archive(("a/b.csv", TABLE.encode()), ("c.csv", ZEROS), ("d.csv", b"")))

    assert head_of(path / "a" / "b.csv") == TABLE.encode()
    assert [one.relative_to(tmp_path).as_posix() for one in packed_files_of_whole(tmp_path)] == ["whole.zip/a.csv"]
    for name, says in (("c.csv", "grows more than 100 times"), ("d.csv", "is empty"), ("e.csv", "there is no file")):
        with pytest.raises(FileUnreadable, match=says), open_guarded(path / name) as stream:
            list(iter(partial(stream.read, MILLION), b""))
    with pytest.raises(FileUnreadable, match="grows more than 100 times"):
        packed_files(path)


def packed_files_of_whole(folder: Path) -> tuple[Path, ...]:
    """Return the files of an archive in which nothing is wrong, and of which one is of no interest."""
    (folder / "whole.zip").write_bytes(archive(("a.csv", TABLE.encode()), ("__MACOSX/._a.csv", b"\0")))
    return packed_files(folder / "whole.zip")


def test_zeros_after_a_packed_file_are_no_second_one(bring: Bring, held: Held) -> None:
    bring(gzip.compress(TABLE.encode()) + b"\0" * 512, name="calls.csv.gz")

    assert held("contact_id") == [{"contact_id": "a"}]


def test_a_cell_of_ten_million_characters_is_read_or_named(bring: Bring, held: Held) -> None:
    bring(HEAD + ",".join(call("a", queue="ab " * 3_333_333)) + "\n" + ",".join(call("b")) + "\n")

    assert [len(row["queue"]) for row in held("contact_id", "queue")] == [9_999_998, 7]
