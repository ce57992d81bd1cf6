"""Many people change one board at once: the cheap form of `benchmarks/board_editors.py`."""

from pathlib import Path
from urllib.parse import urlsplit

import board_editors
import pytest

pytestmark = pytest.mark.browser


def test_every_acknowledged_edit_of_twenty_is_in_the_history(running: str, served: Path, password: str) -> None:
    port = urlsplit(running).port
    people = [board_editors.signed_in(port, name, password) for name in ("lee", "evelyn")]
    twenty = [people[at % 2].beside() for at in range(20)]

    _, cards = board_editors.edit_together(twenty, edits=3)

    assert sum(len(one.acknowledged) for one in twenty) == 60
    assert sum(one.refused for one in twenty) > 0
    assert len(cards) > 1
    assert board_editors.lost(served / "state.sqlite3", twenty) == []
    for one in (*people, *twenty):
        one.connection.close()
