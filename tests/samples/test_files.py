"""The made-up centre as files: what its systems export comes back through the real door, row by row."""

from datetime import UTC, datetime

import pytest
import yaml

from centreline.blueprint.files import load_blueprint, load_claims
from centreline.evidence.contract import EVERY_TABLE
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.ingest.run import ingest_file
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import load_mapping
from centreline.evidence.privacy.door import Door
from centreline.evidence.privacy.treatment import Treatment, identifier_of, treatment_of
from centreline.evidence.scope import Scope
from centreline.samples.cast import ZONE
from centreline.samples.centre import made_up_centre
from centreline.samples.extracts import EXTRACTS
from centreline.samples.files import write_centre

# Ibis 12 fetches batches from DuckDB in a way DuckDB has since renamed.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_record_batch:DeprecationWarning")

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
DOOR = Door(b"a secret of thirty-two bytes, 32!")
DERIVED = {column.name for column in (*EVERY_TABLE, *CONTRACTS["contact"].columns) if column.derived}
FILLED_BY_THE_LAKE = DERIVED - {"local_at", "month"}


@pytest.fixture(scope="module")
def centre():
    return made_up_centre(contacts=1_500, seed=2, faults=["nobody-owns-refunds"])


@pytest.fixture(scope="module")
def brought(centre, tmp_path_factory):
    folder = tmp_path_factory.mktemp("northwind")
    lake = Lake(folder / "evidence")
    extracts = write_centre(centre, folder)
    reports = [
        ingest_file(lake, one.export, mapping=load_mapping(one.mapping), door=DOOR, zone="UTC", now=NOW)
        for one in extracts
    ]
    return folder, lake, reports


def test_no_row_is_rejected_or_skipped(brought):
    assert [(report.counts.rejected, report.counts.skipped) for report in brought[2]] == [(0, 0)] * len(brought[2])


def test_every_table_of_the_centre_is_exported(brought, centre):
    filled = {name for name, table in centre.tables.items() if table.num_rows}

    assert set(brought[1].evidence(scope=Scope.whole_centre("a test")).tables) == filled


@pytest.mark.parametrize("name", sorted({extract.table for extract in EXTRACTS}))
def test_every_row_comes_back_as_it_was_its_customer_nameless(name, brought, centre):
    def rows(evidence):
        table = evidence.table(name)
        columns = [column for column in table.columns if column not in FILLED_BY_THE_LAKE]
        return evidence.rows(table.select(columns).order_by(list(CONTRACTS[name].key)))

    assert rows(brought[1].evidence(scope=Scope.whole_centre("a test"))) == rows(
        Evidence.of({name: without_names(name, centre.tables[name])}, zone=ZONE)
    )


def without_names(name, table):
    for place, column in enumerate(table.column_names):
        if treatment_of(CONTRACTS[name], column) is Treatment.PSEUDONYM:
            names = [one and DOOR.pseudonym(one, of=identifier_of(column)) for one in table[column].to_pylist()]
            table = table.set_column(place, column, [names])
    return table


def test_what_is_written_comes_back_as_it_was(brought, centre):
    folder = brought[0]

    assert load_blueprint(folder / "blueprint") == centre.blueprint
    assert load_claims(folder / "claims", blueprint=centre.blueprint) == centre.claims


def test_the_answer_key_lies_beside_it(brought, centre):
    key = yaml.safe_load((brought[0] / "answer-key.yaml").read_text(encoding="utf-8"))

    assert key["made_up"] is True
    assert [one["fault"] for one in key["planted"]] == ["nobody-owns-refunds"]


def test_a_centre_in_order_has_no_answer_key(tmp_path):
    write_centre(made_up_centre(contacts=500, seed=2), tmp_path)

    assert not (tmp_path / "answer-key.yaml").exists()


def test_mappings_say_that_the_records_are_made_up(brought):
    for path in sorted((brought[0] / "mappings").glob("*.yaml")):
        assert "made up" in (load_mapping(path).about or "")
