"""JSON values from a file: however they are written after one another, and what cannot be read told apart."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.evidence.vendors import json_text
from centreline.evidence.vendors.json_values import JsonValue, json_values
from centreline.evidence.vendors.source import Unreadable
from centreline.kernel.errors import FileUnreadable

Read = Callable[..., list[Any]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(content: str | bytes, *, lists: tuple[str, ...] = ()) -> list[Any]:
        path = tmp_path / "export"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = list(json_values(path, lists=lists))
        return [each.value if isinstance(each, JsonValue) else each for each in found]

    return reading


@pytest.mark.parametrize(
    "written",
    [
        '{"a":1}{"b":[2]}',
        '{"a":1}\n{"b":[2]}\n',
        '\ufeff{"a": 1}\r\n\r\n{"b": [2]}',
        '[{"a":1},\n {"b":[2]}]',
        '{\n "a": 1\n}\n{\n "b": [\n  2\n ]\n}',
        '{"a":1},{"b":[2]}',
        '\x1e{"a":1}\n\x1e{"b":[2]}\n',
    ],
    ids=["joined", "lines", "marked", "list", "indented", "commas", "sequence"],
)
def test_objects_are_read_however_they_are_put_together(read: Read, written: str) -> None:
    assert read(written) == [{"a": 1}, {"b": [2]}]


def test_packed_files_and_other_encodings_are_read(read: Read) -> None:
    assert read(gzip.compress(b'{"a":1}')) == [{"a": 1}]
    assert read('{"a":"é"}'.encode("utf-16")) == [{"a": "é"}]


def test_records_stand_in_named_lists_page_after_page(tmp_path: Path) -> None:
    path = tmp_path / "pages"
    path.write_text('{"count":2,"xs":[{"xs":[1]}],"ys":[{"b":{}}]}\n{"xs":[{"c":1}],"next":null}', encoding="utf-8")

    found = [(each.place, each.inside, each.value) for each in json_values(path, lists=("xs", "ys"))]  # type: ignore[union-attr]

    assert found == [(1, "xs", {"xs": [1]}), (2, "ys", {"b": {}}), (3, "xs", {"c": 1})]


def test_a_record_that_has_such_a_list_deep_inside_is_no_page(read: Read) -> None:
    assert read('{"in":{"xs":[1]}}', lists=("xs",)) == [{"in": {"xs": [1]}}]


@pytest.mark.parametrize(
    ("line", "because"),
    [
        ('{"b":2', "it is no valid JSON: Expecting ',' delimiter"),
        ('{"b":"x', "it is no valid JSON: Invalid control character at"),
        ('{"b":NaN}', "it is no valid JSON: NaN is not a number JSON knows"),
        ('{"b":1,"b":2}', "it is no valid JSON: the name 'b' comes twice in one object"),
        ('{"b":' + "9" * 5000 + "}", "it is no valid JSON: Exceeds the limit"),
        ('{"b":"\\u0000"}', "a text holds a NUL character"),
        ('{"b":"\\ud83d"}', "a text holds half a character"),
        ('{"b":' + "[" * 100 + "]" * 100 + "}", "it is nested too deeply"),
        ('{"b":' + "[" * 5000 + "]" * 5000 + "}", "it is nested too deeply"),
        ("3", "it is no JSON object"),
    ],
    ids=["open", "torn", "nan", "twice", "huge", "nul", "half", "deep", "deeper", "number"],
)
def test_a_garbled_line_is_put_aside_and_the_others_are_read(read: Read, line: str, because: str) -> None:
    before, aside, after = read(f'{{"a":1}}\n{line}\n{{"c":3}}\n')

    assert (before, after) == ({"a": 1}, {"c": 3})
    assert isinstance(aside, Unreadable)
    assert aside.place == 2
    assert aside.because.startswith(because)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b'{"a":1}\n{"b":"x', "is cut off: it ends in the middle of a record"),
        (b'[{"a":1},{"b":2}', "is cut off: it ends in the middle of a record"),
        (b'{"a":1}{"b":2 "c":3}{"d":4}', "cannot be read to its end"),
        (b"hello", "something else than JSON"),
        (b'{"a":"\xff"}', "is not UTF-8"),
        (b"  \n", "holds no records"),
        (b"[" * 5000, "nested too deeply"),
    ],
    ids=["cut line", "cut list", "garbled without lines", "words", "latin", "blank", "bomb"],
)
def test_a_file_that_cannot_be_read_to_its_end_is_refused(read: Read, content: bytes, what: str) -> None:
    with pytest.raises(FileUnreadable, match=what):
        read(content)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.text(max_size=3), st.text(max_size=30) | st.integers() | st.floats(-1e9, 1e9)), min_size=1
    ),
    st.integers(1, 40),
    st.sampled_from(["", "\n", " ", "\n\n"]),
)
def test_values_do_not_depend_on_where_the_text_is_cut_while_it_is_read(
    tmp_path_factory: pytest.TempPathFactory, values: list[Any], block: int, between: str
) -> None:
    path = tmp_path_factory.mktemp("cut") / "values"
    kept = [value for value in values if "\0" not in json.dumps(value) and "\\u0000" not in json.dumps(value)]
    path.write_text(between.join(json.dumps(value, ensure_ascii=False) for value in [*kept, {}]), encoding="utf-8")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "BLOCK", block)
        found = [each.value for each in json_values(path) if isinstance(each, JsonValue)]

    assert found == [*kept, {}]


def test_a_record_larger_than_can_be_held_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large"
    path.write_text('{"a":"' + "x" * 5000 + '"}', encoding="utf-8")
    monkeypatch.setattr(json_text, "LARGEST_VALUE", 1000)
    monkeypatch.setattr(json_text, "BLOCK", 500)

    with pytest.raises(FileUnreadable, match="is longer than"):
        list(json_values(path))
