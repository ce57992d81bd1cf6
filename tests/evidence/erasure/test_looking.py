"""A person is found in every form of file there is; what cannot be looked into is said, never passed over."""

import bz2
import gzip
import io
import lzma
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from centreline.evidence.erasure.looking import Names, look_into
from centreline.evidence.erasure.proving import files_naming, proof_of

CANARY = "p_canarycanarycanary01"
CALL = "9f1c5c2e-7a0b-4a5e-9a77-000000000001"
NAMES = Names([CANARY], [CALL, "1042"])
TEXT = f"row;{CANARY};and more\n"


def packed(member: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
    return held.getvalue()


def a_table() -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table({"n": [1], "who": [["x", CANARY]], "at": [b"x"]}), held, compression="zstd")
    return held.getvalue()


def a_database(value: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute('CREATE TABLE "odd ""name" (n INTEGER, body TEXT)')
        # Far longer than a page: the name straddles two, and no search of the bytes finds it.
        database.executemany(
            'INSERT INTO "odd ""name" VALUES (?, ?)', [(n, "x" * n + value) for n in range(4050, 4080)]
        )
        return bytes(database.serialize())


FORMS: dict[str, Callable[[], bytes]] = {
    "calls.csv": TEXT.encode,
    "calls.utf16.txt": lambda: TEXT.encode("utf-16"),
    "calls.json": lambda: b'{"who": "%s"}' % CANARY.encode(),
    "calls.csv.gz": lambda: gzip.compress(TEXT.encode()),
    "calls.bz2": lambda: bz2.compress(TEXT.encode()),
    "calls.xz": lambda: lzma.compress(TEXT.encode()),
    "book.xlsx": lambda: packed("xl/sharedStrings.xml", f"<t>{CANARY}</t>".encode()),
    "all.zip": lambda: packed("inner.csv.gz", gzip.compress(TEXT.encode())),
    f"{CANARY}.zip": lambda: packed("empty.txt", b""),
    "named.zip": lambda: packed(f"{CANARY}.txt", b""),
    "log.sqlite": lambda: a_database(CANARY),
    "log.db": lambda: a_database(CANARY),
    "packed-log.zip": lambda: packed("log.sqlite", a_database(CANARY)),
    "rows.parquet": a_table,
    "server.log": f"GET /customers/{CANARY}".encode,
    "by-its-call.csv": f"call;{CALL}".encode,
}


@pytest.mark.parametrize("name", FORMS)
def test_a_person_is_found_whatever_a_file_is_packed_in(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(FORMS[name]())

    assert look_into(file, NAMES).named
    assert not look_into(file, Names(["p_somebody_else"])).named


@pytest.mark.parametrize("name", ["calls.csv", "all.zip", "log.sqlite", "rows.parquet"])
def test_a_file_of_others_is_looked_through_to_its_end(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(FORMS[name]())

    seen = look_into(file, Names(["p_somebody_else"]))

    assert (seen.named, seen.unread) == (False, "")


def torn_zip() -> bytes:
    return packed("a.csv", b"x" * 5_000)[:60]


def locked_zip() -> bytes:
    held = bytearray(packed("a.csv", b"x"))
    for at in (held.index(b"PK\x03\x04") + 6, held.index(b"PK\x01\x02") + 8):
        held[at] |= 1
    return bytes(held)


@pytest.mark.parametrize(
    ("content", "because"),
    [
        (b"%PDF-1.7\n\x00\x01\x02 packed streams", "its form is not known"),
        (torn_zip(), "cannot be unpacked (BadZipFile)"),
        (locked_zip(), "packed in a way that cannot be opened"),
        (packed("picture.png", b"\x89PNG\x00\x00"), "'picture.png' in it: its form is not known"),
        (gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x"))))), "packed too often"),
    ],
    ids=["unknown", "torn", "locked", "a picture within", "nested"],
)
def test_what_cannot_be_looked_into_says_why(tmp_path: Path, content: bytes, because: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)

    seen = look_into(file, NAMES)

    assert (seen.named, seen.unread) == (False, because)


def test_a_short_id_of_a_contact_is_a_number_anywhere_and_deletes_no_file(tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text("price\n1042\n")

    assert files_naming([CANARY], below=tmp_path, besides=tmp_path / "evidence", contacts=[("acd", "1042")]) == []


def test_the_proof_names_what_it_could_not_look_through(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\x00")
    (tmp_path / "incoming" / "a").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref")
    (tmp_path / "claims.yaml").write_text(f"said: {CANARY}")

    proof = proof_of([CANARY], lake_folder=tmp_path / "evidence", workspace=tmp_path)

    assert proof["still_named_in"] == ["claims.yaml"]
    assert proof["files_looked_through"] == 1
    assert proof["not_looked_through"] == [
        "scan.png: its form is not known",
        ".git: older versions that git keeps",
        "incoming: waits to be brought: names in it are not keyed yet; it is deleted within a day",
    ]
