"""Whoever asks is handed everything that is held on them: from every table there is, and nothing of anybody else."""

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from centreline.evidence.belonging import STAYS_WITHOUT_CONTACT, THEIRS, person_columns
from centreline.evidence.contract import Column, Contract, Kind, Privacy
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.erasure.finding import find_person
from centreline.evidence.erasure.held import HeldRows, held_on
from centreline.evidence.journal import Origin
from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door
from centreline.evidence.scope import Scope
from centreline.reports.held_page import held_as_zip

NOW = datetime(2026, 6, 1, tzinfo=UTC)
CAME = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAMES_SOMEBODY = {name for name, one in CONTRACTS.items() if person_columns(one)} | set(THEIRS)
"""Tables that name a customer, or a contact that is theirs alone."""


def value(contract: Contract, column: Column, name: str, customer: str) -> Any:
    if column.name in {"source", "zone"}:
        return {"source": "acd", "zone": "UTC"}[column.name]
    if column.name in {"contact_id", "case_id"}:
        return f"call of {name}"
    if column.name in person_columns(contract):
        return customer if column.name == "customer_id" else f"{customer}_{column.name}"
    if column.kind is Kind.CHOICE:
        return column.choices[0]
    others = {Kind.NUMBER: 0.5, Kind.SHARE: 0.5, Kind.FLAG: True, Kind.INSTANT: CAME, Kind.DAY: CAME.date()}
    if column.kind is Kind.TEXT:
        return f"a worker of {name}" if column.privacy is Privacy.WORKER else f"<{column.name}> of {name}"
    return others.get(column.kind, 7)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[str, HeldRows]:
    """Return what is held on Ada in a lake with a row of hers and one of Bob's in every table."""
    lake, door = Lake(tmp_path_factory.mktemp("centre") / "evidence"), Door(b"s" * 32)
    people = {name: door.pseudonym(name) for name in ("ada", "bob")}
    for name, contract in CONTRACTS.items():
        columns = [column for column in contract.columns if not column.derived]
        rows = [{one.name: value(contract, one, who, key) for one in columns} for who, key in people.items()]
        origin = Origin(f"{name}.csv", name, "m", "m")
        lake.merge(name, pa.Table.from_pylist(rows), origin=origin, zone="UTC", now=NOW)
    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    person = find_person(lake, evidence, door, identifiers=[("ada", "customer")])
    return {one.table: one for one in held_on(lake, person.leaving)}


def test_every_table_that_names_a_customer_hands_out_the_row_and_nobody_elses(held: dict[str, HeldRows]) -> None:
    assert {name for name, one in held.items() if one.rows} == NAMES_SOMEBODY
    assert {name: len(held[name].rows) for name in NAMES_SOMEBODY} == dict.fromkeys(NAMES_SOMEBODY, 1)
    assert "of bob" not in str(held)


def test_every_column_is_handed_out_but_those_about_workers(held: dict[str, HeldRows]) -> None:
    for name in NAMES_SOMEBODY:
        columns = {one.name: one.privacy for one in CONTRACTS[name].columns}
        assert set(held[name].columns) | set(held[name].left_out) >= set(columns)
        assert set(held[name].left_out) == {one for one, whose in columns.items() if whose is Privacy.WORKER}
    assert "a worker of" not in str(held)


def test_rows_on_workers_that_name_a_contact_are_counted_and_stay_theirs(held: dict[str, HeldRows]) -> None:
    counted = {name for name, one in held.items() if one.about_workers}

    assert counted == {name for name in STAYS_WITHOUT_CONTACT if "contact_id" in _columns(name)}


def _columns(name: str) -> list[str]:
    return [column.name for column in CONTRACTS[name].columns]


def test_the_zip_holds_the_same_to_read_and_for_programs(held: dict[str, HeldRows], tmp_path: Path) -> None:
    content = held_as_zip(tuple(held.values()), centre="A <centre>", made_up=True, at=NOW)

    with zipfile.ZipFile(BytesIO(content)) as archive:
        document, page = json.loads(archive.read("held.json")), archive.read("held.html").decode()
    assert {name: table["rows"] for name, table in document["tables"].items()} == json.loads(
        json.dumps({name: one.rows for name, one in held.items()}, default=str)
    )
    assert document["made_up"] is True
    assert "<h1>What A &lt;centre&gt; holds on you (a made-up centre)</h1>" in page
    texts = {str(one) for table in held.values() for row in table.rows for one in row.values() if isinstance(one, str)}
    assert [one for one in texts if one.replace("<", "&lt;").replace(">", "&gt;") not in page] == []
