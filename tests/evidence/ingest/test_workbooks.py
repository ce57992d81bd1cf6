"""Workbooks of OpenOffice and of old Excel are read as those of new Excel are."""

from collections.abc import Callable
from typing import Any

import pytest
from telephone import HEADER
from workbooks import ods, xls

from centreline.evidence.ingest import IngestReport
from centreline.kernel.errors import FileUnreadable, MappingInvalid

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]

ROWS = [
    HEADER,
    ("a", "k1", "Zürich & Bern", "2026-03-02 09:00", 5.0, "ANSWERED", ""),
    ("b", "", 12.0, "2026-03-02 09:05", 7.5, "HANGUP", ""),
]
EXPECTED = [
    {"contact_id": "a", "queue": "Zürich & Bern", "wait_ms": 5000, "outcome": "handled"},
    {"contact_id": "b", "queue": "12", "wait_ms": 7500, "outcome": "abandoned"},
]
WRITERS = {"OpenDocument": ods, "old Excel": xls}


@pytest.mark.parametrize("form", WRITERS)
def test_its_rows_come_out(bring: Bring, held: Held, form: str) -> None:
    report = bring(WRITERS[form](ROWS), name="export.dat")

    assert held("contact_id", "queue", "wait_ms", "outcome") == EXPECTED
    assert report.counts.created == 2


@pytest.mark.parametrize("form", WRITERS)
def test_a_title_above_its_header_is_left_out(bring: Bring, held: Held, form: str) -> None:
    report = bring(WRITERS[form]([("Report of March",), *ROWS]))

    assert held("contact_id", "queue", "wait_ms", "outcome") == EXPECTED
    assert report.remarks == ("The header stands in row 2; the rows above it were left out.",)


@pytest.mark.parametrize("form", WRITERS)
def test_its_rows_are_numbered_as_the_program_shows_them(bring: Bring, form: str) -> None:
    [group] = bring(WRITERS[form]([*ROWS, ("c", "", "q", "yesterday", 5.0, "ANSWERED", "")])).errors

    assert group.examples == ((4, "yesterday"),)


@pytest.mark.parametrize("form", WRITERS)
def test_one_without_the_columns_says_which_it_lacks(bring: Bring, form: str) -> None:
    with pytest.raises(MappingInvalid, match="the file has no column"):
        bring(WRITERS[form]([("one", "two"), ("a", "b")]))


@pytest.mark.parametrize("form", WRITERS)
def test_half_of_one_is_refused_by_name(bring: Bring, form: str) -> None:
    content = WRITERS[form](ROWS)

    with pytest.raises(FileUnreadable, match="is damaged"):
        bring(content[: len(content) // 3])
