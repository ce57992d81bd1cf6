"""The files to fill in: their example rows are read as they stand, and every column is explained."""

import csv
from pathlib import Path

import pytest

from centreline.evidence.contract import Contract, Kind
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.ingest import preview_file
from centreline.evidence.lake import Lake
from centreline.evidence.mapmaking.examples import EXAMPLES, dictionary_of, example_rows
from centreline.evidence.mapmaking.glimpse import glimpse_of
from centreline.evidence.mapmaking.suggested import fields_of, likely_tables, suggested
from centreline.evidence.mapmaking.written import mapping_of
from centreline.evidence.privacy.door import Door

DOOR = Door(b"k" * 32)
UNITS = {Kind.MILLISECONDS: "ms"}
EACH = pytest.mark.parametrize("contract", CONTRACTS.values(), ids=list(CONTRACTS))


def written(contract: Contract, path: Path) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([[one.name for one in fields_of(contract)], *example_rows(contract)])
    return path


@EACH
def test_three_rows_are_read_as_they_stand_and_every_column_is_suggested(contract: Contract, tmp_path: Path) -> None:
    path, fields = written(contract, tmp_path / "filled.csv"), fields_of(contract)
    columns = {
        one.name: {"from": one.name, "unit": UNITS[one.kind]} if one.kind in UNITS else one.name for one in fields
    }
    mapping = mapping_of({"mapping": "filled", "version": 1, "table": contract.name, "zone": "UTC", "columns": columns})

    report = preview_file(Lake(tmp_path / "evidence"), path, mapping=mapping, door=DOOR, zone="UTC")
    seen = glimpse_of(path, door=DOOR)

    assert (report.counts.created, report.counts.rejected) == (EXAMPLES, 0), report
    assert {name: one.column for name, one in suggested(contract, seen).items()} == {
        one.name: one.name for one in fields
    }
    assert contract.name in {name for name, *_ in likely_tables(seen)[:3]}


@EACH
def test_every_column_of_a_file_to_fill_in_is_explained(contract: Contract) -> None:
    header, *rows = dictionary_of(contract)

    assert header[0] == "column"
    assert [row[0] for row in rows] == [one.name for one in fields_of(contract)]
    assert {row[0] for row in rows if row[2] == "yes"} == {one.name for one in contract.columns if one.required}
    assert all(row[4] and row[5] for row in rows)
