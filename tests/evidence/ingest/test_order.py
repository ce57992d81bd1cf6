"""Files that come twice, overlapping, backwards or in another order: the table is the same."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telephone import CALLS, DOOR, NOW, Row, call, write_csv

from centreline.evidence.ingest import IngestReport, ingest_file
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import Mapping, load_mapping
from centreline.evidence.scope import Scope

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]

# Each call and each of its versions has an instant of its own, so that what is newer never depends on the order.
VERSIONS: list[Row] = [
    call(f"c{n}", queue=f"q{version}", updated=f"2026-03-0{version + 2} 10:{n:02}:00", wait=str(n))
    for n in range(5)
    for version in range(3)
]
COLUMNS = ("contact_id", "queue", "wait_ms", "offered_at", "source_updated_at", "outcome", "month")


def table_after(folder: Path, files: Sequence[Sequence[Row]], mapping: Mapping) -> list[dict[str, Any]]:
    lake = Lake(folder / "evidence")
    for number, rows in enumerate(files):
        path = write_csv(folder / f"{number}.csv", rows)
        ingest_file(lake, path, mapping=mapping, door=DOOR, zone="UTC", now=NOW)
    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    return evidence.rows(evidence.table("contact").select(*COLUMNS).order_by("contact_id"))


@pytest.fixture(scope="module")
def mapping(tmp_path_factory: pytest.TempPathFactory) -> Mapping:
    path = tmp_path_factory.mktemp("mapping") / "calls.yaml"
    path.write_text(CALLS, encoding="utf-8")
    return load_mapping(path)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, mapping: Mapping) -> list[dict[str, Any]]:
    return table_after(tmp_path_factory.mktemp("expected"), [VERSIONS], mapping)


def test_the_newest_version_of_each_call_stands(expected: list[dict[str, Any]]) -> None:
    assert [(row["contact_id"], row["queue"]) for row in expected] == [(f"c{n}", "q2") for n in range(5)]


@settings(max_examples=6, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), cuts=st.integers(1, 3))
def test_any_order_split_overlap_and_repetition_gives_the_same_table(
    tmp_path_factory: pytest.TempPathFactory,
    mapping: Mapping,
    expected: list[dict[str, Any]],
    seed: int,
    cuts: int,
) -> None:
    moments = random.Random(seed)
    rows = moments.sample(VERSIONS, len(VERSIONS))
    files = [rows[start::cuts] + moments.sample(rows, 3) for start in range(cuts)]
    files += files[:1]

    assert table_after(tmp_path_factory.mktemp("order"), files, mapping) == expected


@pytest.mark.parametrize("rows", [VERSIONS[::-1], VERSIONS + VERSIONS, sorted(VERSIONS, key=lambda row: row[-1])[::-1]],
                         ids=["backwards", "twice", "newest first"])  # fmt: skip
def test_one_file_in_any_order_gives_the_same_table(
    tmp_path: Path, mapping: Mapping, expected: list[dict[str, Any]], rows: list[Row]
) -> None:
    assert table_after(tmp_path, [rows], mapping) == expected


def test_the_same_file_again_changes_nothing(bring: Bring, lake: Lake) -> None:
    first = bring(VERSIONS)
    version = lake.version

    again = bring(VERSIONS)

    assert again.counts.created == again.counts.changed == 0
    assert again.counts.read == first.counts.read
    assert lake.version == version


def test_the_same_rows_in_another_file_are_the_same(bring: Bring) -> None:
    bring([call("a"), call("b")])

    report = bring([call("b"), call("a")], name="again.csv")

    assert (report.counts.same, report.counts.created, report.counts.changed) == (2, 0, 0)


def test_an_older_copy_after_a_newer_one_is_left_aside(bring: Bring, held: Held) -> None:
    bring([call("a", queue="new", updated="2026-03-02 11:00")])

    report = bring([call("a", queue="old", updated="2026-03-02 10:00")], name="older.csv")

    assert report.counts.older == 1
    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "new"}]


LEGS = """\
mapping: legs
version: 1
table: leg
zone: UTC
constants: {source: acd}
columns: {contact_id: id, leg_no: leg, queue: queue, enqueued_at: at}
"""


def test_legs_may_come_before_the_contact_they_belong_to(bring: Bring, held: Held) -> None:
    bring("id,leg,queue,at\na,2,second,2026-03-02 08:05\na,1,first,2026-03-02 08:00\n", name="legs.csv", mapping=LEGS)
    bring([call("a")])

    assert [row["queue"] for row in held("leg_no", "queue", "contact_id", table="leg")] == ["first", "second"]
    assert held("contact_id") == [{"contact_id": "a"}]


def test_a_field_nobody_knows_is_left_alone(bring: Bring, held: Held) -> None:
    header = "id,customer,queue,at,wait,result,updated,invented\n"

    report = bring(header + ",".join([*call("a"), "x"]) + "\n")

    assert report.counts.created == 1
    assert held("contact_id") == [{"contact_id": "a"}]


def test_a_changed_mapping_reads_the_same_file_anew(bring: Bring, held: Held, lake: Lake) -> None:
    first = bring([call("a", wait="5")])
    before = lake.version

    second = bring(
        [call("a", wait="5")], mapping=CALLS.replace("unit: s", "unit: min").replace("version: 1", "version: 2")
    )

    assert held("contact_id", "wait_ms") == [{"contact_id": "a", "wait_ms": 300_000}]
    assert second.counts.changed == 1
    assert lake.version != before
    assert [entry.stands for entry in lake.imports()] == [True, True]
    assert first.imported is not None
    assert first.imported.origin.mapping_hash != lake.imports()[1].origin.mapping_hash
