"""Mappings: what can be written, and what each mistake is answered with."""

from collections.abc import Callable
from pathlib import Path

import pytest
from telephone import CALLS

from centreline.evidence.mapping import Mapping, load_mapping
from centreline.kernel.errors import FileUnreadable, MappingInvalid

Load = Callable[[str], Mapping]


def test_a_column_alone_is_short_for_from(mapping_of: Load) -> None:
    mapping = mapping_of(CALLS)

    assert mapping.columns["queue"].from_ == "queue"
    assert mapping.reads == {"id", "customer", "queue", "at", "wait", "result", "updated"}


def test_columns_named_in_expressions_are_read_too(mapping_of: Load) -> None:
    mapping = mapping_of(CALLS + "skip:\n  - {when: \"column('line no') == '0'\", because: a test call}\n")

    assert "line no" in mapping.reads


def test_the_hash_follows_what_is_read_and_not_what_is_said_about_it(mapping_of: Load) -> None:
    first = mapping_of(CALLS).hash

    assert mapping_of(CALLS + "about: from the switchboard\n").hash == first
    assert mapping_of(CALLS.replace("unit: s", "unit: min")).hash != first


MISTAKES = [
    ("zone: Europe/Berlin", "zone: Europe/Berln", "there is no time zone 'Europe/Berln'", "write Europe/Berlin"),
    ("table: contact", "table: contcat", "there is no table 'contcat'", "write 'contact'"),
    ("  queue: queue", "  quue: queue", "the table contact has no column 'quue'", "write 'queue'"),
    ("  offered_at: at\n", "", "nothing fills 'offered_at'", "add `offered_at:`"),
    ("unit: s", "unit: sec", "`unit` cannot be 'sec'", "write one of: ms, s, min"),
    (", unit: s", "", "in which unit the file counts wait_ms", "add `unit: s`"),
    ("  queue: queue", "  queue: {from: queue, unit: s}", "queue has no unit", "remove `unit`"),
    ("HANGUP: abandoned", "HANGUP: abandonned", "'abandonned' is no word of outcome", "write 'abandoned'"),
    ("channel: voice", "channel: phone", "'phone' is no word of channel", "write one of voice, chat"),
    ("channel: voice", "queue: all", "'queue' is filled twice", "keep it under"),
    ("  queue: queue", "  queue: {frm: queue}", "this block has no `frm`", "write `from`"),
    ("  queue: queue", "  queue: {with: '-'}", "where the value comes from", "write one of `from`, `join`"),
    (
        "  queue: queue",
        "  queue: {from: queue, otherwise: other}",
        "`otherwise: other` means nothing",
        "write one of keep",
    ),
    ("  queue: queue", "  queue: {from: queue, format: '%Y'}", "queue is no date or time", "remove `format`"),
    ("  offered_at: at", "  offered_at: {from: at, format: DD/MM/YYYY}", "names no part of a date", "%d/%m/%Y %H:%M"),
    ("  queue: queue", "  queue: {from: queue, when: 'wait ='}", "cannot read the expression", "write it as in Python"),
    ("version: 1", "version: one", "version", "write"),
    ("version: 1", "version: 1\nencoding: utf-99", "there is no encoding 'utf-99'", "utf-8 or cp1252"),
    ("version: 1", "version: 1\nthousands: '.'\ndecimal: '.'", "both the decimal mark", "write the other one"),
]


@pytest.mark.parametrize(("right", "wrong", "what", "fix"), MISTAKES)
def test_a_mistake_is_answered_with_its_place_and_what_to_write(
    mapping_of: Load, right: str, wrong: str, what: str, fix: str
) -> None:
    with pytest.raises(MappingInvalid) as stopped:
        mapping_of(CALLS.replace(right, wrong, 1))

    said = [problem for problem in stopped.value.problems if what in problem.what]
    assert said, str(stopped.value)
    assert fix in said[0].fix
    assert "mapping.yaml:" in said[0].where


def test_all_mistakes_are_named_at_once(mapping_of: Load) -> None:
    with pytest.raises(MappingInvalid, match="2 problems in the mapping") as stopped:
        mapping_of(CALLS.replace("unit: s", "unit: sec").replace("zone: Europe/Berlin", "zone: Berlin"))

    assert len(stopped.value.problems) == 2


def test_a_mapping_that_is_not_there_is_missed_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match=r"there is no file 'nowhere\.yaml'"):
        load_mapping(tmp_path / "nowhere.yaml")
