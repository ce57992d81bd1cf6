"""The screens of a centre in which somebody wrote into every form: there is one of each thing to see."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving_it import serving


@pytest.fixture(scope="session")
def running(planted_centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a copy of it, and return its address."""
    folder = tmp_path_factory.mktemp("screens") / "centre"
    shutil.copytree(planted_centre, folder)
    with serving(folder) as address:
        yield address
