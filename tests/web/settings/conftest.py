"""The file of the settings, as it was before each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def file(centre: Path) -> Iterator[Path]:
    """Return the file of the settings; it is as before after the test."""
    path = centre / "centreline.yaml"
    before = path.read_text(encoding="utf-8")
    yield path
    path.write_text(before, encoding="utf-8")
