import gc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.kernel.written.source import Source, read_source


def _read(folder: Path, content: bytes | str) -> Source:
    path = folder / "file.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_source(path)


def test_scalars_stay_text_and_blanks_are_nothing(tmp_path: Path) -> None:
    source = _read(
        tmp_path, "on: yes\nzero: 0800\nday: 2026-01-01\nblank:\ntilde: ~\nquoted: 'null'\nlist: [1, null]\n"
    )

    assert source.data == {
        "on": "yes",
        "zero": "0800",
        "day": "2026-01-01",
        "blank": None,
        "tilde": None,
        "quoted": "null",
        "list": ["1", None],
    }
    assert source.whole
    assert source.problems == ()


def test_every_value_and_every_key_knows_its_line(tmp_path: Path) -> None:
    source = _read(tmp_path, "# comment\na:\n  - b: 1\n    c: 2\n  - b:\n      3\n")

    assert source.line_of(("a",), key=True) == 2
    assert source.line_of(("a", 0, "c")) == 4
    assert source.line_of(("a", 1, "b"), key=True) == 5
    assert source.line_of(("a", 1, "b")) == 6
    assert source.line_of(("a", 1, "missing")) == 5
    assert source.line_of(("a", 9, "b")) == 3


# The text, the line that is named, what is said, what to do.
BROKEN = [
    ("a: [1, 2\nb: 3\n", 2, "a list that opens with `[` is not closed", "close it"),
    ("a: {b: 1\nc: 2\n", 2, "a block that opens with `{` is not closed", "close it"),
    ('a: b\nc: "open\n', 2, "a quote is opened and never closed", "close the quote"),
    ("a: b: c\n", 1, "a second colon", "put a text that contains `: ` in double quotes"),
    ("a: 1\n   b: 2\n", 2, "a second colon, or a line indented further", "line up the keys"),
    (
        "a:\n  b: 1\n c: 2\n",
        3,
        "a line does not line up with the keys of its block",
        "indent it as far as its neighbours",
    ),
    ("a:\n  - b\n  c: 1\n", 3, "neither starts with a dash", "start it with `- `"),
    ("a: 1\nb:2\nc: 2\n", 2, "a line is neither `key: value`", "write a colon and a space"),
    ("a: 'it's'\n", 1, "does not line up", "double quotes"),
    ("a: @home\n", 1, "a character that has a meaning in YAML", "put the value in double quotes"),
    ("a: *home\n", 1, "a value starts with `*`", "put the value in double quotes"),
    ("a:\n\tb: 1\n", 2, "a line is indented with a tab", "indent with spaces"),
    ("a: 1\n---\nb: 2\n", 2, "a second document starts here", "keep one document in a file"),
    ("a: x\x07y\n", 1, "an invisible control character", "remove it"),
    ("a: x\x00y\n", 1, "an invisible control character", "remove it"),
    ("[" * 200, 1, "nested more than 100 deep", "mend the line"),
    ("a: " + "[" * 2_000_000, 1, "nested more than 100 deep", "mend the line"),
]


@pytest.mark.parametrize(("text", "line", "what", "fix"), BROKEN, ids=[repr(case[0][:20]) for case in BROKEN])
def test_broken_yaml_is_told_without_tokens(tmp_path: Path, text: str, line: int, what: str, fix: str) -> None:
    source = _read(tmp_path, text)

    assert not source.whole
    assert [what in problem.what for problem in source.problems] == [True], source.problems
    assert source.problems[0].where.startswith(f"{tmp_path}/file.yaml:{line}")
    assert fix in source.problems[0].fix


# What YAML allows and nobody needs here.
REFUSED = [
    ("a: 1\nb: 2\na: 3\n", "3, a", "`a` is written twice in one block (first on line 1)"),
    ("a: &x {b: 1}\nc: *x\n", "1, a", "a block is repeated with an alias (`*name`)"),
    ("a: &x [*x]\n", "1, a", "a block is repeated with an alias (`*name`)"),
    ("a:\n  - b: !!binary x\n", "2, a[0].b", "the tag 'tag:yaml.org,2002:binary' is not read"),
    ("a: !mine {b: 1}\n", "1, a", "the tag '!mine' is not read"),
    ("a: 1\n? [b]\n: c\n", "2", "a key is not plain text"),
    ("~: 1\n", "1", "a key is not plain text"),
]


@pytest.mark.parametrize(("text", "place", "what"), REFUSED, ids=[repr(case[0]) for case in REFUSED])
def test_odd_yaml_is_refused_where_it_stands(tmp_path: Path, text: str, place: str, what: str) -> None:
    source = _read(tmp_path, text)

    assert [(problem.what, problem.where) for problem in source.problems] == [(what, f"{tmp_path}/file.yaml:{place}")]


def test_a_billion_laughs_are_refused_before_they_unfold(tmp_path: Path) -> None:
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 60)]

    source = _read(tmp_path, "\n".join(lines))

    assert {problem.what for problem in source.problems} == {"a block is repeated with an alias (`*name`)"}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("a: é".encode("utf-16"), "the file is not UTF-8: it looks like UTF-16"),
        ("a: 1\nb: café\n".encode("cp1252"), "the file is not UTF-8: byte 0xe9 belongs to no character"),
    ],
    ids=["utf-16", "cp1252"],
)
def test_a_file_in_another_encoding_is_named(tmp_path: Path, content: bytes, what: str) -> None:
    source = _read(tmp_path, content)

    assert [problem.what for problem in source.problems] == [what]
    assert source.problems[0].fix == "save the file as UTF-8 in your editor"


def test_the_line_of_a_foreign_byte_is_told(tmp_path: Path) -> None:
    assert _read(tmp_path, "a: 1\nb: café\n".encode("cp1252")).problems[0].where == f"{tmp_path}/file.yaml:2"


@pytest.mark.parametrize(
    ("content", "kind"), [(b"PK\x03\x04\x14", "an archive or an Office document"), (b"%PDF-1.7", "a PDF")]
)
def test_a_file_that_is_something_else_is_told_by_its_content(tmp_path: Path, content: bytes, kind: str) -> None:
    assert [problem.what for problem in _read(tmp_path, content).problems] == [f"the file is {kind}, not YAML"]


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert _read(tmp_path, "\ufeffa: 1\n").data == {"a": "1"}


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    source = read_source(tmp_path)

    assert source.problems[0].what.startswith(f"cannot read {tmp_path.name!r}: ")
    assert not source.whole


@settings(max_examples=300, deadline=None, derandomize=True)
@given(content=st.one_of(st.binary(max_size=60), st.text(":-[]{}\"'#&*!|>? \n\tab\x00é", max_size=60).map(str.encode)))
def test_no_bytes_whatever_raise_anything(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    source = _read(tmp_path_factory.getbasetemp(), content)

    assert source.whole or source.problems
    assert gc.isenabled()
