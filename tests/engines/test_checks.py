"""Every check on every engine: the findings that DuckDB's records give, word for word."""

import pytest

from centreline.findings.catalogue import check_book
from centreline.findings.check import Given

ENGINES = [
    "postgres",
    # Two hundred questions, and a second for each.
    pytest.param("spark", marks=pytest.mark.nightly),
    pytest.param("clickhouse", marks=pytest.mark.nightly),
]


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_every_check_finds_what_it_finds_on_duckdb(side, duckdb_side, centre, unlike, notyet) -> None:
    found = {}
    for check in check_book().values():
        wanted = check.answer(Given(centre.blueprint, centre.claims, duckdb_side.made_up, duckdb_side.made_up.last_day))
        try:
            got = check.answer(Given(centre.blueprint, centre.claims, side.made_up, side.made_up.last_day))
        except Exception as reason:
            found[f"check {check.id}"] = str(reason)[:300]
            continue
        if apart := unlike(wanted, got):
            found[f"check {check.id}"] = apart

    told = {name for name in notyet[side.engine.name] if name.startswith("check ")}
    assert {name: said for name, said in found.items() if name not in told} == {}
    assert told - set(found) == set(), "these have begun to be answered alike: take them out of notyet.yaml"


def test_most_checks_that_read_records_find_something_here(duckdb_side, centre) -> None:
    reading = [check for check in check_book().values() if "evidence" in check.reads]
    given = Given(centre.blueprint, centre.claims, duckdb_side.made_up, duckdb_side.made_up.last_day)

    finding = [check for check in reading if check.answer(given).findings]

    assert len(finding) > 0.6 * len(reading)
