"""Whatever a check rejects rows for, pages say which control mends it; keys of a file are for a terminal."""

from typing import Any

import pytest

from centreline.evidence.ingest.problems import FIXES
from centreline.web.pages.imports.controls import anchor_of, as_controls, where_on_page
from centreline.web.pages.imports.mending import with_mends


def error(problem: str) -> dict[str, Any]:
    return {"problem": problem, "column": "wait_ms", "fix": FIXES[problem], "says": "", "rows": 1, "examples": []}


@pytest.mark.parametrize("problem", sorted(FIXES))
def test_every_kind_of_error_is_mended_by_a_control_or_in_the_source(problem: str) -> None:
    [mended] = with_mends({"errors": [error(problem)]}, map_url="/map/")["errors"]

    assert mended["mends"]
    for way in mended["mends"]:
        assert way.says
        assert bool(way.control) == bool(way.href)


def test_without_a_mapping_to_change_controls_are_named_and_lead_nowhere() -> None:
    [mended] = with_mends({"errors": [error("no_share")]})["errors"]

    assert (mended["mends"][0].control, mended["mends"][0].href) == ("Counted in", "")


def test_a_file_that_a_source_reads_is_mended_in_the_source_or_mapped_by_hand() -> None:
    [mended] = with_mends({"errors": [error("unreadable_time")]}, source_url="/read/#own")["errors"]

    assert [(way.control, way.href) for way in mended["mends"]] == [
        ("", ""),
        ("Map its columns yourself", "/read/#own"),
    ]


def test_what_is_no_report_of_rows_stays_as_it_is() -> None:
    assert with_mends(None) is None
    assert with_mends({"arrivals": []}) == {"arrivals": []}


def test_a_key_is_called_as_its_control_is_and_what_has_none_stays() -> None:
    said = as_controls("write `decimal:` or `date_order: mdy` in mapping 'calls', or `skip:`")

    assert said == "write “Decimal mark” or “The month comes first” in step 3, Map, or `skip:`"
    assert as_controls("write `encoding: cp1252`") == "write “Encoding, where it is not Unicode”: cp1252"


def test_a_place_in_a_mapping_is_named_and_found_as_the_page_has_it() -> None:
    assert where_on_page("mapping 'calls', columns.wait_ms.unit") == "mapping “calls”, wait_ms, Counted in"
    assert where_on_page("row 3 of the file") == "row 3 of the file"
    places = ("columns.wait_ms.unit", "columns.outcome.values.done", "constants.source", "decimal", "skip", "mapping")
    anchors = ("unit-wait_ms", "values-outcome", "field-source", "decimal", "", "mapping-name")
    assert tuple(map(anchor_of, places)) == anchors
