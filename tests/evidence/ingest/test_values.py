"""Text as values: what is read, what is refused, and that nothing is guessed."""

from typing import Any

import pyarrow as pa
import pytest

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.problems import Wrong
from centreline.evidence.ingest.translate import Translation

REQUIRED = {"source": "s", "queue": "all", "starts_at": "2026-03-02"}


def read(column: str, text: str, *, table: str = "interval_stat", **written: Any) -> Any:
    """Return the value one text becomes, or the problem it has."""
    required = {
        "interval_stat": REQUIRED,
        "contact": {"source": "s", "contact_id": "1", "offered_at": "2026-03-02", "outcome": "handled"},
    }[table]
    whole = {name: value for name, value in written.items() if name in {"decimal", "thousands", "empty"}}
    filling = {"from": "raw", **{name: value for name, value in written.items() if name not in whole}}
    constants = {name: value for name, value in required.items() if name != column}
    mapping = Mapping.model_validate(
        {"mapping": "m", "version": 1, "table": table, "constants": constants, "columns": {column: filling}, **whole}
    )
    translated = Translation(mapping, zone="UTC", import_id="i")(pa.table({"raw": [text]}), numbers=[2])
    if translated.rejected:
        [(_, reasons)] = translated.rejected
        return reasons[0].problem
    return translated.rows[column][0].as_py()


DURATIONS = [
    ("5", "s", 5_000),
    ("1.5", "s", 1_500),
    ("0.0004", "s", 0),
    ("250", "ms", 250),
    ("2", "min", 120_000),
    ("1.5", "h", 5_400_000),
    ("0.5", "days", 43_200_000),
    ("1:02:03", "hms", 3_723_000),
    ("27:00:00", "hms", 97_200_000),
    ("0:00:01.5", "hms", 1_500),
    ("02:03", "mm:ss", 123_000),
    ("75:00", "mm:ss", 4_500_000),
    ("02:03", "hms", "unreadable_duration"),
    ("1:02:03", "mm:ss", "unreadable_duration"),
    ("0:61:00", "hms", "unreadable_duration"),
    ("-5", "s", "negative"),
    ("five", "s", "unreadable_duration"),
    ("NaN", "s", "unreadable_duration"),
    ("inf", "s", "unreadable_duration"),
    ("1_000", "s", "unreadable_duration"),
    ("1e30", "s", "unreadable_duration"),
    ("1e400", "ms", "unreadable_duration"),
    ("9" * 5000, "s", "unreadable_duration"),
]


@pytest.mark.parametrize(("text", "unit", "becomes"), DURATIONS)
def test_durations_are_whole_milliseconds(text: str, unit: str, becomes: int | str) -> None:
    assert read("wait_ms", text, unit=unit) == becomes


NUMBERS = [
    ("12.5", {}, 12.5),
    ("-3e2", {}, -300.0),
    ("1,234", {}, "unreadable_number"),
    ("1,234", {"thousands": ","}, 1234.0),
    ("1,234.5", {"thousands": ","}, 1234.5),
    ("12,34", {"thousands": ","}, "unreadable_number"),
    ("1,5", {"decimal": ","}, 1.5),
    ("1.234,5", {"decimal": ","}, "unreadable_number"),
    ("1.234,5", {"decimal": ",", "thousands": "."}, 1234.5),
    ("1.5", {"decimal": ",", "thousands": "."}, "unreadable_number"),
    ("1 234,5", {"decimal": ",", "thousands": " "}, 1234.5),
    ("1\u00a0234,5", {"decimal": ",", "thousands": " "}, 1234.5),
    ("1'234", {"thousands": "'"}, 1234.0),
    (" 7 ", {}, 7.0),
]


@pytest.mark.parametrize(("text", "written", "becomes"), NUMBERS)
def test_numbers_have_the_marks_the_mapping_names(text: str, written: dict[str, str], becomes: float | str) -> None:
    assert read("staff_required", text, **written) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("7", 7),
        ("7.0", 7),
        ("+7", 7),
        ("7.5", "unreadable_number"),
        ("9" * 18, int("9" * 18)),
        ("9" * 40, "unreadable_number"),
    ],
)
def test_whole_numbers_are_never_rounded(text: str, becomes: int | str) -> None:
    assert read("offered", text) == becomes


@pytest.mark.parametrize(
    ("text", "unit", "becomes"),
    [
        ("0.83", None, 0.83),
        ("83%", None, 0.83),
        ("83 %", None, 0.83),
        ("83", "%", 0.83),
        ("83", None, "no_share"),
        ("-0.1", None, "no_share"),
    ],
)
def test_shares_are_from_nought_to_one(text: str, unit: str | None, becomes: float | str) -> None:
    assert read("reported_service_level", text, unit=unit) == becomes


@pytest.mark.parametrize(
    ("text", "written", "becomes"),
    [
        ("Y", {}, True),
        ("ja", {}, True),
        ("FALSE", {}, False),
        ("0", {}, False),
        ("maybe", {}, "unknown_word"),
        ("transferred", {"values": {"transferred": "true", "kept": "false"}}, True),
        ("maybe", {"otherwise": "empty"}, None),
    ],
)
def test_flags_are_words_everybody_uses_or_the_mapping_translates(
    text: str, written: dict[str, Any], becomes: bool | str | None
) -> None:
    assert read("transferred", text, table="contact", **written) == becomes


@pytest.mark.parametrize(
    ("text", "written", "becomes"),
    [
        ("Walk-in", {}, "walk_in"),
        ("VOICE", {}, "voice"),
        ("Fax", {}, "other"),
        ("Fax", {"values": {"Fax": "letter"}}, "letter"),
        ("Fax", {"otherwise": "reject"}, "unknown_word"),
        ("Fax", {"otherwise": "empty"}, None),
    ],
)
def test_choices_are_our_words_or_translated_into_them(text: str, written: dict[str, Any], becomes: str | None) -> None:
    assert read("channel", text, table="contact", **written) == becomes


@pytest.mark.parametrize(
    ("text", "written", "becomes"),
    [
        ("  billing ", {}, "billing"),
        ("?", {"empty": ["?"]}, None),
        ("", {}, None),
        ("B1", {"values": {"B1": "billing"}}, "billing"),
        ("C9", {"values": {"B1": "billing"}}, "C9"),
        ("C9", {"values": {"B1": "billing"}, "otherwise": "reject"}, "unknown_word"),
        ("C9", {"when": "raw != 'C9'"}, None),
    ],
)
def test_text_is_kept_as_it_is_unless_the_mapping_says_otherwise(
    text: str, written: dict[str, Any], becomes: str | None
) -> None:
    assert read("team", text, table="contact", **written) == becomes


def test_a_joined_value_is_empty_when_a_part_of_it_is() -> None:
    columns = {"contact_id": {"join": ["line", "call"], "with": "/"}}
    constants = {"source": "s", "offered_at": "2026-03-02", "outcome": "handled"}
    mapping = Mapping.model_validate(
        {"mapping": "m", "version": 1, "table": "contact", "constants": constants, "columns": columns}
    )
    rows = pa.table({"line": ["1", "2"], "call": ["x", ""]})

    translated = Translation(mapping, zone="UTC", import_id="i")(rows, numbers=[2, 3])

    assert translated.rows["contact_id"].to_pylist() == ["1/x"]
    assert translated.rejected == [(1, (Wrong("contact_id", "missing", None),))]
