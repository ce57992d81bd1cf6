"""Many people change one board at once: the cheap form of `benchmarks/board_editors.py`."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def editors() -> ModuleType:
    """Return the benchmark, whose editors are used here."""
    path = Path(__file__).parents[3] / "benchmarks/board_editors.py"
    spec = importlib.util.spec_from_file_location("board_editors", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["board_editors"] = module
    spec.loader.exec_module(module)
    return module


def test_every_acknowledged_edit_of_twenty_is_in_the_history(
    running: str, served: Path, editors: ModuleType, password: str
) -> None:
    port = urlsplit(running).port
    people = [editors.signed_in(port, name, password) for name in ("lee", "evelyn")]
    twenty = [people[at % 2].beside() for at in range(20)]

    _, cards = editors.edit_together(twenty, edits=3)

    assert sum(len(one.acknowledged) for one in twenty) == 60
    assert sum(one.refused for one in twenty) > 0
    assert len(cards) > 1
    assert editors.lost(served / "state.sqlite3", twenty) == []
    for one in (*people, *twenty):
        one.connection.close()
