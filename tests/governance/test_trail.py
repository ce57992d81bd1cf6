"""The trail: whoever changes, cuts or adds a line is found out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from centreline.governance.memory import MemoryState
from centreline.governance.trail import Line, first_broken

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)


@pytest.fixture
def lines() -> list[Line]:
    state = MemoryState()
    for key in ("one", "two", "three"):
        state.add_line(Line(number=0, at=NOW, by="lee", act="say", kind="comment", key=key, after={"text": key}))
    return list(state.lines())


def test_a_trail_as_it_was_written_is_whole(lines: list[Line]) -> None:
    assert first_broken(lines, ends_with=(3, lines[-1].hash)) is None


@pytest.mark.parametrize(
    "changes", [{"by": "kim"}, {"after": {"text": "other"}}, {"at": datetime(2026, 4, 3, tzinfo=UTC)}, {"key": "2"}]
)
def test_a_changed_line_is_named(lines: list[Line], changes: dict[str, object]) -> None:
    broken = first_broken([lines[0], replace(lines[1], **changes), lines[2]])

    assert broken is not None
    assert (broken.number, broken.because) == (2, "it says something else than was written")


def test_a_line_left_out_is_missed(lines: list[Line]) -> None:
    broken = first_broken([lines[0], lines[2]])

    assert broken is not None
    assert broken.because == "line 2 is missing; line 3 follows"


def test_lines_cut_off_at_the_end_are_missed(lines: list[Line]) -> None:
    broken = first_broken(lines[:2], ends_with=(3, lines[-1].hash))

    assert broken is not None
    assert "ended with line 3" in broken.because
