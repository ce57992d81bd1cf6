"""Expressions: what they mean row by row, and everything they refuse."""

import ibis
import pytest

from centreline.evidence.expression import compile_expression
from centreline.evidence.grammar import columns_needed, columns_read
from centreline.kernel.errors import ExpressionRefused

ROWS = ibis.memtable(
    {
        "outcome": ["AGENT", "HANG", " agent ", None],
        "wait_s": [5, 30, None, 0],
        "talk_s": [60, 0, 45, None],
        "known": [True, False, None, True],
        "vru+line": ["AA01", "AA02", "AA01", "BB01"],
        "paid": ["12.5", "x", "", None],
    },
    schema={
        "outcome": "string",
        "wait_s": "int64",
        "talk_s": "int64",
        "known": "boolean",
        "vru+line": "string",
        "paid": "string",
    },
)
COLUMNS = {name: ROWS[name] for name in ROWS.columns}


def answers(text: str) -> list[object]:
    value = compile_expression(text, columns=COLUMNS, where="mapping.yaml, columns.x")
    return ibis.duckdb.connect().to_pyarrow(ROWS.select(value=value))["value"].to_pylist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("outcome == 'AGENT'", [True, False, False, None]),
        ("outcome != 'AGENT' and wait_s > 10", [False, True, None, False]),
        ("not known", [False, True, None, False]),
        ("(wait_s > 10) | known", [True, True, None, True]),
        ("~(wait_s > 10) & (talk_s > 0)", [True, False, None, None]),
        ("0 < wait_s <= 5", [True, False, None, False]),
        ("outcome in ('AGENT', 'HANG')", [True, True, False, None]),
        ("wait_s not in [5, 30]", [False, False, None, True]),
        ("wait_s + talk_s * 2 - 1", [124, 29, None, None]),
        ("talk_s / wait_s", [12.0, 0.0, None, None]),
        ("-wait_s", [-5, -30, None, 0]),
        ("talk_s if outcome == 'AGENT' else None", [60, None, None, None]),
        ("column('vru+line').startswith('AA')", [True, True, True, False]),
        ("column('vru+line').endswith('02')", [False, True, False, False]),
        ("outcome.strip().upper() == 'AGENT'", [True, False, True, None]),
        ("outcome.lower().contains('ang')", [False, True, False, None]),
        ("outcome.length()", [5, 4, 7, None]),
        ("outcome.isnull() or wait_s.isnull()", [False, False, True, True]),
        ("outcome.notnull()", [True, True, True, False]),
        ("wait_s.nullif(0)", [5, 30, None, None]),
        ("wait_s.between(1, 10)", [True, False, None, False]),
        ("between(wait_s, 0, 5)", [True, False, None, True]),
        ("coalesce(wait_s, talk_s, 0)", [5, 30, 45, 0]),
        ("paid.number()", [12.5, None, None, None]),
        ("abs(wait_s - talk_s)", [55, 30, None, None]),
        # The least and the greatest of a number and an unknown is the number.
        ("least(wait_s, 10) + greatest(talk_s, 1)", [65, 11, 55, 1]),
        ("wait_s < 30 * 86400000 * 1000 - 1 + 1", [True, True, None, True]),
        ("True", [True, True, True, True]),
    ],
)
def test_means_what_it_says_row_by_row(text: str, expected: list[object]) -> None:
    assert answers(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("__import__('os').system('true')", r"there is no system\(\)"),
        ("open('/etc/passwd')", r"there is no open\(\)"),
        ("outcome.__class__", "is not part of the language"),
        ("outcome.sql('x')", r"there is no sql\(\)"),
        ("(lambda: 1)()", "is not part of the language"),
        ("[x for x in (1, 2)]", "is not part of the language"),
        ("outcome[0]", "is not part of the language"),
        ("f'{outcome}'", "is not part of the language"),
        ("wait_s ** 9", r"other than \+ - \* /"),
        ("wait_s % 2", r"other than \+ - \* /"),
        ("wait_s is None", "compared by identity"),
        ("wait_s == None", "nothing equals None"),
        ("wait_s in outcome", "is not a list"),
        ("wait_s in ('a',)", "do not go together"),
        ("outcome + 1", "do not go together"),
        ("outcome == 1", "do not go together"),
        ("known + known", "do not go together"),
        ("wait_s and known", "'wait_s' is not a condition"),
        ("known & wait_s == 1", "'known & wait_s'|'wait_s' is not a condition"),
        ("-outcome", "puts a sign"),
        ("wait_s.lower()", "wrong type"),
        ("coalesce(wait_s)", r"coalesce\(\) is given 1 values"),
        ("coalesce(wait_s, 'none')", "do not go together"),
        ("between(wait_s, low=1, high=2)", "names its arguments"),
        ("column(outcome)", "names no column"),
        ("b'bytes' == outcome", "neither text, a number"),
        ("wait_s < 99999999999999999999", "larger than a table can hold"),
        ("wait_s <", "cannot read the expression"),
        ("", "cannot read the expression"),
        ("wait_s\x00", "cannot read the expression"),
        ("(" * 3000 + ")" * 1000, "too long|cannot read"),
        ("-" * 600 + "1", "too large|cannot read"),
        ("'" + "x" * 4000 + "'", "too long"),
        ("+".join(["1"] * 400), "too large"),
    ],
)
def test_refuses_what_is_not_on_the_list(text: str, message: str) -> None:
    with pytest.raises(ExpressionRefused, match=message) as refusal:
        compile_expression(text, columns=COLUMNS, where="mapping.yaml, columns.x")

    assert refusal.value.where == "mapping.yaml, columns.x"
    assert refusal.value.fix


def test_suggests_the_column_that_was_probably_meant() -> None:
    with pytest.raises(ExpressionRefused, match="there is no column 'outcom'") as refusal:
        compile_expression("outcom == 'AGENT'", columns=COLUMNS, where="x")

    assert refusal.value.fix == "write 'outcome'"


def test_suggests_the_word_that_was_probably_meant() -> None:
    with pytest.raises(ExpressionRefused, match="there is no starts_with") as refusal:
        compile_expression("outcome.starts_with('A')", columns=COLUMNS, where="x")

    assert refusal.value.fix == "write startswith()"


def test_says_which_columns_it_reads_and_which_it_cannot_do_without() -> None:
    text = "coalesce(hold_s, 0) + talk_s if column('vru+line').lower() == 'a' else coalesce(a, b)"

    assert columns_read(text, where="x") == {"hold_s", "talk_s", "vru+line", "a", "b"}
    assert columns_needed(text, where="x") == {"talk_s", "vru+line", "b"}
