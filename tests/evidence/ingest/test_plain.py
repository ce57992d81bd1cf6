"""Delimited text read fast and read carefully: the same cells, the same rows, the same complaints."""

import csv
import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telephone import CALLS

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest import plain
from centreline.evidence.ingest.delimited import read_delimited
from centreline.kernel.errors import Stopped

Load = Callable[[str], Mapping]

HEADER = ["id", "at", "note"]
MAPPING = Mapping.model_validate(
    {
        "mapping": "m",
        "version": 1,
        "table": "contact",
        "constants": {"source": "s", "outcome": "handled"},
        "columns": {"contact_id": "id", "offered_at": "at", "reason": "note"},
    }
)

Seen = tuple[list[tuple[int, tuple[str | None, ...]]], list[tuple[int, str]]] | tuple[str, str]


def read(path: Path) -> Seen:
    """Return the numbered rows of a file and its broken ones, or what stopped the reading."""
    rows: list[tuple[int, tuple[str | None, ...]]] = []
    broken: list[tuple[int, str]] = []
    try:
        for batch in read_delimited(path, mapping=MAPPING).batches:
            columns = [batch.table[name].to_pylist() for name in HEADER]
            numbers = [batch.numbers[place] for place in batch.whole]
            rows += zip(numbers, zip(*columns, strict=True), strict=True)
            broken += [(batch.numbers[place], what) for place, what in batch.broken]
            for place, cells in zip(batch.whole, zip(*columns, strict=True), strict=True):
                assert tuple(batch.rows([place])[0]) == cells
    except Stopped as stopped:
        return stopped.what, stopped.where
    return rows, broken


def read_carefully(path: Path, monkeypatch: pytest.MonkeyPatch) -> Seen:
    with monkeypatch.context() as patched:
        patched.setattr("centreline.evidence.ingest.delimited.is_utf8", lambda *_, **__: False)
        return read(path)


def written(rows: list[list[str]], *, newline: str = "\n", quoting: Any = csv.QUOTE_MINIMAL) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator=newline, quoting=quoting).writerows([HEADER, *rows])
    return buffer.getvalue()


CELLS = st.text(alphabet='ab"\n,;\t é😀\ufeff0', max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=12)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    rows=ROWS,
    newline=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    block=st.sampled_from([16, 40, 1000]),
)
def test_well_written_files_are_split_alike(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], newline: str, quoting: Any, block: int
) -> None:
    path = tmp_path_factory.mktemp("written") / "calls.csv"
    path.write_bytes(written(rows, newline=newline, quoting=quoting).encode())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plain, "BLOCK_BYTES", block)

        found = read(path)

        assert found == read_carefully(path, patched)
        expected = [(number, tuple(row)) for number, row in enumerate(rows, 2) if any(row)]
        assert found == (expected, [])


LINES = st.lists(st.text(alphabet='a",\n\r0é', max_size=12), max_size=8)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(lines=LINES, end=st.sampled_from(["", "\n"]), block=st.sampled_from([8, 24, 1000]))
def test_badly_written_files_are_split_alike_or_stop_with_the_same_sentence(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str, block: int
) -> None:
    path = tmp_path_factory.mktemp("lines") / "calls.csv"
    path.write_bytes(("id,at,note\n" + "\n".join(lines) + end).encode())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plain, "BLOCK_BYTES", block)

        assert read(path) == read_carefully(path, patched)


ODD = {
    "a quote inside a cell": 'a,b"c,d\n',
    "text after a quote": '"a"x,b,c\n',
    "a quote after a blank": 'a, "b",c\n',
    "a quote that is never closed": 'a,"b,c\nd,e,f\n',
    "doubled quotes": '"a""b","""","c"\n',
    "a row that is too short": "a,b\nc,d,e\n",
    "a row that is cut off": "a,b,c\nd,e",
    "empty lines": "a,b,c\n\n\nd,e,f\n",
    "rows of nothing": 'a,b,c\n,,\n"",,\nd,e,f\n',
    "mixed ends of lines": "a,b,c\r\nd,e,f\ng,h,i\rj,k,l\n",
    "a newline in quotes": 'a,"b\nb",c\nd,e,f\n',
    "a Windows newline in quotes": 'a,"b\r\nb",c\r\nd,e,f\r\n',
    "an old newline in quotes": 'a,"b\rb",c\nd,e,f\n',
    "a byte-order mark in the middle": "a,b,c\n\ufeffd,e,f\n",
    "a NUL byte": "a,b,c\nd,\0,f\n",
    "blanks only": "a,b,c\n   \nd,e,f\n",
    "no newline at the end": "a,b,c\nd,e,f",
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("packed", [False, True], ids=["as it is", "packed"])
def test_an_oddity_is_met_by_both_ways_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, packed: bool
) -> None:
    content = ("id,at,note\n" + "x,y,z\n" * 3 + ODD[name]).encode()
    path = tmp_path / "calls.csv"
    path.write_bytes(gzip.compress(content) if packed else content)
    carefully = read_carefully(path, monkeypatch)

    for block in (7, 30, 10_000):
        monkeypatch.setattr(plain, "BLOCK_BYTES", block)
        assert read(path) == carefully


def test_bytes_that_are_no_utf8_are_named_by_their_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "calls.csv"
    path.write_bytes(b"id,at,note\na,b,\xc3\xa9\nc,d,\xe9\n")

    what, where = read(path)

    assert "mixes encodings" in str(what)
    assert str(where).endswith("row 3")
    assert (what, where) == read_carefully(path, monkeypatch)


def test_a_plain_file_never_meets_the_careful_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("the careful reader was asked")

    path = tmp_path / "calls.csv"
    path.write_bytes(written([["a", "b", 'say "no"'], ["c", "d", "e\nf"]]).encode())
    monkeypatch.setattr("centreline.evidence.ingest.delimited._Reading._carefully", refuse)

    assert read(path) == ([(2, ("a", "b", 'say "no"')), (3, ("c", "d", "e\nf"))], [])


def test_the_mapping_of_calls_reads_the_columns_it_needs_only(tmp_path: Path, mapping_of: Load) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("more,id,customer,queue,at,wait,result,updated\n" + "m,1,,q,t,5,r,\n", encoding="utf-8")

    [batch] = read_delimited(path, mapping=mapping_of(CALLS)).batches

    assert sorted(batch.table.column_names) == ["at", "customer", "id", "queue", "result", "updated", "wait"]
    assert list(batch.rows([0])[0]) == ["m", "1", "", "q", "t", "5", "r", ""]
