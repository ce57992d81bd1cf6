"""Files of which some bytes were spoiled on the way: whole rows are read, or they are refused with a sentence."""

import io
import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from telephone import CALLS, DOOR, HEADER, call

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.staging import StagedFile, stage_file
from centreline.evidence.mapping import load_mapping
from centreline.kernel.errors import FileUnreadable, MappingInvalid

ROWS = [call(f"c{n}", queue="Zürich") for n in range(30)]


def as_csv() -> bytes:
    return "".join(",".join(row) + "\n" for row in (HEADER, *ROWS)).encode()


def as_ndjson() -> bytes:
    return "".join(json.dumps(dict(zip(HEADER, row, strict=True))) + "\n" for row in ROWS).encode()


def as_workbook() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Calls")
        for place, row in enumerate((HEADER, *ROWS)):
            sheet.write_row(place, 0, row)
    return buffer.getvalue()


FORMS: dict[str, Callable[[], bytes]] = {"csv": as_csv, "ndjson": as_ndjson, "xlsx": as_workbook}


@cache
def written(form: str) -> bytes:
    return FORMS[form]()


@cache
def mapping() -> Mapping:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "calls.yaml"
        path.write_text(CALLS, encoding="utf-8")
        return load_mapping(path)


def staged(content: bytes, form: str) -> tuple[StagedFile, list[dict[str, Any]]] | None:
    """Return what was staged of a file, and its rows; None where it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / f"calls.{form}").write_bytes(content)
        try:
            found = stage_file(
                place / f"calls.{form}",
                mapping=mapping(),
                door=DOOR,
                zone="UTC",
                import_id="i",
                staged=place / "rows.parquet",
                rejected=place / "rejected.csv",
                progress=None,
            )
        except (FileUnreadable, MappingInvalid):
            return None
        return found, pq.read_table(place / "rows.parquet").to_pylist()


def is_whole_or_refused(form: str, place: int, noise: bytes, *, inserted: bool) -> None:
    content = bytearray(written(form))
    place %= len(content)
    content[place : place + (0 if inserted else len(noise))] = noise

    read = staged(bytes(content), form)

    if read is None:
        return
    found, rows = read
    assert found.rows == found.staged + found.rejected + found.left_out
    assert len(rows) == found.staged
    assert all(row["contact_id"] and row["offered_at"] and row["outcome"] for row in rows)


SPOILED = given(place=st.integers(0, 20_000), noise=st.binary(min_size=1, max_size=12), inserted=st.booleans())


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=8, deadline=None, derandomize=True)
@SPOILED
def test_a_spoiled_file_is_read_in_whole_rows_or_refused(
    form: str, place: int, noise: bytes, *, inserted: bool
) -> None:
    is_whole_or_refused(form, place, noise, inserted=inserted)


@pytest.mark.nightly
@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=1_500, deadline=None)
@SPOILED
def test_a_spoiled_file_is_whole_rows_or_refused_however_it_was_spoiled(
    form: str, place: int, noise: bytes, *, inserted: bool
) -> None:
    is_whole_or_refused(form, place, noise, inserted=inserted)


@pytest.mark.parametrize("form", FORMS)
def test_the_file_that_is_spoiled_is_read_whole(form: str) -> None:
    read = staged(written(form), form)

    assert read is not None
    assert [row["queue"] for row in read[1]] == ["Zürich"] * 30
