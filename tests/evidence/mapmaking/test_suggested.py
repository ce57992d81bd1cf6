"""Which column may fill which field: by name, by content, and never by showing what nobody may see."""

from pathlib import Path

import pytest

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.mapmaking.counted import decimal_of, unit_in
from centreline.evidence.mapmaking.glimpse import Glimpse, TextAs, glimpse_of
from centreline.evidence.mapmaking.suggested import likely_tables, suggested
from centreline.evidence.mapmaking.written import as_yaml, mapping_of
from centreline.evidence.mapping import load_mapping
from centreline.evidence.privacy.door import Door
from centreline.kernel.errors import FileUnreadable, MappingInvalid

DOOR = Door(b"k" * 32)


def _seen(folder: Path, content: bytes) -> Glimpse:
    path = folder / "file.csv"
    path.write_bytes(content)
    return glimpse_of(path, door=DOOR)


def test_a_name_is_suggested_only_where_the_content_can_be_read(tmp_path: Path) -> None:
    seen = _seen(tmp_path, b"Call Id,Queued,Answered\nC-1,2026-01-05 09:00,yes\nC-2,2026-01-05 09:10,no\n")

    found = suggested(CONTRACTS["contact"], seen)

    assert found["offered_at"].column == "Queued"
    assert "answered_at" not in found
    assert 0 < found["contact_id"].confidence <= 1


def test_no_column_is_suggested_for_two_fields(tmp_path: Path) -> None:
    seen = _seen(tmp_path, b"Start,Start Time,Opened\n2026-01-05,2026-01-05,2026-01-05\n")

    columns = [one.column for one in suggested(CONTRACTS["contact"], seen).values()]

    assert len(columns) == len(set(columns))


def test_the_table_whose_required_fields_are_there_stands_first(tmp_path: Path) -> None:
    seen = _seen(tmp_path, b"Response Id,Question,Score,Answered At\nR-1,satisfaction,4,2026-01-05 09:00\n")

    assert likely_tables(seen)[0][0] == "survey_response"


def test_what_is_shown_passed_the_door_and_what_it_met_is_said(tmp_path: Path) -> None:
    seen = _seen(tmp_path, b"Who,Words\nanna@example.org,call +44 20 7946 0958\n")

    assert seen.rows == (("[email]", "call [phone]"),)
    assert [column.personal for column in seen.columns] == [("email",), ("phone",)]


def test_text_that_is_not_unicode_is_read_and_its_encoding_said(tmp_path: Path) -> None:
    seen = _seen(tmp_path, "Grund,Größe\nRückruf,3\n".encode("cp1252"))

    assert (seen.encoding, seen.columns[1].name) == ("cp1252", "Größe")


def test_a_picture_is_refused_whatever_it_is_called(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="is a picture, whatever its name says"):
        _seen(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(64))


def test_a_mapping_is_the_same_after_it_was_written_and_read(tmp_path: Path) -> None:
    document = {
        "mapping": "ours",
        "version": 1,
        "table": "contact",
        "zone": "Europe/Madrid",
        "constants": {"source": "ours"},
        "columns": {
            "contact_id": "Call",
            "offered_at": {"from": "Queued", "format": "%d/%m/%Y %H:%M"},
            "outcome": {"from": "Result", "values": {"done": "handled"}},
            "agent": {"from": "Agent", "guard": "hash"},
        },
    }
    mapping = mapping_of(document)
    path = tmp_path / "ours.yaml"
    path.write_text(as_yaml(mapping), encoding="utf-8")

    assert load_mapping(path).hash == mapping.hash


def test_everything_that_does_not_fit_is_said_at_once() -> None:
    document = {"mapping": "x", "version": 1, "table": "contact", "columns": {"wait_ms": "Wait"}}

    with pytest.raises(MappingInvalid) as stopped:
        mapping_of(document)

    said = " ".join(problem.what for problem in stopped.value.problems)
    assert "nothing fills 'outcome'" in said
    assert "in which unit the file counts wait_ms" in said


def test_a_text_is_taken_apart_as_somebody_says(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes("Report;of;May;2026\nName;Straße\nÄnne;Öde\n".encode("cp1252"))

    found = glimpse_of(path, door=DOOR)
    said = glimpse_of(path, door=DOOR, text_as=TextAs(header_row=2, delimiter=";", encoding="cp1252"))

    assert (found.header_row, found.delimiter, found.encoding) == (1, ";", "cp1252")
    assert [one.name for one in said.columns] == ["Name", "Straße"]
    assert said.rows == (("Änne", "Öde"),)
    with pytest.raises(MappingInvalid, match="no row 9"):
        glimpse_of(path, door=DOOR, text_as=TextAs(header_row=9))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Anrufnummer;Beginn;Warteschlange;Kunde;Wartezeit (s);Gespräch (min);Ergebnis", "Rechnung;K-1;37,0;5,48"),
        ("Numéro d’appel;Arrivée;File;Client;Attente (s);Communication (min);Résultat", "Facture;K-1;37,0;5,48"),
        ("Número de llamada;Inicio;Cola;Cliente;Espera (s);Talk (min);Resultado", "Factura;K-1;37,0;5,48"),
    ],
)
def test_names_in_other_languages_are_suggested_with_their_units_and_decimal_commas(
    tmp_path: Path, header: str, row: str
) -> None:
    lines = (f"{1000 + n};0{n}/09/2026 08:11;{row};ok" for n in range(1, 8))
    seen = _seen(tmp_path, "\n".join([header, *lines]).encode())
    names = header.split(";")

    found = {field: one.column for field, one in suggested(CONTRACTS["contact"], seen).items()}

    assert found == dict(
        zip(
            ("contact_id", "offered_at", "queue", "customer_id", "wait_ms", "talk_ms", "outcome"),
            names,
            strict=True,
        )
    )
    assert [unit_in(found[field]) for field in ("wait_ms", "talk_ms")] == ["s", "min"]
    assert decimal_of(seen) == ","


def test_a_thousand_with_a_comma_is_no_decimal_comma(tmp_path: Path) -> None:
    seen = _seen(tmp_path, b'Id,Amount\n1,"1,250"\n2,"3,100"\n3,12.5\n')

    assert decimal_of(seen) == "."
