"""Repairs that change the mapping: offered only where they would help, and one change each."""

from typing import Any

import pytest

from centreline.evidence.filling import Mapping
from centreline.evidence.mapmaking.repairing import repaired, repairs_for
from centreline.evidence.mapmaking.written import mapping_of
from centreline.kernel.errors import ArgumentInvalid, MappingInvalid

WAIT = {"from": "Wait", "unit": "s"}
COLUMNS = {"source": "Desk", "contact_id": "Ticket No.", "offered_at": "Queued", "wait_ms": WAIT, "outcome": "Result"}


def mapping(**more: Any) -> Mapping:
    return mapping_of({"mapping": "calls", "version": 1, "table": "contact", "columns": COLUMNS, **more})


def test_a_repair_that_is_made_already_is_not_offered_again() -> None:
    assert "decimal_comma" in repairs_for(mapping(), "wait_ms", "unreadable_duration")
    assert "decimal_comma" not in repairs_for(mapping(decimal=","), "wait_ms", "unreadable_duration")
    assert "unit:s" not in repairs_for(mapping(), "wait_ms", "unreadable_duration")


def test_a_field_without_which_no_row_stands_is_never_left_empty() -> None:
    assert "empty" in repairs_for(mapping(), "wait_ms", "negative")
    assert "empty" not in repairs_for(mapping(), "offered_at", "unreadable_time")


def test_what_only_the_source_can_mend_has_no_repair() -> None:
    assert repairs_for(mapping(), "", "cells") == ()


@pytest.mark.parametrize(
    ("column", "repair", "words", "key", "value"),
    [
        ("wait_ms", "decimal_comma", {}, "decimal", ","),
        ("offered_at", "day_first", {}, "date_order", "dmy"),
        ("offered_at", "second_hour", {}, "repeated_hour", "second"),
        ("offered_at", "zone", {"word": "Europe/Madrid"}, "zone", "Europe/Madrid"),
    ],
)
def test_a_repair_of_the_whole_file_changes_one_key(
    column: str, repair: str, words: dict[str, str], key: str, value: str
) -> None:
    before = mapping().model_dump()

    assert repaired(mapping(), column, repair, **words).model_dump() == {**before, key: value}


def test_the_order_of_day_and_month_is_read_where_a_format_was_named_before() -> None:
    named = mapping(columns={**COLUMNS, "offered_at": {"from": "Queued", "format": "%Y-%m-%d %H:%M:%S"}})

    mended = repaired(named, "offered_at", "day_first")

    assert (mended.columns["offered_at"].format, mended.date_order) == ((), "dmy")
    assert "month_first" in repairs_for(mended, "offered_at", "unreadable_time")
    assert "day_first" not in repairs_for(mended, "offered_at", "unreadable_time")


@pytest.mark.parametrize("alone", ["epoch_s", "excel", "%d %B %Y"])
def test_no_order_is_offered_where_only_the_format_that_is_named_can_be_read(alone: str) -> None:
    named = mapping(columns={**COLUMNS, "offered_at": {"from": "Queued", "format": alone}})

    assert "day_first" not in repairs_for(named, "offered_at", "unreadable_time")


def test_a_repair_of_a_field_changes_that_field() -> None:
    assert repaired(mapping(), "wait_ms", "unit:mm:ss").columns["wait_ms"].unit == "mm:ss"
    assert repaired(mapping(), "wait_ms", "empty").columns["wait_ms"].otherwise == "empty"
    translated = repaired(mapping(), "outcome", "translate", word="handled", theirs="done")
    assert translated.columns["outcome"].values == {"done": "handled"}


def test_rows_that_are_left_out_say_why() -> None:
    [skip] = repaired(mapping(), "contact_id", "leave_out").skip

    assert skip.because == "Ticket No. is empty"
    assert skip.when == "coalesce(column('Ticket No.'), '') == ''"


def test_marks_of_numbers_never_become_the_same() -> None:
    assert repaired(mapping(thousands=","), "wait_ms", "decimal_comma").thousands == "."


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ArgumentInvalid, match="a word is missing"):
        repaired(mapping(), "offered_at", "zone")
    with pytest.raises(ArgumentInvalid, match="no repair"):
        repaired(mapping(), "wait_ms", "magic")
    with pytest.raises(MappingInvalid, match="no time zone"):
        repaired(mapping(), "offered_at", "zone", word="Europe/Nowhere")
    with pytest.raises(MappingInvalid, match="is no word of outcome"):
        repaired(mapping(), "outcome", "translate", word="splendid", theirs="done")
