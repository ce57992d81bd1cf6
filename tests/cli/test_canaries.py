"""What may not be kept goes in by every path there is, and is searched for in everything that was written or said."""

import csv
import gzip
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

CARD, OTHER_CARD, IN_NAME = "4111 1111 1111 1111", "4012888888881881", "5555555555554444"
SAID = "four zero one two eight eight eight eight eight eight eight eight one eight eight one"
TEXT = (
    f"my card is {CARD} and cvv 737, or {SAID}; IBAN DE89370400440532013000, SSN 123-45-6789, "
    "password: Sunshine9x, mail ada.canary@example.org or call +493090182099"
)
CUSTOMER = "CUSTOMER-CANARY-77"
CANARIES = [
    CARD, CARD.replace(" ", ""), OTHER_CARD, IN_NAME, SAID, "cvv 737", "DE89370400440532013000", "123-45-6789",
    "Sunshine9x", "ada.canary", "493090182099", CUSTOMER,
]  # fmt: skip
MAPPING = """\
mapping: answers
version: 1
table: survey_response
zone: Europe/Madrid
constants: {source: form, instrument: satisfaction, scale_min: 1, scale_max: 5}
columns:
  response_id: id
  customer_id: who
  contact_id: about
  comment: said
  queue: where
  score: points
  answered_at: {from: at, format: "%Y-%m-%d %H:%M:%S"}
"""
HEADER = ("id", "who", "about", "said", "where", "points", "at")
ROWS = [
    ("a1", CUSTOMER, OTHER_CARD, TEXT, f"queue {CARD}", "4", "2026-01-05 09:00:00"),
    (OTHER_CARD, CUSTOMER, "C-2", TEXT, "billing", "5", "2026-01-05 10:00:00"),
    ("a3", CUSTOMER, "C-3", TEXT, "billing", f"many {CARD}", "2026-01-05 11:00:00"),
    ("a4", CUSTOMER, "C-4", TEXT, "billing", "3", f"at {TEXT}"),
]
RECORDS = [dict(zip(HEADER, row, strict=True)) for row in ROWS]


