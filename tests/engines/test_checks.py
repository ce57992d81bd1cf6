"""Every check on every engine: the findings that DuckDB's records give, word for word."""

from collections.abc import Mapping

import pytest

from centreline.findings.catalogue import check_book
from centreline.findings.check import Given, Outcome

ENGINES = [
    "postgres",
    # Two hundred questions, and a second for each.
    pytest.param("spark", marks=pytest.mark.nightly),
    pytest.param("clickhouse", marks=pytest.mark.nightly),
]


@pytest.fixture(scope="module")
def told_by_duckdb(duckdb_side, centre) -> Mapping[str, Outcome]:
    """By check, what DuckDB's records say; worked out once for all engines."""
    given = Given(centre.blueprint, centre.claims, duckdb_side.made_up, duckdb_side.made_up.last_day)
    return {check.id: check.answer(given) for check in check_book().values()}


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_every_check_finds_what_it_finds_on_duckdb(side, told_by_duckdb, centre, unlike, notyet) -> None:
    found = {}
    for check in check_book().values():
        try:
            got = check.answer(Given(centre.blueprint, centre.claims, side.made_up, side.made_up.last_day))
        except Exception as reason:
            found[f"check {check.id}"] = str(reason)[:300]
            continue
        if apart := unlike(told_by_duckdb[check.id], got):
            found[f"check {check.id}"] = apart

    told = {name for name in notyet[side.engine.name] if name.startswith("check ")}
    assert {name: said for name, said in found.items() if name not in told} == {}
    assert told - set(found) == set(), "these have begun to be answered alike: take them out of notyet.yaml"


def test_most_checks_that_read_records_find_something_here(told_by_duckdb) -> None:
    reading = [check for check in check_book().values() if "evidence" in check.reads]

    finding = [check for check in reading if told_by_duckdb[check.id].findings]

    assert len(finding) > 0.6 * len(reading)
