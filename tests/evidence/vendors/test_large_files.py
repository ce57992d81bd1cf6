"""JSON and XML larger than memory: what they are taken apart into."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.vendors.large_json import REST, values_at
from centreline.evidence.vendors.large_xml import elements
from centreline.kernel.errors import FileUnreadable

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("large") / "file"


@given(value=VALUES)
def test_a_document_comes_back_as_it_is(scratch: Path, value: Any) -> None:
    scratch.write_text(json.dumps(value), encoding="utf-8")

    assert list(values_at(scratch)) == [(REST, value)]


@given(
    items=st.lists(VALUES, max_size=4), rest=st.dictionaries(st.text("xyz", min_size=1, max_size=2), VALUES, max_size=3)
)
def test_what_stands_at_a_place_comes_one_by_one_and_the_rest_when_it_ends(
    scratch: Path, items: list[Any], rest: dict[str, Any]
) -> None:
    scratch.write_text(json.dumps({**rest, "inner": {"list": items}}), encoding="utf-8")

    found = list(values_at(scratch, "inner.list[]"))

    assert found == [*(("inner.list[]", item) for item in items), (REST, {**rest, "inner": {"list": []}})]


def test_documents_may_follow_one_another_with_or_without_lines(scratch: Path) -> None:
    scratch.write_bytes(gzip.compress(b'{"a": 1}{"a": 2}\n{"a": 3.5} [4]'))

    assert list(values_at(scratch, "[]")) == [
        (REST, {"a": 1}),
        (REST, {"a": 2}),
        (REST, {"a": 3.5}),
        ("[]", 4),
        (REST, []),
    ]


def test_a_message_shows_nothing_of_the_file(scratch: Path) -> None:
    scratch.write_text('{"card": 4111111111111111 oops}', encoding="utf-8")

    with pytest.raises(FileUnreadable, match="no valid JSON") as stopped:
        list(values_at(scratch))

    assert "4111" not in str(stopped.value)


def test_one_text_without_end_is_refused(scratch: Path) -> None:
    with scratch.open("wb") as out:
        out.write(b'{"a": "')
        for _ in range(70):
            out.write(b"x" * 1024 * 1024)

    with pytest.raises(FileUnreadable, match="is longer than 64 MB"):
        list(values_at(scratch))
    scratch.unlink()


def test_elements_begin_and_end_in_their_order(scratch: Path) -> None:
    scratch.write_text('<a x="1"><!-- said --><p:b xmlns:p="urn:p">five &lt; six</p:b><c/></a>', encoding="utf-8")

    assert [(name, attributes, text) for name, attributes, text in elements(scratch)] == [
        ("a", {"x": "1"}, ""),
        ("b", {"xmlns:p": "urn:p"}, ""),
        ("b", None, "five < six"),
        ("c", {}, ""),
        ("c", None, ""),
        ("a", None, ""),
    ]
