"""What `docs/security/asvs.csv` says of the OWASP Verification Standard 5.0 is held by tests that exist."""

import ast
import csv
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
with (ROOT / "docs/security/asvs.csv").open(encoding="utf-8", newline="") as _written:
    ROWS = list(csv.DictReader(_written))


@cache
def names_in(path: str) -> frozenset[str]:
    file = ROOT / path
    body = ast.parse(file.read_text(encoding="utf-8")).body if file.is_file() else []
    return frozenset(node.name for node in body if isinstance(node, ast.FunctionDef))


def test_every_requirement_is_written_once_with_what_is_asked_of_it() -> None:
    ids = [row["id"] for row in ROWS]

    assert len(ids) == len(set(ids)) > 50
    assert {row["level"] for row in ROWS} == {"1", "2", "3"}
    assert {row["applies"] for row in ROWS} == {"yes", "no"}
    assert [row["id"] for row in ROWS if not row["how"].strip() or None in row] == []


def test_every_requirement_that_applies_names_a_test_that_exists() -> None:
    named = {row["id"]: row["test"].partition("::") for row in ROWS if row["applies"] == "yes"}

    assert {which for which, (path, _, name) in named.items() if name not in names_in(path)} == set()


def test_a_requirement_that_does_not_apply_says_why_and_names_no_test() -> None:
    assert [row["id"] for row in ROWS if row["applies"] == "no" and (row["test"] or len(row["how"].split()) < 8)] == []
