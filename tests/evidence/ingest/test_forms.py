"""The forms files come in: the same records, whatever they are wrapped in."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from telephone import CALLS, DOOR, HEADER, call

from centreline.evidence.ingest import IngestReport
from centreline.evidence.lake import Lake
from centreline.kernel.errors import FileUnreadable, MappingInvalid

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]

ROWS = [HEADER, call("a", queue="Zürich"), call("b", queue='say "no"; or, yes', wait="7")]
EXPECTED = [
    {"contact_id": "a", "queue": "Zürich", "wait_ms": 5000},
    {"contact_id": "b", "queue": 'say "no"; or, yes', "wait_ms": 7000},
]


def delimited(delimiter: str, *, newline: str = "\n") -> str:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    return newline.join(delimiter.join(map(cell, row)) for row in ROWS) + newline


def records() -> list[dict[str, str]]:
    return [dict(zip(HEADER, row, strict=True)) for row in ROWS[1:]]


def workbook(sheets: dict[str, list[tuple[Any, ...]]]) -> bytes:
    """Write the smallest XLSX there is."""

    def cell(value: Any) -> str:
        if isinstance(value, int | float):
            return f"<c><v>{value}</v></c>"
        escaped = str(value).replace("&", "&amp;").replace("<", "&lt;")
        return f'<c t="inlineStr"><is><t>{escaped}</t></is></c>'

    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    related = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in enumerate(sheets, 1)
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr("xl/workbook.xml", f"<workbook {main} {related}><sheets>{listed}</sheets></workbook>")
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        )
        for n, rows in enumerate(sheets.values(), 1):
            body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
            archive.writestr(
                f"xl/worksheets/sheet{n}.xml", f"<worksheet {main}><sheetData>{body}</sheetData></worksheet>"
            )
    return buffer.getvalue()


FORMS: dict[str, bytes] = {
    "comma": delimited(",").encode(),
    "semicolon with a byte-order mark": delimited(";").encode("utf-8-sig"),
    "tab": delimited("\t").encode(),
    "pipe": delimited("|").encode(),
    "Windows newlines": delimited(",", newline="\r\n").encode(),
    "old Mac newlines": delimited(",", newline="\r").encode(),
    "UTF-16": delimited(",").encode("utf-16"),
    "a title above the header": ("Report of March\n\n" + delimited(";")).encode(),
    "gzip": gzip.compress(delimited(",").encode()),
    "JSON": json.dumps(records()).encode(),
    "NDJSON": "\n".join(json.dumps(record) for record in records()).encode(),
    "NDJSON packed": gzip.compress("\n".join(json.dumps(record) for record in records()).encode()),
    "workbook": workbook({"Calls": ROWS}),
    "workbook packed": gzip.compress(workbook({"Calls": ROWS})),
    "workbook with other sheets": workbook({"Notes": [("nothing",)], "Calls": ROWS}),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_records_come_out_of_every_form(bring: Bring, held: Held, form: str) -> None:
    # The name says nothing: what a file is, its content says.
    report = bring(FORMS[form], name="export.dat")

    assert held("contact_id", "queue", "wait_ms") == EXPECTED
    assert report.counts.created == 2


def test_a_title_above_the_header_is_remarked_upon(bring: Bring) -> None:
    report = bring(FORMS["a title above the header"])

    assert report.remarks == ("The header stands in row 3; the rows above it were left out.",)


@pytest.mark.parametrize("row", [2, 3])
def test_the_row_that_names_the_columns_can_be_written(bring: Bring, held: Held, row: int) -> None:
    twice = ";".join(HEADER) + "\n"
    content = "Report\n" + twice * (row - 1) + ";".join(call("a")) + "\n"

    report = bring(content, mapping=CALLS + f"header_row: {row}\n")
    assert [one["contact_id"] for one in held("contact_id")] == ["a"]
    assert any(f"row {row}" in remark for remark in report.remarks)


def test_a_row_that_does_not_name_the_columns_is_refused(bring: Bring) -> None:
    with pytest.raises(MappingInvalid, match="has no row 9"):
        bring(delimited(","), mapping=CALLS + "header_row: 9\n")
    with pytest.raises(MappingInvalid):
        bring(delimited(","), mapping=CALLS + "header_row: 2\n")


def test_numbers_and_durations_of_a_workbook_are_read_as_they_are_shown(bring: Bring, held: Held) -> None:
    rows = [HEADER, ("a", "", 12, "2026-03-02 09:00", 5.0, "ANSWERED", "")]

    bring(workbook({"Calls": rows}), name="calls.xlsx")

    assert held("contact_id", "queue", "wait_ms") == [{"contact_id": "a", "queue": "12", "wait_ms": 5000}]


def test_which_of_two_sheets_is_meant_has_to_be_written(bring: Bring, held: Held) -> None:
    content = workbook({"March": ROWS, "April": ROWS})

    with pytest.raises(MappingInvalid, match=r"several sheets of 'calls\.xlsx' have the columns: 'March', 'April'"):
        bring(content, name="calls.xlsx")
    bring(content, name="calls.xlsx", mapping=CALLS + "sheet: April\n")

    assert len(held("contact_id")) == 2


def test_a_sheet_that_is_not_there_is_missed_by_name(bring: Bring) -> None:
    with pytest.raises(MappingInvalid, match="has no sheet 'Aprl'") as stopped:
        bring(workbook({"April": ROWS}), name="calls.xlsx", mapping=CALLS + "sheet: Aprl\n")

    assert stopped.value.fix == "write `sheet: April`"


def test_nested_records_are_named_with_dots(bring: Bring, held: Held) -> None:
    nested = {"data": {"calls": [{"id": 7, "caller": {"id": "k1"}, "queue": None, "at": "2026-03-02T09:00:00Z",
                                  "wait": 5, "result": "ANSWERED", "tags": ["x"]}]}}  # fmt: skip
    mapping = CALLS.replace("customer_id: customer", "customer_id: caller.id") + "records: data.calls\n"

    report = bring(json.dumps(nested), name="calls.json", mapping=mapping)

    assert held("contact_id", "customer_id", "queue") == [
        {"contact_id": "7", "customer_id": DOOR.pseudonym("k1"), "queue": None}
    ]
    assert report.remarks == ("No record up to number 1 has 'updated'.",)


@pytest.mark.parametrize("indent", [1, None], ids=["over many lines", "on one line"])
def test_where_the_records_are_has_to_be_written(bring: Bring, indent: int | None) -> None:
    with pytest.raises(MappingInvalid, match="the list of records is not at the top") as stopped:
        bring(json.dumps({"data": {"calls": records()}}, indent=indent), name="calls.json")

    assert "data.calls" in stopped.value.fix


BAD_JSON = [
    ('[{"id": NaN}]', "NaN is not a number JSON knows"),
    ('[{"id": 1, "id": 2}]', "the name 'id' comes twice in one object"),
    ("[" * 100_000, "nested too deeply"),
    ('[{"id": ' + "1" * 5000 + "}]", "no valid JSON"),
    ('[{"id": "a"}', "no valid JSON"),
    ("[]", "holds an empty list"),
]


@pytest.mark.parametrize(("content", "says"), BAD_JSON, ids=[says for _, says in BAD_JSON])
def test_json_that_others_would_let_pass_is_refused(bring: Bring, content: str, says: str) -> None:
    with pytest.raises(FileUnreadable, match=says):
        bring(content, name="calls.json")


def test_records_without_lines_between_them_are_told_how_to_be_written(bring: Bring) -> None:
    with pytest.raises(FileUnreadable, match="Extra data") as stopped:
        bring("".join(json.dumps(record) for record in records()), name="calls.ndjson")

    assert "every record on a line of its own" in stopped.value.fix


def test_a_line_that_is_no_record_is_named(bring: Bring) -> None:
    lines = [json.dumps(record) for record in records()]

    with pytest.raises(FileUnreadable, match=r"line 2 of 'calls\.ndjson' is no JSON object"):
        bring("\n".join([lines[0], "[1, 2]", lines[1]]), name="calls.ndjson")


def test_a_file_that_is_not_utf8_has_to_say_what_it_is(bring: Bring, held: Held) -> None:
    content = delimited(",").encode("cp1252")

    with pytest.raises(MappingInvalid, match="is not UTF-8, and nothing says what it is") as stopped:
        bring(content)
    assert "row 2" in stopped.value.where
    assert "write `encoding: cp125" in stopped.value.fix

    bring(content, mapping=CALLS + "encoding: cp1252\n")
    assert held("contact_id", "queue", "wait_ms") == EXPECTED


def test_mixed_encodings_are_named_by_row(bring: Bring) -> None:
    good, bad = delimited(",").encode(), ",".join(call("c", queue="Köln")).encode("cp1252")

    with pytest.raises(FileUnreadable, match="mixes encodings") as stopped:
        bring(good + bad + b"\n")

    assert "row 4" in stopped.value.where


def test_rows_of_another_width_are_rejected_one_by_one(bring: Bring, held: Held) -> None:
    report = bring(delimited(",") + "c,too,short\n" + ",".join(call("d")) + "\n")

    assert [row["contact_id"] for row in held("contact_id")] == ["a", "b", "d"]
    assert report.errors[0].examples == ((4, "the row has 3 cells, the header has 7"),)


def test_a_gzip_file_that_was_cut_off_is_refused(bring: Bring) -> None:
    with pytest.raises(FileUnreadable, match="is cut off: its gzip stream has no end"):
        bring(gzip.compress(delimited(",").encode())[:-12], name="calls.csv.gz")


def test_a_gzip_bomb_is_refused_before_it_fills_anything(bring: Bring, lake: Lake) -> None:
    bomb = gzip.compress((",".join(HEADER) + "\n").encode() + b"a,,,,,,\n" * 4_000_000)

    with pytest.raises(FileUnreadable, match="grows more than 100 times"):
        bring(bomb, name="calls.csv.gz")

    assert not lake.folder.exists()


def test_a_zip_bomb_is_refused_before_it_is_inflated(bring: Bring) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 100_000_000)

    with pytest.raises(FileUnreadable, match="grows more than 100 times when it is inflated"):
        bring(buffer.getvalue(), name="calls.xlsx")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (gzip.compress(gzip.compress(b"id\n1\n")), "a packed file inside a packed file"),
        (b"PAR1xxxx", "a Parquet file"),
        (b"\x89PNG\r\n", "a picture"),
        (workbook({})[:60], "is damaged or cut off"),
    ],
    ids=["gzip twice", "Parquet", "a picture", "half a workbook"],  # packed bytes hold the time: no name for a test
)
def test_what_is_no_table_is_called_by_its_name(bring: Bring, content: bytes, says: str) -> None:
    with pytest.raises(FileUnreadable, match=says):
        bring(content)
