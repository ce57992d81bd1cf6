"""Tables as files: what people wrote stays text in every form, whatever it begins with."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from centreline.kernel.errors import ArgumentInvalid
from centreline.reports import table_out
from centreline.reports.table_out import FORMS, Table, file_name, inert, sheet_name

PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\x00=1+1",
    "  =1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    '=HYPERLINK("https://elsewhere.example","look")',
    "=cmd|' /C calc'!A0",
    "|calc",
]
"""What a spreadsheet may run. Each is tried as a value, a heading and the title of a sheet."""
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def table_of(*texts: str, heading: str = "says", title: str = "Findings") -> Table:
    return Table(title, (heading,), tuple((text,) for text in texts))


def parts_of(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def cells_of(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_csv_begins_no_cell_with_a_formula(payload: str) -> None:
    [[heading], [cell]] = cells_of(FORMS["csv"].written(table_of(payload, heading=payload)))

    assert heading == cell == "'" + payload.replace("\x00", "\ufffd")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_sheet_holds_text_and_no_formula_or_link(payload: str) -> None:
    parts = parts_of(FORMS["xlsx"].written(table_of(payload, heading=payload, title=payload)))

    sheet = ElementTree.fromstring(parts["xl/worksheets/sheet1.xml"])
    assert not list(sheet.iter(f"{SHEET}f"))
    assert not list(sheet.iter(f"{SHEET}hyperlink"))
    assert [cell.get("t") for cell in sheet.iter(f"{SHEET}c")] == ["s", "s"]
    assert not [name for name in parts if "externalLink" in name or b"TargetMode" in parts[name]]


@pytest.mark.parametrize("payload", ["=1+1", "＝1+1", "a\tb", " leading", 'says "no"; =1'])
def test_a_sheet_gives_back_the_text_that_was_written(payload: str) -> None:
    written = FORMS["xlsx"].written(table_of(payload))

    rows = CalamineWorkbook.from_filelike(io.BytesIO(written)).get_sheet_by_index(0).to_python()

    assert rows == [["says"], [payload]]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_name_of_a_sheet_begins_no_formula(payload: str) -> None:
    name = sheet_name(payload)

    assert 0 < len(name) <= 31
    assert inert(name) == name
    assert not set(name) & set("[]:*?/\\")


@pytest.mark.parametrize(("title", "name"), [("", "Table"), ("'", "Table"), ("History", "Table"), ("x" * 40, "x" * 31)])
def test_a_sheet_is_called_what_a_spreadsheet_allows(title: str, name: str) -> None:
    assert sheet_name(title) == name


def test_json_is_raw_and_says_what_was_said() -> None:
    written = json.loads(FORMS["json"].written(table_of("=1+1", "\x00")))

    assert written == [{"says": "=1+1"}, {"says": "\ufffd"}]


def test_a_semicolon_makes_no_cell_of_its_own() -> None:
    written = FORMS["csv"].written(table_of("billing;=1+1"))

    cells = list(csv.reader(io.StringIO(written.decode("utf-8-sig")), delimiter=";"))

    assert cells == [["says"], ["billing;=1+1"]]


def test_numbers_stay_numbers_also_below_nothing() -> None:
    table = Table("t", ("a", "b", "c", "d"), ((-1, -0.5, Decimal("2.5"), True),))

    assert FORMS["csv"].written(table).decode("utf-8-sig").splitlines()[1] == "-1,-0.5,2.5,True"
    assert json.loads(FORMS["json"].written(table)) == [{"a": -1, "b": -0.5, "c": 2.5, "d": True}]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(FORMS["xlsx"].written(table))).get_sheet_by_index(0).to_python()
    assert rows[1] == [-1.0, -0.5, 2.5, True]


def test_what_is_unknown_is_empty_and_days_are_written_out() -> None:
    row = (None, float("nan"), date(2026, 1, 31), datetime(2026, 1, 31, 9, tzinfo=UTC))

    [written] = json.loads(FORMS["json"].written(Table("t", ("a", "b", "c", "d"), (row,))))

    assert written == {"a": None, "b": None, "c": "2026-01-31", "d": "2026-01-31T09:00:00+00:00"}


def test_a_long_number_keeps_its_digits_in_a_sheet() -> None:
    table = Table("t", ("id",), ((1234567890123456789,),))

    rows = CalamineWorkbook.from_filelike(io.BytesIO(FORMS["xlsx"].written(table))).get_sheet_by_index(0).to_python()

    assert rows[1] == ["1234567890123456789"]


def test_a_text_too_long_for_a_cell_is_cut_where_one_can_see_it() -> None:
    written = FORMS["xlsx"].written(table_of("x" * 40_000))

    [_, [cell]] = CalamineWorkbook.from_filelike(io.BytesIO(written)).get_sheet_by_index(0).to_python()

    assert len(cell) == 32_767
    assert cell.endswith("x…")


def test_more_rows_than_a_sheet_holds_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_out, "MOST_ROWS_OF_A_SHEET", 1)

    with pytest.raises(ArgumentInvalid, match="a sheet holds 1 rows, and this table has 2"):
        FORMS["xlsx"].written(table_of("a", "b"))


def test_text_that_no_file_can_hold_is_marked() -> None:
    for form in FORMS.values():
        assert form.written(table_of("\ud800 and \x07", heading="\udfff"))


def test_an_empty_table_has_its_headings() -> None:
    assert cells_of(FORMS["csv"].written(table_of())) == [["says"]]


def test_headings_of_one_name_and_crooked_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="two columns have the same heading"):
        Table("t", ("a", "a"), ())
    with pytest.raises(ValueError, match="row 1 has 2 values under 1 headings"):
        Table("t", ("a",), ((1, 2),))


@pytest.mark.parametrize("title", ["../../etc/passwd", 'a"; filename="b.exe', "\r\nSet-Cookie: x", "…"])
def test_the_name_of_a_file_leads_nowhere(title: str) -> None:
    name = file_name(title, form="csv")

    assert Path(name).name == name
    assert name.endswith(".csv")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
