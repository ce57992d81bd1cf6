"""One value of a file changes: every other line stays as somebody wrote it, and the file reads as it was meant."""

import string
from collections.abc import Sequence
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.kernel.written.editing import with_value, without_value

FILE = """\
# Our centre.
format: 1
name: My centre  # as on the door
zone: Europe/Madrid

# Agreed in March.
checks:
  # Leads come later.
  OWN005: {off: Leads are named after March.}  # ask Mara
  KNO005:
    # A fortnight is fine.
    grace_days: 14

# Kept as the lawyers say.
retention:
  transcripts: 180 days
"""


@pytest.mark.parametrize(
    ("path", "value", "was", "becomes"),
    [
        (["name"], "Ours", "name: My centre  # as on the door", "name: Ours  # as on the door"),
        (["checks", "KNO005", "grace_days"], 7, "    grace_days: 14", "    grace_days: 7"),
        (
            ["checks", "OWN005", "off"],
            "No leads: yet",
            "  OWN005: {off: Leads are named after March.}  # ask Mara",
            "  OWN005: {off: 'No leads: yet'}  # ask Mara",
        ),
        (
            ["checks", "KNO007"],
            {"grace_days": 3},
            "    grace_days: 14",
            "    grace_days: 14\n  KNO007: {grace_days: 3}",
        ),
        (["retention", "recordings"], "for ever", "180 days", "180 days\n  recordings: for ever"),
    ],
)
def test_one_line_changes_and_no_remark_is_lost(path: Sequence[str], value: Any, was: str, becomes: str) -> None:
    assert with_value(FILE, path, value) == FILE.replace(was, becomes)


def test_what_is_taken_out_takes_its_own_lines_alone() -> None:
    without_one = without_value(FILE, ["checks", "OWN005"])
    without_both = without_value(without_one, ["checks", "KNO005", "grace_days"])

    assert without_one == FILE.replace("  OWN005: {off: Leads are named after March.}  # ask Mara\n", "")
    assert "checks:" not in without_both
    assert "# Kept as the lawyers say." in without_both
    assert without_value(FILE, ["checks", "OWN001"]) == FILE


def test_a_text_over_several_lines_and_a_block_without_a_line_below_it_are_whole() -> None:
    text = "about: |\n  one\n  two\n\n# next\nchecks:\n"

    assert with_value(text, ["about"], "three") == "about: three\n# next\nchecks:\n"
    assert with_value(text, ["checks", "A", "b"], 1) == text.replace("checks:\n", "checks: {A: {b: 1}}\n")


NAMES = st.text(string.ascii_letters + "#: '-", min_size=1, max_size=6).filter(
    lambda name: name.casefold() not in {"on", "off", "yes", "no"}  # words here, and no words to the other reader
)
VALUES = st.one_of(
    st.integers(), st.text(max_size=20).filter(str.isprintable), st.lists(NAMES, max_size=3), st.booleans()
)
DOCUMENTS = st.dictionaries(NAMES, st.one_of(VALUES, st.dictionaries(NAMES, VALUES, max_size=3)), max_size=4)


@settings(max_examples=150, deadline=None)
@given(document=DOCUMENTS, path=st.lists(NAMES, min_size=1, max_size=3), value=VALUES, style=st.booleans())
def test_whatever_stands_there_reads_as_before_but_for_the_one_value(
    document: dict[str, Any], path: list[str], value: Any, style: bool
) -> None:
    text = yaml.safe_dump(document, default_flow_style=style, allow_unicode=True, sort_keys=False)

    written = with_value(text, path, value)

    read = yaml.safe_load(written)
    at = read
    for key in path:
        at = at[key]
    assert at == value
    if isinstance(document.get(path[0]), dict) and len(path) > 1:
        others = {name: one for name, one in document[path[0]].items() if name != path[1]}
        assert {name: one for name, one in read[path[0]].items() if name != path[1]} == others
    rest = {name: one for name, one in document.items() if name != path[0]}
    assert {name: one for name, one in read.items() if name != path[0]} == rest
    gone = yaml.safe_load(without_value(written, path)) or {}
    assert path[0] not in gone or len(path) > 1


def test_off_is_a_key_and_a_word_that_others_take_for_no_is_quoted() -> None:
    written = with_value("checks:\n  OWN005: {off: no}\n", ["checks", "OWN005", "also"], ["no", "maybe"])

    assert written == "checks:\n  OWN005: {off: 'no', also: ['no', maybe]}\n"