def write_delimited(path: Path, delimiter: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([HEADER, *ROWS])


def write_parquet(path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(RECORDS), path)


def write_packed(path: Path) -> None:
    plain = path.with_suffix("")
    write_delimited(plain, ",")
    path.write_bytes(gzip.compress(plain.read_bytes()))


def write_workbook(path: Path) -> None:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    cells = ("".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) for row in [HEADER, *ROWS])
    rows = "".join(f"<row>{row}</row>" for row in cells)
    sheet = f'<workbook {main} xmlns:r="{related}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
    link = '<Relationships xmlns="{}/relationships"><Relationship Id="r1" Type="{}/{}" Target="{}"/></Relationships>'
    with zipfile.ZipFile(path, "w") as archive:
        kinds = (
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
        )
        archive.writestr("[Content_Types].xml", kinds)
        archive.writestr("_rels/.rels", link.format(package, related, "officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", sheet)
        archive.writestr("xl/_rels/workbook.xml.rels", link.format(package, related, "worksheet", "worksheets/a.xml"))
        archive.writestr("xl/worksheets/a.xml", f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>")


FORMS: dict[str, Callable[[Path], Any]] = {
    "csv": lambda path: write_delimited(path, ","),
    "tsv": lambda path: write_delimited(path, "\t"),
    "json": lambda path: path.write_text(json.dumps(RECORDS), encoding="utf-8"),
    "ndjson": lambda path: path.write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8"),
    "parquet": write_parquet,
    "csv.gz": write_packed,
    "xlsx": write_workbook,
}
CONNECT = {
    "ContactId": OTHER_CARD,
    "Channel": "VOICE",
    "InitiationMethod": "INBOUND",
    "InitiationTimestamp": "2026-01-05T17:12:59Z",
    "DisconnectTimestamp": "2026-01-05T17:47:28Z",
    "LastUpdateTimestamp": "2026-01-05T17:48:35Z",
    "AWSContactTraceRecordFormatVersion": "2017-03-10",
    "CustomerEndpoint": {"Address": "+493090182099", "Type": "TELEPHONE_NUMBER"},
    "Attributes": {"note": TEXT, "cardNumber": int(OTHER_CARD), "cvv": "cvv 737"},
}
TICKET = {
    "tickets": [
        {
            "id": 7,
            "url": "https://centre.zendesk.com/api/v2/tickets/7.json",
            "subject": f"card {CARD}",
            "description": TEXT,
            "status": "open",
            "requester_id": CUSTOMER,
            "assignee_id": 3,
            "group_id": 4,
            "via": {"channel": "web", "source": {"from": {"address": "ada.canary@example.org"}}},
            "custom_fields": [{"id": 1, "value": TEXT}],
            "satisfaction_rating": {"score": "bad", "comment": TEXT},
            "created_at": "2026-01-05T17:12:59Z",
            "updated_at": "2026-01-05T18:12:59Z",
        },
        {"id": None, "subject": TEXT},
    ]
}


def everything_below(folder: Path) -> str:
    """All that is written below a folder, tables unpacked, with the names of the files."""
    found = []
    for path in sorted(folder.rglob("*")):
        found.append(str(path.relative_to(folder)))
        if path.is_file():
            found.append(path.read_bytes().decode("utf-8", "replace"))
            if path.suffix == ".parquet":
                found.append(json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False))
    return "\n".join(found)


def hits(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary.lower() in text.lower()]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, so that what is left there is searched too."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_search_finds_canaries_where_they_are_kept(tmp_path: Path) -> None:
    write_parquet(tmp_path / "kept.parquet")

    assert set(hits(everything_below(tmp_path))) >= {CARD, OTHER_CARD, SAID, "Sunshine9x", CUSTOMER}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_may_not_be_kept_is_kept_or_said(begun: Any, run: Any, temporary: Path, form: str) -> None:
    path = begun.place.parent / f"answers {IN_NAME}.{form}"
    FORMS[form](path)
    (begun.mapping.parent / "answers.yaml").write_text(MAPPING, encoding="utf-8")
    command = ("ingest", "survey_response", path, "-m", "answers", "-w", begun.place)

    looked = run(*command, "--dry-run")
    said = run(*command, "--format", "json")
    again = run(*command)

    assert (said.document["rows"]["created"], said.document["rows"]["rejected"]) == (2, 2), said.out + said.err
    assert list((begun.place / "rejected").glob("*.csv"))
    assert hits(looked.out + looked.err + said.out + said.err + again.out) == []
    assert hits(everything_below(begun.place) + everything_below(temporary)) == []


@pytest.mark.parametrize(
    ("kind", "document"), [("amazon_connect_contacts", CONNECT), ("zendesk", TICKET)], ids=["connect", "zendesk"]
)
def test_records_of_other_systems_are_kept_without_it_too(
    begun: Any, run: Any, temporary: Path, kind: str, document: Any
) -> None:
    path = begun.place.parent / f"export {IN_NAME}.json"
    path.write_text(json.dumps(document), encoding="utf-8")

    said = run("ingest", kind, path, "-w", begun.place, "--format", "json")

    assert said.document["rows"]["created"] == 1, said.out + said.err
    assert hits(said.out + said.err) == []
    assert hits(everything_below(begun.place) + everything_below(temporary)) == []


@pytest.mark.parametrize("torn", ['id,who\n"a1,' + TEXT, '[{"id": "' + TEXT, TEXT], ids=["csv", "json", "words"])
def test_a_file_that_cannot_be_read_is_refused_without_repeating_it(begun: Any, run: Any, torn: str) -> None:
    path = begun.place.parent / ("torn.json" if torn.startswith("[") else "torn.csv")
    path.write_text(torn, encoding="utf-8")
    (begun.mapping.parent / "answers.yaml").write_text(MAPPING, encoding="utf-8")

    said = run("ingest", "survey_response", path, "-m", "answers", "-w", begun.place)

    assert said.code != 0
    assert hits(said.out + said.err) == []
    assert hits(everything_below(begun.place)) == []
