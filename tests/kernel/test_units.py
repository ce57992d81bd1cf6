import pytest
from babel.numbers import format_percent

from centreline.kernel.units import Unit, format_value


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [
        (0.5, Unit.SHARE, "50.0%"),
        (0.9999, Unit.SHARE, "100.0%"),
        (1234567.0, Unit.COUNT, "1,234,567"),
        (850.0, Unit.MILLISECONDS, "0.8 s"),
        (59_900.0, Unit.MILLISECONDS, "59.9 s"),
        (59_960.0, Unit.MILLISECONDS, "1 m 00 s"),  # never 60.0 seconds
        (60_000.0, Unit.MILLISECONDS, "1 m 00 s"),
        (3_599_600.0, Unit.MILLISECONDS, "1 h 00 m"),  # never 60 minutes
        (7_380_000.0, Unit.MILLISECONDS, "2 h 03 m"),
        (259_200_000.0, Unit.MILLISECONDS, "3.0 days"),
        (-5.0, Unit.POINTS, "-5.0"),
        (12.0, Unit.POINTS, "+12.0"),
        (1.25, Unit.RATIO, "1.25"),
    ],
)
def test_a_value_is_shown_as_a_person_reads_it(value: float, unit: Unit, read: str) -> None:
    assert format_value(value, unit) == read


def test_a_share_is_written_as_english_writes_it() -> None:
    assert format_value(0.83, Unit.SHARE, digits=0) == format_percent(0.83, locale="en_GB")


def test_money_names_its_currency() -> None:
    assert format_value(1234.5, Unit.MONEY, currency="EUR") == "1,234.50 EUR"
    assert format_value(1234.5, Unit.MONEY) == "1,234.50"


@pytest.mark.parametrize("unit", list(Unit))
def test_no_value_is_never_shown_as_a_number(unit: Unit) -> None:
    assert format_value(None, unit) == "no answer"
