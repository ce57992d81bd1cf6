"""Who reads the lake says who is asking: nothing outside of `evidence` opens its files by itself."""

import ast
from pathlib import Path

import centreline

SOURCES = Path(centreline.__file__).parent
INSIDE = SOURCES / "evidence"
PAST_THE_DOOR = {"DeltaTable", "open_table", "current_rows", "read_parquet", "scan_parquet", "read_table",
                 "ParquetFile", "read_delta", "located", "read_staged"}  # fmt: skip
"""What reads rows of files without a scope."""

ALLOWED = {"web/frame/shown_tables.py": "its `read_table` reads what a page shows"}
"""Files that may, each with the reason."""


def test_nothing_outside_of_evidence_reads_its_files_without_a_scope() -> None:
    found = {
        str(file.relative_to(SOURCES)): names
        for file in sorted(SOURCES.rglob("*.py"))
        if not file.is_relative_to(INSIDE) and (names := _named(file) & PAST_THE_DOOR)
    }

    assert {file: names for file, names in found.items() if file not in ALLOWED} == {}
    assert ALLOWED.keys() <= found.keys(), "these no longer do: take them off the list"


def test_the_names_it_looks_for_are_those_the_lake_itself_is_read_by() -> None:
    inside = set[str]().union(*(_named(file) for file in INSIDE.rglob("*.py")))

    assert {"DeltaTable", "open_table", "current_rows", "read_parquet", "located", "read_staged"} <= inside


def _named(file: Path) -> set[str]:
    """Return every name, attribute and import that a file mentions."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    names |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return names | {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
