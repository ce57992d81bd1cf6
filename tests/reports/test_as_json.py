import json
import re
from pathlib import Path

import pytest

from centreline.reports.as_json import FORMAT, as_json

PAGE = Path(__file__).parents[2] / "docs/reference/review-json.md"


@pytest.fixture
def document(review) -> dict:
    return json.loads(as_json(review))


def keys_of(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    return {key for inner in value for key in keys_of(inner)} if isinstance(value, list) else set()


def test_every_key_is_documented(document):
    documented = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))

    assert keys_of(document) - documented == {"format"}


def test_the_document_says_its_format_first(document):
    assert next(iter(document)) == "format"
    assert document["format"] == FORMAT == 1


def test_numbers_stay_numbers_and_days_are_iso(document):
    [abandonment] = [one for one in document["numbers"] if one["metric"] == "abandonment_rate"]
    [main] = [one for one in abandonment["variants"] if one["main"]]

    assert (main["amount"], main["numerator"], main["denominator"], main["n"]) == (0.25, 2, 8, 8)
    assert main["low"] < 0.25 < main["high"]
    assert document["stamp"]["as_of"] == "2026-03-31"
    assert document["findings"][0]["findings"][0]["weight"] == 0.9


def test_what_is_absent_is_null_and_never_left_out(document):
    plan = next(card for card in document["journeys"][0]["cards"] if card["id"] == "plan")

    assert plan["owner"] is None
    assert plan["contacts"] is None
