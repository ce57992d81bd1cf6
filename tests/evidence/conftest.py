"""Makes the telephone log importable, and brings it: `from telephone import CALLS, call`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from telephone import CALLS, DOOR, NOW, write_csv

from centreline.evidence.ingest import IngestReport, ingest_file
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import Mapping, load_mapping
from centreline.evidence.scope import Scope


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "workspace" / "evidence")


@pytest.fixture
def mapping_of(tmp_path: Path) -> Callable[[str], Mapping]:
    def load(text: str) -> Mapping:
        path = tmp_path / "mapping.yaml"
        path.write_text(text, encoding="utf-8")
        return load_mapping(path)

    return load


@pytest.fixture
def bring(lake: Lake, mapping_of: Callable[[str], Mapping], tmp_path: Path) -> Callable[..., IngestReport]:
    """Bring rows, a text or bytes as a file under the mapping of calls."""

    def brought(content: Any, *, name: str = "calls.csv", mapping: str = CALLS, into: Lake = lake) -> IngestReport:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            write_csv(path, content)
        return ingest_file(into, path, mapping=mapping_of(mapping), door=DOOR, zone="UTC", now=NOW)

    return brought


@pytest.fixture
def held(lake: Lake) -> Callable[..., list[dict[str, Any]]]:
    """Return some columns of a table, in the order of the first."""

    def rows(*columns: str, table: str = "contact", of: Lake = lake) -> list[dict[str, Any]]:
        evidence = of.evidence(scope=Scope.whole_centre("a test"))
        if table not in evidence.tables:
            return []
        return evidence.rows(evidence.table(table).select(*columns).order_by(columns[0]))

    return rows
