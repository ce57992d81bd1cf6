"""A check is asked otherwise, or not at all: the file says it, the trail says who and why."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from centreline.actions.settings_file import put_in_settings, seen_of
from centreline.actions.tune_check import tune_check, tuning_of, untune_check
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.scope import Scope
from centreline.governance.actor import Actor, Role
from centreline.governance.memory import MemoryState
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotPermitted, WorkspaceInvalid

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DARA = Actor("dara", Role.DATA_OWNER, Scope.whole_centre("dara"))
FILE = """\
# Ours.
format: 1
name: My centre  # as on the door
zone: Europe/Madrid
checks:
  # Leads come later.
  OWN005: {off: Leads are named after March.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "centreline.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def state() -> MemoryState:
    return MemoryState()


def tuned(state: MemoryState, folder: Path, check: str, *, by: Actor = DARA, **given: Any) -> None:
    told = {"values": {}, "off": False, "says": "It does not fit us.", "seen": seen_of(tuning_of(folder, check))}
    tune_check.by(state, by, now=NOW)(folder=folder, check=check, **told | given)


def written(folder: Path) -> str:
    return (folder / "centreline.yaml").read_text(encoding="utf-8")


def test_a_value_stands_in_the_file_beside_what_somebody_wrote_there(state: MemoryState, folder: Path) -> None:
    tuned(state, folder, "KNO005", values={"grace_days": "14"})

    assert written(folder) == FILE + "  KNO005:\n    grace_days: 14\n"
    assert FolderWorkspace(folder).settings.overrides["KNO005"] == {"grace_days": 14}
    [line] = state.lines()
    assert (line.by, line.act, line.kind, line.key) == ("dara", "tune_check", "check", "KNO005")
    assert (line.says, line.before, line.after) == ("It does not fit us.", None, {"grace_days": 14})
    assert [one.name for one in folder.iterdir()] == ["centreline.yaml"]


def test_what_the_book_has_is_not_written(state: MemoryState, folder: Path) -> None:
    tuned(state, folder, "SLV002", values={"minimum_n": "50", "times": "3.5", "points_share": "0.15"})

    assert tuning_of(folder, "SLV002") == {"times": 3.5}


def test_a_check_is_switched_off_with_the_reason_and_asked_again(state: MemoryState, folder: Path) -> None:
    tuned(state, folder, "KNO005", off=True, says="2026")
    assert FolderWorkspace(folder).settings.off == {"OWN005": "Leads are named after March.", "KNO005": "2026"}

    tuned(state, folder, "KNO005", says="There are procedures now.")

    assert written(folder) == FILE


def test_back_to_the_book_takes_its_lines_out_and_no_others(state: MemoryState, folder: Path) -> None:
    tuned(state, folder, "KNO005", values={"grace_days": "14"})
    back = untune_check.by(state, DARA, now=NOW)

    back(folder=folder, check="KNO005", says="It fits.", seen=seen_of(tuning_of(folder, "KNO005")))

    assert written(folder) == FILE
    with pytest.raises(ArgumentInvalid, match="KNO005 is asked as the book has it"):
        back(folder=folder, check="KNO005", says="It fits.", seen=seen_of({}))


@pytest.mark.parametrize(
    ("check", "given", "because"),
    [
        ("KNO005", {"values": {"grace_days": "soon"}}, "grace_days cannot be 'soon'"),
        ("KNO005", {"values": {"grace_days": "1.5"}}, "grace_days cannot be '1.5'"),
        ("KNO005", {"values": {"grace_days": "36501"}}, "grace_days cannot be 36501"),
        ("SLV002", {"values": {"times": "inf"}}, "times cannot be 'inf'"),
        ("SLV002", {"values": {"points_share": "15"}}, "points_share cannot be 15"),
        ("KNO005", {"values": {"grace": "1"}}, "KNO005 has no parameter 'grace'"),
        ("KNO005", {"values": {"grace_days": "14"}, "says": " "}, "nobody said why"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    state: MemoryState, folder: Path, check: str, given: dict[str, Any], because: str
) -> None:
    with pytest.raises((ArgumentInvalid, WorkspaceInvalid), match=because):
        tuned(state, folder, check, **given)

    assert written(folder) == FILE
    assert list(state.lines()) == []


def test_what_holds_already_writes_nothing(state: MemoryState, folder: Path) -> None:
    tuned(state, folder, "KNO005", values={"grace_days": "0"})
    tuned(state, folder, "OWN005", off=True, says="Leads are named after March.")

    assert written(folder) == FILE
    assert list(state.lines()) == []


def test_whoever_saw_something_older_writes_nothing(state: MemoryState, folder: Path) -> None:
    seen = seen_of(tuning_of(folder, "KNO005"))
    put_in_settings(folder, [(("checks", "KNO005"), {"grace_days": 3})])

    with pytest.raises(EvidenceConflict, match="somebody changed this"):
        tuned(state, folder, "KNO005", values={"grace_days": "14"}, seen=seen)

    assert tuning_of(folder, "KNO005") == {"grace_days": 3}


def test_a_card_number_in_the_reason_is_in_neither_file_nor_trail(state: MemoryState, folder: Path) -> None:
    tuned(state, folder, "KNO005", off=True, says="Somebody paid with 4111 1111 1111 1111")

    assert "4111 1111 1111 1111" not in written(folder)
    assert "4111 1111 1111 1111" not in repr(list(state.lines()))


def test_nobody_but_data_owner_and_administrator_tunes(state: MemoryState, folder: Path) -> None:
    for role in Role:
        if role in {Role.DATA_OWNER, Role.ADMINISTRATOR}:
            continue
        with pytest.raises(NotPermitted, match="may not change how the workspace is set up"):
            tuned(state, folder, "KNO005", values={"grace_days": "14"}, by=replace(DARA, role=role))

    assert written(folder) == FILE


@pytest.mark.parametrize(
    "reason", ["}\nname: Theirs", "# no remark", "yes", "a: b", "<b>&amp;</b>", "\u202e '\"{[]}\\\\"]
)
def test_whatever_somebody_writes_as_the_reason_is_the_reason_and_nothing_else(
    state: MemoryState, folder: Path, reason: str
) -> None:
    tuned(state, folder, "OWN005", off=True, says=reason)
    tuned(state, folder, "KNO005", off=True, says=reason)

    place = FolderWorkspace(folder)
    assert (place.name, place.zone) == ("My centre", "Europe/Madrid")
    assert place.settings.off == {"OWN005": reason, "KNO005": reason}
